page-skip = Zum Inhalt springen
page-honest = Strikemat zeigt, wo und wann der Fuß auf das Band drückt. Kniebelastung, Rumpfneigung und Belastungsrate sieht es nicht.
page-honest-link = Was die Matte nicht sehen kann
page-to-live = Zur Live-Ansicht

nav-label = Seiten
nav-live = Live
nav-coach = Trainer
nav-sessions = Sitzungen
nav-runners = Läufer
nav-setup = Einrichtung
nav-about = Über

mat-label = Was auf der Matte geschieht
mat-simulated = SIMULIERT
mat-simulated-note = Die Matte ist simuliert: Niemand läuft darauf.
mat-replay = WIEDERGABE
mat-replay-note = Abgespielt wird eine Aufzeichnung: { $name }.
mat-restart = Neu starten

side-left = Links
side-right = Rechts
side-left-letter = L
side-right-letter = R

kind-legend = Arten des Aufsetzens
kind-heel = Ferse zuerst
kind-midfoot = Mittelfuß
kind-ball = Ballen zuerst
kind-unsure = unsicher
kind-incomplete = unvollständig, nicht gezählt
kind-heel-letter = F
kind-midfoot-letter = M
kind-ball-letter = B
kind-unsure-letter = ?

step-incomplete = unvollständig: { $reason }
reason-already-on-the-mat-when-the-recording-began = zu Beginn der Aufzeichnung schon auf der Matte
reason-still-on-the-mat-when-the-recording-ended = am Ende der Aufzeichnung noch auf der Matte
reason-partly-off-the-mat-at-its-front = vorn teilweise neben der Matte
reason-partly-off-the-mat-at-its-rear = hinten teilweise neben der Matte
reason-partly-off-the-mat-at-its-side = seitlich teilweise neben der Matte
reason-left-out-by-a-person = von einem Menschen ausgelassen

unit-cadence = Schritte/min

strip-title = Letzte Schritte
strip-label = Letzte Schritte, älteste zuerst
strip-empty = Noch keine Schritte

print-heel = Ferse 0
print-toes = Zehen
print-ruler = { $units ->
    [imperial] 2 in
   *[metric] 5 cm
}

link-connecting = verbinde

warning-label = Warnungen

visitor-label = Angemeldet
visitor-role = { $role ->
    [admin] Verwaltung
    [coach] Trainer
   *[viewer] nur ansehen
}
visitor-password = Passwort
visitor-log-out = Abmelden
