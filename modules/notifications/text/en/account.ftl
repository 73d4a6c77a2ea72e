# What letters about accounts say. A key begins with `account`.

# Letters about accounts
account-hello = Hello,
account-hello-name = Hello { $name },
account-date = Date: { $when }
account-until = It works until { $until }.
account-why = You get this mail because it is about the account with this address. It cannot be switched off.
account-link = The link works once, until the time below, in the browser that asked for it.
account-not-you = If this was not you, choose a new password at once and write to us.
account-ignore = If you did not ask for this, do nothing: without the link nothing happens.
account-confirm = Open your account
account-confirm-words = Confirm this address to open your account.
account-known = You have an account already
account-known-words = Somebody asked to use this address for an account, and there is one already. Nothing was changed.
account-known-next = If it was you: log in as you always do, or choose a new password there.
account-sign-in = Your link to log in
account-sign-in-words = Log in with this link.
account-reset = Choose a new password
account-reset-words = Choose a new password with this link.
account-address = Use this address
account-address-words = Confirm that your account shall use this address.
account-address-asked = Somebody asked to change your address
account-address-asked-words = Somebody who is logged in to your account asked to give it another address. Nothing is changed until that address is confirmed.
account-address-replaced = Your account has another address now
account-address-replaced-words = From now on your account uses another address, and we no longer write to this one about it.
account-address-replaced-not-you = If this was not you, write to us at once.
account-address-in-use = Your account uses this address now
account-address-in-use-words = From now on we write to this address about your account.
account-password = Your password was changed
account-password-words = The password of your account was changed. Everywhere else you were logged out.
account-password-reset = Your password was replaced
account-password-reset-words = The password of your account was replaced by way of a mailed link. Everybody was logged out.
account-factor-added = A second factor was added
account-factor-added-words = A second factor was added to your account.
account-factor-removed = A second factor was taken away
account-factor-removed-words = A second factor was taken away from your account.
account-code-used = A recovery code was used
account-code-used-words = Somebody logged in to your account with one of its recovery codes. That code works no more.
account-codes-new = New recovery codes were made
account-codes-new-words = Ten new recovery codes were made for your account. The ones before them work no more.
account-roles = What you may do was changed
account-roles-words = What your account may do at Tributary was changed, and you were logged out everywhere. Log in again to go on.
account-closed = Your account is closed
account-closed-words = Your account is closed. Its name, address, password and second factors are gone.
account-closed-books = What you gave stays in the books, because the law wants it kept.

# What the buttons say
account-button-open = Open the account
account-button-sign-in = Log in
account-button-reset = Choose a new password
account-button-address = Use this address
account-button-sessions = See where you are logged in
account-button-account = Go to your account
account-button-factors = See your second factors
