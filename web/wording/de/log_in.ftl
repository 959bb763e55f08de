log-in-title = Anmelden
log-in-name = Benutzer
log-in-password = Passwort
log-in-do = Anmelden
log-in-wrong = Benutzer oder Passwort stimmt nicht.
log-in-wait = Zu viele falsche Passwörter. Neuer Versuch in { $minutes ->
    [one] einer Minute
   *[other] { $minutes } Minuten
} möglich.
log-in-in-the-clear = Diese Verbindung ist nicht verschlüsselt: Andere in diesem Netz können das Passwort und alles Angezeigte mitlesen. Frag nach einer Adresse, die mit https beginnt.
log-in-forgotten = Vergessen? Wer diesen Server betreibt, kann ein neues Passwort setzen.
password-title = Dein Passwort
password-old = Bisheriges Passwort
password-new = Neues Passwort
password-again = Neues Passwort, noch einmal
password-hint = Mindestens 10 Zeichen. Vier Wörter, die nichts miteinander zu tun haben, sind gut und leicht zu merken.
password-do = Ändern
password-ends = Damit enden alle deine Anmeldungen in anderen Browsern.
password-wrong = Das bisherige Passwort stimmt nicht.
password-differs = Die beiden neuen Passwörter sind verschieden.
password-nobody = Niemand ist angemeldet: Dieser Server fragt nach keinem Passwort.
