# The texts of the dashboard and of the moderators' rooms.
community-updates-heading = अपडेट
community-no-updates = अभी कोई अपडेट नहीं है।
community-no-comments = अभी तक किसी ने कुछ कहा या पूछा नहीं है।
community-ask = आयोजक से पूछें
community-updates = सभी अपडेट ({ $many })
community-comments = सब पढ़ें और लिखें ({ $many })
community-history = क्या बदला
community-report = इस अभियान की शिकायत करें

preview-goal = लक्ष्य
preview-minimum = कम से कम दान
preview-model = पैसा जुटाने का तरीक़ा
preview-all = सब या कुछ नहीं
preview-keep = जितना जुटे, उतना रखें
preview-ends = समाप्ति
preview-address = पता
preview-story = कहानी
preview-nothing = अभी कुछ नहीं।
preview-budget = पैसा कहाँ जाता है
preview-rewards = पुरस्कार
preview-add-on = अतिरिक्त चीज़
preview-impacts = दान से क्या होता है
preview-unlimited = जितने माँगे जाएँ
preview-closed = बंद
preview-limited = कुल { $many }
preview-risks = जोखिम
preview-faq = सवाल

comments-title = टिप्पणियाँ: { $title }
comments-heading = टिप्पणियाँ और सवाल
comments-field = कुछ कहें या पूछें
comments-hint = यह आपके नाम के साथ दिखता है। आयोजक इसे पढ़ते हैं।
comments-post = टिप्पणी पोस्ट करें

comments-sign-in = कुछ लिखने के लिए लॉग इन करें

comments-empty = अभी तक किसी ने नहीं लिखा

comments-empty-words = पहला सवाल अक्सर दूसरों के भी काम आता है।

comments-hidden = एक टिप्पणी छिपाई गई: { $reason }
comments-team = आयोजक
comments-taken-back = लिखने वाले ने यह टिप्पणी वापस ले ली।
comments-turned-back = एक टिप्पणी अब नहीं दिखाई जाती।
comments-turned-back-own = आपकी टिप्पणी अब नहीं दिखाई जाती, क्योंकि आपने अपना दान वापस ले लिया। फिर से देने पर वह दोबारा दिखेगी।
# जिसने खाता बंद किया, उसके नाम की जगह
somebody-left = कोई, जो अब यहाँ नहीं है
comments-take-back = यह टिप्पणी वापस लें
comments-take-back-for-good = इसके शब्द हमेशा के लिए मिट जाते हैं। यहाँ टिप्पणी थी, यह दिखता रहता है।
comments-take-back-now = वापस लें
comments-report = इस टिप्पणी की शिकायत करें
comments-earlier = पहले की टिप्पणियाँ
comments-later = बाद की टिप्पणियाँ
comments-newest = सबसे नई टिप्पणी पर जाएँ
comments-reply = उत्तर दें
comments-answer-field = आपका उत्तर
comments-answer-post = उत्तर पोस्ट करें
comments-answers-more = सभी उत्तर दिखाएँ
comments-all = सभी टिप्पणियाँ

backers-title = दानदाता: { $title }
backers-heading = दानदाता
backers-state = स्थिति
backers-any = कोई भी
backers-reward = पुरस्कार
# $many: how many of it. $title: the title of an add-on
backers-add-on = { $many } × { $title }
backers-show = दिखाएँ
backers-none = ऐसा कोई नहीं मिला
backers-empty = अभी तक किसी ने दान नहीं दिया
backers-all = सभी दानदाता दिखाएँ

backers-empty-words = जो भी दान देता है वह चुने हुए पुरस्कार के साथ तुरंत यहाँ दिखता है।

backers-name = नाम
backers-amount = राशि
backers-when = कब
backers-unnamed = नाम नहीं बताना चाहते
backers-counts = (गिनती में { $counts })
backers-next = पुराने
backers-csv = यह सूची तालिका (CSV) के रूप में डाउनलोड करें

backers-send = भेजा गया बताएँ
backers-sent = { $at } को भेजा गया
backers-sent-change = भेजने का ब्योरा बदलें

sending-title = दानदाता का पुरस्कार: { $title }
sending-heading = पुरस्कार: { $reward }
sending-to = { $name } के लिए
sending-to-unnamed = ऐसे दानदाता के लिए जो नाम नहीं बताना चाहते
sending-add-ons = साथ में लिया गया:
sending-where = यह कहाँ जाएगा
sending-where-hint = केवल पार्सल के लिए: हो सकता है दानदाता अपना नाम कहीं न चाहते हों।
sending-where-unknown = दानदाता ने नहीं बताया कि यह कहाँ जाएगा। वे अपने योगदान के पेज पर बता सकते हैं।
sending-intro = दानदाता को ईमेल मिलता है और वे अपने वचन के पेज पर देखते हैं कि वह रास्ते में है। अगर उनका बैंक भुगतान के बारे में पूछे तो बैंक को भी यह बताया जाता है।
sending-carrier = कौन पहुँचा रहा है (वैकल्पिक)
sending-carrier-hint = डाक, कूरियर, या आप ख़ुद।
sending-tracking = ट्रैकिंग नंबर (वैकल्पिक)
sending-tracking-hint = इससे दानदाता देख सकते हैं कि वह कहाँ है।
sending-change = सहेजें
sending-back = दानदाताओं पर लौटें
sending-not = न भेजा गया बताएँ
sending-not-hint = अगर ग़लती से बताया गया था। दानदाता को इसके बारे में लिखा जाता है, और वे फिर से बता सकते हैं कि यह कहाँ जाएगा।
refused-reward-sent = यह पुरस्कार नहीं भेजा जा सकता: इसका दान अब गिनती में नहीं है, या अभी काटा नहीं गया है।

desk-comments-title = टिप्पणियाँ: { $title }
desk-comments-heading = टिप्पणियाँ और सवाल
desk-comments-empty = अभी तक किसी ने नहीं लिखा
desk-comments-empty-words = सवाल यहाँ और अभियान के पेज पर दिखते हैं। जो बार-बार पूछा जाए, उसे अक्सर अभियान के सवालों में लिख देना अच्छा रहता है।
desk-comments-team = टीम
desk-comments-answers = “{ $words }” का जवाब
desk-comments-hidden = छिपाई गई: { $reason }
desk-comments-hide = यह टिप्पणी छिपाएँ
desk-comments-why = क्यों? टिप्पणी की जगह यही दिखेगा।
desk-comments-hide-now = छिपाएँ
desk-comments-answer = अभियान के पेज पर जवाब दें

desk-notes-staff = जाँच टीम

team-may-edit = लिखना और तस्वीरें लगाना
team-may-updates = अपडेट पोस्ट करना, टिप्पणियों का जवाब देना और उन्हें छिपाना
team-may-money = देखना कि किसने कितना दिया

report-untrue = इसमें जो लिखा है वह सच नहीं है
report-misused = पैसा किसी और काम में लग रहा है
report-harmful = यह किसी को नुक़सान पहुँचाता है या किसी का अपमान करता है
report-stolen = शब्द या तस्वीरें किसी और से ली गई हैं
report-other = कुछ और

desk-edit-nav = भाग
desk-edit-missing = अभी बाकी
desk-edit-closed = इस स्थिति में इसे बदला नहीं जा सकता: { $status }।
desk-edit-closed-go = देखें कि आप क्या कर सकते हैं
desk-edit-autosaved = मसौदे के रूप में सहेजा गया।
desk-edit-unsaved = अभी सहेजा नहीं गया:
desk-edit-offline = सहेजा नहीं गया: इंटरनेट नहीं है। आपका लिखा अब भी यहीं है।
desk-edit-next = सहेजें और आगे बढ़ें
desk-edit-save = सहेजें
desk-edit-public = यह अभियान शुरू हो चुका है: हर बदलाव तुरंत सबको दिखता है, और पहले जो लिखा था वह भी पढ़ा जा सकता है।

desk-basics-title = शीर्षक
desk-basics-promise = एक वाक्य में
desk-basics-promise-hint = ऐसा क्या बनेगा जो अभी नहीं है? सूचियों और साझा किए गए लिंक में यही दिखता है।
desk-basics-organiser = इसे कौन चलाता है
desk-basics-place = कहाँ
desk-basics-place-hint = शहर या गाँव और देश काफ़ी हैं।
desk-basics-category = प्रकार
desk-basics-category-empty = एक चुनें
desk-basics-language = अभियान की भाषा
desk-basics-language-hint = वह भाषा जिसमें आप लिखते हैं। ब्राउज़र इसी के हिसाब से अभियान को पढ़कर सुनाते और उसका अनुवाद करते हैं।
desk-basics-frozen = जो अब नहीं बदलेगा
desk-basics-goal = लक्ष्य
desk-basics-minimum = कम से कम दान
desk-basics-model = पैसा जुटाने का तरीक़ा

desk-model-all = सब या कुछ नहीं
desk-model-keep = जितना जुटे, उतना रखें

desk-basics-deadline = आख़िरी दिन
desk-basics-slug = पता
desk-basics-frozen-why = दानदाताओं ने इन्हीं शर्तों पर दान दिया।
desk-basics-currency = मुद्रा
desk-basics-model-legend = दानदाताओं का पैसा कब कटे?

desk-model-keep-words = कार्ड से पैसा तुरंत कटता है। लक्ष्य पूरा हो या न हो, जो जुटता है वह आपको मिलता है।
desk-model-all-words = कार्ड सहेजे जाते हैं, और आख़िरी दिन पैसा तभी कटता है जब लक्ष्य पूरा हो गया हो। उस काम के लिए जो आधे पैसे से नहीं हो सकता।

desk-basics-goal-field = लक्ष्य ({ $sign })
desk-basics-goal-hint = शुल्क मिलाकर आपको जितना चाहिए। “पैसा कहाँ जाता है” की मदों का जोड़ इतना ही होता है।
desk-basics-minimum-field = कम से कम कितना दान दिया जा सकता है ({ $sign })
desk-basics-deadline-field = आख़िरी दिन
desk-basics-deadline-hint = दान उस दिन के ख़त्म होने तक गिने जाते हैं, नीचे दिए समय क्षेत्र के हिसाब से।
desk-basics-zone = समय क्षेत्र
desk-basics-slug-field = पता
desk-basics-slug-hint = लिंक का आख़िरी हिस्सा: { $url }/c/…

desk-budget-intro = दानदाता मक़सद के ठीक बाद यही देखते हैं। पैसे का हर उपयोग लिखें; सब मदें मिलाकर लक्ष्य बनती हैं।
# $percent: already with its sign
desk-fee = आपके लिए जो राशि ली जाती है उसमें से { $percent } प्लेटफ़ॉर्म रखता है, और कुछ न ली जाए तो कुछ नहीं। हर कार्ड भुगतान पर भुगतान प्रदाता का शुल्क प्लेटफ़ॉर्म देता है। अपने लक्ष्य में उसका हिस्सा गिन लें।
desk-budget-frozen = शुरू होने के बाद यह नहीं बदलता। कुछ बदले तो दानदाताओं को अपडेट में बताएँ।
desk-budget-line = मद { $n }
desk-budget-for = किस लिए
desk-budget-much = कितना ({ $sign })
desk-budget-line-new = मद { $n }
desk-budget-more = किसी मद को हटाने के लिए उसे खाली कर दें। और मदें पाने के लिए सहेजें।
desk-budget-adds = मदों का जोड़ { $goal } के लक्ष्य के बराबर है।
desk-budget-sum = मदों का जोड़ { $sum } है। लक्ष्य “मूल बातें” में लिखा जाता है।

desk-cover-intro = जगह या लोगों की तस्वीर किसी लोगो से ज़्यादा कहती है। तस्वीर न हो तो हम अभियान के प्रकार से मेल खाता चित्र बना देते हैं।
desk-cover-other = दूसरी तस्वीर
desk-cover-picture = तस्वीर
desk-cover-hint = JPEG, PNG या WebP, ज़्यादा से ज़्यादा 10 MB, कम से कम 800 पिक्सेल चौड़ी। तस्वीर कहाँ और किससे ली गई, यह जानकारी हटा दी जाती है।
desk-cover-remove = तस्वीर हटाएँ
desk-cover-alt = तस्वीर में क्या दिखता है
desk-cover-alt-hint = जो इसे देख नहीं सकते, उन्हें यह पढ़कर सुनाया जाता है।

desk-details-intro = क्या गड़बड़ हो सकती है, और तब आप क्या करेंगे? लोग उन पर भरोसा करते हैं जिन्होंने इस पर सोचा है।
desk-details-risks = जोखिम
desk-details-faq = लोग जो सवाल पूछेंगे
desk-details-question-n = सवाल { $n }
desk-details-question = सवाल
desk-details-answer = जवाब
desk-details-question-new = एक और सवाल
desk-details-more = किसी सवाल को हटाने के लिए दोनों खाने खाली कर दें। एक और सवाल की जगह पाने के लिए सहेजें।

desk-gifts-intro = दानदाताओं को दिखने वाली चार तक राशियाँ, हर एक के साथ यह कि उतने दान से क्या होता है। ये ज़रूरी नहीं हैं: इनके बिना गोल राशियाँ दिखती हैं।
desk-gifts-number = राशि { $n }
desk-gifts-amount = इतने का दान ({ $sign })
desk-gifts-words = इससे यह होता है
desk-gifts-more = किसी राशि को हटाने के लिए दोनों खाने खाली कर दें।

desk-rewards-intro = किसी तय राशि के दान के बदले आप क्या देते हैं। पुरस्कार होना ज़रूरी नहीं; बहुत लोग बिना पुरस्कार के दान देते हैं।
desk-rewards-frozen = कोई पुरस्कार चुन ले तो उसकी क़ीमत और शब्द नहीं बदलते। आप उसकी संख्या बढ़ा सकते हैं या उसे बंद कर सकते हैं।
desk-rewards-number = पुरस्कार { $n }
desk-rewards-name = नाम
desk-rewards-gets = दानदाता को क्या मिलता है, और कब
desk-rewards-price = इतने या ज़्यादा के दान पर ({ $sign })
desk-rewards-many = कितने हैं?
desk-rewards-unlimited = जितने माँगे जाएँ
desk-rewards-quantity = जितने नीचे लिखे हैं
desk-rewards-closed = अब और नहीं: बंद
desk-rewards-number-field = संख्या
desk-rewards-new = नया पुरस्कार
desk-rewards-more = किसी पुरस्कार को हटाने के लिए उसके सब खाने खाली कर दें। एक और पुरस्कार की जगह पाने के लिए सहेजें।
desk-rewards-add-ons = अतिरिक्त चीज़ वह है जो किसी पुरस्कार के साथ, और एक से ज़्यादा बार, ली जा सकती है।
desk-rewards-digital = इसमें डाक से कुछ नहीं भेजा जाता
desk-rewards-kind = यह क्या है?
desk-rewards-kind-reward = पुरस्कार
desk-rewards-kind-add-on = अतिरिक्त चीज़: पुरस्कार के साथ ली जाती है। ऊपर की राशि एक की क़ीमत है
desk-rewards-most = अगर यह अतिरिक्त चीज़ है: एक दानदाता ज़्यादा से ज़्यादा कितनी ले सकता है
desk-rewards-most-hint = 1 से 100 तक की पूर्ण संख्या।
desk-rewards-with = अगर यह अतिरिक्त चीज़ है: यह किन पुरस्कारों के साथ मिलती है
desk-rewards-with-hint = हर पुरस्कार के साथ देने के लिए कोई न चुनें। डाक से भेजी जाने वाली चीज़ ऐसे पुरस्कार के साथ नहीं मिलती जिसमें कुछ नहीं भेजा जाता।

desk-story-intro = आप कौन हैं, क्या करेंगे, अभी क्यों, और लोगों को कैसे पता चलेगा कि काम हुआ? फ़ोन पर तीन से छह पैराग्राफ़ आराम से पढ़े जाते हैं।
desk-story-field = कहानी
desk-story-hint = खाली पंक्ति से नया पैराग्राफ़ शुरू होता है। “## ” से शीर्षक और “- ” से सूची शुरू होती है, **दो तारे** अक्षर मोटे करते हैं, [शब्द](https://…) लिंक बनाता है।
desk-story-look = कैसा दिखता है (जैसा पिछली बार सहेजा गया)

desk-index-title = आपके अभियान
desk-index-heading = आपके अभियान
desk-index-new = अभियान शुरू करें
desk-index-empty = आपने अभी तक कोई अभियान शुरू नहीं किया
desk-index-empty-how = शुरुआत एक शीर्षक से होती है। फिर आप कहानी लिखते हैं, बताते हैं कि पैसा कहाँ जाता है और आख़िरी दिन चुनते हैं। सब कुछ मसौदे के रूप में सहेजा जाता है, जो सिर्फ़ आपको दिखता है, जब तक आप उसे भेज न दें और हमारे मॉडरेटर पढ़ न लें।
desk-index-first = अपना पहला अभियान शुरू करें
desk-index-missing = { $n ->
    [one] भेजने से पहले { $n } चीज़ बाकी है।
   *[other] भेजने से पहले { $n } चीज़ें बाकी हैं।
}
desk-index-ready = कुछ बाकी नहीं। अगला कदम आपका है।
desk-index-waits = अभी आपको कुछ नहीं करना है।
desk-index-raised = जुटे, लक्ष्य { $goal }
desk-index-givers = दानदाता: { $givers }

desk-new-title = अभियान शुरू करें
desk-new-heading = आप क्या कर दिखाना चाहते हैं?
desk-new-lede = शुरू करने के लिए कुछ शब्द काफ़ी हैं। अभियान शुरू होने तक सब कुछ बदला जा सकता है।
desk-new-field-title = शीर्षक
desk-new-hint-title = दानदाता सबसे पहले यही पढ़ते हैं। लिखें कि सफल होने पर क्या बनेगा।
desk-new-field-organiser = इसे कौन चलाता है?
desk-new-hint-organiser = आपका या आपके समूह का नाम, जैसा दानदाता पढ़ेंगे।
desk-new-field-currency = मुद्रा
desk-new-hint-currency = दानदाता सिर्फ़ इसी मुद्रा में दान देते हैं।
desk-new-legend-model = दानदाताओं का पैसा कब कटे?
desk-new-submit = लिखना शुरू करें
desk-new-back = अपने अभियानों पर वापस जाएँ

desk-show-asked = हमारे मॉडरेटर आपसे कुछ बदलने को कहते हैं:
desk-show-checklist = क्या हो गया, क्या बाकी है
desk-show-ready = { $all } में से { $ready } तैयार
desk-show-done = तैयार
desk-account = भुगतान पाने का खाता
desk-account-missing = अभियान अभी लिखा और जाँचा जा सकता है। यह तभी शुरू होगा जब हमारा भुगतान प्रदाता जान ले कि इसे कौन चलाता है और उनके लिए भुगतान ले सके।
desk-account-not-yet = यह तभी शुरू होगा जब हमारा भुगतान प्रदाता जान ले कि इसे कौन चलाता है और उनके लिए भुगतान ले सके।
desk-account-waits = चुने गए समय पर ऐसा न हो, तो यह होते ही अभियान शुरू हो जाएगा।
desk-account-see = हमारे भुगतान प्रदाता को बताएँ कि आप कौन हैं
desk-show-submit = जाँच के लिए भेजें
desk-show-submit-hint = हमारे मॉडरेटर इसे पढ़कर दो दिन के भीतर जवाब देते हैं। जब तक आप शुरू न करें, कुछ भी सार्वजनिक नहीं होता।
desk-show-reviewing = हमारे मॉडरेटर इसे पढ़ रहे हैं
desk-show-reviewing-words = हम दो दिन के भीतर आपको बताते हैं। तब तक आपका लिखा बदला नहीं जा सकता; कुछ बदलना हो तो इसे वापस लें।
desk-show-withdraw = बदलने के लिए वापस लें
desk-show-rejected = यह अभियान अस्वीकार किया गया
desk-show-rejected-words = कारण नीचे है। इसे फिर से नहीं भेजा जा सकता। अगर आपको लगता है कि हम ग़लत हैं, तो हमें लिखें।
desk-show-scheduled = यह { $opens } को शुरू होगा
desk-show-scheduled-words = इसका पेज अभी से खुला है: वह बताता है कि अभियान कब शुरू होगा, और जो लोग ख़बर चाहते हैं उनके पते लेता है।
desk-show-see-page = पेज देखें
desk-show-waiting = { $n ->
    [one] { $n } व्यक्ति को इसका इंतज़ार है।
   *[other] { $n } लोगों को इसका इंतज़ार है।
}
desk-show-approved = मंज़ूर हुआ। आप जब कहें, तब शुरू होगा।
desk-show-approved-words = शुरू होने के बाद लक्ष्य, मुद्रा, आख़िरी दिन और पैसा कहाँ जाता है, यह सब नहीं बदलता। शब्द और तस्वीरें फिर भी बदली जा सकती हैं, और सब देख सकते हैं कि क्या बदला।
desk-show-launch = अभी शुरू करें
desk-show-later = या समय चुनें
desk-show-when = चुनें कि यह कब शुरू हो
desk-show-day = दिन
desk-show-time = समय
desk-show-zone = { $zone } के हिसाब से, जहाँ अभी { $today } है। तब तक इसका पेज उन लोगों के पते लेता है जो ख़बर चाहते हैं।
desk-show-schedule = इस समय शुरू करें
desk-show-unschedule = उस समय शुरू न करें
desk-show-change = कुछ बदलने के लिए वापस लें (इसकी फिर से जाँच होगी)
desk-show-suspended = यह अभियान रोका गया है: जब तक हम इसे फिर चालू न करें, यह दान नहीं लेता।
desk-show-suspended-ended = यह अभियान रोका गया है: जब तक हम इसे फिर चालू न करें, किसी सहेजे गए कार्ड से राशि नहीं ली जाती, इसका नतीजा तय नहीं होता और कुछ भी भुगतान नहीं होता।
desk-show-cancelled = यह अभियान रद्द हुआ। जो दान दिया गया था वह लौटाया जाता है।
desk-show-figures = आँकड़े
desk-show-raised = जुटा
desk-show-goal = लक्ष्य
desk-show-givers = दानदाता
desk-show-asof = { $at } तक के आँकड़े, वही जो सार्वजनिक पेज पर हैं।
desk-show-rehearse = देखें कि अभी ख़त्म हो तो क्या होगा
desk-show-write-update = अपडेट लिखें
desk-show-next = आगे क्या
desk-show-next-closing = अब दान नहीं लिए जाते, और जो वचन मिले थे उनका निपटारा हो रहा है। परिणाम पता चलते ही यह पेज बता देगा।
desk-show-next-funded = यह पूरा होगा। दान देने वालों को बताएँ कि अब क्या होगा, जो पुरस्कार देने को कहा था वे भेजें, और देखें कि पैसा कब निकल सकता है।
desk-show-next-failed = यह पूरा नहीं हुआ। दान देने वालों को बताएँ कि अब क्या होगा। आप जब चाहें फिर से शुरू कर सकते हैं।
desk-show-preview = किसी को दिखाएँ
desk-show-preview-words = जिसके पास यह लिंक है, वह लॉग इन किए बिना मसौदा देख सकता है:
desk-show-notes = आप और हमारे मॉडरेटर
desk-show-note = मॉडरेटरों को लिखें
desk-show-note-send = भेजें
desk-show-history = क्या-क्या हुआ
desk-show-give-up = यह अभियान छोड़ दें
desk-show-cancel-live = यह तुरंत और हमेशा के लिए समाप्त हो जाता है। जितना दान दिया गया वह सब दानदाताओं को लौटाया जाता है, और उन्हें कारण बताया जाता है।
desk-show-cancel-draft = मसौदा हमेशा के लिए बंद हो जाता है।
desk-show-cancel-why = क्यों?
desk-show-cancel-submit = अभियान रद्द करें और सब लौटाएँ
desk-show-discard = यह मसौदा बंद करें

team-title = टीम: { $title }
team-heading = टीम
team-intro = इस अभियान में मदद करने वाले लोग; हर एक वही कर सकता है जिसकी आप अनुमति दें। इसे शुरू करना, छोड़ना या टीम बदलना सिर्फ़ आप कर सकते हैं।
team-remove = { $name } को हटाएँ
team-invited = बुलाए गए
team-until = { $at } तक
team-revoke = { $hint } का न्योता वापस लें
team-invite = किसी को बुलाएँ
team-email = ई-मेल

team-email-hint = उन्हें एक लिंक मिलेगा जो एक हफ़्ते तक चलेगा।

team-may = वे यह कर सकते हैं
team-send = न्योता भेजें

update-page = अपडेट लिखें: { $title }
update-heading = अपडेट लिखें

update-preview-note = यह ऐसा दिखेगा। अभी कुछ सहेजा या भेजा नहीं गया है।

update-title = शीर्षक

update-title-hint = मेल का विषय भी यही होगा।

update-body = क्या हुआ

update-body-hint = कहानी की तरह लिखें: खाली पंक्ति से नया पैराग्राफ़ और “- ” से सूची शुरू होती है।

update-audience = इसे कौन पढ़ सकता है?
update-public = सब लोग

update-public-words = अभियान के पेज पर, और दान देने वालों को मेल से।

update-backers = दान देने वाले

update-backers-words = मेल से, और लॉग इन करने पर पेज पर।

update-post = ख़बर अभी पोस्ट करें
update-preview = झलक देखें
update-draft = मसौदे के रूप में सहेजें
update-later = ख़बर बाद में पोस्ट करें
update-day = दिन
update-time = समय
update-zone = { $zone } के हिसाब से।
update-schedule = ख़बर इस समय पोस्ट करें

updates-title = अपडेट: { $title }
updates-heading = अपडेट
updates-new = अपडेट लिखें
updates-empty = अभी कोई अपडेट नहीं है

updates-empty-words = लोगों को बताएँ कि उनके दान से क्या हुआ, तब भी जब कुछ सोचे से ज़्यादा समय ले रहा हो। दान देने वाले हर व्यक्ति को यह मेल से मिलता है, एक ही बार।

updates-posted = { $at } को पोस्ट हुआ
updates-due = { $due } को पोस्ट होगा
updates-draft = मसौदा
updates-backers = दान देने वालों के लिए
updates-public = सबके लिए
updates-discard = “{ $title }” हटा दें

history-title = क्या बदला: { $title }
history-heading = क्या बदला
history-intro = { $at } को शुरू होने के बाद से इस अभियान में पहले जो-जो लिखा था, वह सब। जो हटाया गया वह कटा हुआ है, जो जोड़ा गया उसके नीचे रेखा है।
history-empty = कुछ नहीं बदला

history-empty-words = इसमें अब भी वही लिखा है जो शुरू में था।

history-edit = बदलाव { $number }

history-field-title = शीर्षक
history-field-promise = एक वाक्य में
history-field-story = कहानी
history-field-risks = जोखिम

invitation-title = { $title } में मदद करें
invitation-heading = { $title } में मदद करें
invitation-words = आपसे यह अभियान चलाने में मदद माँगी गई है। आप यह कर सकेंगे:
invitation-accept = टीम में शामिल हों
invitation-until = यह लिंक { $at } तक चलेगा। अगर आप नहीं चाहते, तो कुछ न करें।

notify-title = { $title } शुरू होने पर मुझे बताएँ
notify-sent = अपना ईमेल देखें

notify-sent-words = हमने आपको लिखा है। तीन दिन के भीतर उस ईमेल का लिंक खोलें और वहाँ का बटन दबाएँ, तब अभियान शुरू होने पर हम आपको एक बार और लिखेंगे। इसके बिना और कुछ नहीं आएगा।
notify-yes = हम आपको लिखेंगे

notify-yes-words = एक ही मेल, जब यह शुरू होगा। उसके बाद आपका पता भुला दिया जाता है।

notify-back = { $title } पर वापस जाएँ
notify-heading = शुरू होने पर मुझे बताएँ
notify-opens = यह { $local } को शुरू होगा।
notify-email = ई-मेल
notify-consent = इस अभियान के शुरू होने पर मुझे एक बार लिखें।
notify-submit = मुझे बताएँ
notify-ended = यह लिंक अब काम का नहीं रहा। जब तक अभियान शुरू न हो, आप उसके पेज पर फिर से कह सकते हैं।

prelaunch-story = कहानी
prelaunch-aside = कब शुरू होगा
prelaunch-soon = यह अभी शुरू नहीं हुआ है
prelaunch-opens = दान { $local }{ $here } से लिए जाएँगे।
prelaunch-goal = लक्ष्य { $goal } है।
prelaunch-notify = शुरू होने पर मुझे बताएँ

preview-title = झलक: { $title }
preview-note = झलक: दानदाता इसे ऐसे ही देखेंगे। इसे सिर्फ़ वही देख सकते हैं जिनके पास यह लिंक है, और अभी दान नहीं दिया जा सकता।
preview-heading = मसौदे की झलक
preview-no-day = एक दिन जो अभी चुना नहीं गया

report-title = { $title } की शिकायत करें
report-sent = धन्यवाद। हम इसे देखते हैं।

report-sent-words = मॉडरेटर हर शिकायत तीन दिन के भीतर पढ़ते हैं। अगर आपने पता छोड़ा है, तो हम आपको लिखते हैं कि हमने क्या तय किया और क्यों।

report-back = { $title } पर वापस जाएँ
report-heading = इस अभियान की शिकायत करें
report-heading-comment = इस टिप्पणी की शिकायत करें
report-comment-by = { $name } ने लिखा:
report-intro = हमें बताएँ कि क्या ग़लत है। आयोजक को पता नहीं चलता कि आप कौन हैं।
report-reason = क्या ग़लत है?
report-words = आपने क्या देखा?
report-email = ई-मेल (अगर आप जवाब चाहते हैं)
report-submit = शिकायत भेजें

public-updates-title = अपडेट: { $title }
public-updates-heading = अपडेट
public-updates-not-backer = कुछ अपडेट उनके लिए हैं जिन्होंने इस खाते से दान दिया। अगर आपने बिना खाते के दान दिया था, तो वे आपको मेल से मिल गए।
public-updates-withheld = { $n ->
    [one] { $n } अपडेट दान देने वालों के लिए है।
   *[other] { $n } अपडेट दान देने वालों के लिए हैं।
}
public-updates-all = मैंने दान दिया है: सब दिखाएँ
public-updates-empty = अभी कोई अपडेट नहीं है
public-updates-empty-words = { $organiser } यहाँ लिखेंगे कि काम कैसा चल रहा है।
public-updates-backers = दान देने वालों के लिए

# What is wrong with a draft, or missing from it
gap-story = कहानी बताएँ: आप कौन हैं, क्या करेंगे, और अभी क्यों।
gap-title = इसे एक शीर्षक दें।
gap-promise = एक वाक्य में बताएँ कि यह किसलिए है।
gap-organiser = बताएँ कि इसे कौन चलाता है, जैसा दानदाता पढ़ेंगे।
gap-place = बताएँ कि यह कहाँ हो रहा है: शहर और देश काफ़ी हैं।
gap-category = चुनें कि यह किस तरह का अभियान है।
gap-category-unknown = इनमें से कोई एक तरह चुनें।
gap-language-unknown = इनमें से कोई एक भाषा चुनें।
gap-slug = इसके पते का आख़िरी हिस्सा चुनें।
gap-slug-letters = a से z के छोटे अक्षर, अंक और अकेले हाइफ़न लिखें, अधिक से अधिक 60।
gap-goal = लिखें कि आपको कितना चाहिए।
gap-minimum = लिखें कि कम से कम कितना दिया जा सकता है।
gap-deadline = आख़िरी दिन चुनें।
gap-deadline-early = बाद का दिन चुनें: अभियान कम से कम एक दिन चलना चाहिए।
gap-budget-label = बताएँ कि यह किसलिए है।
gap-budget = बताएँ कि पैसा कहाँ जाता है। उद्देश्य के बाद दानदाता सबसे पहले यही देखते हैं।
gap-reward-title = इस पुरस्कार को नाम दें, या हटाने के लिए इसके सब खाने ख़ाली कर दें।
gap-reward-title-long = नाम में अधिक से अधिक 80 अक्षर लिखें।
gap-reward-description = बताएँ कि दानदाता को क्या मिलेगा।
gap-reward-description-long = अधिक से अधिक 600 अक्षर लिखें।
gap-reward-limit = चुनें कि ये कितने हैं।
gap-reward-quantity = लिखें कि ये कितने हैं: 1 से 1,00,000 तक की पूर्ण संख्या।
# $price: what one of an add-on costs
gap-add-on-step = कार्ड से ठीक { $price } नहीं काटे जा सकते: अंतिम अंक 0 होना चाहिए।
gap-add-on-most = लिखें कि एक दानदाता कितनी ले सकता है: 1 से 100 तक की पूर्ण संख्या।
gap-add-on-alone = अतिरिक्त चीज़ के लिए कोई पुरस्कार होना चाहिए। इसे पुरस्कार बना दें, या एक पुरस्कार जोड़ें।
gap-add-on-digital = यह डाक से भेजी जाती है और जिन पुरस्कारों के साथ है उनमें कुछ नहीं भेजा जाता, इसलिए कोई इसे ले नहीं सकेगा। कोई और पुरस्कार चुनें, या बताएँ कि इसमें कुछ नहीं भेजा जाता।
gap-risks = बताएँ कि क्या ग़लत हो सकता है, और तब आप क्या करेंगे।
gap-question = इस जवाब का सवाल लिखें।
gap-question-long = सवाल में अधिक से अधिक 200 अक्षर लिखें।
gap-answer = इस सवाल का जवाब लिखें।
gap-answer-long = जवाब में अधिक से अधिक 2,000 अक्षर लिखें।
gap-impact-words = लिखें कि इतने दान से क्या होता है, या हटाने के लिए दोनों खाने ख़ाली कर दें।
gap-impact-control = जो चिह्न दिखाई नहीं देते उन्हें हटाएँ।
gap-impact-twice = { $amount } से क्या होता है, यह आप पहले ही बता चुके हैं। कोई और राशि लिखें।
gap-long = इसमें { $length } अक्षर हैं। अधिक से अधिक { $most } लिखें।
gap-cover-alt = बताएँ कि तस्वीर में क्या दिखता है, उनके लिए जो उसे देख नहीं सकते।
gap-minimum-high = अधिक से अधिक { $goal } लिखें, जो लक्ष्य है।
gap-zone = हम “{ $zone }” समय क्षेत्र नहीं जानते। Europe/Berlin जैसा कोई लिखें।
gap-deadline-late = पहले का दिन चुनें: ऐसा अभियान अधिक से अधिक { $days } दिन चलता है।
gap-reward-price = { $least } या उससे ज़्यादा लिखें, जो कम से कम दिया जा सकता है।
gap-budget-overflow = ये पंक्तियाँ जोड़ी जा सकने वाली सीमा से ज़्यादा हैं।
gap-budget-less = पंक्तियों का जोड़ { $sum } है और लक्ष्य { $goal } है। बताएँ कि बाकी { $apart } कहाँ जाएँगे।
gap-budget-more = पंक्तियों का जोड़ { $sum } है, जो { $goal } के लक्ष्य से { $apart } ज़्यादा है।

# What may not change after the launch
frozen-goal = शुरू होने के बाद लक्ष्य नहीं बदल सकता: दानदाताओं ने इसी के लिए दिया।
frozen-minimum = शुरू होने के बाद कम से कम राशि नहीं बदल सकती।
frozen-currency = शुरू होने के बाद मुद्रा नहीं बदल सकती।
frozen-model = शुरू होने के बाद पैसा जुटाने का तरीक़ा नहीं बदल सकता: वही बताता है कि कार्ड से राशि कब ली जाएगी।
frozen-deadline = शुरू होने के बाद समय-सीमा नहीं बदल सकती। कुछ ऐसा हुआ हो जिसका अंदाज़ा कोई नहीं लगा सकता था, तो हमें लिखें।
frozen-slug = शुरू होने के बाद पता नहीं बदल सकता: लिंक वहीं ले जाते हैं।
frozen-budget = शुरू होने के बाद यह नहीं बदल सकता कि पैसा कहाँ जाता है। बदलाव की बात दानदाताओं को अपडेट में बताएँ।
frozen-reward-price = { $taken } दानदाताओं ने इसे { $price } पर चुना। इसकी क़ीमत वही रहेगी।
frozen-reward-words = { $taken } दानदाताओं ने इसे जैसा लिखा है वैसा ही चुना। इसके शब्द वही रहेंगे।
frozen-reward-quantity = { $taken } दिए जा चुके हैं। { $taken } या उससे ज़्यादा लिखें, या इसे बंद करें।
frozen-add-on-kind = प्रकाशित होने के बाद पुरस्कार पुरस्कार रहता है और अतिरिक्त चीज़ अतिरिक्त चीज़। इसके बदले एक नई जोड़ें।

# The sections of a draft
section-basics = बुनियादी बातें
section-story = कहानी
section-cover = आवरण
section-budget = पैसा कहाँ जाता है
section-gifts = दान से क्या होता है
section-rewards = पुरस्कार
section-details = जोखिम और सवाल

# Why something cannot be done with a campaign
refused-step = ऐसे अभियान के साथ यह नहीं किया जा सकता जो { $status ->
    [draft] मसौदा है
    [in_review] समीक्षा में है
    [changes_requested] बदलावों की प्रतीक्षा में है
    [approved] स्वीकृत है
    [rejected] अस्वीकृत है
    [scheduled] तय समय की प्रतीक्षा में है
    [live] चल रहा है
    [closing] निपटाया जा रहा है
    [funded] पूरा हो चुका है
    [failed] लक्ष्य पाए बिना समाप्त हो चुका है
    [closed] बंद है
    [suspended] रोका गया है
   *[cancelled] रद्द है
}।
refused-no-reason = लिखें कि क्यों। इसे दोनों पक्ष पढ़ते हैं।
refused-gaps = कुछ छूट गया है या ग़लत है।
refused-changed = आपके यह पन्ना खोलने के बाद इसे किसी और विंडो में बदला गया। आपका लिखा नीचे है; रखने के लिए फिर से सहेजें।
refused-slug = यह पता किसी और अभियान का है। दूसरा चुनें।
refused-intervention = यह दख़ल देने का तरीक़ा नहीं है।
refused-comment-reason = लिखें कि क्यों। यह टिप्पणी की जगह दिखेगा।
refused-update-past = आने वाला समय चुनें, या अभी पोस्ट करें।
refused-launch-past = आने वाला समय चुनें, या अभी शुरू करें।
refused-launch-far = अगले { $days } दिनों के भीतर का समय चुनें।
refused-launch-account = हमारा भुगतान प्रदाता अभी आपके नाम पर भुगतान नहीं लेने देता। उसे बताएँ कि आप कौन हैं, फिर शुरू करें।
refused-report-decided = इस रिपोर्ट पर कोई पहले ही फ़ैसला कर चुका है।
refused-invitations = { $open } निमंत्रण खुले हैं। पहले कोई एक वापस लें।
refused-invitations-often = आपने एक दिन में { $most } निमंत्रण भेजे हैं। और कल भेजें।
refused-own-review = अपने ही अभियान पर कोई फ़ैसला नहीं करता।
refused-decision = यह समीक्षा का कोई फ़ैसला नहीं है।

# What is wrong with a form
new-problem-title = इसे एक शीर्षक दें। शुरू होने तक आप इसे बदल सकते हैं।
new-problem-organiser = बताएँ कि इसे कौन चलाता है, अधिक से अधिक 80 अक्षरों में।
new-problem-currency = इनमें से कोई मुद्रा चुनें।
new-problem-model = चुनें कि दानदाताओं से राशि कब ली जाएगी।
problem-moment = दिन और समय चुनें।
note-problem-words = कुछ लिखें, अधिक से अधिक 4,000 अक्षरों में।
team-problem-grants = कम से कम एक काम चुनें जो वे कर सकें।
invitation-ended = यह निमंत्रण इस्तेमाल हो चुका है, वापस लिया जा चुका है, या एक हफ़्ते से पुराना है।
update-problem-title = अपडेट को एक शीर्षक दें। यही ईमेल का विषय होगा।
update-problem-body = लिखें कि क्या हुआ।

# What was done
desk-saved = सहेजा गया।

# The steps a campaign took, and who took them
step-by-itself = अपने आप
step-by-you = आप
step-by-another = कोई और
step-by-moderator = एक मॉडरेटर
step-submit = समीक्षा के लिए भेजा गया
step-withdraw = कुछ बदलने के लिए वापस लिया गया
step-request-changes = बदलाव माँगे गए
step-approve = स्वीकृत
step-reject = अस्वीकृत
step-schedule = शुरुआत तय की गई
step-unschedule = शुरुआत टाली गई
step-launch = शुरू हुआ
step-suspend = रोका गया
step-restore = फिर चल पड़ा
step-cancel = रद्द किया गया
step-extend = और समय दिया गया
step-end-funding = आख़िरी दान मिला
step-succeed = सफल हुआ
step-fail = लक्ष्य तक नहीं पहुँचा
step-close = बंद हुआ
step-other = आगे बढ़ा

# How a gift stands
backer-waiting = भुगतान की प्रतीक्षा
backer-paid = भुगतान हुआ
backer-card-saved = कार्ड सहेजा गया
backer-reduced = कुछ राशि लौटाई गई
backer-taken-back = वापस लिया गया

# How a campaign stands
stage-draft = मसौदा
stage-in-review = समीक्षा में
stage-changes-requested = बदलावों की प्रतीक्षा में
stage-approved = स्वीकृत
stage-rejected = अस्वीकृत
stage-scheduled = तय समय पर शुरू होगा
stage-live = चल रहा है
stage-closing = निपटाया जा रहा है
stage-funded = पूरा हुआ
stage-failed = लक्ष्य पाए बिना समाप्त
stage-closed = बंद
stage-suspended = रोका गया
stage-cancelled = रद्द

# What is wrong with a picture
picture-none = पहले एक तस्वीर चुनें।
picture-large = यह फ़ाइल 10 MB से बड़ी है। इसे छोटा करके फिर कोशिश करें।
picture-unreadable = यह JPEG, PNG या WebP तस्वीर नहीं है। इनमें से किसी में सहेजकर फिर कोशिश करें।
picture-pixels = इस तस्वीर में 4 करोड़ से ज़्यादा पिक्सेल हैं। इसे छोटा करके फिर कोशिश करें।
picture-narrow = यह तस्वीर केवल { $width } पिक्सेल चौड़ी है। कम से कम 800 पिक्सेल चौड़ी चुनें।

embed-title = दूसरी साइटों पर: { $title }
embed-heading = दूसरी साइटों पर
embed-intro = आपका अभियान कहाँ तक पहुँचा, इसकी एक छोटी झलक, और उस तक ले जाने वाला बटन। वहाँ देखने वालों पर नज़र नहीं रखी जाती।
embed-sites = जो साइटें इसे दिखा सकती हैं
embed-sites-hint = हर पंक्ति में एक, जैसे example.org। हर साइट को दिखाने देने के लिए खाली छोड़ें।
embed-save = सहेजें
embed-link = इसे दूसरी साइटों पर दिखाएँ
embed-wrong = “{ $site }” किसी साइट का नाम नहीं है। इसे example.org की तरह लिखें, http:// और पेज के बिना।
embed-many = ज़्यादा से ज़्यादा { $most } साइटों के नाम लिखें।

desk-log-title = लॉग: { $title }
desk-log-heading = इस अभियान के साथ क्या किया गया
desk-log-intro = इसके कदम, टीम और टिप्पणियाँ, जैसे वे मंच के ऑडिट लॉग में हैं। यहाँ लिखा हुआ कोई बदल या हटा नहीं सकता। जो लौटाया गया और भुगतानों के साथ जो किया गया वह “पैसा” में है।
desk-log-none = अभी तक कुछ दर्ज नहीं हुआ।
desk-log-older = पुरानी प्रविष्टियाँ
desk-log-link = इस अभियान के साथ जो कुछ किया गया, और किसने किया
desk-log-draft = इसके मसौदे पर काम किया गया
desk-log-cover = इसकी तस्वीर बदली गई
desk-log-edit = इसके पेज पर कुछ बदला गया
desk-log-sites = कौन-सी साइटें इसे दिखा सकती हैं, यह बदला गया
desk-log-update = एक अपडेट डाला गया
desk-log-cancel-propose = इसे रद्द करने का प्रस्ताव रखा गया
desk-log-cancel-decline = रद्द करने पर सहमति नहीं हुई
desk-log-cancel-agree = रद्द करने पर सहमति हुई
desk-log-team-invite = किसी को टीम में बुलाया गया
desk-log-team-join = कोई टीम में जुड़ा
desk-log-team-remove = किसी को टीम से हटाया गया
desk-log-team-revoke = टीम का एक निमंत्रण वापस लिया गया
desk-log-comment-hide = एक टिप्पणी छिपाई गई
desk-log-comment-show = एक टिप्पणी फिर दिखाई गई
desk-log-comment-take-back = लेखक ने एक टिप्पणी वापस ली
