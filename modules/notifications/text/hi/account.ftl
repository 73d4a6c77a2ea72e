# What letters about accounts say. A key begins with `account`.

# Letters about accounts
account-hello = नमस्ते,
account-hello-name = नमस्ते { $name },
account-date = तारीख़: { $when }
account-until = यह { $until } तक काम करेगा।
account-why = यह ईमेल आपको इसलिए मिला क्योंकि यह इस पते के खाते के बारे में है। इसे बंद नहीं किया जा सकता।
account-link = लिंक एक बार काम करेगा, नीचे लिखे समय तक, उसी ब्राउज़र में जिससे माँगा गया था।
account-not-you = अगर यह आप नहीं थे, तो तुरंत नया पासवर्ड चुनें और हमें लिखें।
account-ignore = अगर आपने यह नहीं माँगा, तो कुछ न करें: लिंक के बिना कुछ नहीं होता।
account-confirm = अपना खाता खोलें
account-confirm-words = अपना खाता खोलने के लिए इस पते की पुष्टि करें।
account-known = आपका खाता पहले से है
account-known-words = किसी ने इस पते से खाता खोलना चाहा, और खाता पहले से है। कुछ नहीं बदला गया।
account-known-next = अगर यह आप थे: हमेशा की तरह लॉग इन करें, या वहाँ नया पासवर्ड चुनें।
account-sign-in = लॉग इन करने का आपका लिंक
account-sign-in-words = इस लिंक से लॉग इन करें।
account-reset = नया पासवर्ड चुनें
account-reset-words = इस लिंक से नया पासवर्ड चुनें।
account-address = यह पता इस्तेमाल करें
account-address-words = पुष्टि करें कि आपका खाता यह पता इस्तेमाल करे।
account-address-asked = किसी ने आपका पता बदलना चाहा
account-address-asked-words = आपके खाते में लॉग इन किए किसी व्यक्ति ने उसे दूसरा पता देना चाहा। जब तक उस पते की पुष्टि न हो, कुछ नहीं बदलेगा।
account-address-replaced = आपके खाते का पता अब दूसरा है
account-address-replaced-words = अब से आपका खाता दूसरा पता इस्तेमाल करता है, और इसके बारे में हम इस पते पर नहीं लिखेंगे।
account-address-replaced-not-you = अगर यह आप नहीं थे, तो हमें तुरंत लिखें।
account-address-in-use = आपका खाता अब यह पता इस्तेमाल करता है
account-address-in-use-words = अब से आपके खाते के बारे में हम इस पते पर लिखेंगे।
account-password = आपका पासवर्ड बदला गया
account-password-words = आपके खाते का पासवर्ड बदला गया। बाकी सब जगह आपको लॉग आउट कर दिया गया।
account-password-reset = आपका पासवर्ड बदल दिया गया
account-password-reset-words = आपके खाते का पासवर्ड ईमेल के लिंक से बदला गया। सबको लॉग आउट कर दिया गया।
account-factor-added = दूसरा प्रमाण जोड़ा गया
account-factor-added-words = आपके खाते में दूसरा प्रमाण जोड़ा गया।
account-factor-removed = दूसरा प्रमाण हटाया गया
account-factor-removed-words = आपके खाते से दूसरा प्रमाण हटाया गया।
account-code-used = रिकवरी कोड इस्तेमाल हुआ
account-code-used-words = किसी ने आपके खाते में उसके एक रिकवरी कोड से लॉग इन किया। वह कोड अब काम नहीं करेगा।
account-codes-new = नए रिकवरी कोड बनाए गए
account-codes-new-words = आपके खाते के लिए दस नए रिकवरी कोड बनाए गए। पहले वाले कोड अब काम नहीं करेंगे।
account-roles = आप जो कर सकते हैं वह बदला गया
account-roles-words = Tributary पर आपका खाता जो कर सकता है वह बदला गया, और आपको हर जगह लॉग आउट कर दिया गया। आगे बढ़ने के लिए फिर लॉग इन करें।
account-closed = आपका खाता बंद हो गया
account-closed-words = आपका खाता बंद हो गया है। उसका नाम, पता, पासवर्ड और दूसरे प्रमाण हट गए हैं।
account-closed-books = आपने जो दिया वह बहियों में रहेगा, क्योंकि क़ानून उसे रखने को कहता है।

# What the buttons say
account-button-open = खाता खोलें
account-button-sign-in = लॉग इन करें
account-button-reset = नया पासवर्ड चुनें
account-button-address = यह पता इस्तेमाल करें
account-button-sessions = देखें कि आप कहाँ-कहाँ लॉग इन हैं
account-button-account = अपने खाते पर जाएँ
account-button-factors = अपने दूसरे प्रमाण देखें
