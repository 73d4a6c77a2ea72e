# The texts of campaigns. A key begins with the page or the noun.

# Finding a campaign
search-title = Find a campaign
search-title-for = { $words }: campaigns
search-description = Find a campaign by what it is for, where it is and how far it has come.
search-label = Words to look for
search-example = Trees, looms, a place …
search-button = Find
search-narrow = Narrow it down
search-take-away = : chosen, take it away
search-instead = Nobody here writes “{ $typed }”. These have: { $meant }.
search-only-some = No campaign has all of these words. These have some of them.
search-order = Order
search-pages = Pages
search-first-page = Back to the first page
search-more = Show more campaigns
search-nothing = Nothing here
search-nothing-for = Nothing found for “{ $words }”
search-list-ends = The list ends here. { $open }Go back to its first page{ $close }.
search-too-narrow = Perhaps the list is too narrow. { $open }Look without filters{ $close }.
search-other-words = Try fewer or other words: a place, a thing, a person's work. { $open }What is over{ $close } can be found, too.
search-open-now = See what is open now
search-campaigns = Campaigns
search-count = { $count ->
    [one] One campaign
   *[other] { $count } campaigns
}
search-count-many = { $count } campaigns or more
search-filter-state = State
search-filter-category = Kind
search-filter-place = Place
search-filter-currency = Currency
search-state-open = Open now
search-state-reached = Goal reached
search-state-ended = Ended
search-state-all = All
search-sort-best = Best match
search-sort-ending = Ending first
search-sort-newest = Newest first
search-sort-nearest = Nearest to the goal

# What kinds of campaign there are
category-community = Community
category-environment = Environment
category-education = Education
category-health = Health
category-arts = Arts
category-heritage = Heritage and crafts
category-food = Food and farming
category-animals = Animals
category-science = Science and making
category-emergency = Emergencies

# How often to give, on the page of a campaign that lasts
campaign-how-often = How often?
campaign-give-once = Once
campaign-give-monthly = Every month
campaign-each-month = every month
