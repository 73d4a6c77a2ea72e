# The texts of notifications. A key begins with the page or the noun.

# The page that news are stopped on
unsubscribe-title = News of campaigns you gave to or follow
unsubscribe-on = We write to you when a campaign you gave to or follow posts an update.
unsubscribe-stop = Stop these mails
unsubscribe-off = We do not write to you any more when a campaign you gave to or follow posts an update.
unsubscribe-answers = Answers to your comments
unsubscribe-answers-on = We write to you when somebody answers a comment of yours.
unsubscribe-answers-off = We do not write to you any more when somebody answers a comment of yours. The answers stand on the campaign's page.
unsubscribe-start = Write to me again
unsubscribe-must = Receipts, refunds and everything else about your money come in any case.

# The gallery of mails
gallery-mails = Every mail
gallery-mails-words = { $many } mails in the language of this page, as they are sent, about people who do not exist.
gallery-mails-back = Back to the gallery
gallery-mail-html = The mail as HTML
gallery-mail-text = As plain text
