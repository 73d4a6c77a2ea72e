# The texts of payments. A key begins with the page or the noun.

money-campaign-title = The money of { $campaign }
money-covered-title = What could be refunded today
money-covered = { $covered } could go back to donors today, { $percent } % of what came in and stayed.
money-flow-title = Where it went
money-came-in = Came in
money-went-back = Went back to donors
money-platform-fee = Fee of the platform
money-provider-fee = Card fees, borne by the platform
money-paid-out = Paid out to the creator
money-by-hand = Came by hand or by bank, on top of that
money-held = Held for the campaign
money-disputed = Taken back by banks, not decided
money-explained = Every figure is read from the ledger. Tips and covered card fees are given to the platform and are not part of these sums. The platform takes its fee only when money is paid out, and gives it back when a gift is refunded.
money-to-campaign = To the campaign
money-pledge-title = Of your { $total }
money-pledge-campaign = To the campaign
money-pledge-tip = Your tip for the platform
money-pledge-cover = Card fee that you covered
money-pledge-provider-fee = Our payment provider kept { $fee } of your payment. The platform pays that.
money-pledge-back = { $back } was decided to go back to you.
money-to-pledge = To your pledge

room-waiting = { $count ->
    [0] Nothing waits for anybody.
    [one] One waits for somebody.
   *[other] { $count } wait for somebody.
}
room-oldest = The oldest since { $when }.
room-act = What to do

disputes-title = Disputes
disputes-lead = A donor's bank took a payment back. The money is held by the bank until it decides; nothing of that payment can be refunded meanwhile.
disputes-pledge = Dispute
disputes-sum = Sum
disputes-reason = The bank's reason
disputes-state = State
disputes-due = Evidence due
disputes-none = No bank has taken a payment back.
disputes-awaits = Awaits evidence
disputes-sending = Evidence is on its way
disputes-with-bank = The bank weighs the evidence
disputes-won = Won: the money is here again
disputes-lost = Lost: the donor has the money
disputes-lost-blocked = Lost: the donor has the money, and their card is taken no more
disputes-send = Send the evidence
disputes-words = Why the payment was right

payouts-title = Payouts
payouts-lead = Money may leave 14 days after a campaign's end. One person proposes a payout, another agrees within 24 hours to exactly that sum. A tenth of what was earned stays behind for 90 days.
payouts-what = What
payouts-sum = Sum
payouts-state = State
payouts-none = No campaign ended long enough ago to be paid.
payouts-held = { $held } held
payouts-ready = Can be paid
payouts-frozen = Stays: the campaign is suspended, or its money goes back to the donors
payouts-not-ready = The creator's account cannot be paid yet
payouts-propose = Propose a payout
payouts-agree = Agree to pay out { $amount }
payouts-decline = Decline
payouts-proposed = Waits for a second person
payouts-moving = On its way to the creator's account
payouts-sent = On its way to the bank
payouts-paid = Arrived
payouts-released = Came to nothing before it left
payouts-failed = Did not arrive, and is the creator's again ({ $why })
payouts-asked-back = Asked back: more went back to donors than was left
payouts-came-back = Came back, to fill what went back to donors
payouts-not-back = Could not be asked back ({ $why }): the next payout fills it first
payouts-returning = Did not arrive, and is on its way back ({ $why })
payouts-own-title = Your money: { $campaign }
payouts-own-none = Nothing was paid out yet.
payouts-opening = We are opening the page of our payment provider. It follows in a moment.
payouts-account-title = Where the money goes
payouts-account-none = Our payment provider does not know yet who you are and where the money goes. Nothing can be paid out before.
payouts-account-wanting = Our payment provider wants to know more before anything can be paid out:
payouts-account-ready = Your account can be paid.
payouts-account-term = Give what is wanted by { $when }, or the money goes back to the donors.
payouts-account-deadline = It is wanted by { $when }.
payouts-account-button = Fill in at our payment provider
payouts-free = Money can leave from { $when } on. Until then donors can get it back.
payouts-due-bank = your bank account
payouts-due-document = a copy of your identity document
payouts-due-terms = your consent to the provider's terms
payouts-due-other = { $what }
payouts-line-paid = Arrived
payouts-line-back = Did not arrive, and is held for you again
payouts-line-underway = On its way

refunds-title = Refunds
refunds-lead = Refunds that are not done. One that is on its way may still fail; one that failed is owed to the donor until somebody tries again or pays in another way.
refunds-refund = Refund
refunds-sum = Sum
refunds-state = State
refunds-none = Every refund is done.
refunds-due = Being asked for
refunds-pending = On its way, may still fail
refunds-failed = Failed ({ $why }): owed to the donor
refunds-retry = Try again to refund { $amount }

reconciliation-title = Reconciliation
reconciliation-lead = Our books explain { $percent } % of what moved at the payment provider in the last three days. They are compared every day; what is explained later closes by itself.
reconciliation-never = Our books and the payment provider's were not compared yet. They are every day.
reconciliation-nothing = Nothing moved at the payment provider in the last three days.
reconciliation-what = What
reconciliation-difference = Difference
reconciliation-ours = Ours
reconciliation-theirs = The provider's
reconciliation-none = Nothing is unexplained.
reconciliation-theirs-only = The provider has it, we have not
reconciliation-ours-only = We have it, the provider has not
reconciliation-amount = The amounts differ
reconciliation-currency = The currencies differ
reconciliation-close = Close this case
reconciliation-why = What explains it
