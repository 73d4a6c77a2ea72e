# The kernel's texts, in the order of ../en/kernel.ftl
page-skip = मुख्य सामग्री पर जाएँ
page-main-menu = मुख्य
page-campaigns = अभियान
page-back-office = कार्यालय
page-log-in = लॉग इन करें
page-log-out = लॉग आउट करें
page-motto = Tributary: अनेक दान, एक नदी।
page-all-campaigns = सभी अभियान
page-start-campaign = अभियान शुरू करें
page-dashboard = आपके अभियान
page-help = सहायता
page-accessibility = सुलभता
page-languages = भाषा
page-demo-label = इस डेमो के बारे में
page-demo = डेमो: यहाँ असली पैसा नहीं चलता। मेल { $open }मेलबॉक्स{ $close } में है।
page-what-is-stuck = जो अटका है
page-offline = आप ऑफ़लाइन हैं। जो दिख रहा है वह पुराना हो सकता है, और कुछ भेजा नहीं जा सकता।
page-work-waits = { $kinds } तरह के काम बाकी हैं
desk-nav = यह अभियान
desk-nav-overview = एक नज़र में
desk-nav-edit = लिखें
desk-nav-updates = अपडेट
desk-nav-comments = टिप्पणियाँ
desk-nav-backers = दानदाता
desk-nav-figures = आँकड़े
desk-nav-money = पैसा
desk-nav-team = टीम
desk-nav-public = सार्वजनिक पेज
form-summary = एक समस्या है
form-error-mark = त्रुटि:
form-optional = (वैकल्पिक)
form-count-most = अधिक से अधिक { $most } अक्षर
form-count-left = # अक्षर बाकी
guard-trap-label = इसे खाली छोड़ें
guard-trap = एक ऐसा खाना भरा गया था जो लोगों को नहीं दिखता, शायद फ़ॉर्म भरने वाले किसी प्रोग्राम ने भरा। वह फिर से खाली है और कुछ नहीं भेजा गया। बटन एक बार और दबाएँ।
guard-unknown = यह फ़ॉर्म बहुत देर खुला रहा, इसलिए कुछ नहीं भेजा गया। आपने जो लिखा था वह यहीं है। बटन एक बार और दबाएँ।
guard-too-fast = फ़ॉर्म अभी-अभी खुला था, इसलिए अब तक कुछ नहीं भेजा गया। आपने जो लिखा था वह यहीं है। बटन एक बार और दबाएँ।
guard-work = अभी बहुत कोशिशें आ रही हैं, इसलिए हम पक्का करते हैं कि उन्हें कोई मशीन नहीं भेज रही। कुछ नहीं भेजा गया और आपने जो लिखा था वह यहीं है। अपने ब्राउज़र की जाँच पूरी होने तक, या आधा मिनट रुकें, और बटन एक बार और दबाएँ।
guard-working = आपका ब्राउज़र जाँच रहा है कि इसे कोई मशीन नहीं भेज रही। इसमें कुछ सेकंड लगते हैं।
guard-done = जाँच हो गई। आप आगे बढ़ सकते हैं।
river-label = अब तक जुटा
river-value = लक्ष्य का { $percent } प्रतिशत
error-signed-out = आगे बढ़ने के लिए लॉग इन करें।
error-step-up = आगे बढ़ने के लिए दिखाएँ कि यह आप ही हैं।
error-needs-factor = आगे बढ़ने के लिए दूसरा सत्यापन जोड़ें।
error-forbidden = आप यह नहीं कर सकते।
error-from-elsewhere = आप किसी दूसरी साइट से कार्यालय में आए।
error-sent-from-elsewhere = यह फ़ॉर्म यहाँ से नहीं भेजा गया।
error-not-found = यहाँ कुछ नहीं है।
error-stale-form = यह फ़ॉर्म बहुत देर खुला रहा, या किसी दूसरी साइट से आया।
error-wrong-method = यह पता इस तरह का अनुरोध नहीं लेता।
error-too-large = यह उससे ज़्यादा है जितना हम लेते हैं।
error-too-many = बहुत बार कोशिश हुई। { $seconds ->
        [one] { $seconds } सेकंड
       *[other] { $seconds } सेकंड
    } रुककर फिर कोशिश करें।
error-unavailable = अभी हम यह नहीं कर सकते। { $seconds ->
        [one] { $seconds } सेकंड
       *[other] { $seconds } सेकंड
    } में फिर कोशिश करें।
error-internal = हमारी ओर से कुछ गड़बड़ हुई।
error-next-stale-form = पीछे जाएँ, पेज फिर से खोलें और दोबारा भेजें। आपने जो लिखा था वह वहीं है।
error-next-from-elsewhere = अगर आप यही चाहते थे, तो यहाँ से फिर कोशिश करें। अगर किसी ने आपको यहाँ भेजा, तो सुरक्षा देखने वाले को बताएँ।
error-next-sent-from-elsewhere = यह किसी दूसरी साइट से आया, या आपका ब्राउज़र नहीं बताता कि यह कहाँ से आया, इसलिए कुछ नहीं किया गया। इसका पेज यहाँ खोलें और वहीं से भेजें। फिर ऐसा हो तो अपने ब्राउज़र को बताने दें कि फ़ॉर्म कहाँ से आते हैं, या कोई दूसरा ब्राउज़र लें।
error-next-not-found = पता ग़लत हो सकता है, या जो यहाँ था वह समाप्त हो गया।
error-next-failure = थोड़ी देर में फिर कोशिश करें।
error-next-gone = यह इस पते पर वापस नहीं आएगा। जो अभी खुला है वह एक क्लिक दूर है।
error-next-often = कुछ खोया नहीं है। थोड़ा रुकें, फिर वहीं से आगे बढ़ें।
error-next = पीछे जाएँ और फिर कोशिश करें।
error-money-unknown = अगर आप दान दे रहे थे: जो भुगतान हो गया वह कभी नहीं खोता, और पुष्टि होते ही हम आपको लिखते हैं। अपने दान का पेज देखे बिना दोबारा भुगतान न करें।
error-money-none = कोई पैसा नहीं कटा।
error-reference = हमें लिखें तो { $reference } बताएँ।
error-home = सभी अभियानों पर वापस जाएँ
error-again = फिर कोशिश करें
error-open-form = पेज यहाँ खोलें
resend-title = इस बीच आपने साइन इन या साइन आउट किया
resend-lede = यह फ़ॉर्म उससे पहले खुला था, इसलिए भेजा नहीं गया। आपने जो लिखा था वह रखा है: इसे फिर से भेजें, या वापस जाकर पहले देख लें।
resend-send = अब भेजें
typed-kept = आपने दिखा दिया कि यह आप ही हैं। इस पेज से आपने जो भेजा था वह रखा है और अभी किया नहीं गया है।
chart-table = यही तालिका में
list-pages = इस सूची में और
list-before = नए
list-after = पुराने
share-label = साझा करें
share-device = साझा करें
share-copy = लिंक कॉपी करें
share-copied = कॉपी हो गया
share-whatsapp = WhatsApp
share-mail = ई-मेल
accessibility-title = सुलभता
accessibility-aim = यहाँ हर कोई अभियान खोज सकता है, दान दे सकता है, अभियान बना और सँभाल सकता है, चाहे वह कैसे भी देखे, सुने या जो भी साधन इस्तेमाल करे। हमारा लक्ष्य WCAG 2.2, स्तर AA है।
accessibility-how = हमें कैसे पता है
accessibility-how-machine = एक प्रोग्राम ने हर तरह का पेज देखा, हल्के और गहरे रंगों में और दाएँ से बाएँ लिखी जाने वाली एक भाषा में, और जो कमी मिली उसे ठीक किया गया। प्रोग्राम कमियों का बस एक हिस्सा ही पकड़ पाते हैं।
accessibility-how-keyboard = हर नियंत्रण एक सामान्य लिंक, बटन या खाना है, ताकि कीबोर्ड, स्विच और स्क्रीन रीडर उसे पहचानें। एनिमेशन आपके डिवाइस की सेटिंग के अनुसार चलते हैं। अक्षर बड़े किए जा सकते हैं, और पेज 320 पिक्सेल चौड़ी विंडो में आ जाते हैं।
accessibility-how-scripts = सब कुछ JavaScript के बिना भी चलता है।
accessibility-limits = हम किसका वादा नहीं करते
accessibility-limits-stories = कहानियाँ और तस्वीरों के वर्णन आयोजक लिखते हैं। कुछ वर्णन अच्छे नहीं होते।
accessibility-limits-payment = आप हमारे भुगतान प्रदाता के पेज पर भुगतान करते हैं, जिसे हम नहीं बदल सकते।
accessibility-limits-people = इस संस्करण को अभी उन लोगों ने नहीं आज़माया है जो हर दिन स्क्रीन रीडर इस्तेमाल करते हैं।
accessibility-tell = कुछ आपके लिए काम नहीं करता?
accessibility-tell-words = { $open }हमारे सहायता पेज{ $close } पर दिए पते पर लिखें। बताएँ कि कौन-सा पेज था, आप क्या करना चाहते थे और क्या इस्तेमाल करते हैं। आप जो बताते हैं उसे एक इंसान देखता है।

# What is wrong with an amount that was typed
problem-amount-empty = राशि लिखें।
problem-amount-no-number = “{ $typed }” राशि नहीं है। केवल संख्या लिखें, जैसे { $example }।
problem-amount-letters = “{ $typed }” को पूरा लिखें, बिना अक्षरों की संख्या के रूप में।
problem-amount-negative = राशि शून्य से कम है। शून्य से अधिक राशि लिखें।
problem-amount-zero = राशि शून्य है। शून्य से अधिक राशि लिखें।
problem-amount-decimals = { $allowed ->
    [0] { $currency } में दशमलव नहीं होते। पूरी संख्या लिखें।
   *[other] { $currency } में { $allowed } दशमलव होते हैं। बिंदु या अल्पविराम के बाद अधिक से अधिक { $allowed } अंक लिखें।
}
problem-amount-large = राशि बहुत बड़ी है। यहाँ अधिक से अधिक { $most } लिखे जा सकते हैं।
problem-amount-mixed = “{ $typed }” के अल्पविराम, बिंदु या खाली जगह मिलकर एक संख्या नहीं बनाते। इसे { $example } की तरह लिखें।
problem-amount-ambiguous = “{ $typed }” को एक से अधिक तरह से पढ़ा जा सकता है। इनमें से एक लिखें: { $readings }।
problem-amount-unclear = “{ $typed }” का अर्थ साफ़ नहीं है। अगर आपका मतलब { $reading } है, तो इसे वैसे ही लिखें।
problem-amount-currency = यह राशि { $found } में है, और यहाँ केवल { $expected } ली जाती है।
problem-amount-too-much = राशि बहुत बड़ी है। छोटी राशि लिखें।
