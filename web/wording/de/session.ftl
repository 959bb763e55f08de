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
session-replay = Wiedergabe
session-compare = Vergleichen mit …
session-edit = Notiz, Schmerz, Läufer …
session-versions = Verlauf der Änderungen
session-corrected = { $count ->
    [one] Ein Schritt wurde von Hand berichtigt oder ausgelassen.
   *[other] { $count } Schritte wurden von Hand berichtigt oder ausgelassen.
}
session-shares = Was zuerst aufsetzte
session-shares-of = { $side ->
    [left] Linker Fuß:
   *[right] Rechter Fuß:
}
session-print-mean-plain = Mittel
session-map = Wo die Füße aufsetzten
session-map-label = Aufsetzpunkte auf dem Deck, vorn ist oben: linker Fuß gefüllt, rechter Fuß hohl, gefärbt nach der Art des Aufsetzens
session-zoom = Über das Diagramm ziehen vergrößert einen Teil; ein Doppelklick zeigt wieder alles.
session-read = Schritt { $number }, { $time }, { $side ->
    [left] links
   *[right] rechts
}, { $kind }: { $value }
session-lines = Linien in den Diagrammen
session-minute-mean = Mittel jeder Minute
session-marks = Markierte Augenblicke
session-phases = Phasen
session-gaps = Pausen und Lücken
session-change-point = bleibende Änderung
session-compare-phases = Zwei Phasen vergleichen
session-minutes = Minute für Minute
session-minute = Minute
session-measures-title = Alle Messwerte
session-measures-how = Mittel ± Standardabweichung der vollständigen Schritte, die den Messwert haben. L − R: links minus rechts mit 95-%-Intervall, ab 25 Schritten je Seite. Symmetrie: Index nach Robinson, positiv, wenn links größer ist; gesunde Läufer sind nicht symmetrisch. Kleinste Änderung: der kleinste Unterschied zwischen zwei Sitzungen, der glaubhaft ist (MDC95), geschätzt aus der Streuung dieser Sitzung; ein neuer Tag oder Schuh kommt hinzu.
session-measure = Messwert
session-cv = VK, %
session-difference = L{ "\u00A0" }−{ "\u00A0" }R (95{ "\u00A0" }%)
session-symmetry = Symmetrie, %
session-least = Kleinste Änderung
session-n = Schritte
session-interval = ({ $low } bis { $high })
session-interval-plain = { $low } bis { $high }
session-statistics-wait = Die Statistik dieser langen Sitzung wird gerade ausgerechnet, einmalig; die Seite lädt neu, sobald sie da ist.
session-statistics-later = Die Statistik kommt, wenn die Sitzung beendet ist.
session-steps-how = Durchgestrichen: nicht gezählt, der Grund steht daneben. Die Nummer eines Schritts öffnet alle seine Messwerte, seinen Abdruck und was sich berichtigen lässt.
session-step-open = Schritt { $number }: alle Messwerte und Berichtigungen
session-go-to = Ab Schritt
session-go = Zeigen
session-rests = Auf ruhendem Band
session-standing = Stehen
session-drills = Übungen
standing-from = Ab
standing-duration = Dauer, s
standing-feet = Füße
standing-share = Gewicht L : R, %
standing-path = Weg des Druckmittelpunkts, mm
standing-speed = Sein Tempo, mm/s
standing-ellipse = 95-%-Ellipse, mm²
rest-drill-kind = Übung
rest-drill-from = Ab
rest-drill-contacts = Kontakte
rest-drill-rate = Pro Minute
rest-drill-scatter = Streuung des Rhythmus, %
rest-drill-contact-left = Kontakt links, ms
rest-drill-contact-right = Kontakt rechts, ms
rest-drill-share = Zeit L : R, %
rest-drill-ball-left = Nur Ballen links, %
rest-drill-ball-right = Nur Ballen rechts, %
rest-drill-is-change-of-support = Wechsel des Standbeins
rest-drill-is-tapping = Tippen
rest-drill-is-hops = Hüpfen auf einem Bein
rest-drill-is-jumps = Sprünge
rest-drill-is-mixed = gemischt

drift-name = Im Verlauf
drift-from = { $change } ab { $time }, eine bleibende, glaubhafte Änderung
drift-trend = { $change } pro Minute (95 %: { $low } bis { $high }), glaubhaft
drift-none = keine glaubhafte Drift
drift-few = zu wenige Schritte für ein Urteil (unter { $least })

step-title = Schritt { $number }
step-landed = aufgesetzt bei { $time } s
step-not-counted = Er zählt in keinem Mittel.
step-left-out = ausgelassen von { $author }
step-corrected = berichtigt von { $author }
step-neighbours = Benachbarte Schritte
step-before = Schritt davor
step-after = Schritt danach
step-correct = Was es war
step-analyzer-says = { $side ->
    [left] Die Auswertung sagt: links, { $kind }, Sicherheit { $confidence }.
   *[right] Die Auswertung sagt: rechts, { $kind }, Sicherheit { $confidence }.
} Was hier gesagt wird, steht daneben und ersetzt das nicht.
step-strike = Aufsetzen
step-as-found = wie gefunden
step-leave-out = Diesen Schritt in keinem Mittel zählen
step-zone = { $zone ->
    [heel] Ferse belastet, ms
    [midfoot] Mittelfuß belastet, ms
    [ball] Ballen belastet, ms
   *[toes] Zehen belastet, ms
}
correction-strike = Aufsetzen: { $kind }
correction-side = { $side ->
    [left] linker Fuß
   *[right] rechter Fuß
}
correction-left-out = ausgelassen
correction-back = wie die Auswertung ihn fand

edit-session = Notiz, Schmerz, Läufer
edit-pain-before = Schmerz vorher, 0 bis 10
edit-pain-after = Schmerz nachher, 0 bis 10
edit-pain-unknown = nicht gefragt
edit-pain-none = (keiner)
edit-pain-worst = (schlimmster vorstellbarer)
edit-runner = Wessen Sitzung es ist
edit-runner-unknown = Es gibt keinen Läufer { $name }; zuerst auf der Seite Läufer anlegen.
edit-reason = Grund (freiwillig)
edit-kept = Was vorher hier stand, bleibt erhalten, mit wer und wann.
edit-save = Speichern
edit-cancel = Abbrechen

versions-title = Verlauf der Änderungen
versions-how = Nichts, was ein Mensch gesagt hat, wird überschrieben: Jede Änderung ist eine weitere Fassung, und die neueste zählt.
versions-session = Was zur Sitzung gesagt wurde
versions-steps = Berichtigte Schritte
versions-no-steps = Kein Schritt wurde berichtigt.
versions-when = Wann
versions-who = Wer
versions-what = Was
versions-why = Warum
versions-step = Schritt
versions-first = begonnen
versions-began = die Sitzung begann
versions-note = Notiz
versions-pain-before = Schmerz vorher
versions-pain-after = Schmerz nachher
versions-runner-id = Läufer, nach Nummer
