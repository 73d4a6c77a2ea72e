# The texts of pledges. A key begins with the page or the noun.

# A campaign that was suspended or cancelled
stopped-heading = This campaign takes no gifts now
stopped-words = “{ $campaign }” was stopped. Nothing was charged.
stopped-campaign = See the campaign

# The back office's room for card testing
attack-title = Card testing
attack-what = Thieves try out stolen cards with small gifts. While proofs are asked for, the browser of whoever gives works for a few seconds, or its owner waits half a minute; honest gifts go on.
attack-only-counts = This site only counts: forms are not held back and nothing is asked for by itself. What a person switches on here has its effect.
attack-present = Where proofs are asked for
attack-none = Nowhere.
attack-where = Where
attack-until = Until
attack-why = Why
attack-end-it = End it
attack-site = The whole site
attack-by-rule = by the counts
attack-end = Ask for none any more:
attack-busy = The last five minutes
attack-quiet = Nobody tried to give.
attack-campaign = Campaign
attack-tries = Gifts begun
attack-declines = Cards refused
attack-new = Ask for proofs
attack-campaign-hint = The part of its address after /c/. Leave it empty for the whole site.
attack-minutes = For how many minutes
attack-reason = Why
attack-reason-hint = It stands in the audit log. Name no person.
attack-begin = Ask for proofs
attack-no-campaign = There is no campaign at that address. Copy the part after /c/.
attack-no-minutes = Write a number of minutes from 1 to 1440.
attack-no-reason = Write why, in at most 300 letters.

# Said before a promise is made
give-rule = Until then you can change or cancel your pledge. In the last 24 hours you can lower or cancel it only if the campaign still reaches its goal without.

# Changing a pledge whose card is saved
change-heading = Change your pledge
change-rule = You can change or cancel it until { $until }. In the last 24 hours you can lower or cancel it only if the campaign still reaches its goal without.
change-link = Change amount or reward
change-to = Change your pledge to { $campaign }
change-lede = Nothing is charged now. Your saved card is charged the new sum after { $until }, if the campaign reaches { $goal } by then.
change-amount = Your gift
change-amount-hint = In { $currency }. At least { $least }.
change-tip = Tip for the platform
change-tip-hint = Your choice. Nothing is fine.
change-fee = Cover the card fee, so that { $organiser } gets the whole gift
change-reward = What you would like in return
change-reward-none = Nothing, just give
change-reward-price = { $price } or more
change-reward-left = { $count } left
change-reward-gone = All gone
change-save = Save the change
change-back = Leave it as it is
# What is kept while it is paid for
kept-soon = { $minutes ->
    [one] Your reward is kept for you for one more minute.
   *[other] Your reward is kept for you for { $minutes } more minutes.
} Then somebody else can choose it, and nothing is charged.
# Whether the donor is named
name-shown = Your name is shown on the campaign’s page.
name-hidden = Your name is not shown on the campaign’s page.
name-show = Show my name
name-hide = Hide my name

# What somebody gave
mine-title = Your gifts
mine-none = No gift yet
mine-none-words = What you give is listed here: how it stands, and what you can do about it.
mine-find = Find a campaign
mine-due = Nothing was charged yet. The card is charged after { $when }, if the campaign reaches its goal.
mine-pay = Pay { $amount }
mine-other-card = Try another card
mine-change = See or cancel it
mine-give-again = Give again
mine-look = See what happened
mine-guest = Gave as a guest, too? Those gifts appear once you log in with { $open }a link sent to the address you gave with{ $close }.
mine-back = Back to your account
