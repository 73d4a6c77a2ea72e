# The texts of campaigns. A key begins with the page or the noun.

# Finding a campaign
search-title = अभियान खोजें
search-title-for = { $words }: अभियान
search-description = अभियान खोजें: वह किस काम के लिए है, कहाँ है और कितना आगे पहुँचा है।
search-label = खोजने के शब्द
search-example = पेड़, करघे, कोई जगह…
search-button = खोजें
search-narrow = सूची छोटी करें
search-take-away = : चुना हुआ, हटाएँ
search-instead = यहाँ किसी ने “{ $typed }” नहीं लिखा। इनमें यह मिला: { $meant }।
search-only-some = किसी अभियान में ये सारे शब्द नहीं हैं। इनमें से कुछ शब्द इन अभियानों में हैं।
search-order = क्रम
search-pages = पेज
search-first-page = पहले पेज पर वापस जाएँ
search-more = और अभियान दिखाएँ
search-nothing = यहाँ कुछ नहीं है
search-nothing-for = “{ $words }” के लिए कुछ नहीं मिला
search-list-ends = सूची यहाँ ख़त्म होती है। { $open }इसके पहले पेज पर वापस जाएँ{ $close }।
search-too-narrow = शायद सूची बहुत छोटी हो गई है। { $open }बिना फ़िल्टर के देखें{ $close }।
search-other-words = कम या दूसरे शब्द आज़माएँ: कोई जगह, कोई चीज़, किसी का काम। { $open }जो समाप्त हो चुका है{ $close } वह भी मिल सकता है।
search-open-now = देखें कि अभी क्या खुला है
search-campaigns = अभियान
search-count = { $count } अभियान
search-count-many = { $count } या उससे ज़्यादा अभियान
search-filter-state = स्थिति
search-filter-category = प्रकार
search-filter-place = जगह
search-filter-currency = मुद्रा
search-state-open = अभी खुले
search-state-reached = लक्ष्य पूरा
search-state-ended = समाप्त
search-state-all = सभी
search-sort-best = सबसे सटीक
search-sort-ending = पहले समाप्त होने वाले
search-sort-newest = सबसे नए पहले
search-sort-nearest = लक्ष्य के सबसे पास

# What kinds of campaign there are
category-community = समुदाय
category-environment = पर्यावरण
category-education = शिक्षा
category-health = स्वास्थ्य
category-arts = कला
category-heritage = विरासत और शिल्प
category-food = भोजन और खेती
category-animals = जानवर
category-science = विज्ञान और आविष्कार
category-emergency = आपदा राहत

# How often to give, on the page of a campaign that lasts
campaign-how-often = कितनी बार?
campaign-give-once = एक बार
campaign-give-monthly = हर महीने
campaign-each-month = हर महीने

# The page of a campaign
campaign-sections = अभियान के भाग
campaign-story = कहानी
campaign-budget = पैसा कहाँ जाता है
campaign-budget-total = कुल { $sum }, यही लक्ष्य है।
# $percent: already with its sign
campaign-fee = प्लेटफ़ॉर्म हर दान का { $percent } रखता है, और जब तक दानदाता ख़ुद न चुकाए, भुगतान प्रदाता का कार्ड शुल्क भी वही देता है। बाकी अभियान को मिलता है।
campaign-rewards = पुरस्कार
campaign-questions = सवाल
campaign-risks = जोखिम
campaign-funding = पैसा कैसे जुटता है
campaign-organiser = इसे कौन चलाता है
campaign-image = { $title }: { $goal } में से { $raised } जुटे
campaign-aside = इस अभियान को दान दें

# How far it has come. What was raised stands before “raised”
campaign-raised-of = जुटे – लक्ष्य { $goal }
# Once it is decided how it ended
campaign-raised-by-then = अंतिम तारीख तक, लक्ष्य { $goal }
campaign-raised-reached = जुटे – { $goal } का लक्ष्य पूरा
campaign-reached = लक्ष्य पूरा
campaign-to-go = { $sum } बाकी
# $percent: already with its sign
campaign-part-of = { $goal } का { $percent }
campaign-percent = { $percent }%
campaign-milestone = अगला पड़ाव: { $sum }
campaign-givers = दानदाता
campaign-gifts = दान
campaign-collected = अब तक वसूले गए: { $sum }
campaign-counts = इसमें से { $sum } अब भी गिने जाते हैं: तब से कुछ कार्ड नामंज़ूर हुए या दान लौटाए गए।
# The number stands below. $unit: of what it is
campaign-left = { $unit ->
    [day] दिन बाकी
    [days] दिन बाकी
    [hour] घंटा बाकी
    [hours] घंटे बाकी
    [minute] मिनट बाकी
   *[minutes] मिनट बाकी
}
campaign-status = स्थिति
campaign-ended = समाप्त
campaign-goal = लक्ष्य
campaign-recent = हाल के दानदाता
campaign-recent-none = अभी तक किसी ने नहीं दिया। पहला दान ही दूसरों को दिखाता है कि यह हो सकता है।

# The form to give
campaign-how-much = कितना?
campaign-other-amount = कोई और रकम
campaign-least = { $least } या उससे ज़्यादा
campaign-give = दान दें
campaign-give-sum = { $amount } दें
campaign-card-details = कार्ड की जानकारी सीधे हमारे भुगतान प्रदाता के पास जाती है और इस साइट तक कभी नहीं आती।
# $title: how it is funded, a sentence of its own
campaign-model = { $title }।
# $when: in the campaign's zone. $here: nothing, or a comma and the same moment in the reader's zone
campaign-ends = समाप्ति: { $when }{ $here }।
campaign-extended = इसकी समाप्ति एक बार आगे बढ़ाई गई, { $before } से { $until } तक। कारण यह है:

# Rewards
reward-price = { $price } या उससे ज़्यादा
reward-gone = सब ख़त्म
reward-left = { $count } बाकी
reward-give = इसके लिए { $price } दें
reward-add-ons = इसके साथ आप ये भी ले सकते हैं

# Passing a campaign on
campaign-pass-on = औरों तक पहुँचाएँ
campaign-link = इस अभियान का लिंक
campaign-qr = पोस्टर के लिए QR कोड
campaign-qr-label = QR कोड जो इस अभियान तक ले जाता है
embed-summary = इसे दूसरी साइट पर दिखाएँ
embed-code = इसे उस साइट के किसी पेज में कॉपी करें
embed-by = { $organiser } – Tributary पर

# A campaign among others
tile-river = { $title }: अब तक जुटा
tile-raised-near = जुटे – { $sum } बाकी
# $givers: a number in words, so $one says whether it is one
tile-givers = { $givers } दानदाता
tile-gifts = { $gifts } दान
tile-left = { $unit ->
    [day] { $many } दिन बाकी
    [days] { $many } दिन बाकी
    [hour] { $many } घंटा बाकी
    [hours] { $many } घंटे बाकी
    [minute] { $many } मिनट बाकी
   *[minutes] { $many } मिनट बाकी
}
tile-ended = समाप्त

# The home page
home-title = अनेक दान, एक नदी
home-description = छोटे-छोटे दान जो मिलकर कुछ बड़ा बन जाते हैं, उन लोगों के लिए जो बताते हैं कि उसका हर हिस्सा कहाँ जाता है।
home-shared = छोटे-छोटे दान साथ बहते हैं
home-feed = नए अभियान
home-heading = छोटे-छोटे दान साथ बहते हैं।
home-lede = यहाँ हर अभियान बताता है कि वह क्या करेगा, किस हिस्से पर कितना ख़र्च होगा और वह कब समाप्त होगा। एक चुनें और अपना दान जोड़ें।
home-empty = अभी कोई अभियान खुला नहीं है
home-empty-words = नए अभियान शुरू होते ही यहाँ दिखते हैं। { $over }जो समाप्त हो चुके हैं उन्हें देखें{ $close }, या { $feed }नए अभियानों की फ़ीड{ $close } से जुड़ें।
home-featured = सबसे ज़्यादा लोग इसे दान देते हैं
home-kinds = आपके दिल के क़रीब क्या है?
# The name of a list follows, for people who hear the page
home-more = और देखें
home-places = जगहें
home-all = सभी खुले अभियान

# What is wrong with a report
report-problem-reason = चुनें कि क्या ग़लत है।
report-problem-words = बताएँ कि आपने क्या देखा, ताकि हम उसे ढूँढ सकें।
report-problem-email = name@example.org जैसा ईमेल पता लिखें, या इसे ख़ाली छोड़ दें।

# What is wrong with a form
problem-long = अधिक से अधिक { $most } अक्षर लिखें।
notify-problem-email = name@example.org जैसा ईमेल पता लिखें।
notify-problem-consent = बॉक्स पर निशान लगाएँ, ताकि हम आपको लिख सकें।

# What is wrong with a comment
comment-problem-words = अपनी टिप्पणी या सवाल लिखें।

# How long ago something was
ago-now = अभी-अभी
ago-minutes = { $count } मिनट पहले
ago-hours = { $count } घंटे पहले
ago-days = { $count } दिन पहले

# Who gave
giver-unnamed = कोई दयालु
giver-in-honour = { $to } के सम्मान में
giver-in-memory = { $to } की स्मृति में

# How many there are of a reward
reward-unlimited = जितने माँगे जाएँ
reward-closed = अब नहीं दिया जाता
reward-only-one = केवल एक है
reward-limited = केवल { $many }

# The lists of the home page
home-near = बस पूरे होने को
home-ending = जल्द समाप्त होने वाले
home-new = अभी शुरू हुए

# What a drawn cover shows
cover-river = चित्र: भोर में नदी किनारे पेड़
cover-water = चित्र: ढलते सूरज के नीचे शांत पानी पर छोटी नावें
cover-town = चित्र: रोशन खिड़कियों वाले ढलवाँ छतों के घरों की गली
cover-mountains = चित्र: शाम की रोशनी में पहाड़ों की चोटियाँ
cover-weave = चित्र: रंगीन कपड़े की बुनी हुई पट्टियाँ
cover-shelf = चित्र: दो ख़ानों पर कई रंगों की किताबें
cover-stars = चित्र: अँधेरी पहाड़ियों के ऊपर तारों भरा आसमान

# Why a campaign takes no gifts
over-suspended = रुका हुआ
over-suspended-words = यह अभियान फ़िलहाल दान नहीं ले रहा है। { $reason }
over-suspended-ended = यह अभियान समाप्त हो चुका है, और जब तक हम इसकी जाँच कर रहे हैं, किसी सहेजे गए कार्ड से राशि नहीं ली जाती और कुछ भी भुगतान नहीं होता। { $reason }
over-cancelled = रद्द
over-cancelled-words = यह अभियान छोड़ दिया गया, और जो दिया गया था वह देने वालों को लौट रहा है। { $reason }
over-scheduled = अभी खुला नहीं
over-scheduled-words = यह अभियान अभी शुरू नहीं हुआ है।
over-reached = यह होकर रहेगा
over-reached-charged = यह { $when } को { $raised } के साथ समाप्त हुआ, जो ज़रूरी { $goal } से ज़्यादा है। सहेजे गए कार्डों से राशि इसके बाद ली जाती है।
over-reached-words = यह { $when } को { $goal } में से { $raised } के साथ समाप्त हुआ।
over-missed = यह नहीं हो पाया
over-missed-words = यह { $when } को { $goal } में से { $raised } के साथ समाप्त हुआ। कोई राशि नहीं ली गई।
over-ended = यह समाप्त हो गया
over-ended-words = यह { $when } को { $goal } में से { $raised } के साथ समाप्त हुआ। जो दिया गया वह रखा और काम में लिया जाएगा।

# When donors are charged
model-keep = जो जुटे वह रखा जाता है
model-keep-words = दान देते ही आपके कार्ड से राशि ली जाती है। { $goal } न जुटें तब भी जो आया वह रखा जाता है। अभियान { $when } को समाप्त होता है।
model-all = सब या कुछ नहीं
model-all-words = आज कुछ नहीं लिया जाता। आपके कार्ड से राशि तभी ली जाती है जब { $when } तक { $goal } जुट जाएँ।

# Following a campaign
follow-link = इस अभियान को फ़ॉलो करें
follow-title = “{ $title }” को फ़ॉलो करें
follow-words = आयोजक सबके लिए जो भी ख़बर लिखते हैं, हम आपको लिख भेजते हैं। इसके लिए दान देना ज़रूरी नहीं।
follow-start = फ़ॉलो करें
follow-yes = आप इस अभियान को फ़ॉलो करते हैं
follow-yes-words = आयोजक सबके लिए जो भी ख़बर लिखते हैं, हम आपको लिख भेजते हैं। ऐसे हर पत्र में उन्हें बंद करने का लिंक होता है।
follow-stop = अब फ़ॉलो न करें
follow-back = अभियान पर वापस
follow-all = जो भी आप फ़ॉलो करते हैं
follow-email-hint = हम इस पते पर एक बार लिखकर पूछते हैं कि यह आपका है या नहीं।
follow-login = आपका खाता है? लॉग इन करके उससे फ़ॉलो करें।
follow-sent = अपना ईमेल देखें
follow-sent-words = हमने आपको लिखा है। तीन दिन के भीतर उस ईमेल का लिंक खोलें और वहाँ का बटन दबाएँ, तब आप इस अभियान को फ़ॉलो करेंगे। इसके बिना और कुछ नहीं आएगा।
follow-ended = यह लिंक अब काम का नहीं रहा। आप अभियान के पेज से उसे फिर फ़ॉलो कर सकते हैं।
followed-title = आपके फ़ॉलो किए अभियान
followed-none = आप अभी किसी अभियान को फ़ॉलो नहीं करते
followed-none-words = अभियान के पेज पर ख़बरों के पास उसे फ़ॉलो करने का लिंक होता है।
followed-manage = फ़ॉलो करें या नहीं: { $title }
followed-back = अपने खाते पर वापस

# अभियान कौन चलाता है
organiser-reviewed = जाँचा गया
organiser-reviewed-words = हमारे मॉडरेटरों ने यह अभियान शुरू होने से पहले, { $at } को, पढ़ा।
organiser-ran = { $many ->
    [one] इस नाम से यहाँ पहला अभियान। यह { $since } को शुरू हुआ।
   *[other] इस नाम से यहाँ { $many } अभियान। पहला { $since } को शुरू हुआ।
}
organiser-contact = सवाल टिप्पणियों में पूछें: आयोजक उन्हें वहीं पढ़ते हैं और जवाब देते हैं।
