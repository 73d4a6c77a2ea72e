# The texts of analytics. A key begins with the page or the noun.

# A creator's figures
figures-title = { $campaign } के आँकड़े
figures-heading = आँकड़े
figures-as-of = { $when } तक के आँकड़े। { $open }अभियान के पेज{ $close } पर भी यही राशि दिखती है।
figures-none = अभी तक कोई दान नहीं
figures-none-hint = आँकड़े पहले दान के साथ दिखेंगे। पेज सबसे पहले वही देखते हैं जिन्हें आप उसे भेजते हैं।
figures-none-share = अभियान साझा करें
figures-raised = जुटा
figures-goal = लक्ष्य
figures-gifts = दान
figures-average = औसत दान
figures-given = दिया गया
figures-taken-back = वापस गया
figures-pace = दिन-ब-दिन कितना जुटा
figures-ahead = { $raised } आए। समय पर लक्ष्य तक पहुँचने के लिए आज तक { $due } होने थे।
figures-behind = { $raised } आए। समय पर लक्ष्य तक पहुँचने के लिए आज तक { $due } होने चाहिए।
figures-pace-chart = हर दिन के अंत तक कितना जुटा, और आख़िरी दिन के लक्ष्य तक एक सीधी रेखा
figures-pace-key = पूरी रेखा बताती है कि कितना जुटा। टूटी रेखा सीधे आख़िरी दिन के लक्ष्य तक जाती है।
figures-as-table = यही तालिका में
figures-day = दिन (UTC)
figures-due = तब तक चाहिए
figures-hours = घंटे के हिसाब से दान, पिछले 48 घंटे
figures-days = दिन के हिसाब से दान, पिछले 30 दिन
figures-summary = { $gifts } दान, { $given } दिए गए, { $back } वापस गए
figures-bars-key = जो दिया गया वह रेखा के ऊपर है, जो वापस गया वह उसके नीचे लटका है।
figures-hour = इस घंटे से (UTC)
figures-sources = दान कहाँ से आए
figures-sources-hint = जो लिंक आप भेजते हैं उनमें अपना एक शब्द जोड़ें, और यहाँ देखें कि हर लिंक से कितना आया: { $link }
figures-source = लिंक
figures-direct = बिना निशान
figures-offline = हाथ से
figures-amounts = लोग कितना देते हैं
figures-amounts-chart = दो गोल राशियों के बीच कितने दान हैं
figures-amount-from = इतने से
figures-amount-to = इससे कम
figures-no-views = पेज देखने वालों की गिनती नहीं होती: पेज सबके लिए एक जैसे हैं और कैश से आते हैं, इसलिए किसी पर नज़र नहीं रखी जाती।
