# The texts of payments. A key begins with the page or the noun.

money-campaign-title = { $campaign } का पैसा
money-covered-title = आज कितना लौटाया जा सकता है
money-covered = आज दानदाताओं को { $covered } लौटाए जा सकते हैं: जितना आया और लौटाया नहीं गया, उसका { $percent }%।
money-flow-title = पैसा कहाँ गया
money-came-in = आया
money-went-back = दानदाताओं को लौटा
money-platform-fee = प्लेटफ़ॉर्म का शुल्क
money-provider-fee = कार्ड के शुल्क, जो प्लेटफ़ॉर्म देता है
money-borne-fee = रिफ़ंड के कार्ड शुल्क, जो अभियान चलाने वाला देता है
money-paid-out = आयोजक को भेजा गया
money-by-hand = ऊपर के अलावा, हाथ से या बैंक से आया
money-held = अभियान के लिए रखा है
money-disputed = बैंकों ने वापस लिया, फ़ैसला बाकी है
money-explained = हर आँकड़ा बही-खाते से पढ़ा जाता है। टिप और दानदाताओं के दिए कार्ड शुल्क प्लेटफ़ॉर्म को मिलते हैं और इन राशियों में शामिल नहीं हैं। प्लेटफ़ॉर्म अपना शुल्क तभी लेता है जब पैसा आगे भेजा जाता है, और उससे पहले दान का रिफ़ंड होने पर उसे लौटा देता है। उसके बाद प्लेटफ़ॉर्म अपना शुल्क रखता है, और रिफ़ंड का कार्ड शुल्क भी अभियान चलाने वाला देता है।
money-to-campaign = अभियान पर जाएँ
money-pledge-title = आपके { $total } में से
money-pledge-campaign = अभियान को
money-pledge-tip = प्लेटफ़ॉर्म के लिए आपकी टिप
money-pledge-cover = कार्ड का शुल्क, जो आपने दिया
money-pledge-provider-fee = हमारे भुगतान प्रदाता ने आपके भुगतान में से { $fee } रखे। वह प्लेटफ़ॉर्म देता है।
money-pledge-back = तय हुआ है कि { $back } आपको लौटाए जाएँगे।
money-to-pledge = अपने वचन पर जाएँ

# A creator's own money
payouts-title = भेजे गए भुगतान
payouts-own-title = आपका पैसा: { $campaign }
payouts-own-none = अभी तक कुछ नहीं भेजा गया।
payouts-opening = हम अपने भुगतान प्रदाता का पेज खोल रहे हैं। वह थोड़ी देर में आएगा।
payouts-account-title = पैसा कहाँ जाएगा
payouts-account-none = हमारा भुगतान प्रदाता अभी नहीं जानता कि आप कौन हैं और पैसा कहाँ जाएगा। उससे पहले कुछ नहीं भेजा जा सकता।
payouts-account-wanting = कुछ भी भेजे जाने से पहले हमारा भुगतान प्रदाता और जानकारी चाहता है:
payouts-account-ready = आपके खाते में पैसा भेजा जा सकता है।
payouts-account-term = { $when } तक जो माँगा गया है वह दें, नहीं तो पैसा दाताओं को लौट जाएगा।
payouts-account-deadline = यह { $when } तक चाहिए।
payouts-account-button = हमारे भुगतान प्रदाता के पेज पर भरें
payouts-account-asking = हम अपने भुगतान प्रदाता से पूछ रहे हैं कि आपका खाता किस हाल में है। इसमें थोड़ा समय लगेगा।
payouts-account-chargeable = आपके अभियान शुरू हो सकते हैं।
payouts-account-uncharged = आपके अभियान तब शुरू हो सकेंगे जब हमारा भुगतान प्रदाता जान लेगा कि आप कौन हैं।
payouts-free = पैसा { $when } से भेजा जा सकता है। तब तक दानदाता उसे वापस ले सकते हैं।
payouts-due-bank = आपका बैंक खाता
payouts-due-document = आपके पहचान पत्र की एक प्रति
payouts-due-terms = भुगतान प्रदाता की शर्तों पर आपकी सहमति
payouts-due-other = { $what }
payouts-line-paid = पहुँच गया
payouts-line-back = नहीं पहुँचा, और फिर से आपके लिए रखा है
payouts-line-underway = रास्ते में
