log-in-title = Log in
log-in-name = User
log-in-password = Password
log-in-do = Log in
log-in-wrong = User or password is wrong.
log-in-wait = Too many wrong passwords. Try again in { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}.
log-in-in-the-clear = This connection is not encrypted: others in this network can read the password, and whatever is shown. Ask for an address that begins with https.
log-in-forgotten = Forgotten? Whoever runs this server can give you a new password.
password-title = Your password
password-old = Password until now
password-new = New password
password-again = New password, once more
password-hint = At least 10 characters. Four words that do not belong together are good and easy to keep in mind.
password-do = Change it
password-ends = It ends every log-in of yours in other browsers.
password-wrong = The password until now is wrong.
password-differs = The two new passwords differ.
password-nobody = Nobody is logged in: this server asks for no password.
