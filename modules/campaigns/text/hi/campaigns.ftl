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
campaign-rewards = पुरस्कार
campaign-questions = सवाल
campaign-risks = जोखिम
campaign-funding = पैसा कैसे जुटता है
campaign-organiser = इसे कौन चलाता है
campaign-image = { $title }: { $goal } में से { $raised } जुटे
campaign-aside = इस अभियान को दान दें

# How far it has come. What was raised stands before “raised”
campaign-raised-of = जुटे · लक्ष्य { $goal }
campaign-raised-reached = जुटे · { $goal } का लक्ष्य पूरा
campaign-reached = लक्ष्य पूरा
campaign-to-go = { $sum } बाकी
# $percent: already with its sign
campaign-part-of = { $goal } का { $percent }
campaign-percent = { $percent }%
campaign-milestone = अगला पड़ाव: { $sum }
campaign-givers = दानदाता
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
campaign-ends = समाप्ति: { $when }, { $utc }{ $here }।

# Rewards
reward-price = { $price } या उससे ज़्यादा
reward-gone = सब ख़त्म
reward-left = { $count } बाकी
reward-give = इसके लिए { $price } दें

# Passing a campaign on
campaign-pass-on = औरों तक पहुँचाएँ
campaign-share = साझा करें…
campaign-link = इस अभियान का लिंक
campaign-qr = पोस्टर के लिए QR कोड
campaign-qr-label = QR कोड जो इस अभियान तक ले जाता है

# A campaign among others
tile-river = { $title }: अब तक जुटा
tile-raised-near = जुटे · { $sum } बाकी
# $givers: a number in words, so $one says whether it is one
tile-givers = { $givers } दानदाता
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
