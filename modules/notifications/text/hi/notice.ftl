# What mails about campaigns, plans, cards and payouts say. A key begins with `notice`.

# What mails about campaigns say to those who run them, give to them or wrote to us about them
notice-submitted = “{ $title }” पढ़ा जा रहा है
notice-submitted-words = आपका अभियान हमारे मॉडरेटरों के पास है और वे दो दिन में जवाब देंगे। जब तक आप शुरू न करें, कुछ भी सार्वजनिक नहीं है।
notice-changes = “{ $title }” में बदलाव
notice-changes-words = हमारे मॉडरेटर शुरू होने से पहले कुछ बदलने को कहते हैं:
notice-approved = “{ $title }” शुरू हो सकता है
notice-approved-words = हमारे मॉडरेटरों ने इसे पढ़ा और कोई रुकावट नहीं पाई। यह तब शुरू होगा जब आप कहें।
notice-rejected = “{ $title }” अस्वीकृत हुआ
notice-rejected-words = हमारे मॉडरेटरों ने तय किया कि यह यहाँ शुरू नहीं हो सकता। कारण यह है:
notice-suspended = “{ $title }” रोका गया है
notice-suspended-words = बहाल होने तक यह दान नहीं लेगा। कोई पैसा इधर-उधर नहीं हुआ। कारण यह है:
notice-gift-words = जिस अभियान को आपने दान दिया, वह अभी दान नहीं ले रहा है। हमारे मॉडरेटर इसकी जाँच कर रहे हैं।
notice-gift-charged = इससे कोई पैसा इधर-उधर नहीं हुआ। आपका दान जहाँ है वहीं रहता है: अभियान के रुके रहने तक उसमें से कुछ नहीं दिया जाता, और आपसे और कुछ नहीं लिया जाता।
notice-gift-saved = इससे कोई पैसा इधर-उधर नहीं हुआ। आपके कार्ड से कुछ नहीं लिया गया, और अभियान के रुके रहने तक नहीं लिया जाएगा।
notice-gift-next = या तो यह आगे चलेगा और आपका दान पहले की तरह गिना जाएगा; या यह रद्द होगा, और तब आपका दिया पैसा अपने आप आपको लौटेगा और सहेजा हुआ कार्ड बिना कुछ लिए छोड़ दिया जाएगा। पैसा लौटने पर हम आपको लिखेंगे। आपको कुछ नहीं करना है।
notice-gift-why = रोकने का कारण यह है:
notice-restored = “{ $title }” फिर चल पड़ा
notice-restored-words = यह फिर दान ले रहा है, उसी आख़िरी दिन तक।
notice-cancelled = “{ $title }” रद्द हुआ
notice-cancelled-words = यह हमेशा के लिए समाप्त हो गया है, और जो कुछ दिया गया वह दानदाताओं को लौट रहा है। कारण यह है:
notice-update-words = “{ $title }” की ख़बर:
notice-began = “{ $title }” शुरू हो गया है
notice-began-words = आप जानना चाहते थे: यह अब से दान ले रहा है।
notice-follow-asked = क्या आप “{ $title }” को फ़ॉलो करना चाहते हैं?
notice-follow-asked-words = किसी ने इस अभियान को फ़ॉलो करने के लिए यह पता लिखा। अगर वह आप थे, तो बटन दबाएँ: तब आयोजक सबके लिए जो भी ख़बर लिखेंगे, हम आपको लिख भेजेंगे। लिंक तीन दिन चलेगा। अगर वह आप नहीं थे, तो कुछ न करें, और कुछ नहीं आएगा।
notice-launch-asked = “{ $title }” शुरू होने पर क्या हम आपको लिखें?
notice-launch-asked-words = किसी ने इस अभियान के शुरू होने की ख़बर पाने के लिए यह पता लिखा। अगर वह आप थे, तो बटन दबाएँ: तब इसके शुरू होने पर हम आपको एक बार और लिखेंगे, और आपका पता भुला दिया जाएगा। लिंक तीन दिन चलेगा। अगर वह आप नहीं थे, तो कुछ न करें, और कुछ नहीं आएगा।
notice-invitation = “{ $title }” चलाने में मदद
notice-invitation-words = { $inviter } ने आपसे यह अभियान चलाने में मदद माँगी है। लिंक एक हफ़्ते और एक व्यक्ति के लिए है। अगर आप नहीं चाहते, तो कुछ न करें।
notice-report-received = “{ $title }” की आपकी रिपोर्ट
notice-report-received-words = यह मिल गई है। कोई मॉडरेटर इसे तीन दिन में पढ़ेगा, और हम आपको लिखेंगे कि क्या तय किया और क्यों।
notice-report-decided = “{ $title }” के बारे में हमारा फ़ैसला
notice-report-decided-words = आपने इस अभियान की रिपोर्ट की थी। मॉडरेटर ने इसे देखा और तय किया:
notice-statement = “{ $title }” के बारे में एक फ़ैसला
notice-statement-words = किसी ने आपके अभियान की रिपोर्ट की। मॉडरेटर ने इसे देखा और तय किया:

# Gifts that follow by themselves. $every: month or year
notice-plan = { $heading }: { $title }
notice-plan-words = यह “{ $title }” को आपके दान के बारे में है।
notice-plan-started = आप हर { $every ->
    [month] महीने
   *[year] साल
} { $sum } देते हैं
notice-plan-started-words = आप हर { $every ->
    [month] महीने
   *[year] साल
} { $sum } देते हैं। पहले दान का भुगतान हो गया है, उसकी रसीद अलग ईमेल में आएगी। अगला { $next } को लिया जाएगा, और ऐसे ही चलेगा जब तक अभियान समाप्त न हो या आप न रोकें।
notice-plan-started-keep = आप कभी भी, दो क्लिक में और लॉग इन किए बिना, इस लिंक के पन्ने पर इसे रोक सकते हैं, थाम सकते हैं, एक छोड़ सकते हैं या राशि बदल सकते हैं। यह ईमेल सँभालकर रखें: जिसके पास लिंक है वह भी यह कर सकता है।
notice-plan-amount = बदला गया: हर { $every ->
    [month] महीने
   *[year] साल
} { $sum }
notice-plan-amount-words = अगले दान से आप हर { $every ->
    [month] महीने
   *[year] साल
} { $sum } देंगे।
notice-plan-skipped = अगला दान छोड़ा गया
notice-plan-skipped-words = जो दान अगला होना था, वह छोड़ा गया।
notice-plan-paused = थामा गया: हर { $every ->
    [month] महीने
   *[year] साल
} { $sum }
notice-plan-paused-words = जब तक आप इसे फिर शुरू न करें, कुछ नहीं लिया जाएगा।
notice-plan-resumed = फिर चालू: हर { $every ->
    [month] महीने
   *[year] साल
} { $sum }
notice-plan-resumed-words = आप फिर हर { $every ->
    [month] महीने
   *[year] साल
} { $sum } देते हैं।
notice-plan-next = अगला दान { $next } को लिया जाएगा।
notice-plan-not-you = अगर यह आपने नहीं किया, तो इस लिंक के पन्ने पर इसे रोकें और हमें लिखें।
notice-plan-near = { $when } को { $sum } लिए जाएँगे
notice-plan-near-words = जैसा आपने चाहा था, { $when } को { $sum } लिए जाएँगे, और उसके बाद हर { $every ->
    [month] महीने
   *[year] साल
}। अगर यह सही है तो कुछ करने की ज़रूरत नहीं।
notice-plan-near-change = इसे रोकने, छोड़ने या राशि बदलने के लिए उससे पहले इस लिंक का पन्ना खोलें।
notice-plan-late = आपके कार्ड से राशि नहीं ली जा सकी
notice-plan-late-words = { $sum } लिए जाने थे और नहीं लिए जा सके। कोई राशि नहीं ली गई।
notice-plan-late-asks = आपका बैंक चाहता है कि आप ख़ुद भुगतान की पुष्टि करें।
notice-plan-late-passes = भुगतान नहीं हो पाया।
notice-plan-late-for-good = आपके बैंक ने कार्ड को हमेशा के लिए अस्वीकार कर दिया।
notice-plan-late-again = हम { $when } को फिर कोशिश करेंगे।
notice-plan-late-until = आप { $until } तक इस लिंक के पन्ने पर इसी या किसी और कार्ड से भुगतान कर सकते हैं। उसके बाद यह अपने आप समाप्त हो जाएगा। अभी रोकने के लिए भी यही पन्ना है।
notice-plan-ended = अपने आप होने वाले आपके दान समाप्त हो गए
notice-plan-ended-donor = आपने इसे रोका है।
notice-plan-ended-staff = हमने इसे आपके लिए रोका है।
notice-plan-ended-campaign = अभियान अब और दान नहीं लेता।
notice-plan-ended-completed = अभियान समाप्त होने से पहले अब कोई और दान नहीं होना था।
notice-plan-ended-account = आपने अपना खाता बंद कर दिया है।
notice-plan-ended-unpaid = पिछला दान लिया नहीं जा सका, और समय पर चुकाया नहीं गया।
notice-plan-ended-disputed = आपके बैंक ने हमसे एक दान वापस माँगा।
notice-plan-ended-words = अब और कुछ नहीं लिया जाएगा, और हमारा भुगतान प्रदाता आपका कार्ड भूल जाएगा।

# Money for whoever runs a campaign
notice-payout-sent = “{ $title }” का पैसा आपके पास आ रहा है
notice-payout-paid = “{ $title }” का पैसा पहुँच गया है
notice-payout-failed = “{ $title }” का पैसा नहीं भेजा जा सका
notice-payout-taken-back = “{ $title }” का पैसा रिफ़ंड के लिए वापस लिया गया
notice-payout-unclaimed = “{ $title }” का पैसा आपकी प्रतीक्षा में है
notice-payout-over = “{ $title }” का पैसा दानदाताओं को लौट रहा है
notice-payout-words = यह आपके अभियान में जुटे पैसे के बारे में है।
notice-payout-has-left = { $sum } आपके बैंक खाते के लिए निकल चुके हैं। बैंकों को कुछ दिन लगते हैं।
notice-payout-arrived = { $sum } आपके बैंक खाते में पहुँच गए हैं।
notice-payout-held = { $sum } आपके बैंक खाते में नहीं भेजे जा सके। कुछ खोया नहीं है: वे आपके लिए रखे हैं। देखें कि आपका खाता अब भी सही है या नहीं; उसके बाद हम फिर भेजेंगे।
notice-payout-came-back = भुगतान प्रदाता के पास आपके खाते से { $sum } वापस लिए गए: भुगतान के बाद दानदाताओं को उससे ज़्यादा लौटाया गया जितना यहाँ बचा था। आपका बकाया उतना कम हो गया है।
notice-payout-waits = { $sum } आपके लिए रखे हैं और हम उन्हें दे नहीं सकते: भुगतान प्रदाता को अभी कुछ जानकारी चाहिए। { $until } तक दें, नहीं तो पैसा दानदाताओं को लौट जाएगा।
notice-payout-goes-back = { $sum } आख़िरी दिन के बाद तीन महीने आपके लिए रखे गए और दिए नहीं जा सके। अब वे दानदाताओं को लौट रहे हैं।

# Cards and pages to pay on
notice-card = “{ $title }” के लिए आपका कार्ड जल्द समाप्त हो रहा है
notice-card-words = अभी कुछ नहीं लिया गया है, और आपका दान बना हुआ है।
notice-card-plan = आपके दान ऐसे कार्ड से लिए जाते हैं जो { $last } तक चलेगा। उन्हें जारी रखने के लिए इस लिंक के पन्ने पर दूसरा कार्ड चुनें; वहीं आप उन्हें रोक भी सकते हैं।
notice-card-pledge = आपका वचन अभियान के आख़िरी दिन के बाद ऐसे कार्ड से लिया जाएगा जो { $last } तक चलेगा। इस लिंक के पन्ने पर दूसरा कार्ड चुनें, नहीं तो अभियान आपका वचन खो सकता है।
notice-page = अब आप “{ $title }” को अपना दान दे सकते हैं
notice-page-words = जब आप देना चाहते थे तब हमारा भुगतान प्रदाता जवाब नहीं दे रहा था, इसलिए कुछ नहीं लिया गया। वह फिर जवाब दे रहा है, और आपका वचन आपके लिए रखा गया।
notice-page-kept = { $sum } आपके लिए { $until } तक रखे हैं। तब तक भुगतान न करें तो यह समाप्त हो जाएगा और कुछ नहीं लिया जाएगा।
notice-debit = आपके बैंक ने “{ $title }” के लिए आपका दान नहीं चुकाया
notice-debit-words = आप अपना दान बैंक खाते से देना चाहते थे, और कोई पैसा नहीं आया।
notice-debit-refused = आपके बैंक ने { $sum } देने से मना किया, इसलिए कुछ नहीं काटा गया। वचन समाप्त हुआ और उसका उपहार फिर से उपलब्ध है। आप कार्ड से या दूसरे खाते से फिर दान कर सकते हैं।
notice-debit-late = { $sum } की पाँच दिन तक कोई ख़बर नहीं मिली। वचन समाप्त हुआ और उसका उपहार फिर से उपलब्ध है। फिर भी पैसा आए, तो वह अपने-आप आपको लौट जाएगा।

# A gift that waits until its donor opens the link, while cards are tested
notice-confirm-gift = “{ $title }” को अपना दान पक्का करें
notice-confirm-gift-words = किसी ने, उम्मीद है आपने ही, इस अभियान को दान देना चाहा और यह पता लिखा। कोई पैसा नहीं कटा है।
notice-confirm-gift-sum = दान की कुल रकम { $sum } है। भुगतान के पन्ने पर जाने के लिए इसे पक्का करें। लिंक एक बार, { $until } तक, किसी भी ब्राउज़र में काम करता है।
notice-confirm-gift-not-you = वहाँ कोई चोरी के कार्ड आज़मा रहा है, इसलिए हम पहले पूछते हैं। अगर यह आपने नहीं किया, तो कुछ न करें: लिंक के बिना कुछ नहीं होता।

# What the links say
notice-link-change = बदलें और फिर भेजें
notice-link-begin = शुरू करें
notice-link-update = अभियान के पन्ने पर पढ़ें
notice-link-follow = इस अभियान को फ़ॉलो करें
notice-link-launch = शुरू होने पर मुझे बताएँ
notice-link-join = टीम में शामिल हों
notice-link-campaign = अभियान देखें
notice-link-desk = देखें कि स्थिति क्या है
notice-link-late = अभी चुकाएँ, या रोकें
notice-link-wanted = जो चाहिए वह दें
notice-link-money = पैसा देखें
notice-link-card = दूसरा कार्ड चुनें
notice-link-pay = भुगतान के पन्ने पर जाएँ
notice-link-confirm-gift = पक्का करें और भुगतान पर जाएँ
notice-link-plan = देखें, बदलें या रोकें

# Why somebody gets a mail, and how to stop it
notice-why-gave = यह ईमेल आपको इसलिए मिला क्योंकि आपने इस अभियान को दान दिया।
notice-why-follows = यह ईमेल आपको इसलिए मिला क्योंकि आप इस अभियान को फ़ॉलो करते हैं।
notice-why-asked = यह ईमेल आपको इसलिए मिला क्योंकि आपने माँगा था। दूसरा नहीं आएगा।
notice-why-follow-asked = यह ईमेल आपको इसलिए मिला क्योंकि किसी अभियान को फ़ॉलो करने के लिए यह पता दिया गया। जब तक आप बटन न दबाएँ, दूसरा नहीं आएगा।
notice-why-launch-asked = यह ईमेल आपको इसलिए मिला क्योंकि किसी अभियान के शुरू होने की ख़बर पाने के लिए यह पता दिया गया। जब तक आप बटन न दबाएँ, दूसरा नहीं आएगा।
notice-why-written = यह ईमेल आपको इसलिए मिला क्योंकि अभियान चलाने वाले किसी व्यक्ति ने आपका पता लिखा।
notice-why-report = यह ईमेल आपको इसलिए मिला क्योंकि रिपोर्ट के साथ यह पता दिया गया था।
notice-why-gift = यह ईमेल आपको इसलिए मिला क्योंकि दान के साथ यह पता दिया गया था। यह आपके पैसे के बारे में है, इसलिए इसे बंद नहीं किया जा सकता।
notice-why-confirm-gift = यह ईमेल आपको इसलिए मिला क्योंकि किसी ने दान के फ़ॉर्म में यह पता लिखा था। दान पक्का न हो, तो हम इसे लिंक के काम करने तक ही रखते हैं।
notice-why-runs = यह ईमेल आपको इसलिए मिला क्योंकि आप यह अभियान चलाते हैं।
notice-stop = जिन अभियानों को दान दिया या फ़ॉलो किया उनकी ख़बरें बंद करें
