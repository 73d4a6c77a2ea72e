# The texts of pledges. A key begins with the page or the noun.

# A campaign that was suspended or cancelled
stopped-heading = This campaign takes no gifts now
stopped-words = “{ $campaign }” was stopped. Nothing was charged.
stopped-campaign = See the campaign

# The back office's room for card testing
attack-title = Card testing
attack-what = Thieves try out stolen cards with small gifts. While proofs are asked for, the browser of whoever gives works for a few seconds, or its owner waits half a minute; less than the smallest suggestion is not taken; and whoever is not logged in with their address confirms it by a link that we mail before they can pay. Honest gifts go on.
attack-only-counts = This site only counts: forms are not held back and nothing is asked for by itself. What a person switches on here has its effect.
attack-present = Where proofs are asked for
attack-none = Nowhere.
attack-where = Where
attack-until = Until
attack-why = Why
attack-end-it = End it
attack-site = The whole site
attack-by-rule = by the counts
attack-end = Ask for none any more
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

# The form to give
give-title = Give to { $campaign }
give-today = Your card is charged today. The campaign keeps what it raises.
give-today-once = Your card is charged once, today. The campaign keeps what it raises.
give-saved = Nothing is charged today. Your card is saved, and charged after { $when } only if the campaign reaches { $goal } by then.
give-much = How much?
give-other = Another amount
give-other-hint = In { $currency }. At least { $least }.
give-keeps = The platform keeps { $percent }% of each gift and pays our payment provider’s card fee. The campaign gets the rest.
give-matching = { $sponsor } adds { $percent ->
    [100] as much again
   *[other] { $percent }%
} to each gift, while it lasts: { $left } are left.
give-matching-share = To a gift of this size { $share } would be added.
give-matching-settled = What is added is settled when your gift is collected.
give-reward = What would you like in return?
give-reward-none = Nothing, just give
give-reward-price = { $price } or more
give-reward-gone = All gone
give-reward-left = { $count } left
give-reward-kept = When there are only so many of a reward, one is kept for you for { $minutes } minutes once you go on to pay. The payment page shows no clock. It leads back to the page of your pledge, which offers you { $minutes } more minutes, once, when the last { $late } begin. After that the payment page closes, nothing is charged, and somebody else can choose the reward.
give-add-ons = Would you like anything besides?
give-add-ons-hint = Each of these is taken with a reward. What they cost is added to the amount that you give.
# $price: what one costs. $most: the most that one person can take
give-add-on-each = { $price } each, at most { $most }.
# $rewards: titles of rewards
give-add-on-with = Goes with: { $rewards }.
give-tip = A tip for the platform?
give-tip-hint = Your choice. Nothing is fine. It never comes out of your gift.
give-tip-none = None
give-tip-percent = { $percent }%
give-tip-other = Other
give-tip-another = Another tip
give-fee = Cover the card fee. The platform pays it otherwise; the campaign gets the same either way.
give-fee-sum = Cover the card fee: add { $fee }. The platform pays it otherwise; the campaign gets the same either way.
give-you = About you
give-name = Your name
give-email = E-mail
give-email-hint = For the receipt. You do not need an account.
give-anonymous = Do not show my name on the campaign page
give-hide-amount = Do not show my amount on the campaign page
give-dedicate = Dedicate this gift to somebody
give-dedicate-hint = It is shown beside your gift on the campaign’s page, for everybody to read.
give-dedication = How
give-dedication-none = No dedication
give-dedication-honour = In honour of
give-dedication-memory = In memory of
give-dedicated-to = To whom
give-sum = Of your gift of { $gift } the campaign gets { $gets } and the platform keeps { $kept } ({ $percent }%). On top: platform tip { $tip }.
give-sum-fee = Of your gift of { $gift } the campaign gets { $gets } and the platform keeps { $kept } ({ $percent }%). On top: platform tip { $tip }, card fee { $fee }.
give-sum-later = The total appears here once the amount can be read.
give-button = Give { $amount }
give-button-bare = Give
give-total-again = Work out the total again
give-trust = You see the whole sum once more and pay on our payment provider's page. Your card number never reaches this site.
give-trust-saved = Your card is saved on our payment provider's page. Nothing is charged there, and your card number never reaches this site.
# $here: nothing, or a comma and the same moment in the reader's zone
give-ends = The campaign ends { $when }{ $here }.
# Said before a promise is made
give-rule = Until then you can change or cancel your pledge. In the last 24 hours you can lower or cancel it only if the campaign still reaches its goal without.
# Asked of whoever has a pledge to the campaign already
give-already = You already have a pledge of { $sum } to this campaign
give-already-words = If the goal is reached, each pledge is charged.
give-already-missing = You already have a pledge of { $sum } to this campaign. Choose whether to add this as another pledge or to change the earlier one.
give-already-another = Add this as another pledge
give-already-change = Change the earlier one instead

# A campaign that takes nothing any more
ended-title = { $campaign } has ended
ended-heading = This campaign has ended
ended-words = “{ $campaign }” took gifts until { $when }. Nothing was charged.
ended-look = See how it ended
# Said above the form when the campaign took nothing any more by the time it was sent
give-ended = It took gifts until { $when }. Nothing was charged, and no card was saved. What you entered is still below, should you want it for another campaign.
give-stopped = It was stopped, for this reason: “{ $reason }” Nothing was charged, and no card was saved. What you entered is still below.
give-find = Find another campaign

# A form that made another pledge before
sent-title = This form was sent before
sent-words = It made a pledge with other details, and that pledge stands as it was. What you sent now changed nothing and charged nothing.
sent-look = See that pledge
sent-another = Make another pledge

# Asked, while cards are tested, of whoever gives with an address that nobody has proved
confirm-gift-sent-title = Confirm your e-mail: we sent you a link
confirm-gift-sent-to = It is on its way to { $email }. Open it, press the button there, and you go on to the payment page.
confirm-gift-sent-words = Open the link in that mail, press the button there, and you go on to the payment page.
confirm-gift-sent-money = No money has moved, and nothing is promised yet. A reward is kept for you from the moment you confirm.
confirm-gift-sent-why = Somebody is trying out stolen cards at this campaign, so for a while everybody who is not logged in with their address is asked for this.
confirm-gift-sent-late = The link works once, for one hour. If no mail comes within a few minutes, look among unwanted mail and check the address. We send at most { $most } such mails an hour to one address; the links in those that came still work.
confirm-gift-sent-change = Change what I entered
confirm-gift-title = Confirm your gift
confirm-gift-words = With this button you confirm that the address is yours, and go on to the payment page. Nothing is charged before you pay there. If this was not you, close this page: nothing happens.
confirm-gift-yes = Confirm and go on to the payment page
confirm-gift-anew = Fill in the form anew
confirm-gift-ended-title = This link has ended
confirm-gift-ended-words = It works once, for one hour, and only the newest one for each form. By this link nothing was charged, and nothing is held for you.
confirm-gift-ended-next = Fill in the form anew to give. If an e-mail has to be confirmed then, we send you another link. If you have paid already, your receipt is in your mail.

# Before the payment page is there
card-ends = Your card is good until { $when }, and it is charged after that. Choose another card below.
opening-title = Opening the payment page
opening-heading = We are opening the payment page
opening-saved = Your pledge { $reference } is saved. Nothing has been charged.
opening-wait = Our payment provider takes longer than usual. This page looks again every two seconds and takes you there by itself.
opening-away = Our payment provider does not answer
opening-kept = { $reward ->
    [true] Your pledge is kept until { $when }, and its reward with it.
   *[other] Your pledge is kept until { $when }.
} We write to you with a link as soon as you can pay. You need not stay on this page.
opening-again = Look again now
opening-pledge = See your pledge

# A pledge, for whoever has its address
pledge-number = Pledge { $number }
pledge-other-card = Try another card
pledge-pay = Pay { $sum }
pledge-pay-now = Pay { $sum } now
pledge-give-again = Give again
pledge-heading = Your gift
# To whom the gift goes
pledge-to = To
pledge-gift = Gift
pledge-tip = Tip for the platform
pledge-fee = Card fee
pledge-total = In all
pledge-matched = Added by { $sponsor }
pledge-reward = Reward
pledge-add-ons = Besides, part of the gift
# $count: how many. $title: of an add-on. $total: what they cost together
pledge-add-on = { $count } × { $title }: { $total }
# $count: how many. $title: of an add-on
receipt-add-on = { $count } × { $title }
# Of the pledge, to name it by
pledge-reference = Number
pledge-refunds = Refunds
pledge-money = Where your money goes
pledge-so-far = What happened so far
pledge-share = Tell others
# The page's address follows
pledge-share-words = Send them the campaign's page:
pledge-share-sentence = I support “{ $campaign }”. Will you, too?
pledge-stands = The campaign has ended, so this pledge stands and cannot be cancelled any more. You hear from us as soon as it is known what becomes of it.
pledge-cancel = Cancel this pledge of { $sum }
pledge-keep = Keep your gifts in an account
pledge-keep-words = We send a link to the address you gave with. Open it in this browser, and all gifts with that address are in one place. No password needed.
pledge-keep-email = E-mail you gave with
pledge-keep-send = Send me a link
pledge-questions = Questions? { $open }Write to us{ $close } and name the number { $reference }. This page shows nobody's name, and whoever has its address can see it: keep it to yourself.

# Asked before a pledge is cancelled
cancel-title = Cancel your pledge to { $campaign }?
cancel-unpaid = Nothing was charged, and nothing will be. Should a payment still come through, it goes straight back to you.
cancel-saved = Your card was not charged, and will not be. Our payment provider forgets it.
cancel-reward = Your reward is kept for you no longer: somebody else can choose it.
cancel-final = This cannot be undone. As long as the campaign takes gifts, you can give again.
cancel-yes = Yes, cancel this pledge
cancel-keep = Keep it

# Changing a pledge whose card is saved
change-heading = Change your pledge
change-rule = You can change or cancel it until { $until }. In the last 24 hours you can lower or cancel it only if the campaign still reaches its goal without.
change-link = Change amount or reward
change-card = Use another card
change-to = Change your pledge to { $campaign }
change-lede = Nothing is charged now. Your saved card is charged the new sum after { $until }, if the campaign reaches { $goal } by then.
change-amount = Your gift
change-amount-hint = In { $currency }. At least { $least }.
change-tip = Tip for the platform
change-tip-hint = Your choice. Nothing is fine.
change-fee = Cover the card fee. The platform pays it otherwise; the campaign gets the same either way.
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
kept-longer = Keep it for 15 more minutes
# Whether the donor is named
name-shown = Your name is shown on the campaign’s page.
name-hidden = Your name is not shown on the campaign’s page.
name-show = Show my name
name-hide = Hide my name
pledge-dedication = Dedication
dedicated-honour = In honour of { $to }
dedicated-memory = In memory of { $to }
dedication-shown = Your dedication is shown on the campaign’s page.
dedication-drop = Take the dedication back
delivery-title = Where the reward goes
delivery-why = If it has to be sent to you, say where to. Only those who send it read that, and they read it even if your name is not shown.
delivery-link = Say where it goes
delivery-known = You have said where it goes. Only those who send it read that, so it is not shown here.
delivery-change = Change where it goes
# $reward: the title of a reward. $organiser: who runs the campaign
delivery-lead = “{ $reward }” is sent by { $organiser }. Only those who send it read what you write here; it is not shown on the campaign’s page.
delivery-told = You have said where it goes. It is not shown here, because others may know the address of this page. What you write now takes its place.
delivery-name = Who receives it
delivery-address = Address
delivery-address-hint = As it has to stand on the parcel, line by line, with the country.
delivery-save = Save where it goes
delivery-forget = Forget where it goes
amount-shown = How much you gave is shown on the campaign’s page.
amount-hidden = How much you gave is not shown on the campaign’s page.
amount-show = Show my amount
amount-hide = Hide my amount

# Receipts
receipt-link = Receipt
receipt-title = Receipt { $reference }
receipt-to = To “{ $campaign }” by { $organiser }.
receipt-from = From { $name }.
receipt-paid = Paid on { $when }
receipt-sum = Paid in all
receipt-note = This says what was paid. Whether a gift lowers your tax is for the law of your country and the organiser to say.
receipt-returned = What went back to you
receipt-kept = { $sum } stayed given.
receipt-print = To keep it, print this page or let your browser save it as a PDF.
receipt-years = Receipts by year
receipt-year = { $year }, as a table for spreadsheets
receipt-none = Nothing was paid yet
receipt-none-words = What you pay while you are logged in is listed here, and what was given as a guest with your address.
receipt-back = Back to your gifts

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

# How often to give
give-freq = How often?
give-freq-once = Once
give-freq-monthly = Every month
give-freq-yearly = Every year
give-freq-words = The first gift is charged today. A reward goes with the first gift.
give-again-consent = Charge my card the same sum again by itself, as often as chosen above, until the campaign ends on { $until } or until I stop it. Stopping takes two clicks, at any time, on a page that the mail about it leads to.
give-again-sum = The same is charged again every { $every ->
    [yearly] year
   *[monthly] month
}, until you stop it.
give-each-month = every month
give-each-year = every year
give-again-missing = Tick the box if the same is to be given again by itself, or choose to give once.
give-single-only = This campaign takes single gifts only. Choose to give once.
give-freq-no-more = Gifts that follow by themselves as often as you chose are not taken here now, so this one is given once. Nothing else that you chose has changed.
give-freq-unknown = We do not know how often that is. This gift is given once, unless you choose something else.
give-reward-no-more = The reward that you chose cannot be had any more. Choose another one, or none.
give-stale = You changed something. The total is worked out anew before you pay.

# Gifts that are given again by themselves
plan-title = { $every ->
    [yearly] Yearly
   *[monthly] Monthly
} gift to { $campaign }
plan-heading = { $sum } every { $every ->
    [yearly] year
   *[monthly] month
}
plan-active = The next gift of { $sum } is charged on { $when }. It goes on like this until the campaign ends on { $until }, or until you stop it.
plan-late = Your card was refused. Nothing was charged. Pay with this card or another one by { $when }. After that it ends by itself.
plan-paused = It is paused. Nothing is charged until you go on with it.
plan-starting = The first gift is not paid yet. Nothing is charged by itself until it is.
plan-last = The last gift is on its way. After that no further one is due before the campaign ends.
plan-ended = { $why ->
    [cancelled_by_donor] You have stopped it. Nothing more is charged, and your card is forgotten.
    [ended_by_staff] We have stopped it. Nothing more is charged, and your card is forgotten.
    [campaign_ended] The campaign has ended, so this has ended, too. Nothing more is charged, and your card is forgotten.
    [unpaid] It ended because the last gift could not be charged, and was not paid in time. Nothing was charged for it, and nothing more is.
    [completed] No further gift would be due before the campaign ends. Nothing more is charged, and your card is forgotten.
    [account_closed] It ended with your account. Nothing more is charged, and your card is forgotten.
    [disputed] It ended because your bank asked for a gift back. Nothing more is charged, and your card is forgotten.
   *[never_started] The first gift was never paid, so this never began. Nothing was charged.
}
plan-pay = Pay { $sum } now
plan-what = What you give
plan-gift = Gift
plan-tip = Tip for the platform
plan-fee = Card fee
plan-sum = Every { $every ->
    [yearly] year
   *[monthly] month
}
plan-next = Next gift
plan-until = Ends by itself
plan-campaign = See the campaign
plan-stop-heading = Stop
plan-stop-words = It ends at once. What you gave stays with the campaign.
plan-stop = Stop giving { $sum } every { $every ->
    [yearly] year
   *[monthly] month
}
plan-change-heading = Change
plan-amount = Your gift from the next one on
plan-amount-hint = In { $currency }. At least { $least }. Nothing is charged now. The tip stays as it is.
plan-amount-save = Save the sum
# Asked before more is given each time
raise-title = Give more each time?
raise-words = Nothing is charged now. From the next gift on your card is charged the new sum, without you doing anything.
raise-before = Until now
raise-after = From the next gift on
raise-when = First charged
raise-paused = With the next gift
raise-yes = Give { $sum } from then on
raise-keep = Keep { $sum }
plan-skip = Leave out the gift of { $when }
plan-pause = Pause
plan-resume = Go on
plan-gifts = Gifts so far
plan-address = Whoever has the address of this page can see it and change it: keep it to yourself.
plan-address-ended = Whoever has the address of this page can see it: keep it to yourself.
plan-part = This is a { $every ->
    [yearly] yearly
   *[monthly] monthly
} gift.
plan-manage = See or stop it
plan-see = See it
plan-mine = Gifts that follow by themselves
plan-mine-next = Next on { $when }
plan-mine-stands = { $stands ->
    [paused] Paused
    [ended] Ended
    [late] Your card was refused
   *[active] Goes on
}
room-plan = Part of a gift that is given again
room-plan-end = End it for the donor
room-warning = The donor's bank warns since { $when } that this payment may be fraud ({ $kind }). Refund before it becomes a dispute? All of it is proposed for a day; nothing goes back before somebody agrees.
room-warning-refund = To the refund form
room-warning-room = All warnings and disputes

# What was given back, for whoever runs the campaign
given-back-title = Given back: { $campaign }
given-back-heading = What was given back
given-back-lede = By whose word, as the platform's audit log has it. Nobody can change or remove what is written there.
given-back-none = Nothing was given back yet.
given-back-done = { $sum } of gift { $reference } was given back
given-back-proposed = It was proposed to give back { $sum } of gift { $reference }
given-back-declined = What was proposed for gift { $reference } was not agreed to
given-back-by-you = You
given-back-by-staff = Somebody who works here
given-back-by-itself = By itself

rehearsal-title = If “{ $campaign }” ended now
rehearsal-heading = If this campaign ended now
rehearsal-lede = This is a rehearsal: the end was really gone through, step by step, and taken back. Nothing was charged and nobody was written to.
rehearsal-fails = { $sum } is promised and { $goal } is the goal: the campaign fails, and nobody is charged.
rehearsal-succeeds = { $sum } is promised and { $goal } is the goal: the campaign succeeds, and every saved card is charged.
rehearsal-keeps = { $sum } was given. It is kept, goal or no goal.
rehearsal-nothing = Nothing was given, so nothing would be collected or paid out, and nobody is charged. What is given before the end is kept, goal or no goal.
rehearsal-steps = What happens
rehearsal-sealed = { $n ->
    [one] One promise counts. It comes to { $sum }.
   *[other] { $n } promises count. They come to { $sum }.
 }
rehearsal-waits = { $n ->
    [one] One more is being paid just now and gets some minutes.
   *[other] { $n } more are being paid just now and get some minutes.
 }
rehearsal-charges = { $n ->
    [one] One card is charged { $sum }, tips included.
   *[other] { $n } cards are charged { $sum } in all, tips included.
 }
rehearsal-expired = { $n ->
    [one] One card will have expired: { $sum } is in danger. Its donor has been told, or is told in time.
   *[other] { $n } cards will have expired: { $sum } is in danger. Their donors have been told, or are told in time.
 }
rehearsal-drops = Of a hundred other cards, one to five are refused and not put right within the week.
rehearsal-released = { $n ->
    [one] One promise is let go, or given back.
   *[other] { $n } promises are let go, or given back.
 }
rehearsal-mails = { $n ->
    [0] No donor is sent a mail.
    [one] One mail goes to a donor.
   *[other] { $n } mails go to donors, one for each promise.
 }
rehearsal-real = { $n ->
    [0] There was nothing to try out one by one.
    [one] One promise was tried out.
   *[other] { $n } promises were tried out one by one, two hundred at most.
 }
rehearsal-money = What comes of it
rehearsal-worst = At worst
rehearsal-best = At best
rehearsal-collected = Collected
rehearsal-platform = The platform’s fee
rehearsal-yours = Earned
rehearsal-reserve = Stays behind for refunds
rehearsal-first = The first payout
rehearsal-fees = The card processor keeps about { $sum }, which the platform bears.
rehearsal-payout = The first payout can leave on { $when }, what stays behind on { $later }.

# How a pledge stands, in a word
status-reserved = Opening the payment page
status-awaiting-payment = Waiting for payment
status-declined = Card declined
status-processing = With the bank
status-active = Paid
status-card-saved = Card saved, not charged
status-card-refused = Your card was refused
status-lapsed = Not completed
status-withdrawn = Cancelled, never charged
status-refunding = Refund on its way
status-partly-refunded = Partly refunded
status-refunded = Refunded
status-refund-failed = Refund failed
status-disputed = Disputed by the bank
status-charged-back = Taken back by the bank

# How a pledge stands, and what happens next
told-opening = We are opening the payment page
told-opening-next = Nothing has been charged. Go on to the payment page to finish.
told-confirming = Your bank is still confirming
told-confirming-next = We write to you as soon as it does, and this page changes by itself. Do not pay again.
told-waiting = This pledge waits for your payment
told-waiting-next = Nothing has been charged. Go on to the payment page to finish, or cancel the pledge.
told-declined = Your bank said no
told-declined-next = Nothing was charged. Try another card or ask your bank.
told-processing = Your bank is asked for { $total }
told-processing-next = That takes up to five days, and you need do nothing: do not pay a second time. Your pledge, and its reward if it has one, are kept for you until { $when }, and your gift counts as soon as the money is here. We write to you in either case.
told-active = Thank you. { $total } is paid
told-active-next = “{ $campaign }” counts your gift from now on. The receipt is on its way to you by e-mail.
told-saved = Thank you. Your card is saved and nothing was charged
told-saved-next = If “{ $campaign }” reaches { $goal } by { $when }, { $total } is charged after that. If it does not, nothing is charged.
told-withdrawn = You cancelled this pledge
told-withdrawn-next = Your card was never charged, and will not be.
told-disputed = Your bank asked for this payment back
told-disputed-next = Your bank has the money while it decides. If you did not ask for this, tell your bank. Nothing can be refunded until it has decided.
told-charged-back = Your bank returned this payment to you
told-charged-back-next = The money is with your bank. This gift no longer counts, and nothing more will be charged.
told-away = Our payment provider does not answer
told-away-next = { $reward ->
    [true] Your pledge is saved, its reward is kept, and nothing was charged.
   *[other] Your pledge is saved, and nothing was charged.
} We write to you with a link as soon as you can pay. It is kept until { $when }.
told-reached = “{ $campaign }” reached its goal. { $total } is being charged
told-reached-next = We write to you as soon as your bank has answered. There is nothing for you to do.
told-repair = Your card could not be charged
told-repair-next = Nothing was charged. Pay { $total } with this card or another one by { $when }. After that the pledge ends, and if it has a reward somebody else can have it.
told-repair-suspended = Nothing was charged. The campaign is suspended while we look into it: until it goes on nothing is charged, and the time in which you can pay stands still.
told-dropped = This pledge ended without a payment
told-dropped-next = Your card could not be charged within a week. Nothing was charged, and nothing will be.
told-renewal = { $total } is being charged
told-renewal-next = This gift follows by itself, as you wished. We write to you as soon as your bank has answered.
told-renewal-failed = Your card was not charged
told-renewal-failed-next = Nothing was taken for this gift. What you can do about it is on the page of your gifts to this campaign.
told-cancelled = You cancelled this pledge
told-cancelled-next = Nothing was charged. Should a payment still come through, it goes straight back to you.
told-stopped = We stopped this pledge
told-stopped-next = We stopped it; no money was taken. Should a payment still come through, it goes straight back to you.
told-never-opened = The payment page could not be opened
told-never-opened-next = Nothing was charged, and no card was tried. It was our provider’s fault or ours: give again in a few minutes.
told-refused = The payment did not go through
told-refused-next = Nothing was charged. You can give again with another card.
told-debit-refused = Your bank did not pay
told-debit-refused-next = There was no money for it on your account, or your bank refused, so nothing was charged and nothing counts. You can give again, by card or with another account.
told-debit-late = Your bank did not pay in time
told-debit-late-next = We heard nothing of it for five days, so the pledge ended and its reward is free again. Should the money still come, it goes back to you by itself. You can give again.
told-debit-ended = This pledge has ended
told-debit-ended-next = It does not count. Your bank was asked for the money before that, and nobody can stop it: should it come, it goes back to you by itself.
told-late = This pledge was not paid in time
told-late-next = Nothing was charged. Should a payment still come through, it goes straight back to you. You can give again.
# Said before what happens next, of a refund
told-too-late = This pledge had ended before we heard of your payment, so it does not count.
told-refunded = Your money is back
told-refunded-next = The whole sum was refunded. Banks take 5 to 10 days to show it.
told-partly-refunded = Part of your gift was refunded
told-partly-refunded-next = The rest counts as before. The refunds are listed below.
told-refund-failed = Your refund did not go through
told-refund-failed-next = The money is still owed to you and has not been lost. Our team looks into it; answer our mail or write to us with the number of your pledge.
told-refunding = Your money is on its way back
told-refunding-next = Our payment provider is sending it. We write to you when it is done.
told-refunding-debit = Your money goes back to you
told-refunding-debit-next = Banks let you have a debit taken back for eight weeks. So that the money does not go to you twice, we send it a week after that, or before if our team decides so. We write to you when it is done.

# What happened to a pledge, a line each
line-made = You made this pledge.
line-made-reward = You made this pledge. Its reward is kept for you.
line-opened = The payment page opened.
line-held = Your bank asked whether it is you, the page opened late, or you asked for more time. Your reward is kept for you longer.
line-processing = Your bank was asked for the money. That takes up to five days; no second payment is needed.
line-declined = Your bank said no. Nothing was charged.
line-charge-failed = Your card was due and could not be charged.
line-payment-failed = The payment page closed without a payment.
line-debit-failed = Your bank did not pay. Nothing was charged.
line-collected = Your payment of { $total } came through.
line-saved = Your card was saved. Nothing was charged.
line-replaced = You chose another card. Nothing was charged.
line-counts = Your gift counts.
line-changed-reward = You chose something else in return.
line-changed = You changed your pledge to { $total } in all.
line-lapsed = The pledge ended without a payment.
line-withdrawn = You cancelled the pledge before your card was charged.
line-refund-too-late = We heard of your payment too late, so { $total } goes back to you.
line-refund-decided = A refund of { $total } was decided.
line-refund-submitted = Our payment provider took on the refund.
line-refund-succeeded = The refund went through.
line-refund-failed = The refund did not go through. Our team looks into it.
line-disputed = Your bank asked for the payment back.
line-dispute-won = Your bank decided that the payment stands.
line-dispute-lost = Your bank returned the payment to you.
line-sent = Your reward “{ $title }” is on its way.
line-sent-carrier = It comes with { $carrier }.
line-sent-tracking = Its tracking number is { $tracking }.

# How a refund stands
refund-due = Decided
refund-submitted = On its way
refund-succeeded = Done
refund-failed = Failed, and still owed

# What is wrong with a form, and what to do about it
problem-amount-step = Cards take and give back steps of { $step }: end the amount in 0.
problem-least-amount = Write an amount of { $least } or more.
problem-least-besieged = Somebody is trying out stolen cards here with small sums, so for a while the least is { $least }. Nothing was charged. Give that much, or come back in half an hour.
problem-least = The least that can be given to this campaign is { $least }.
problem-most = The most that can be charged at once is { $most }, with tip and fee. Give a smaller amount.
problem-not-chargeable = Cards cannot be charged exactly { $sum }: the last digit must be 0.
problem-currency = This campaign collects another currency.
problem-tip = Choose one of the tips, or write another one.
problem-tip-negative = Write a tip of zero or more.
problem-reward = Choose one of the rewards, or none.
problem-reward-least = “{ $reward }” is for gifts of { $price } or more. Give more, or choose another reward.
problem-reward-unknown = This campaign does not offer that reward. Choose another one, or none.
problem-reward-price = This reward is for gifts of { $price } or more. Give more, or choose another reward.
problem-reward-gone = This reward is gone: somebody else took the last one. Nothing was charged. Choose another one, or none.
problem-add-on-unknown = This campaign does not offer that any more. Leave it out.
problem-add-on-count = Write a whole number, or leave this empty.
problem-add-on-reward = “{ $title }” does not go with what you chose. Choose another reward, or leave it out.
problem-add-on-most = Of “{ $title }” you can take { $most } at most.
problem-add-on-gone = There are fewer of “{ $title }” left than that. Nothing was charged. Take fewer, or none.
problem-add-ons-sum = What you chose comes to { $least }. Give that or more, or choose less.
problem-add-ons-once = What is taken besides goes with a single gift. Choose to give once, or leave it out.
problem-name = Write your name.
problem-name-long = Write your name in at most 100 letters.
problem-dedication = Choose whether it is in honour or in memory of them.
problem-delivery-name = Write who receives the reward.
problem-delivery-address = Write where the reward goes.
problem-delivery-long = Use at most 8 lines of at most 100 characters each.
problem-dedicated-to = Write to whom your gift is dedicated, or choose “No dedication”.
problem-email = Write your e-mail address, so that we can send you the receipt.
problem-email-form = Write an e-mail address like name@example.org.
problem-last-day = On its last day a campaign that has reached its goal keeps what it needs for it, so the pledge cannot be lowered. Nothing changed.

# What cannot be done with a pledge, on a page of its own
refused-cancel-paid = This pledge is paid already. Ask for a refund instead.
refused-cancel-bank = Your bank is being asked for the money, and that cannot be stopped any more. Nothing changed. Once the money is here you can ask for it back.
refused-cancel-plan = This gift follows by itself. Stop it on the page of your gifts to this campaign; the mail about it leads there.
refused-cancel-ended = This campaign has ended, so the pledge stands. Nothing changed. Write to us if something is wrong.
refused-cancel-last-day = On its last day a campaign that has reached its goal keeps what it needs for it, so the pledge stands. Nothing changed.
refused-change-not-now = This pledge cannot be changed any more. Nothing changed and nothing was charged.
refused-change-ended = This campaign has ended, so the pledge stands as it is. Nothing changed.
refused-change-last-day = On its last day a campaign that has reached its goal keeps what it needs for it, so the pledge cannot be lowered. Nothing changed.
refused-stopped = This campaign takes no gifts. Nothing was charged.
refused-fix = There is nothing to pay for this pledge. Nothing was charged now.
refused-plan-over = This has ended already. Nothing more is charged for it.
refused-plan-not-now = That is not possible as it stands now. Nothing changed and nothing was charged.
refused-rehearsal-ended = This campaign has ended: what happened is on its page.

# The limit above which a refund takes two people.
limits-title = Limits
limits-lead = Up to this sum one person gives back alone of a pledge, all its refunds counted together. More waits for a second person of finance. An admin proposes another limit, another admin agrees within 24 hours; it counts from then on.
limits-change = One person would give back at most
limits-most = One person gives back at most
limits-most-hint = 0 asks for a second person each time.
limits-no-changes = Nothing was changed yet: every limit is twenty times the largest suggested sum.
