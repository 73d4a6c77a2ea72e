# The help page
help-title = Help
help-lede = Short answers about your gift and your money, and where to write if they do not help.
help-gift = Where is my gift?
help-gift-mail = Every mail about a gift leads to its page. There it says how the gift stands and what you can do about it.
help-gift-account = The mail is lost? Log in, or open an account, with the address you gave with: { $open }your gifts{ $close } are listed there, also those that you gave without an account.
help-back = How do I get money back?
help-back-unpaid = Where your card is only charged at the end of a campaign, nothing was taken yet: cancel your pledge. If the campaign does not reach its goal, nothing is taken at all.
help-back-paid = Was the gift paid already? Write to us and name its number, which stands on its page. What we refund goes back the way you paid; banks take 5 to 10 days to show it. If we cancel a campaign, your money comes back without your asking.
help-cancel = How do I cancel?
help-cancel-pledge = Open the page of your gift and press the button that cancels it. In the last 24 hours before the end this works only if the campaign still reaches its goal without your pledge.
help-cancel-again = A gift that repeats every month or every year has a page, too: the mail about it and the list of your gifts lead there. You can stop it, pause it or leave one out; nothing more is charged once it is stopped.
help-fees = What does it cost?
# $percent: a whole number
help-fees-platform = The platform keeps { $percent }% of what a campaign is paid, and bears the fees for cards. When a gift is refunded before that, its part of it is given back; after that the platform keeps its part, and the campaign bears the card fee of the refund too.
help-fees-donor = You pay your gift and nothing else, unless you add a tip for the platform or cover the card fee. Both are your choice, and both stand in the sum that you see before you pay.
help-reach = How do I reach you?
# $open and $close: a link to the address. $address: an e-mail address or a page
help-reach-words = Write to { $open }{ $address }{ $close }. If it is about a gift, name its number. A person reads what you write.
help-reach-campaign = What you want to know about a campaign you best ask on its page: whoever runs it answers there.
