session-report = Bericht
session-report-pdf = Bericht als PDF
session-steps-found = { $count ->
    [one] ein Schritt
   *[other] { $count } Schritte
}
session-was-interrupted = Diese Sitzung wurde unterbrochen: Das Programm oder die Matte hielt an, während sie aufgezeichnet wurde. Alles bis zum letzten gespeicherten Augenblick ist hier.
session-is-recording = Diese Sitzung wird noch aufgezeichnet. Die Seite neu laden, um mehr zu sehen; die Zusammenfassung kommt mit ihrem Ende.
session-gap = Es fehlt von { $first } s bis { $last } s: { $frames } Bilder, { $steps } Schritte. Grund: { $reason }.
session-paused-from = Pause von { $first } s bis { $last } s.
session-summary = Zusammenfassung
session-summary-of = Mittel ± Standardabweichung von { $count } vollständigen Schritten
session-both = Beide Füße
session-used = Schritte gezählt / gefunden
session-threshold = Kontaktschwelle { $force } N
session-rate = { $rate } Bilder/s
session-mat = Matte { $name }
session-foot-is = Fuß { $length }
session-comparable = Kontaktzeiten sind nur bei gleicher Schwelle vergleichbar.
session-table = Zahlentabelle
session-prints = Fußabdrücke
session-print-mean = Mittel von { $count }
session-print-last = letzter
session-print-mean-label = { $side ->
    [left] Linker Fußabdruck, Mittel
   *[right] Rechter Fußabdruck, Mittel
}
session-print-last-label = { $side ->
    [left] Linker Fußabdruck, letzter
   *[right] Rechter Fußabdruck, letzter
}
session-course = Verlauf der Sitzung
session-landings = Jedes Aufsetzen
session-landings-how = obere Spur linker Fuß, untere Spur rechter Fuß; in jeder Spur Ballen oben, Mittelfuß in der Mitte, Ferse unten
session-landings-chart = Art jedes Aufsetzens der Reihe nach
session-index-how = 0 hinteres Ende der Ferse, 100 Spitze der Zehen
session-index-chart = Strike-Index jedes Schritts über der Zeit
session-contact-how = Schwelle { $force } N; gefüllt linker Fuß, hohl rechter Fuß
session-contact-chart = Bodenkontaktzeit jedes Schritts über der Zeit
session-steps-shown = Schritte { $first }–{ $last } von { $count }
session-col-no = Nr.
session-col-side = Fuß
session-col-landed = Aufgesetzt, s
session-col-strike = Aufsetzen
session-col-peak = Spitze
session-col-remark = Bemerkung
session-earlier = Frühere
session-later = Spätere
session-no-steps = Keine Schritte in dieser Sitzung
