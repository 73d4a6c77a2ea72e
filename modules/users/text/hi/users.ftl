# The texts of users. A key begins with the page or the noun.

password-least = { $least } या उससे ज़्यादा अक्षर। छोटा-सा वाक्य याद रखना आसान होता है।

proof-code = कोड
proof-six-digits-from-your = आपके ऐप के छह अंक, या आपका कोई रिकवरी कोड।
proof-password = पासवर्ड
proof-go-on-with-a = पासकी से आगे बढ़ें
proof-your-browser-showed-no = आपके ब्राउज़र ने कोई पासकी नहीं दिखाई। कुछ नहीं हुआ। फिर कोशिश करें, या कोई और तरीक़ा चुनें।
proof-passkeys-need-javascript = पासकी के लिए JavaScript चाहिए।
proof-go-on-with-this = इस कोड से आगे बढ़ें
proof-go-on = आगे बढ़ें

address-new-e-mail = नया ई-मेल
address-change-your-e-mail = अपना ई-मेल पता बदलें
address-your-address-now-is = आपका पता अभी { $now } है। यह तब तक रहेगा जब तक आप नए पते पर भेजा गया लिंक नहीं खोलते। पुराने पते पर भी हम सूचना देते हैं।
address-send-a-link-to = नए पते पर लिंक भेजें
address-back-to-your-account = अपने खाते पर वापस जाएँ

asklink-e-mail = ई-मेल
asklink-choose-a-new-password = नया पासवर्ड चुनें
asklink-log-in-with-a = लिंक से लॉग इन करें
asklink-we-send-a-link = हम आपके खाते के पते पर एक लिंक भेजते हैं। वह एक ही बार, दस मिनट तक, इसी ब्राउज़र में काम करता है।
asklink-no-password-needed-the = पासवर्ड की ज़रूरत नहीं। हम जो लिंक भेजते हैं वह एक ही बार, दस मिनट तक, इसी ब्राउज़र में काम करता है।
asklink-send-me-a-link = मुझे लिंक भेजें
asklink-back-to-log-in = लॉग इन पर वापस जाएँ

close-close-your-account = अपना खाता बंद करें
close-the-account-of-ends = { $email } का खाता तुरंत समाप्त हो जाएगा। इसे फिर से नहीं खोला जा सकता।
close-what-goes = क्या हट जाएगा
close-your-name-address-password = आपका नाम, पता, पासवर्ड और दूसरे सत्यापन।
close-every-place-where-you = हर वह जगह जहाँ आप लॉग इन हैं।
close-a-day-later-the = एक दिन बाद, वह कुंजी जिससे प्लेटफ़ॉर्म के भीतर आपके बारे में कही गई बातें पढ़ी जा सकती हैं। उसके बाद उन्हें कोई नहीं पढ़ सकता।
close-what-stays-and-why = क्या रहेगा, और क्यों
close-your-gifts-and-their = आपके दान और उनकी रसीदें, उस नाम और पते के साथ जो आपने हर दान में दिया: क़ानून के अनुसार हमें भुगतानों का हिसाब कई साल तक रखना होता है।
close-that-an-account-was = यह बात कि इस दिन एक खाता बंद हुआ, बिना यह बताए कि किसका।
close-gifts-that-are-promised = जिन दानों का वचन दिया जा चुका है पर पैसा अभी नहीं कटा, उनका वचन बना रहता है। चाहें तो पहले उन्हें रद्द करें।
close-i-want-to-close = मुझे अपना खाता बंद करना है।
close-close-my-account = मेरा खाता बंद करें
close-keep-my-account = मेरा खाता रहने दें

closed-your-account-is-closed = आपका खाता बंद हो गया है
closed-we-have-sent-you = हमने आपको एक आख़िरी मेल भेजा है। यहाँ होने के लिए धन्यवाद।
closed-back-to-all-campaigns = सभी अभियानों पर वापस जाएँ

codes-your-recovery-codes = आपके रिकवरी कोड
codes-we-show-them-once = हम इन्हें एक ही बार दिखाते हैं। इन्हें छाप लें, या वहाँ रखें जहाँ आप अपनी चाबियाँ रखते हैं।
codes-each-stands-in-once = अगर आपके दूसरे सत्यापन का साधन खो जाए, तो हर कोड एक बार उसकी जगह काम करता है। पुराने कोड अब काम नहीं करते।
codes-i-have-kept-them = मैंने इन्हें रख लिया है

confirm-what-you-are-about = आप क्या करने जा रहे हैं
confirm-show-that-it-is = दिखाएँ कि यह आप ही हैं
confirm-you-sign-exactly-this = आप ठीक इसी पर हस्ताक्षर करते हैं, पाँच मिनट के लिए। किसी और बात के लिए अलग हस्ताक्षर चाहिए।
confirm-what-comes-next-can = आगे जो होगा वह ग़लत हाथों में नुक़सान कर सकता है, इसलिए हम एक बार फिर पूछते हैं। यह पाँच मिनट तक मान्य है। अभी कुछ नहीं हुआ है: आप वहीं लौटेंगे जहाँ थे, और वहाँ से उसे करेंगे।
confirm-your-account-has-no = आपके खाते का कोई पासवर्ड नहीं है। उसकी जगह हम आपको एक लिंक भेजते हैं।

link-new-password = नया पासवर्ड
link-this-link-has-ended = यह लिंक अब काम नहीं करता
link-open-this-link-elsewhere = यह लिंक कहीं और खोलें
link-use-this-address = यह पता इस्तेमाल करें
link-open-your-account = अपना खाता खोलें
link-log-in = लॉग इन करें
link-it-was-used-already = यह पहले इस्तेमाल हो चुका है, दस मिनट से पुराना है, या इसकी जगह नया लिंक आ गया है। कुछ नहीं बदला।
link-ask-for-a-new = नया लिंक माँगें
link-open-this-link-where = यह लिंक वहीं खोलें जहाँ आपने इसे माँगा था
link-a-link-works-only = लिंक उसी ब्राउज़र में काम करता है जिसने उसे माँगा था, ताकि आपका मेल पढ़ने वाला कोई और उसे इस्तेमाल न कर सके। उसे वहीं खोलें, या यहाँ नया माँगें।
link-ask-for-a-link = इस ब्राउज़र में लिंक माँगें
link-for-everybody-who-is = { $email } के लिए। इस खाते में जो भी लॉग इन है वह लॉग आउट हो जाएगा, आप भी।
link-change-the-password = पासवर्ड बदलें
link-from-now-on-your = अब से आपका खाता { $email } है। आपके पुराने पते पर हम सूचना देते हैं।
link-use = { $email } इस्तेमाल करें
link-for = { $email } के लिए।
link-open-the-account-and = खाता खोलें और लॉग इन करें
link-as = { $email } के रूप में।

linkdone-your-password-is-changed = आपका पासवर्ड बदल गया है
linkdone-your-address-is-changed = आपका पता बदल गया है
linkdone-nobody-is-logged-in = अब आपके खाते में कोई लॉग इन नहीं है। हमने आपको इसकी सूचना भेजी है।
linkdone-we-have-written-to = हमने आपके पुराने और नए, दोनों पतों पर लिखा है।
linkdone-go-to-your-account = अपने खाते पर जाएँ

linksent-look-into-your-mailbox = अपना मेलबॉक्स देखें
linksent-if-there-is-something = अगर उस पते पर भेजने के लिए कुछ है, तो मेल भेजा जा चुका है। इसमें ज़्यादा से ज़्यादा एक मिनट लगता है।
linksent-open-its-link-in = उसका लिंक इसी ब्राउज़र में, दस मिनट के भीतर खोलें। वह एक ही बार काम करता है।
linksent-nothing-came-look-among = कुछ नहीं आया? स्पैम में देखें, और पता जाँच लें।
linksent-ask-for-a-link = फिर से लिंक माँगें

login-log-in-with-a = मेल से भेजे गए लिंक से लॉग इन करें
login-open-an-account = खाता खोलें
login-kept = आपका सत्र समाप्त हो चुका था, इसलिए आपने जो भेजा वह अभी किया नहीं गया है। वह रखा है: अपने खाते से लॉग इन करें, और उसका पेज उसे एक क्लिक में भेजने देगा।
login-new-here = यहाँ नए हैं?

me-name = नाम
me-your-account = आपका खाता
me-you-are-logged-in = आप { $email } के रूप में लॉग इन हैं।
me-what-you-do-here = यहाँ आपका काम: { $roles }।
me-role = { $role ->
    [creator] अभियान चलाना
    [moderator] मॉडरेशन
    [support] सहायता
    [finance] वित्त
    [admin] प्रशासन
   *[donor] दान देना
}
me-your-gifts = आपके दान
me-followed = आपके फ़ॉलो किए अभियान
me-security-where-you-are = सुरक्षा: आप कहाँ-कहाँ लॉग इन हैं, और दूसरा सत्यापन
me-go-to-the-back = कार्यालय में जाएँ
me-about-you = आपके बारे में
me-language = भाषा
me-write-to-me-about = जिन अभियानों को मैंने दान दिया, उनकी ख़बरें मुझे लिखें। आपके पैसे से जुड़ी बात हम हमेशा लिखते हैं।
me-save = सहेजें
me-saved = सहेजा गया।
me-change = बदलें
me-change-your-password = अपना पासवर्ड बदलें
me-choose-a-password = पासवर्ड चुनें

passkey-what-you-call-it = आप इसे क्या नाम देंगे
passkey-such-as-my-phone = जैसे: मेरा फ़ोन।
passkey-add-a-passkey = पासकी जोड़ें
passkey-your-phone-your-computer = आपका फ़ोन, कंप्यूटर या सुरक्षा कुंजी आपकी पहचान की पुष्टि करती है: आपके फ़िंगरप्रिंट, चेहरे या PIN से। इनमें से कुछ भी उस डिवाइस से बाहर नहीं जाता।
passkey-make-a-passkey = पासकी बनाएँ
passkey-your-browser-made-no = आपके ब्राउज़र ने पासकी नहीं बनाई। कुछ नहीं बदला। फिर कोशिश करें।
passkey-add-an-authenticator-app = इसकी जगह ऑथेंटिकेटर ऐप जोड़ें
passkey-passkeys-need-a-site = पासकी के लिए ज़रूरी है कि साइट TLS से खुले।
passkey-back-to-security = सुरक्षा पर वापस जाएँ

password-password-now = मौजूदा पासवर्ड
password-you-stay-logged-in = यहाँ आप लॉग इन रहेंगे। बाकी सब जगह आप लॉग आउट हो जाएँगे, और हम आपको सूचना भेजेंगे।

person-second-factors = दूसरे सत्यापन

second-your-second-factor = आपका दूसरा सत्यापन
second-one-more-step-so = एक क़दम और, ताकि सिर्फ़ आपके पासवर्ड से कुछ न खुले।
second-start-again = फिर से शुरू करें

security-security = सुरक्षा
security-you-work-here-so = आप यहाँ काम करते हैं, इसलिए आपके खाते के लिए दूसरा सत्यापन ज़रूरी है। पासकी या ऐप जोड़ें, या फिर से लॉग इन करके वह दिखाएँ जो आपके पास है।
security-in-this-demo-you = इस डेमो में आप उसके बिना भी अंदर आ सकते हैं।
security-with-one-of-these = इनमें से एक हो, तो सिर्फ़ आपके पासवर्ड से कुछ नहीं खुलता।
security-who-is-paid = जिसे अभियान का पैसा मिलता है, उसे इनमें से एक चाहिए।
security-passkey = पासकी
security-app = ऐप
security-added = { $created_at } को जोड़ा गया।
security-last-used = पिछली बार इस्तेमाल: { $last_used_at }।
security-take-away = हटाएँ
security-recovery-codes-left-of = बाकी रिकवरी कोड: 10 में से { $codes }।
security-make-new-recovery-codes = नए रिकवरी कोड बनाएँ
security-add-an-authenticator-app = ऑथेंटिकेटर ऐप जोड़ें
security-where-you-are-logged = आप कहाँ-कहाँ लॉग इन हैं
security-this-browser = यह ब्राउज़र
security-second-factor = दूसरा सत्यापन
security-other-program = कोई और प्रोग्राम
security-from = नेटवर्क { $network } से।
security-since-last-used = { $began_at } से, पिछली बार इस्तेमाल: { $last_seen }।
security-log-out-there = वहाँ लॉग आउट करें
security-log-out-everywhere-else = बाकी सब जगह लॉग आउट करें
security-activity = आपके खाते के साथ क्या किया गया और किसने किया

signup-what-we-call-you = मेल में हम आपको इसी नाम से बुलाते हैं।
signup-we-send-a-link = हम इस पर एक लिंक भेजते हैं। उसे इसी ब्राउज़र में दस मिनट के भीतर खोलें।
signup-you-can-give-without = आप बिना खाते के भी दान दे सकते हैं। खाता हो, तो आपके सभी दान एक जगह मिलते हैं।
signup-you-have-one-already = क्या आपका खाता पहले से है?

app-six-digits = छह अंक
app-a-picture-for-the = आपके ऐप के कैमरे के लिए एक तस्वीर। नीचे लिखे अक्षरों में भी यही है।
app-scan-this-picture-with = इस तस्वीर को ऐप से स्कैन करें, या ये अक्षर उसमें लिखें। फिर वे छह अंक लिखें जो ऐप दिखाता है।
app-letters = अक्षर:
app-add-this-app = यह ऐप जोड़ें

# What is wrong with a form of an account, and what cannot be done
account-problem-name-empty = वह नाम लिखें जिससे हम आपको पुकारें।
account-problem-address = ऐसा ईमेल पता लिखें जिस तक ईमेल पहुँच सके, जैसे name@example.org।
account-problem-name-long = अधिक से अधिक { $most } अक्षरों का नाम लिखें।
account-problem-password-short = { $least } या उससे ज़्यादा अक्षरों का पासवर्ड लिखें। छोटा-सा वाक्य याद रखना आसान होता है।
account-problem-password-long = अधिक से अधिक { $most } बाइट का पासवर्ड लिखें।
account-problem-password-common = दूसरा पासवर्ड चुनें: यह उनमें से है जो सब इस्तेमाल करते हैं और सबसे पहले आज़माया जाता है।
account-problem-password-personal = दूसरा पासवर्ड चुनें: यह आपके नाम, आपके पते या हमारे पते से बना है।
account-problem-address-same = यह पता पहले से आपका है। नया पता लिखें।
account-problem-close-sure = अपना खाता बंद करने के लिए बॉक्स पर निशान लगाएँ। कुछ नहीं बदला गया।
refused-close = यह खाता अभी यहाँ काम करता है या अभियान चलाता है। हमें लिखें, पहले हम वह समाप्त करेंगे।
account-problem-language = सूची में से कोई भाषा चुनें।
account-problem-code-app = यह कोड सही नहीं है। वह लिखें जो आपका ऐप अभी दिखा रहा है।
account-problem-passkey-new = कोई पासकी नहीं बनी, या बहुत समय लगा। कुछ नहीं बदला गया। फिर कोशिश करें।
refused-codes = रिकवरी कोड दूसरे प्रमाण की जगह लेते हैं। पहले एक जोड़ें।
refused-passkey-taken = यह पासकी पहले से किसी खाते की है। कुछ नहीं बदला गया।
account-problem-password-current = यह आपका मौजूदा पासवर्ड नहीं है। कुछ नहीं बदला गया।
account-problem-code = यह कोड सही नहीं है, या इस्तेमाल हो चुका है। आपके ऐप के अगले कोड की प्रतीक्षा करें। कुछ नहीं किया गया।
account-problem-passkey = यह पासकी आपकी नहीं है, या बहुत समय लगा। कुछ नहीं किया गया। फिर कोशिश करें।
account-problem-password = यह आपका पासवर्ड नहीं है। कुछ नहीं किया गया।
account-problem-sign-in = ईमेल या पासवर्ड सही नहीं है
setup-ended = यह टोकन समाप्त हो चुका है, या एडमिन पहले से है। नए के लिए प्रोग्राम फिर शुरू करें।
