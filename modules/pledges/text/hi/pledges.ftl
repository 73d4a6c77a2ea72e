# The texts of pledges, in the order of ../en/pledges.ftl. What only the back office says stays English.

# A campaign that was suspended or cancelled
stopped-heading = यह अभियान अभी दान नहीं ले रहा है
stopped-words = अभियान “{ $campaign }” रोक दिया गया है। कोई पैसा नहीं कटा।
stopped-campaign = अभियान देखें

# The form to give
give-title = { $campaign } को दान दें
give-today = आपके कार्ड से पैसा आज कटेगा। जितना जुटेगा, वह अभियान को ही मिलेगा।
give-today-once = आपके कार्ड से पैसा सिर्फ़ एक बार, आज कटेगा। जितना जुटेगा, वह अभियान को ही मिलेगा।
give-saved = आज कोई पैसा नहीं कटेगा। आपका कार्ड सहेजा जाएगा, और { $when } के बाद पैसा तभी कटेगा जब अभियान तब तक { $goal } जुटा ले।
give-much = कितना?
give-other = कोई और राशि
give-other-hint = { $currency } में। कम से कम { $least }।
give-matching = { $sponsor } की ओर से हर दान में { $percent ->
    [100] उतना ही
   *[other] उसका { $percent }%
} और जोड़ा जाता है, जब तक राशि बची है: { $left } बाकी।
give-matching-share = इतने दान में { $share } और जुड़ेंगे।
give-matching-settled = कितना जुड़ेगा, यह आपके दान का पैसा कटने पर तय होगा।
give-reward = बदले में आप क्या चाहेंगे?
give-reward-none = कुछ नहीं, बस दान देना है
give-reward-price = { $price } या उससे ज़्यादा
give-reward-gone = सब ख़त्म
give-reward-left = { $count } बाकी
give-tip = प्लेटफ़ॉर्म के लिए टिप?
give-tip-hint = आपकी इच्छा। कुछ न देना भी ठीक है। यह आपके दान में से कभी नहीं ली जाती।
give-tip-none = कुछ नहीं
give-tip-percent = { $percent }%
give-tip-other = कोई और
give-tip-another = कोई और टिप
give-fee = कार्ड का शुल्क भी दें, ताकि { $organiser } को पूरा दान मिले
give-fee-sum = कार्ड का शुल्क भी दें: { $fee } जोड़ें, ताकि { $organiser } को पूरा दान मिले
give-you = आपके बारे में
give-name = आपका नाम
give-email = ई-मेल
give-email-hint = रसीद के लिए। खाते की ज़रूरत नहीं है।
give-anonymous = अभियान के पेज पर मेरा नाम न दिखाएँ
give-hide-amount = अभियान के पेज पर मेरी रकम न दिखाएँ
give-dedicate = यह दान किसी को समर्पित करें
give-dedicate-hint = यह अभियान के पेज पर आपके दान के पास सबको दिखेगा।
give-dedication = कैसे
give-dedication-none = कोई समर्पण नहीं
give-dedication-honour = के सम्मान में
give-dedication-memory = की स्मृति में
give-dedicated-to = किसे
give-sum = अभियान को { $amount } मिलेंगे, प्लेटफ़ॉर्म के लिए टिप { $tip }।
give-sum-fee = अभियान को { $amount } मिलेंगे, प्लेटफ़ॉर्म के लिए टिप { $tip }, कार्ड का शुल्क { $fee }।
give-sum-later = राशि पढ़ी जा सकेगी तो कुल यहाँ दिखेगा।
give-button = { $amount } दान दें
give-button-bare = दान दें
give-total-again = कुल फिर से निकालें
give-trust = पूरी राशि आपको एक बार फिर दिखेगी, और आप हमारे भुगतान प्रदाता के पेज पर भुगतान करेंगे। आपके कार्ड का नंबर इस साइट तक कभी नहीं पहुँचता।
# Said before a promise is made
give-rule = तब तक आप अपना वचन बदल या रद्द कर सकते हैं। आख़िरी 24 घंटों में आप इसे तभी घटा या रद्द कर सकते हैं जब अभियान इसके बिना भी अपना लक्ष्य पा ले।

# A campaign that takes nothing any more
ended-title = { $campaign } समाप्त हो गया है
ended-heading = यह अभियान समाप्त हो गया है
ended-words = “{ $campaign }” ने { $when } तक दान लिए। कोई पैसा नहीं कटा।
ended-look = देखें कि अंत में क्या हुआ

# A form that made another pledge before
sent-title = यह फ़ॉर्म पहले भेजा जा चुका है
sent-words = इससे दूसरे विवरण के साथ एक वचन बना था, और वह वचन वैसा ही है। अभी जो आपने भेजा उससे कुछ नहीं बदला और कोई पैसा नहीं कटा।
sent-look = वह वचन देखें
sent-another = एक और वचन दें

# Before the payment page is there
card-ends = आपका कार्ड { $when } तक मान्य है, और उसके बाद उससे पैसे लिए जाएँगे। नीचे दूसरा कार्ड चुनें।
opening-title = भुगतान का पेज खुल रहा है
opening-heading = हम भुगतान का पेज खोल रहे हैं
opening-saved = आपका वचन { $reference } सहेजा गया है। कोई पैसा नहीं कटा है।
opening-wait = हमारे भुगतान प्रदाता को आम तौर से ज़्यादा समय लग रहा है। यह पेज हर दो सेकंड में फिर देखता है और आपको अपने-आप वहाँ ले जाएगा।
opening-away = हमारा भुगतान प्रदाता जवाब नहीं दे रहा
opening-kept = { $reward ->
    [true] आपका वचन और उसका उपहार { $when } तक सुरक्षित है।
   *[other] आपका वचन { $when } तक सुरक्षित है।
} जैसे ही आप भुगतान कर सकें, हम आपको लिंक भेजेंगे। इस पेज पर रुकना ज़रूरी नहीं है।
opening-again = अभी फिर देखें
opening-pledge = अपना वचन देखें

# A pledge, for whoever has its address
pledge-number = वचन { $number }
pledge-other-card = दूसरा कार्ड आज़माएँ
pledge-pay = { $sum } का भुगतान करें
pledge-pay-now = अभी { $sum } का भुगतान करें
pledge-give-again = फिर से दान दें
pledge-heading = आपका दान
pledge-to = किसे
pledge-gift = दान
pledge-tip = प्लेटफ़ॉर्म के लिए टिप
pledge-fee = कार्ड का शुल्क
pledge-total = कुल
pledge-matched = { $sponsor } ने जोड़ा
pledge-reward = पुरस्कार
pledge-reference = नंबर
pledge-refunds = रिफ़ंड
pledge-money = आपका पैसा कहाँ जाता है
pledge-so-far = अब तक क्या हुआ
pledge-share = औरों को बताएँ
pledge-share-words = उन्हें अभियान का पेज भेजें:
pledge-cancel = { $sum } का यह वचन रद्द करें
pledge-keep = अपने दान एक खाते में रखें
pledge-keep-words = हम उस पते पर एक लिंक भेजते हैं जिससे आपने दान दिया था। उसे इसी ब्राउज़र में खोलें, और उस पते से दिए सभी दान एक जगह दिखेंगे। पासवर्ड की ज़रूरत नहीं।
pledge-keep-email = जिस ई-मेल से आपने दान दिया
pledge-keep-send = मुझे लिंक भेजें
pledge-questions = कोई सवाल है? हमें लिखें और नंबर { $reference } बताएँ। इस पेज पर किसी का नाम नहीं है, और जिसके पास इसका पता है वह इसे देख सकता है: इसे किसी और को न दें।

# Changing a pledge whose card is saved
change-heading = अपना वचन बदलें
change-rule = आप इसे { $until } तक बदल या रद्द कर सकते हैं। आख़िरी 24 घंटों में आप इसे तभी घटा या रद्द कर सकते हैं जब अभियान इसके बिना भी अपना लक्ष्य पा ले।
change-link = राशि या पुरस्कार बदलें
change-card = दूसरा कार्ड इस्तेमाल करें
change-to = { $campaign } के लिए अपना वचन बदलें
change-lede = अभी कोई पैसा नहीं कटेगा। अगर अभियान { $until } तक { $goal } जुटा लेता है, तो उसके बाद आपके सहेजे हुए कार्ड से नई राशि कटेगी।
change-amount = आपका दान
change-amount-hint = { $currency } में। कम से कम { $least }।
change-tip = प्लेटफ़ॉर्म के लिए टिप
change-tip-hint = आपकी इच्छा। कुछ न देना भी ठीक है।
change-fee = कार्ड का शुल्क भी दें, ताकि { $organiser } को पूरा दान मिले
change-reward = बदले में आप क्या चाहेंगे
change-reward-none = कुछ नहीं, बस दान देना है
change-reward-price = { $price } या उससे ज़्यादा
change-reward-left = { $count } बाकी
change-reward-gone = सब ख़त्म
change-save = बदलाव सहेजें
change-back = जैसा है वैसा रहने दें
# What is kept while it is paid for
kept-soon = { $minutes ->
    [one] आपका पुरस्कार { $minutes } मिनट और आपके लिए रखा है।
   *[other] आपका पुरस्कार { $minutes } मिनट और आपके लिए रखा है।
} उसके बाद कोई और इसे चुन सकता है, और कोई पैसा नहीं कटेगा।
# Whether the donor is named
name-shown = आपका नाम अभियान के पेज पर दिखता है।
name-hidden = आपका नाम अभियान के पेज पर नहीं दिखता।
name-show = मेरा नाम दिखाएँ
name-hide = मेरा नाम छिपाएँ
pledge-dedication = समर्पण
dedicated-honour = { $to } के सम्मान में
dedicated-memory = { $to } की स्मृति में
dedication-shown = आपका समर्पण अभियान के पेज पर दिखता है।
dedication-drop = समर्पण वापस लें
amount-shown = आपने कितना दिया, यह अभियान के पेज पर दिखता है।
amount-hidden = आपने कितना दिया, यह अभियान के पेज पर नहीं दिखता।
amount-show = मेरी रकम दिखाएँ
amount-hide = मेरी रकम छिपाएँ

# Receipts
receipt-link = रसीद
receipt-title = रसीद { $reference }
receipt-to = { $organiser } के अभियान “{ $campaign }” के लिए।
receipt-from = { $name } की ओर से।
receipt-paid = { $when } को चुकाया गया
receipt-sum = कुल चुकाया
receipt-note = इसमें लिखा है कि कितना चुकाया गया। दान से कर घटता है या नहीं, यह आपके देश का क़ानून और आयोजक बताते हैं।
receipt-returned = जो आपको लौटाया गया
receipt-kept = { $sum } दान में रहे।
receipt-print = रखने के लिए यह पेज प्रिंट करें या ब्राउज़र से PDF में सहेजें।
receipt-years = साल के हिसाब से रसीदें
receipt-year = { $year }, स्प्रेडशीट की तालिका
receipt-none = अभी कुछ चुकाया नहीं गया
receipt-none-words = लॉग इन रहकर आप जो चुकाते हैं, और आपके पते से मेहमान के रूप में जो दिया गया, वह यहाँ दिखता है।
receipt-back = अपने दानों पर वापस

# What somebody gave
mine-title = आपके दान
mine-none = अभी तक कोई दान नहीं
mine-none-words = आप जो दान देंगे वह यहाँ दिखेगा: वह किस स्थिति में है, और आप उसके बारे में क्या कर सकते हैं।
mine-find = कोई अभियान खोजें
mine-due = अभी तक कोई पैसा नहीं कटा। अगर अभियान अपना लक्ष्य पा लेता है, तो { $when } के बाद कार्ड से पैसा कटेगा।
mine-pay = { $amount } का भुगतान करें
mine-other-card = दूसरा कार्ड आज़माएँ
mine-change = देखें या रद्द करें
mine-give-again = फिर से दान दें
mine-look = देखें क्या हुआ
mine-guest = क्या आपने बिना खाते के भी दान दिया? { $open }जिस पते से आपने दान दिया उस पर भेजे गए लिंक{ $close } से लॉग इन करने पर वे दान भी दिखेंगे।
mine-back = अपने खाते पर वापस जाएँ

# How often to give
give-freq = कितनी बार?
give-freq-once = एक बार
give-freq-monthly = हर महीने
give-freq-yearly = हर साल
give-freq-words = पहले दान का पैसा आज कटेगा। पुरस्कार पहले दान के साथ मिलता है।
give-again-consent = यही राशि मेरे कार्ड से अपने-आप फिर काटी जाए, उतनी बार जितना ऊपर चुना है, जब तक अभियान { $until } को समाप्त न हो जाए या मैं इसे बंद न कर दूँ। इसे कभी भी दो क्लिक में बंद किया जा सकता है, उस पेज पर जिसका लिंक इसके बारे में आए मेल में है।
give-again-sum = यही राशि हर { $every ->
    [yearly] साल
   *[monthly] महीने
} फिर कटेगी, जब तक आप इसे बंद न कर दें।
give-each-month = हर महीने
give-each-year = हर साल
give-again-missing = अगर यही दान अपने-आप फिर देना है तो बॉक्स पर निशान लगाएँ, या एक बार देना चुनें।
give-single-only = यह अभियान सिर्फ़ एक बार के दान लेता है। एक बार देना चुनें।
give-stale = आपने कुछ बदला है। भुगतान से पहले कुल फिर से निकाला जाएगा।

# Gifts that are given again by themselves
plan-title = { $campaign } को { $every ->
    [yearly] हर साल
   *[monthly] हर महीने
} दान
plan-heading = हर { $every ->
    [yearly] साल
   *[monthly] महीने
} { $sum }
plan-active = { $sum } का अगला दान { $when } को कटेगा। यह ऐसे ही चलेगा, जब तक अभियान { $until } को समाप्त न हो जाए या आप इसे बंद न कर दें।
plan-late = आपका कार्ड अस्वीकार हो गया। कोई पैसा नहीं कटा। { $when } तक इसी कार्ड से या किसी दूसरे से भुगतान करें। उसके बाद यह अपने-आप समाप्त हो जाएगा।
plan-paused = यह रुका हुआ है। जब तक आप इसे फिर से चालू नहीं करते, कोई पैसा नहीं कटेगा।
plan-starting = पहले दान का भुगतान अभी नहीं हुआ है। जब तक वह न हो, अपने-आप कोई पैसा नहीं कटेगा।
plan-last = आख़िरी दान रास्ते में है। उसके बाद अभियान के समाप्त होने से पहले कोई और दान देय नहीं है।
plan-ended = { $why ->
    [cancelled_by_donor] आपने इसे बंद कर दिया है। अब और कोई पैसा नहीं कटेगा, और आपका कार्ड हटा दिया गया है।
    [ended_by_staff] हमने इसे बंद कर दिया है। अब और कोई पैसा नहीं कटेगा, और आपका कार्ड हटा दिया गया है।
    [campaign_ended] अभियान समाप्त हो गया है, इसलिए यह भी समाप्त हो गया है। अब और कोई पैसा नहीं कटेगा, और आपका कार्ड हटा दिया गया है।
    [unpaid] यह समाप्त हो गया क्योंकि पिछले दान का पैसा कट नहीं सका और समय पर भुगतान नहीं हुआ। उसके लिए कोई पैसा नहीं कटा, और अब और नहीं कटेगा।
    [completed] अभियान के समाप्त होने से पहले कोई और दान देय नहीं है। अब और कोई पैसा नहीं कटेगा, और आपका कार्ड हटा दिया गया है।
    [account_closed] यह आपके खाते के साथ समाप्त हो गया। अब और कोई पैसा नहीं कटेगा, और आपका कार्ड हटा दिया गया है।
    [disputed] यह समाप्त हो गया क्योंकि आपके बैंक ने एक दान वापस माँगा। अब और कोई पैसा नहीं कटेगा, और आपका कार्ड हटा दिया गया है।
   *[never_started] पहले दान का भुगतान कभी नहीं हुआ, इसलिए यह शुरू ही नहीं हुआ। कोई पैसा नहीं कटा।
}
plan-pay = अभी { $sum } का भुगतान करें
plan-what = आप क्या देते हैं
plan-gift = दान
plan-tip = प्लेटफ़ॉर्म के लिए टिप
plan-fee = कार्ड का शुल्क
plan-sum = हर { $every ->
    [yearly] साल
   *[monthly] महीने
}
plan-next = अगला दान
plan-until = अपने-आप समाप्त
plan-campaign = अभियान देखें
plan-stop-heading = बंद करें
plan-stop-words = यह तुरंत समाप्त हो जाएगा। जो आपने दिया वह अभियान के पास रहेगा।
plan-stop = हर { $every ->
    [yearly] साल
   *[monthly] महीने
} { $sum } देना बंद करें
plan-change-heading = बदलें
plan-amount = अगले दान से आपकी राशि
plan-amount-hint = { $currency } में। कम से कम { $least }। अभी कोई पैसा नहीं कटेगा। टिप वैसी ही रहेगी।
plan-amount-save = राशि सहेजें
plan-skip = { $when } का दान छोड़ दें
plan-pause = रोकें
plan-resume = फिर से चालू करें
plan-gifts = अब तक के दान
plan-address = जिसके पास इस पेज का पता है वह इसे देख और बदल सकता है: इसे किसी और को न दें।
plan-part = यह { $every ->
    [yearly] हर साल
   *[monthly] हर महीने
} का दान है।
plan-manage = देखें या बंद करें
plan-mine = अपने-आप दोहराए जाने वाले दान
plan-mine-next = अगला { $when } को
plan-mine-stands = { $stands ->
    [paused] रुका हुआ
    [ended] समाप्त
    [late] आपका कार्ड अस्वीकार हो गया
   *[active] चालू
}

rehearsal-title = अगर “{ $campaign }” अभी ख़त्म हो जाए
rehearsal-heading = अगर यह अभियान अभी ख़त्म हो जाए
rehearsal-lede = यह एक पूर्वाभ्यास है: अंत को सचमुच एक-एक कदम करके देखा गया और वापस लिया गया। कोई पैसा नहीं कटा और किसी को संदेश नहीं गया।
rehearsal-fails = { $sum } का वचन है और लक्ष्य { $goal } है: अभियान असफल होगा, और किसी से पैसे नहीं लिए जाएँगे।
rehearsal-succeeds = { $sum } का वचन है और लक्ष्य { $goal } है: अभियान सफल होगा, और हर सहेजे गए कार्ड से पैसे लिए जाएँगे।
rehearsal-keeps = { $sum } दिए गए। लक्ष्य पूरा हो या न हो, ये रहेंगे।
rehearsal-steps = क्या होगा
rehearsal-sealed = { $n ->
    [one] एक वचन गिना जाएगा, कुल { $sum }।
   *[other] { $n } वचन गिने जाएँगे, कुल { $sum }।
 }
rehearsal-waits = { $n ->
    [one] एक और का भुगतान अभी हो रहा है और उसे कुछ मिनट मिलेंगे।
   *[other] { $n } और का भुगतान अभी हो रहा है और उन्हें कुछ मिनट मिलेंगे।
 }
rehearsal-charges = { $n ->
    [one] एक कार्ड से { $sum } लिए जाएँगे, टिप सहित।
   *[other] { $n } कार्डों से कुल { $sum } लिए जाएँगे, टिप सहित।
 }
rehearsal-expired = { $n ->
    [one] एक कार्ड की अवधि बीत चुकी होगी: { $sum } ख़तरे में। दाता को बताया गया है या समय पर बताया जाएगा।
   *[other] { $n } कार्डों की अवधि बीत चुकी होगी: { $sum } ख़तरे में। दाताओं को बताया गया है या समय पर बताया जाएगा।
 }
rehearsal-drops = बाकी सौ कार्डों में से एक से पाँच अस्वीकार होते हैं और हफ़्ते भर में ठीक नहीं होते।
rehearsal-released = { $n ->
    [one] एक वचन छोड़ा या लौटाया जाएगा।
   *[other] { $n } वचन छोड़े या लौटाए जाएँगे।
 }
rehearsal-mails = { $n ->
    [0] किसी दाता को नहीं लिखा जाएगा।
    [one] एक दाता को लिखा जाएगा।
   *[other] { $n } दाताओं को लिखा जाएगा।
 }
rehearsal-real = { $n ->
    [0] एक-एक करके आज़माने को कुछ नहीं था।
    [one] एक वचन आज़माया गया।
   *[other] { $n } वचन एक-एक करके आज़माए गए, ज़्यादा से ज़्यादा दो सौ।
 }
rehearsal-money = इससे क्या मिलेगा
rehearsal-worst = कम से कम
rehearsal-best = ज़्यादा से ज़्यादा
rehearsal-collected = जमा हुआ
rehearsal-platform = मंच का शुल्क
rehearsal-yours = कमाई
rehearsal-reserve = वापसी के लिए रखा गया
rehearsal-first = पहला भुगतान
rehearsal-fees = कार्ड कंपनी लगभग { $sum } रखती है, जो मंच देता है।
rehearsal-payout = पहला भुगतान { $when } को निकल सकता है, और रखा गया हिस्सा { $later } को।

# वचन की स्थिति, एक शब्द में
status-reserved = भुगतान पेज खुल रहा है
status-awaiting-payment = भुगतान बाकी है
status-declined = कार्ड अस्वीकार हुआ
status-active = भुगतान हुआ
status-card-saved = कार्ड सहेजा गया, कुछ नहीं काटा गया
status-card-refused = आपका कार्ड अस्वीकार हुआ
status-lapsed = पूरा नहीं हुआ
status-withdrawn = रद्द, कुछ नहीं काटा गया
status-refunding = रिफ़ंड रास्ते में है
status-partly-refunded = कुछ हिस्सा लौटाया गया
status-refunded = लौटाया गया
status-refund-failed = रिफ़ंड नहीं हो सका
status-disputed = बैंक ने आपत्ति की
status-charged-back = बैंक ने वापस लिया

# वचन की स्थिति, और आगे क्या होगा
told-opening = हम भुगतान पेज खोल रहे हैं
told-opening-next = कुछ नहीं काटा गया है। पूरा करने के लिए भुगतान पेज पर जाएँ।
told-confirming = आपका बैंक अभी पुष्टि कर रहा है
told-confirming-next = पुष्टि होते ही हम आपको लिखेंगे, और यह पेज अपने-आप बदलेगा। दोबारा भुगतान न करें।
told-waiting = इस वचन का भुगतान बाकी है
told-waiting-next = कुछ नहीं काटा गया है। पूरा करने के लिए भुगतान पेज पर जाएँ, या वचन रद्द करें।
told-declined = आपके बैंक ने मना किया
told-declined-next = कुछ नहीं काटा गया। दूसरा कार्ड आज़माएँ या अपने बैंक से पूछें।
told-active = धन्यवाद। { $total } का भुगतान हो गया
told-active-next = “{ $campaign }” में आपका दान अब गिना जाता है। रसीद ई-मेल से आ रही है।
told-saved = धन्यवाद। आपका कार्ड सहेजा गया है और कुछ नहीं काटा गया
told-saved-next = अगर “{ $campaign }” { $when } तक { $goal } तक पहुँचता है, तो उसके बाद { $total } काटे जाएँगे। नहीं पहुँचा, तो कुछ नहीं कटेगा।
told-withdrawn = आपने यह वचन रद्द किया
told-withdrawn-next = आपके कार्ड से कभी कुछ नहीं काटा गया, और न काटा जाएगा।
told-disputed = आपके बैंक ने यह भुगतान वापस माँगा है
told-disputed-next = फ़ैसले तक पैसा आपके बैंक के पास है। अगर आपने यह नहीं माँगा, तो अपने बैंक को बताएँ। फ़ैसला होने तक कुछ लौटाया नहीं जा सकता।
told-charged-back = आपके बैंक ने यह भुगतान आपको लौटाया
told-charged-back-next = पैसा आपके बैंक के पास है। यह दान अब नहीं गिना जाता, और आगे कुछ नहीं काटा जाएगा।
told-away = हमारा भुगतान प्रदाता जवाब नहीं दे रहा
told-away-next = { $reward ->
    [true] आपका वचन सहेजा गया है, उसका उपहार आपके लिए रखा है, और कुछ नहीं काटा गया।
   *[other] आपका वचन सहेजा गया है, और कुछ नहीं काटा गया।
} जैसे ही भुगतान हो सकेगा, हम आपको लिंक के साथ लिखेंगे। यह { $when } तक रखा जाएगा।
told-reached = “{ $campaign }” लक्ष्य तक पहुँच गया। { $total } काटे जा रहे हैं
told-reached-next = आपके बैंक का जवाब आते ही हम आपको लिखेंगे। आपको कुछ नहीं करना है।
told-repair = आपके कार्ड से भुगतान नहीं हो सका
told-repair-next = कुछ नहीं काटा गया। { $when } तक इस कार्ड से या किसी दूसरे से { $total } का भुगतान करें। उसके बाद वचन समाप्त होगा और उसका उपहार किसी और को मिलेगा।
told-dropped = यह वचन बिना भुगतान के समाप्त हुआ
told-dropped-next = एक हफ़्ते में आपके कार्ड से भुगतान नहीं हो सका। कुछ नहीं काटा गया, और न काटा जाएगा।
told-renewal = { $total } काटे जा रहे हैं
told-renewal-next = यह दान आपकी इच्छा के अनुसार अपने-आप दोहराता है। आपके बैंक का जवाब आते ही हम आपको लिखेंगे।
told-renewal-failed = आपके कार्ड से कुछ नहीं काटा गया
told-renewal-failed-next = इस दान के लिए कुछ नहीं लिया गया। आप क्या कर सकते हैं, यह इस अभियान को दिए गए आपके दानों के पेज पर है।
told-cancelled = आपने यह वचन रद्द किया
told-cancelled-next = कुछ नहीं काटा गया। फिर भी कोई भुगतान आ जाए, तो वह सीधे आपको लौट जाएगा।
told-never-opened = भुगतान पेज नहीं खुल सका
told-never-opened-next = कुछ नहीं काटा गया, और कोई कार्ड नहीं आज़माया गया। गलती हमारे प्रदाता की या हमारी थी: कुछ मिनट बाद फिर से दान करें।
told-refused = भुगतान नहीं हुआ
told-refused-next = कुछ नहीं काटा गया। आप दूसरे कार्ड से फिर दान कर सकते हैं।
told-late = इस वचन का भुगतान समय पर नहीं हुआ
told-late-next = कुछ नहीं काटा गया। फिर भी कोई भुगतान आ जाए, तो वह सीधे आपको लौट जाएगा। आप फिर से दान कर सकते हैं।
# रिफ़ंड में, आगे की बात से पहले
told-too-late = आपका भुगतान इस वचन के समाप्त होने के बाद आया, इसलिए वह नहीं गिना जाता।
told-refunded = आपका पैसा लौट आया
told-refunded-next = पूरी रकम लौटाई गई। बैंक को इसे दिखाने में 5 से 10 दिन लगते हैं।
told-partly-refunded = आपके दान का कुछ हिस्सा लौटाया गया
told-partly-refunded-next = बाकी पहले की तरह गिना जाता है। रिफ़ंड नीचे दिए गए हैं।
told-refund-failed = आपका रिफ़ंड नहीं हो सका
told-refund-failed-next = यह पैसा अब भी आपका है और खोया नहीं है। हमारी टीम देख रही है; हमारे ई-मेल का जवाब दें या अपने वचन की संख्या के साथ हमें लिखें।
told-refunding = आपका पैसा लौट रहा है
told-refunding-next = हमारा भुगतान प्रदाता इसे भेज रहा है। पूरा होने पर हम आपको लिखेंगे।

# वचन में क्या-क्या हुआ, हर बात एक पंक्ति में
line-made = आपने यह वचन किया।
line-made-reward = आपने यह वचन किया। उसका उपहार आपके लिए रखा है।
line-opened = भुगतान पेज खुला।
line-held = आपके बैंक ने पूछा कि क्या यह आप हैं, या पेज देर से खुला। आपका उपहार और देर तक रखा जाएगा।
line-declined = आपके बैंक ने मना किया। कुछ नहीं काटा गया।
line-charge-failed = आपके कार्ड से भुगतान होना था और नहीं हो सका।
line-payment-failed = भुगतान पेज बिना भुगतान के बंद हुआ।
line-collected = आपका { $total } का भुगतान आ गया।
line-saved = आपका कार्ड सहेजा गया। कुछ नहीं काटा गया।
line-replaced = आपने दूसरा कार्ड चुना। कुछ नहीं काटा गया।
line-counts = आपका दान गिना जाता है।
line-changed-reward = आपने दूसरा उपहार चुना।
line-changed = आपने अपना वचन बदलकर कुल { $total } किया।
line-lapsed = वचन बिना भुगतान के समाप्त हुआ।
line-withdrawn = कार्ड से कुछ कटने से पहले आपने वचन रद्द किया।
line-refund-too-late = आपका भुगतान बहुत देर से आया, इसलिए { $total } आपको लौटते हैं।
line-refund-decided = { $total } लौटाना तय हुआ।
line-refund-submitted = हमारे भुगतान प्रदाता ने रिफ़ंड स्वीकार किया।
line-refund-succeeded = रिफ़ंड पूरा हुआ।
line-refund-failed = रिफ़ंड नहीं हो सका। हमारी टीम देख रही है।
line-disputed = आपके बैंक ने भुगतान वापस माँगा।
line-dispute-won = आपके बैंक ने तय किया कि भुगतान सही है।
line-dispute-lost = आपके बैंक ने भुगतान आपको लौटाया।

# रिफ़ंड की स्थिति
refund-due = तय हुआ
refund-submitted = रास्ते में
refund-succeeded = पूरा हुआ
refund-failed = नहीं हुआ, और अब भी देय है

# फ़ॉर्म में क्या गलत है, और क्या करें
problem-amount-step = कार्ड { $step } के हिसाब से ही पैसा लेते और लौटाते हैं: राशि के अंत में 0 रखें।
problem-least-amount = { $least } या उससे अधिक राशि लिखें।
problem-least-besieged = कोई यहाँ चोरी के कार्ड छोटी रकमों से आज़मा रहा है, इसलिए कुछ देर के लिए कम से कम { $least } देने होंगे। कोई रकम नहीं काटी गई। इतना दें, या आधे घंटे बाद लौटें।
problem-least = इस अभियान को कम से कम { $least } दिए जा सकते हैं।
problem-most = टिप और शुल्क मिलाकर एक बार में अधिक से अधिक { $most } काटे जा सकते हैं। छोटी राशि दें।
problem-not-chargeable = कार्ड से ठीक { $sum } नहीं काटे जा सकते: अंतिम अंक 0 होना चाहिए।
problem-currency = यह अभियान दूसरी मुद्रा में जुटाता है।
problem-tip = कोई टिप चुनें, या दूसरी लिखें।
problem-tip-negative = शून्य या उससे अधिक टिप लिखें।
problem-reward = कोई पुरस्कार चुनें, या कोई नहीं।
problem-reward-least = “{ $reward }” { $price } या उससे अधिक के दान के लिए है। अधिक दें, या दूसरा पुरस्कार चुनें।
problem-reward-unknown = यह अभियान वह पुरस्कार नहीं देता। दूसरा चुनें, या कोई नहीं।
problem-reward-price = यह पुरस्कार { $price } या उससे अधिक के दान के लिए है। अधिक दें, या दूसरा पुरस्कार चुनें।
problem-reward-gone = यह पुरस्कार समाप्त हुआ: आख़िरी किसी और ने ले लिया। दूसरा चुनें, या कोई नहीं।
problem-name = अपना नाम लिखें।
problem-name-long = अपना नाम अधिक से अधिक 100 अक्षरों में लिखें।
problem-dedication = चुनें कि यह उनके सम्मान में है या उनकी स्मृति में।
problem-dedicated-to = लिखें कि दान किसे समर्पित है, या “कोई समर्पण नहीं” चुनें।
problem-email = अपना ई-मेल पता लिखें, ताकि हम आपको रसीद भेज सकें।
problem-email-form = name@example.org जैसा ई-मेल पता लिखें।
problem-last-day = अपने आख़िरी दिन, लक्ष्य पा चुका अभियान वह रखता है जो उसे लक्ष्य के लिए चाहिए, इसलिए वचन घटाया नहीं जा सकता। कुछ नहीं बदला।

# What cannot be done with a pledge, on a page of its own
refused-cancel-paid = इस वचन का भुगतान हो चुका है। इसकी जगह धनवापसी माँगें।
refused-cancel-plan = यह दान अपने आप दोहराया जाता है। इसे इस अभियान के अपने दानों के पन्ने पर रोकें; इसका ईमेल वहीं ले जाता है।
refused-cancel-ended = यह अभियान समाप्त हो चुका है, इसलिए वचन बना रहता है। कुछ नहीं बदला। कुछ ग़लत हो तो हमें लिखें।
refused-cancel-last-day = लक्ष्य पा चुका अभियान अपने आख़िरी दिन उतना रखता है जितना लक्ष्य के लिए चाहिए, इसलिए वचन बना रहता है। कुछ नहीं बदला।
refused-change-not-now = यह वचन अब बदला नहीं जा सकता। कुछ नहीं बदला और कोई रक़म नहीं ली गई।
refused-change-ended = यह अभियान समाप्त हो चुका है, इसलिए वचन जैसा है वैसा ही रहता है। कुछ नहीं बदला।
refused-change-last-day = लक्ष्य पा चुका अभियान अपने आख़िरी दिन उतना रखता है जितना लक्ष्य के लिए चाहिए, इसलिए वचन घटाया नहीं जा सकता। कुछ नहीं बदला।
refused-stopped = यह अभियान दान नहीं ले रहा है। कोई रक़म नहीं ली गई।
refused-fix = इस वचन के लिए कुछ चुकाना नहीं है। अभी कोई रक़म नहीं ली गई।
refused-plan-over = यह पहले ही समाप्त हो चुका है। इसके लिए और कुछ नहीं लिया जाएगा।
refused-plan-not-now = अभी की स्थिति में यह संभव नहीं है। कुछ नहीं बदला और कोई रक़म नहीं ली गई।
refused-rehearsal-ended = यह अभियान समाप्त हो चुका है: जो हुआ वह उसके पन्ने पर है।
