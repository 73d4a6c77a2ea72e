# The frame of every page
page-skip = Skip to main content
page-main-menu = Main
page-campaigns = Campaigns
page-back-office = Back office
page-log-in = Log in
page-log-out = Log out
page-motto = Tributary: many gifts, one river.
page-all-campaigns = All campaigns
page-start-campaign = Start a campaign
page-dashboard = Your campaigns
page-help = Help
page-accessibility = Accessibility
page-languages = Language
page-demo-label = About this demo
page-demo = Demo: no real money moves here. Mail waits in the { $open }mailbox{ $close }.
page-what-is-stuck = What is stuck
page-offline = You are offline. What you see may be old, and nothing can be sent.
# How many kinds of work wait in the rooms of the back office
page-work-waits = { $kinds ->
    [one] One kind of work waits
   *[other] { $kinds } kinds of work wait
}

# The rooms of one campaign in the dashboard
desk-nav = This campaign
desk-nav-overview = Overview
desk-nav-edit = Write
desk-nav-updates = Updates
desk-nav-comments = Comments
desk-nav-backers = Backers
desk-nav-figures = Figures
desk-nav-money = Money
desk-nav-team = Team
desk-nav-public = Public page

# Forms
form-summary = There is a problem
form-error-mark = Error:
form-optional = (optional)
# $most: how many letters there may be
form-count-most = { $most } characters at most
# Scripts put the number where # stands
form-count-left = # characters left

# When a form looks like a machine's
guard-trap-label = Leave this empty
guard-trap = A field that people do not see was filled in, perhaps by a program that fills in forms. It is empty again and nothing was sent. Press the button once more.
guard-unknown = This form was open for too long, so nothing was sent. What you typed is still here. Press the button once more.
guard-too-fast = The form had only just been opened, so nothing was sent yet. What you typed is still here. Press the button once more.
guard-work = Many tries come in right now, so we make sure that no machine sends them. Nothing was sent and what you typed is still here. Wait until your browser has checked, or half a minute, and press the button once more.
guard-working = Your browser checks that no machine sends this. It takes a few seconds.
guard-done = Checked. You can go on.

# How much has come in. $percent: a whole number
river-label = Raised so far
river-value = { $percent } percent of the goal

# When something cannot be shown or done
error-signed-out = Log in to go on.
error-step-up = Show that it is you to go on.
error-needs-factor = Add a second factor to go on.
error-forbidden = You may not do that.
error-from-elsewhere = You came to the back office from another site.
error-sent-from-elsewhere = This form was not sent from here.
error-not-found = There is nothing here.
error-stale-form = This form was open too long, or came from another site.
error-wrong-method = This address does not take that kind of request.
error-too-large = That is more than we take.
error-too-many = That was often. Wait { $seconds ->
        [one] one second
       *[other] { $seconds } seconds
    } and try again.
error-unavailable = We cannot do that right now. Try again in { $seconds ->
        [one] one second
       *[other] { $seconds } seconds
    }.
error-internal = Something went wrong on our side.
error-next-stale-form = Go back, load the page again and send it once more. What you typed is still there.
error-next-from-elsewhere = If you meant to, try again from here. If somebody sent you here, tell whoever looks after security.
error-next-sent-from-elsewhere = It came from another site, or your browser does not say where it came from, so nothing was done. Open its page here and send it from there. If this happens again, let your browser say where forms come from, or use another one.
error-next-not-found = The address may be mistyped, or what was here has ended.
error-next-failure = Try again in a moment.
error-next-gone = It will not come back at this address. What is open now is a click away.
error-next-often = Nothing is lost. Wait a moment, then go on where you were.
error-next = Go back and try again.
error-money-unknown = If you were giving: a payment that went through is never lost, and we write to you as soon as it is confirmed. Do not pay again before you have looked at the page of your gift.
error-money-none = Nothing was charged.
error-reference = If you write to us, say { $reference }.
error-home = Back to all campaigns
error-again = Try again
error-open-form = Open the page here
resend-title = You logged in or out meanwhile
resend-lede = This form was opened before that, so it was not sent. What you typed is kept: send it once more, or go back and look at it first.
resend-send = Send it now
typed-kept = You have shown that it is you. What you sent from this page is kept and was not done yet.

# Parts of pages
chart-table = The same as a table
list-pages = More of this list
list-before = Newer
list-after = Older
share-label = Share
share-device = Share
share-copy = Copy the link
share-copied = Copied
share-whatsapp = WhatsApp
share-mail = E-mail

# What holds of this site for people with disabilities
accessibility-title = Accessibility
accessibility-aim = Everybody can find, give, create and look after a campaign here, whatever they see, hear or use. We aim at WCAG 2.2, level AA.
accessibility-how = How we know
accessibility-how-machine = A program looked at every kind of page, in light and dark colours and in a language written from right to left, and what it found was mended. Programs find only a part of what can be wrong.
accessibility-how-keyboard = Every control is an ordinary link, button or field, so that keyboards, switches and screen readers know it. Motion follows the setting of your device. Text may be enlarged, and pages fit a window 320 pixels wide.
accessibility-how-scripts = Everything works without JavaScript.
accessibility-limits = What we do not promise
accessibility-limits-stories = Creators write the stories and describe the pictures. Some describe them badly.
accessibility-limits-payment = You pay on the page of our payment provider, which is not ours to change.
accessibility-limits-people = This version was not yet tried by people who use screen readers every day.
accessibility-tell = Something does not work for you?
accessibility-tell-words = Write to the address on { $open }our help page{ $close }. Say which page it was, what you wanted to do and what you use. What you tell us is looked at by a person.

# What is wrong with an amount that was typed
problem-amount-empty = Write an amount.
problem-amount-no-number = “{ $typed }” is not an amount. Write only a number, for example { $example }.
problem-amount-letters = Write “{ $typed }” out in full, as a number without letters.
problem-amount-negative = The amount is below zero. Write an amount above zero.
problem-amount-zero = The amount is zero. Write an amount above zero.
problem-amount-decimals = { $allowed ->
    [0] { $currency } has no decimals. Write a whole number.
   *[other] { $currency } has { $allowed } decimals. Write at most { $allowed } digits after the point or comma.
}
problem-amount-large = The amount is too large. The most that can be written here is { $most }.
problem-amount-mixed = The commas, points or spaces in “{ $typed }” do not make one number. Write it like { $example }.
problem-amount-ambiguous = “{ $typed }” can be read in more than one way. Write one of these: { $readings }.
problem-amount-unclear = It is not clear what “{ $typed }” means. If you mean { $reading }, write it like that.
problem-amount-currency = This amount is in { $found }, and only { $expected } can be used here.
problem-amount-too-much = The sum is too large. Write a smaller amount.

# The rooms of the back office in which two admins change a limit
limits-waiting = Waiting for a second admin
limits-none-waits = Nothing waits.
limits-before = Now it is
limits-own = Somebody else has to agree by { $until }.
limits-open = Whoever did not propose it may agree until { $until }.
limits-agree = Agree to this limit
limits-decline = Say no
limits-new = Propose another limit
limits-currency = Currency
limits-choose = Choose one
limits-why = Why
limits-why-hint = Kept with the limit; nothing personal belongs here.
limits-propose = Propose this limit
limits-now = What counts now
limits-changes = What was changed
limits-when = When
limits-to = To
