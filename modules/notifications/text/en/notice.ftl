# What mails about campaigns, plans, cards and payouts say. A key begins with `notice`.

# What mails about campaigns say to those who run them, give to them or wrote to us about them
notice-submitted = “{ $title }” is being read
notice-submitted-words = Our moderators have your campaign and answer within two days. Nothing is public until you begin.
notice-changes = Changes to “{ $title }”
notice-changes-words = Our moderators ask you to change something before it can begin:
notice-approved = “{ $title }” may begin
notice-approved-words = Our moderators have read it and found nothing in the way. It begins when you say so.
notice-rejected = “{ $title }” was refused
notice-rejected-words = Our moderators decided that it cannot begin here. This is why:
notice-suspended = “{ $title }” is suspended
notice-suspended-words = Until it is restored it takes no gifts, no saved card is charged and nothing is paid out. This is why:
notice-gift-words = The campaign you gave to takes no gifts for now. Our moderators look into it.
notice-gift-charged = No money has moved because of this. Your gift stays where it is: nothing of it is paid out while the campaign is suspended, and nothing more is charged to you.
notice-gift-saved = No money has moved because of this. Your card was not charged, and it is not charged while the campaign is suspended. You can still cancel it on its page.
notice-gift-next = Either it goes on, and your gift counts as before; or it is cancelled, and then what you paid goes back to you by itself and a saved card is let go uncharged. We write to you when money goes back. You need to do nothing.
notice-gift-why = This is why it was suspended:
notice-restored = “{ $title }” goes on
notice-restored-words = It goes on where it stood when it was suspended, and its last day is what it was.
notice-extended = “{ $title }” has more time
notice-extended-words = The campaign ends later than was said.
notice-extended-until = It was to end on { $before }. Now it ends on { $until }, and it cannot be given more time again.
notice-extended-charged = Your gift stays as it is, and nothing more is charged to you because of this.
notice-extended-saved = Your card is charged only after the new end, and only if what the campaign needs is promised by then. Until then you can still change your promise or cancel it on its page, as before.
notice-extended-why = This is why:
notice-sent = Your reward from “{ $title }” is on its way
notice-sent-words = Whoever runs the campaign says so.
notice-sent-what = “{ $reward }” was sent on { $when }. Who carries it, and its number if it has one, stand on the page of your pledge.
notice-not-sent = Your reward from “{ $title }” is not on its way yet
notice-not-sent-words = Whoever runs the campaign had said that it was sent, and has taken that back.
notice-not-sent-what = “{ $reward }” is still to be sent. Until it is, you can say on the page of your pledge where it goes.
notice-ended = “{ $title }” has ended
notice-ended-words = Its last day is over, and it is decided how it ended.
notice-ended-with = Until then { $sum } was given or promised. It asked for { $goal }.
notice-ended-charged = The cards that were saved are charged after that. Whoever's card is refused is written to and has a week to put it right; what is not paid by then is dropped.
notice-ended-next = The money can leave 14 days after the last day, when our payment provider knows where it goes. Until then donors can get it back. Its page shows what came in and what stays.
notice-ended-nothing = Nobody is charged, and whoever promised something is told so.
notice-cancelled = “{ $title }” was cancelled
notice-cancelled-words = It has ended for good, and everything that was given goes back to the donors. This is why:
notice-update-words = News of “{ $title }”:
notice-began = “{ $title }” has begun
notice-began-words = You wanted to know: it takes gifts from now on.
notice-follow-asked = Do you want to follow “{ $title }”?
notice-follow-asked-words = Somebody wrote this address where this campaign can be followed. If it was you, press the button: then we write to you of every update that its organisers post for everybody. The link is good for three days. If it was not you, do nothing, and nothing more comes.
notice-launch-asked = Shall we write to you when “{ $title }” begins?
notice-launch-asked-words = Somebody wrote this address where one can ask to be told when this campaign begins. If it was you, press the button: then we write to you once more, when it begins, and your address is forgotten. The link is good for three days. If it was not you, do nothing, and nothing more comes.
notice-invitation = Help to run “{ $title }”
notice-invitation-words = { $inviter } asks you to help run this campaign. The link is good for a week and for one person. If you do not want to, do nothing.
notice-report-received = Your report of “{ $title }”
notice-report-received-words = It has arrived. A moderator reads it within three days, and we write to you what we decided and why.
notice-report-decided = What we decided about “{ $title }”
notice-report-decided-words = You reported this campaign. A moderator has looked at it and decided:
notice-statement = A decision about “{ $title }”
notice-statement-words = Somebody reported your campaign. A moderator has looked at it and decided:
notice-answered = Your comment on “{ $title }” was answered
notice-answered-words = Somebody answered what you wrote under this campaign.

# Gifts that follow by themselves. $every: month or year
notice-plan = { $heading }: { $title }
notice-plan-words = This is about your gifts to “{ $title }”.
notice-plan-started = You give { $sum } every { $every ->
    [month] month
   *[year] year
}
notice-plan-started-words = You give { $sum } every { $every ->
    [month] month
   *[year] year
}. The first gift is paid, and its receipt comes in a mail of its own. The next one is charged on { $next }, and so on until the campaign ends or you stop.
notice-plan-started-keep = You can stop, pause, leave one out or change the sum at any time, with two clicks and without logging in, on the page behind this link. Keep this mail: whoever has the link can do the same.
notice-plan-amount = Changed: { $sum } every { $every ->
    [month] month
   *[year] year
}
notice-plan-amount-words = You give { $sum } every { $every ->
    [month] month
   *[year] year
} from the next gift on.
notice-plan-skipped = The next gift is left out
notice-plan-skipped-words = The gift that was to come next is left out.
notice-plan-paused = Paused: { $sum } every { $every ->
    [month] month
   *[year] year
}
notice-plan-paused-words = Nothing is charged until you go on with it.
notice-plan-resumed = It goes on: { $sum } every { $every ->
    [month] month
   *[year] year
}
notice-plan-resumed-words = You give { $sum } every { $every ->
    [month] month
   *[year] year
} again.
notice-plan-next = The next gift is charged on { $next }.
notice-plan-not-you = If you did not do this, stop it on the page behind this link and write to us.
notice-plan-near = { $sum } is charged on { $when }
notice-plan-near-words = As you wished, { $sum } is charged on { $when }, and every { $every ->
    [month] month
   *[year] year
} after that. There is nothing to do if that is right.
notice-plan-near-change = To stop, to leave it out or to change the sum, open the page behind this link before then.
notice-plan-late = Your card could not be charged
notice-plan-late-words = { $sum } was due and could not be charged. Nothing was taken.
notice-plan-late-asks = Your bank wants you to confirm the payment yourself.
notice-plan-late-passes = The payment did not go through.
notice-plan-late-for-good = Your bank refused the card for good.
notice-plan-late-again = We try it again on { $when }.
notice-plan-late-until = You can pay it with this card or another one until { $until }, on the page behind this link. After that it ends by itself. To stop it now, use the same page.
notice-plan-ended = Your gifts that follow by themselves have ended
notice-plan-ended-donor = You have stopped it.
notice-plan-ended-staff = We have stopped it for you.
notice-plan-ended-campaign = The campaign takes no more gifts.
notice-plan-ended-completed = No further gift would be due before the campaign ends.
notice-plan-ended-account = You have closed your account.
notice-plan-ended-unpaid = The last gift could not be charged, and was not paid in time.
notice-plan-ended-disputed = Your bank asked us for a gift back.
notice-plan-ended-words = Nothing more is charged, and our payment provider forgets your card.

# Money for whoever runs a campaign
notice-payout-sent = Money of “{ $title }” is on its way to you
notice-payout-paid = Money of “{ $title }” has arrived
notice-payout-failed = Money of “{ $title }” could not be paid out
notice-payout-taken-back = Money of “{ $title }” was taken back for refunds
notice-payout-unclaimed = Money of “{ $title }” waits for you
notice-payout-over = Money of “{ $title }” goes back to the donors
notice-payout-words = This is about what your campaign raised.
notice-payout-has-left = { $sum } has left for your bank account. Banks take some days.
notice-payout-arrived = { $sum } has arrived in your bank account.
notice-payout-held = { $sum } could not be sent to your bank account. Nothing is lost: it is held for you. Look whether your account is still right; we send it again after that.
notice-payout-came-back = { $sum } was taken back from your account at the payment processor: more went back to donors after the payout than was left here. What was owed is smaller by that much.
notice-payout-waits = { $sum } is held for you, and we cannot pay it: the payment processor still wants to know something. Give it by { $until }, or the money goes back to the donors.
notice-payout-goes-back = { $sum } was held for you for three months after the last day, and could not be paid. It goes back to the donors now.
notice-dispute-opened = A bank took back a gift to “{ $title }”
notice-dispute-won = A gift to “{ $title }” that a bank had taken back stays with you
notice-dispute-lost = A gift to “{ $title }” went back to its donor by their bank
notice-dispute-words = This is about a gift that a donor's bank took back.
notice-dispute-taken = The bank took { $sum } and decides who keeps it, which may take some months. We answer it with what we know of the gift, and what it charges for this is ours to pay. You need to do nothing.
notice-dispute-kept-out = Until it decides, that sum is kept out of your payouts. What you were paid before stays with you meanwhile.
notice-dispute-stands = The bank decided that the gift stands, and its money is here again. What was kept out of your payouts for it can be paid out like the rest.
notice-dispute-gone = The bank left the money with the donor. { $sum } of it had counted for your campaign and counts no longer.
notice-dispute-less = Your next payout is smaller by what you would have got of it. If you were paid it before, and what is left for you here does not cover it, the rest is asked back of your account at the payment processor.
notice-dispute-nothing = The bank left the money with the donor. Nothing of it counted for your campaign any more, so your payouts stay as they are.
notice-dispute-number = The payment processor calls it { $number }.
notice-bank = The bank account you are paid to was changed
notice-bank-words = At our payment provider, the bank account that the money of your campaigns is paid out to was changed.
notice-bank-held = If it was you, there is nothing to do: nothing is paid out until { $until }, and after that payouts go to the new bank account.
notice-bank-not-you = If it was not you, write to us before that, and choose a new password at once.
notice-wanted = Our payment provider wants to know more about you
notice-wanted-words = Our payment provider has to know whom it pays, and wants something more of you. What it is stands on the page behind this link. Without it, it may stop paying out the money of your campaigns.
notice-wanted-by = It wants that by { $until }.
notice-stopped = Our payment provider does not pay you out for now
notice-stopped-words = Our payment provider does not pay out the money of your campaigns for now. Nothing is lost: it is held for you.
notice-stopped-wanted = It wants something of you first. What it is stands on the page behind this link.
notice-stopped-looks = It looks at your account itself, and wants nothing of you. The page behind this link says how it stands.

# Cards and pages to pay on
notice-card = Your card for “{ $title }” expires soon
notice-card-words = Nothing was charged now, and your gift stands.
notice-card-plan = Your gifts are charged to a card that is good until { $last }. So that they go on, choose another card on the page behind this link; there you can also stop them.
notice-card-pledge = Your pledge is charged to a card that is good until { $last }, after the campaign's last day. Choose another card on the page behind this link, or your pledge may be lost to the campaign.
notice-page = You can pay your gift to “{ $title }” now
notice-page-words = Our payment provider did not answer when you wanted to give, so nothing was charged. It answers again, and your pledge was kept for you.
notice-page-kept = { $sum } is kept for you until { $until }. If you do not pay by then, it ends and nothing is charged.
notice-debit = Your bank did not pay your gift to “{ $title }”
notice-debit-words = You wanted to pay your gift from your bank account, and no money came.
notice-debit-refused = Your bank refused { $sum }, so nothing was charged. The pledge has ended and its reward is free again. You can give again, by card or with another account.
notice-debit-late = We heard nothing of { $sum } for five days. The pledge has ended and its reward is free again. Should the money still come, it goes back to you by itself.

# A gift that waits until its donor opens the link, while cards are tested
notice-confirm-gift = Confirm your gift to “{ $title }”
notice-confirm-gift-words = Somebody, we hope it was you, wants to give to this campaign and wrote this address. No money has moved.
notice-confirm-gift-sum = The gift comes to { $sum }. Confirm it to go on to the payment page. The link works once, until { $until }, in any browser.
notice-confirm-gift-not-you = Because somebody is trying out stolen cards there, we ask first. If this was not you, do nothing: without the link nothing happens.

# What the links say
notice-link-change = Change it and send it in again
notice-link-begin = Begin
notice-link-update = Read it on the campaign's page
notice-link-answer = Read the answer
notice-link-follow = Follow this campaign
notice-link-launch = Tell me when it begins
notice-link-join = Join the team
notice-link-campaign = See the campaign
notice-link-desk = See how it stands
notice-link-late = Pay it now, or stop
notice-link-wanted = Give what is wanted
notice-link-money = See the money
notice-link-card = Choose another card
notice-link-pay = Go on to the payment page
notice-link-confirm-gift = Confirm and go on to pay
notice-link-plan = See, change or stop it

# Why somebody gets a mail, and how to stop it
notice-why-gave = You get this mail because you gave to this campaign.
notice-why-follows = You get this mail because you follow this campaign.
notice-why-comment = You get this mail because you wrote a comment under this campaign.
notice-why-asked = You get this mail because you asked for it. There will not be another one.
notice-why-follow-asked = You get this mail because this address was given to follow a campaign. There will not be another one unless you press the button.
notice-why-launch-asked = You get this mail because this address was given to be told when a campaign begins. There will not be another one unless you press the button.
notice-why-written = You get this mail because somebody who runs a campaign wrote your address.
notice-why-report = You get this mail because this address was given with the report.
notice-why-gift = You get this mail because this address was given with the gift. It is about your money, so it cannot be switched off.
notice-why-reward = You get this mail because this address was given with a gift that gets a reward.
notice-why-confirm-gift = You get this mail because somebody wrote this address into the form to give. We keep it no longer than the link works, unless the gift is confirmed.
notice-why-paid = You get this mail because this address belongs to an account that money is paid out to, or did until lately. It is about your money, so it cannot be switched off.
notice-why-runs = You get this mail because you run this campaign.
notice-stop = Stop news of campaigns you gave to or follow
notice-stop-answers = Do not tell me of answers to my comments
