# What mails about gifts say. A key begins with `mail`.

mail-hello = Hello,
mail-hello-name = Hello { $name },
mail-date = Date: { $when }
mail-reference = Reference: { $reference }
mail-refund-reference = Refund: { $reference }
mail-see = See your pledge
mail-why = You get this mail because this address was given with the pledge. It is about your money, so it cannot be switched off.
mail-total = Total
mail-line-gift = Your gift to the campaign
mail-line-given = Your gift
mail-line-tip = Tip to Tributary
mail-line-fee = Card fee you covered

# The gift was paid
mail-receipt = Your gift to { $campaign }
mail-receipt-words = Thank you. Your gift to “{ $campaign }” was paid. This is your receipt.
mail-receipt-total = Total paid

# The pledge counts and nothing was charged yet
mail-saved = Your pledge to { $campaign }: nothing charged yet
mail-saved-words = Thank you. Your pledge to “{ $campaign }” counts from now on.
mail-saved-when = Nothing was charged yet. Your card is charged when the campaign ends, and only if it reaches its goal.
mail-saved-total = Charged only if the goal is reached

# Money is going back
mail-underway = Your money is on its way back: { $campaign }
mail-underway-words = Your gift to “{ $campaign }” was reduced by { $total }, and that money is on its way back to you. A tip or a card fee that goes back with it is listed in our next mail.
mail-underway-stays = { $remaining } of your gift stays with the campaign.
mail-underway-nothing = Nothing of your gift stays with the campaign.
mail-underway-next = You need to do nothing. We write again when the money is back.

# It is back
mail-refunded = Your money is back: { $campaign }
mail-refunded-words = Your money from “{ $campaign }” went back to the card or account you paid with. Your bank may take some days to show it.
mail-refunded-total = Total given back

# It could not be given back
mail-owed = We owe you { $total }: { $campaign }
mail-owed-words = We tried to give you back { $total } from your gift to “{ $campaign }”, and your bank or card did not take it.
mail-owed-next = The money is safe with us and we owe it to you. A person at Tributary is looking at it. You need to do nothing now.

# It was paid too late
mail-too-late = Your gift came too late and goes back: { $campaign }
mail-too-late-words = Your payment for “{ $campaign }” reached us when the campaign, or the reward you chose, was no longer open.
mail-too-late-next = Your gift does not count, and everything you paid goes back to you by itself. We write again when the money is back.

# The card is let go uncharged
mail-released = Nothing was charged: { $campaign }
mail-released-missed = The campaign did not reach its goal.
mail-released-over = “{ $campaign }” is over.
mail-released-words = So nothing was charged for your pledge to “{ $campaign }”, and nothing will be: your card is let go. You need do nothing.

# The saved card was refused
mail-unpaid = Your card could not be charged: { $campaign }
mail-unpaid-words = “{ $campaign }” reached its goal, so your card was due. It could not be charged. Nothing was taken.
mail-unpaid-asks = Your bank wants you to confirm the payment yourself.
mail-unpaid-passes = Your bank refused the card for now. We try again on some days, and you can pay at once with any card.
mail-unpaid-for-good = Your bank refused the card for good. Pay with another one.
mail-unpaid-until = This can be done until { $when }. After that your pledge ends, and if it has a reward somebody else can have it.
mail-unpaid-total = To be paid
mail-unpaid-pay = Pay here, no sign-in needed

# A week went by without money
mail-dropped = Your pledge ended unpaid: { $campaign }
mail-dropped-words = Your card could not be charged within a week, so your pledge to “{ $campaign }” has ended.
mail-dropped-next = Nothing was charged, and nothing will be. You need do nothing.

# The donor changed what is promised
mail-changed = Your pledge to { $campaign } was changed
mail-changed-words = You changed your pledge to “{ $campaign }”. Nothing was charged. If the campaign reaches its goal, your saved card is charged this after its deadline.
mail-changed-not-you = Was it not you? Then change it back or cancel it.
mail-changed-total = In all
mail-changed-back = Change it back or cancel it

# The donor took back what was promised
mail-cancelled = You cancelled your pledge: { $campaign }
mail-cancelled-words = You cancelled your pledge to “{ $campaign }”. Nothing was charged, and nothing will be: your card is let go.
mail-cancelled-not-you = Was it not you? Then write to us. As long as the campaign goes on, its page takes your gift again.
mail-cancelled-total = You had promised
