# The texts of notifications. A key begins with the page or the noun.

# The page that news are stopped on
unsubscribe-title = जिन अभियानों को आपने दान दिया या जिन्हें आप फ़ॉलो करते हैं, उनकी ख़बरें
unsubscribe-on = जब कोई अभियान जिसे आपने दान दिया या जिसे आप फ़ॉलो करते हैं, अपडेट पोस्ट करता है, तो हम आपको लिखते हैं।
unsubscribe-stop = ये मेल बंद करें
unsubscribe-off = जब कोई अभियान जिसे आपने दान दिया या जिसे आप फ़ॉलो करते हैं, अपडेट पोस्ट करता है, तो हम अब आपको नहीं लिखते।
unsubscribe-answers = आपकी टिप्पणियों के जवाब
unsubscribe-answers-on = जब कोई आपकी टिप्पणी का जवाब देता है, तो हम आपको लिखते हैं।
unsubscribe-answers-off = जब कोई आपकी टिप्पणी का जवाब देता है, तो हम अब आपको नहीं लिखते। जवाब अभियान के पेज पर मिलते हैं।
unsubscribe-start = मुझे फिर से लिखें
unsubscribe-must = रसीदें, रिफ़ंड और आपके पैसे से जुड़ी बाकी हर बात के मेल हर हाल में आते हैं।
