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

# The page of a campaign
campaign-sections = Campaign sections
campaign-story = Story
campaign-budget = Where the money goes
campaign-budget-total = Together { $sum }, which is the goal.
# $percent: already with its sign
campaign-fee = The platform keeps { $percent } of each gift, and pays the payment provider's card fee itself unless the giver covers it. The campaign gets the rest.
campaign-rewards = Rewards
campaign-questions = Questions
campaign-risks = Risks
campaign-funding = How it is funded
campaign-organiser = Who runs it
campaign-image = { $title }: { $raised } raised of { $goal }
campaign-aside = Give to this campaign

# How far it has come. What was raised stands before “raised”
campaign-raised-of = raised of { $goal }
# Once it is decided how it ended
campaign-raised-by-then = by the deadline, of { $goal }
campaign-raised-reached = raised – goal of { $goal } reached
campaign-reached = goal reached
campaign-to-go = { $sum } to go
# $percent: already with its sign
campaign-part-of = { $percent } of { $goal }
campaign-percent = { $percent }%
campaign-milestone = Next milestone: { $sum }
campaign-givers = Givers
campaign-gifts = Gifts
campaign-collected = Collected so far: { $sum }
campaign-counts = { $sum } of it still counts: since then cards were refused, or gifts went back.
# The number stands below. $unit: of what it is
campaign-left = { $unit ->
    [day] Day left
    [days] Days left
    [hour] Hour left
    [hours] Hours left
    [minute] Minute left
   *[minutes] Minutes left
}
campaign-status = Status
campaign-ended = Ended
campaign-goal = Goal
campaign-recent = Recent givers
campaign-recent-none = Nobody yet. The first gift is the one that shows others it can be done.

# The form to give
campaign-how-much = How much?
campaign-other-amount = Another amount
campaign-least = { $least } or more
campaign-give = Give
campaign-give-sum = Give { $amount }
campaign-card-details = Card details go straight to our payment provider and never touch this site.
# $title: how it is funded, a sentence of its own
campaign-model = { $title }.
# $when: in the campaign's zone. $here: nothing, or a comma and the same moment in the reader's zone
campaign-ends = Ends { $when }{ $here }.
campaign-extended = Its end was moved once, from { $before } to { $until }. This is why:

# Rewards
reward-price = { $price } or more
reward-gone = All gone
reward-left = { $count } left
reward-give = Give { $price } for this
reward-add-ons = With it you can take

# Passing a campaign on
campaign-pass-on = Pass it on
campaign-link = Link to this campaign
campaign-qr = QR code for a poster
campaign-qr-label = QR code that leads to this campaign
embed-summary = Show it on another site
embed-code = Copy this into a page of that site
embed-by = { $organiser } – on Tributary

# A campaign among others
tile-river = { $title }: raised so far
tile-raised-near = raised – { $sum } to go
# $givers: a number in words, so $one says whether it is one
tile-givers = { $one ->
    [true] { $givers } giver
   *[other] { $givers } givers
}
tile-gifts = { $one ->
    [true] { $gifts } gift
   *[other] { $gifts } gifts
}
tile-left = { $unit ->
    [day] { $many } day left
    [days] { $many } days left
    [hour] { $many } hour left
    [hours] { $many } hours left
    [minute] { $many } minute left
   *[minutes] { $many } minutes left
}
tile-ended = ended

# The home page
home-title = Many gifts, one river
home-description = Small gifts that become something large, for people who say where every part of them goes.
home-shared = Small gifts run together
home-feed = New campaigns
home-heading = Small gifts run together.
home-lede = Every campaign here says what it will do, what each part costs and when it ends. Pick one and add yours.
home-empty = No campaign is open right now
home-empty-words = New ones appear here as soon as they begin. { $over }Look at those that are over{ $close }, or follow the { $feed }feed of new campaigns{ $close }.
home-featured = Most people give to this one
home-kinds = What is close to your heart?
# The name of a list follows, for people who hear the page
home-more = See more
home-places = Places
home-all = All open campaigns

# What is wrong with a report
report-problem-reason = Choose what is wrong.
report-problem-words = Say what you saw, so that we can look for it.
report-problem-email = Write an e-mail address such as name@example.org, or leave it empty.

# What is wrong with a form
problem-long = Use at most { $most } characters.
notify-problem-email = Write an e-mail address such as name@example.org.
notify-problem-consent = Tick the box, so that we may write to you.

# What is wrong with a comment
comment-problem-words = Write your comment or question.

# How long ago something was
ago-now = just now
ago-minutes = { $count ->
    [one] One minute ago
   *[other] { $count } minutes ago
}
ago-hours = { $count ->
    [one] One hour ago
   *[other] { $count } hours ago
}
ago-days = { $count ->
    [one] One day ago
   *[other] { $count } days ago
}

# Who gave
giver-unnamed = Someone kind
giver-in-honour = In honour of { $to }
giver-in-memory = In memory of { $to }

# How many there are of a reward
reward-unlimited = As many as are asked for
reward-closed = No longer given
reward-only-one = There is only one
reward-limited = Limited to { $many }

# The lists of the home page
home-near = Nearly there
home-ending = Ending soon
home-new = Just begun

# What a drawn cover shows
cover-river = Illustration: trees along a river bank at dawn
cover-water = Illustration: small boats on calm water under a low sun
cover-town = Illustration: a street of gabled houses with lit windows
cover-mountains = Illustration: mountain ridges in the evening light
cover-weave = Illustration: woven bands of coloured cloth
cover-shelf = Illustration: books of many colours on two shelves
cover-stars = Illustration: a starry sky above dark hills

# Why a campaign takes no gifts
over-suspended = Paused
over-suspended-words = This campaign takes no gifts for now. { $reason }
over-suspended-ended = This campaign has ended, and while we look into it no saved card is charged and nothing is paid out. { $reason }
over-cancelled = Cancelled
over-cancelled-words = This campaign was given up, and what was given goes back to those who gave it. { $reason }
over-scheduled = Not open yet
over-scheduled-words = This campaign has not begun.
over-reached = It will happen
over-reached-charged = It ended on { $when } with { $raised }, more than the { $goal } it needed. The cards that were saved are charged after that.
over-reached-words = It ended on { $when } with { $raised } of { $goal }.
over-missed = It did not come about
over-missed-words = It ended on { $when } with { $raised } of { $goal }. Nothing was charged.
over-ended = It has ended
over-ended-words = It ended on { $when } with { $raised } of { $goal }. What was given is kept and used.

# When donors are charged
model-keep = Keep what is raised
model-keep-words = Your card is charged when you give. What comes in is kept even if { $goal } is not reached. The campaign ends on { $when }.
model-all = All or nothing
model-all-words = Nothing is charged today. Your card is charged only if { $goal } is reached by { $when }.

# Following a campaign
follow-link = Follow this campaign
follow-title = Follow “{ $title }”
follow-words = We write to you of every update that its organisers post for everybody. You need not have given to it.
follow-start = Follow
follow-yes = You follow this campaign
follow-yes-words = We write to you of every update that its organisers post for everybody. A link in each of those letters ends them.
follow-stop = Do not follow it any more
follow-back = Back to the campaign
follow-all = Everything you follow
follow-email-hint = We write to this address once and ask whether it is yours.
follow-login = You have an account? Log in and follow with it.
follow-sent = Look into your mail
follow-sent-words = We have written to you. Open the link in that mail within three days and press the button there, and you follow this campaign. Without that nothing more comes.
follow-ended = This link is not good any more. You can follow the campaign anew from its page.
followed-title = Campaigns you follow
followed-none = You follow no campaign yet
followed-none-words = On the page of a campaign, beside its updates, you find a link to follow it.
followed-manage = Follow or not: { $title }
followed-back = Back to your account

# Who runs a campaign. $at and $since: days
organiser-reviewed = Reviewed
organiser-reviewed-words = Our moderators read this campaign on { $at }, before it began.
organiser-ran = { $many ->
    [one] The first campaign here under this name. It began on { $since }.
   *[other] { $many } campaigns here under this name. The first began on { $since }.
}
organiser-contact = Questions go to the comments: the organiser reads and answers them there.
