# The texts of users. A key begins with the page or the noun.

password-least = { $least } characters or more. A short sentence is easy to remember.

proof-code = Code
proof-six-digits-from-your = Six digits from your app, or one of your recovery codes.
proof-password = Password
proof-go-on-with-a = Go on with a passkey
proof-your-browser-showed-no = Your browser showed no passkey. Nothing was done. Try again, or use another way.
proof-passkeys-need-javascript = Passkeys need JavaScript.
proof-go-on-with-this = Go on with this code
proof-go-on = Go on

address-new-e-mail = New e-mail
address-change-your-e-mail = Change your e-mail address
address-your-address-now-is = Your address now is { $now }. It stays until you open the link that we send to the new one. We tell the old one.
address-send-a-link-to = Send a link to the new address
address-back-to-your-account = Back to your account

asklink-e-mail = E-mail
asklink-choose-a-new-password = Choose a new password
asklink-log-in-with-a = Log in with a link
asklink-we-send-a-link = We send a link to the address of your account. It works once, for ten minutes, in this browser.
asklink-no-password-needed-the = No password needed. The link we send works once, for ten minutes, in this browser.
asklink-send-me-a-link = Send me a link
asklink-back-to-log-in = Back to log in

close-close-your-account = Close your account
close-the-account-of-ends = The account of { $email } ends at once. It cannot be opened again.
close-what-goes = What goes
close-your-name-address-password = Your name, address, password and second factors.
close-every-place-where-you = Every place where you are logged in.
close-a-day-later-the = A day later, the key to what we said of you inside the platform. It can be read no more.
close-what-stays-and-why = What stays, and why
close-your-gifts-and-their = Your gifts and their receipts, with the name and address you gave with each: the law makes us keep the books of payments for years.
close-that-an-account-was = That an account was closed on this day, without saying whose.
close-gifts-that-are-promised = Gifts that are promised and not yet charged stay promised. Cancel them first if you want to.
close-i-want-to-close = I want to close my account.
close-close-my-account = Close my account
close-keep-my-account = Keep my account

closed-your-account-is-closed = Your account is closed
closed-we-have-sent-you = We have sent you a last note. Thank you for having been here.
closed-back-to-all-campaigns = Back to all campaigns

codes-your-recovery-codes = Your recovery codes
codes-we-show-them-once = We show them once. Print them, or keep them where you keep your keys.
codes-each-stands-in-once = Each stands in once for your second factor, should you lose it. Older codes work no more.
codes-i-have-kept-them = I have kept them

confirm-what-you-are-about = What you are about to do
confirm-show-that-it-is = Show that it is you
confirm-you-sign-exactly-this = You sign exactly this, for five minutes. Anything else needs another signature.
confirm-what-comes-next-can = What comes next can do harm in the wrong hands, so we ask once more. This holds for five minutes. Nothing was done yet: you come back to where you were, and do it from there.
confirm-your-account-has-no = Your account has no password. We send you a link instead.

link-new-password = New password
link-this-link-has-ended = This link has ended
link-open-this-link-elsewhere = Open this link elsewhere
link-use-this-address = Use this address
link-open-your-account = Open your account
link-log-in = Log in
link-it-was-used-already = It was used already, is older than ten minutes, or a newer one took its place. Nothing was changed.
link-ask-for-a-new = Ask for a new link
link-open-this-link-where = Open this link where you asked for it
link-a-link-works-only = A link works only in the browser that asked for it, so that nobody who reads your mail can use it. Open it there, or ask for a new one here.
link-ask-for-a-link = Ask for a link in this browser
link-for-everybody-who-is = For { $email }. Everybody who is logged in to this account is logged out, you too.
link-change-the-password = Change the password
link-from-now-on-your = From now on your account is { $email }. We tell your old address.
link-use = Use { $email }
link-for = For { $email }.
link-open-the-account-and = Open the account and log in
link-as = As { $email }.

linkdone-your-password-is-changed = Your password is changed
linkdone-your-address-is-changed = Your address is changed
linkdone-nobody-is-logged-in = Nobody is logged in to your account any more. We have sent you a note about it.
linkdone-we-have-written-to = We have written to your old address and to the new one.
linkdone-go-to-your-account = Go to your account

linksent-look-into-your-mailbox = Look into your mailbox
linksent-if-there-is-something = If there is something to send to that address, a mail is on its way. It takes a minute at most.
linksent-open-its-link-in = Open its link in this browser, within ten minutes. It works once.
linksent-nothing-came-look-among = Nothing came? Look among the unwanted mail, and check the address.
linksent-ask-for-a-link = Ask for a link again

login-log-in-with-a = Log in with a link sent by mail
login-open-an-account = Open an account
login-kept = You had been logged out, so what you sent was not done yet. It is kept: log in as yourself, and its page offers to send it with one click.
login-new-here = New here?

me-name = Name
me-your-account = Your account
me-you-are-logged-in = You are logged in as { $email }.
me-what-you-do-here = What you do here: { $roles }.
me-role = { $role ->
    [creator] running campaigns
    [moderator] moderation
    [support] support
    [finance] finance
    [admin] administration
   *[donor] giving
}
me-your-gifts = Your gifts
me-followed = Campaigns you follow
me-security-where-you-are = Security: where you are logged in, and a second factor
me-go-to-the-back = Go to the back office
me-about-you = About you
me-language = Language
me-write-to-me-about = Write to me about news of the campaigns I gave to. What concerns your money we always write.
me-save = Save
me-saved = Saved.
me-change = Change
me-change-your-password = Change your password
me-choose-a-password = Choose a password

passkey-what-you-call-it = What you call it
passkey-such-as-my-phone = Such as: my phone.
passkey-add-a-passkey = Add a passkey
passkey-your-phone-your-computer = Your phone, your computer or a security key vouches for you, by your finger, your face or a PIN. Nothing of that leaves the device.
passkey-make-a-passkey = Make a passkey
passkey-your-browser-made-no = Your browser made no passkey. Nothing was changed. Try again.
passkey-add-an-authenticator-app = Add an authenticator app instead
passkey-passkeys-need-a-site = Passkeys need a site that is reached over TLS.
passkey-back-to-security = Back to security

password-password-now = Password now
password-you-stay-logged-in = You stay logged in here. Everywhere else you are logged out, and we send you a note.

people-e-mail-address = E-mail address
people-the-whole-address-nobody = The whole address. Nobody is found by a part of it.
people-people = People
people-find = Find
people-roles-wait = Roles that wait for a second admin
people-nobody-has-an-account = Nobody has an account with this address.
people-look-for-a-guest = Look for a guest among the pledges
people-review = Who works here
people-review-lede = For the review of access: whoever should not be here any more, or has a role too many, is a click away from having it taken. Each review is kept as a file, with who looked and when.
people-review-nobody = Nobody works here yet.
people-review-who = Who
people-review-roles = Roles
people-review-last = Last logged in
people-review-factors = Second factors
people-review-sessions = Logged in now
people-review-since = since { $at },
people-review-by = given by { $who }
people-review-console = given at the console or with the first account
people-review-proposed = and proposed by { $who }
people-review-never = Never
people-review-has = { $passkeys } passkeys, { $apps } apps, { $codes } recovery codes
people-review-csv = All of it as a CSV file

person-why = Why
person-a-closed-account = A closed account
person-gone = Gone
person-not-verified = Not verified
person-account = Account
person-closed = Closed
person-disabled = Disabled
person-open = Open
person-since = Since
person-roles = Roles
person-none = None
person-second-factors = Second factors
person-logged-in = Logged in
person-in-places = { $sessions ->
    [0] nowhere
    [one] in one place
   *[other] in { $sessions } places
}
person-number = Number
person-role = Role
person-what-to-do = What to do
person-give-it = Give it
person-take-it-away = Take it away
person-they-are-logged-out = They are logged out everywhere and told by mail. You sign it on the next page.
person-change-the-role = Change the role
person-a-role-waits = A role waits for a second admin
person-until = Who did not propose it may agree until
person-own = You proposed it, or it is yours: another admin has to agree. You can say no.
person-agree = Agree to give this role
person-say-no = Say no
person-open-the-account-again = Open the account again
person-disable-the-account = Disable the account
person-find-somebody-else = Find somebody else

second-your-second-factor = Your second factor
second-one-more-step-so = One more step, so that your password alone opens nothing.
second-start-again = Start again

security-security = Security
security-you-work-here-so = You work here, so your account needs a second factor. Add a passkey or an app, or log in again and show the one you have.
security-in-this-demo-you = In this demo you are let in without.
security-with-one-of-these = With one of these your password alone opens nothing.
security-who-is-paid = Whoever is paid out needs one.
security-passkey = Passkey
security-app = App
security-added = Added { $created_at }.
security-last-used = Last used { $last_used_at }.
security-take-away = Take away
security-recovery-codes-left-of = Recovery codes left: { $codes } of 10.
security-make-new-recovery-codes = Make new recovery codes
security-add-an-authenticator-app = Add an authenticator app
security-where-you-are-logged = Where you are logged in
security-this-browser = This browser
security-second-factor = Second factor
security-other-program = Another program
security-from = From { $network }.
security-since-last-used = Since { $began_at }, last used { $last_seen }.
security-log-out-there = Log out there
security-log-out-everywhere-else = Log out everywhere else
security-activity = What was done with your account, and by whom

setup-the-first-admin = The first admin
setup-you-started-this-program = You started this program, so you are its first admin. Next you add a second factor: without one the back office stays closed.
setup-open-the-account-of = Open the account of the first admin

signup-what-we-call-you = What we call you in letters.
signup-we-send-a-link = We send a link there. Open it in this browser within ten minutes.
signup-you-can-give-without = You can give without one. With one you find all your gifts in one place.
signup-you-have-one-already = You have one already?

app-six-digits = Six digits
app-a-picture-for-the = A picture for the camera of your app. The letters below say the same.
app-scan-this-picture-with = Scan this picture with the app, or type the letters into it. Then type the six digits it shows.
app-letters = Letters:
app-add-this-app = Add this app

# What is wrong with a form of an account, and what cannot be done
account-problem-name-empty = Write the name we may call you by.
account-problem-address = Write an e-mail address that mail can reach, such as name@example.org.
account-problem-name-long = Write a name of at most { $most } characters.
account-problem-password-short = Write a password of { $least } characters or more. A short sentence is easy to remember.
account-problem-password-long = Write a password of at most { $most } bytes.
account-problem-password-common = Choose another password: this one is among those that everybody uses, and is tried first.
account-problem-password-personal = Choose another password: this one is made of your name, your address or ours.
account-problem-address-same = This is your address already. Write the new one.
account-problem-close-sure = Tick the box to close your account. Nothing was changed.
refused-close = This account still works here or runs campaigns. Write to us, and we end that first.
account-problem-language = Choose one of the languages in the list.
account-problem-code-app = This code is not right. Type the one your app shows now.
account-problem-passkey-new = No passkey was made, or it took too long. Nothing was changed. Try again.
refused-codes = Recovery codes stand in for a second factor. Add one first.
refused-passkey-taken = This passkey belongs to an account already. Nothing was changed.
account-problem-password-current = This is not your password now. Nothing was changed.
account-problem-code = This code is not right, or was used already. Wait for the next one your app shows. Nothing was done.
account-problem-passkey = This passkey is not one of yours, or took too long. Nothing was done. Try again.
account-problem-password = This is not your password. Nothing was done.
account-problem-sign-in = E-mail or password is not right
setup-ended = This token has ended, or there is an admin already. Start the program again for a new one.
