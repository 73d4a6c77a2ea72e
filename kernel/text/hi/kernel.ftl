# The kernel's texts, in the order of ../en/kernel.ftl
page-skip = मुख्य सामग्री पर जाएँ
page-main-menu = मुख्य
page-campaigns = अभियान
page-back-office = कार्यालय
page-log-in = लॉग इन करें
page-motto = Tributary: अनेक दान, एक नदी।
page-all-campaigns = सभी अभियान
page-languages = भाषा
page-demo-label = इस डेमो के बारे में
page-demo = डेमो: यहाँ असली पैसा नहीं चलता। मेल { $open }मेलबॉक्स{ $close } में है।
page-what-is-stuck = जो अटका है
page-offline = आप ऑफ़लाइन हैं। जो दिख रहा है वह पुराना हो सकता है, और कुछ भेजा नहीं जा सकता।
form-summary = एक समस्या है
form-error-mark = त्रुटि:
form-optional = (वैकल्पिक)
form-count-most = अधिक से अधिक { $most } अक्षर
form-count-left = # अक्षर बाकी
river-label = अब तक जुटा
river-value = लक्ष्य का { $percent } प्रतिशत
error-signed-out = आगे बढ़ने के लिए लॉग इन करें।
error-forbidden = आप यह नहीं कर सकते।
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
