live-title = Live
live-landing = Aufsetzen
live-numbers = Zahlen des Augenblicks
live-more = Weitere Zahlen
live-deck = Lauffläche
live-deck-picture = Kraft auf jeder Zelle der Matte, vorderes Ende oben
live-step-on = Bitte aufsteigen
live-watching = Beobachte
live-mixed = Gemischt
live-heel = Ferse zuerst
live-midfoot = Mittelfuß
live-ball = Ballen zuerst
live-soon = Die ersten Schritte erscheinen nach ein bis zwei Sekunden.
live-nobody = Niemand auf der Matte. Das waren die letzten Schritte.
live-few = Es braucht noch einige vollständige Schritte.
live-differ = Die letzten { $of } klaren Schritte sind verschieden.
live-agree = { $agree } der letzten { $of } klaren Schritte
live-prints = Letzte Fußabdrücke
live-print-none = { $side ->
    [left] Noch kein linker Fußabdruck
   *[right] Noch kein rechter Fußabdruck
}
live-print-wait = Noch kein vollständiger Schritt
live-print = { $side ->
    [left] Letzter linker Fußabdruck: { $words }
   *[right] Letzter rechter Fußabdruck: { $words }
}
live-print-facts = { $index ->
    [unknown] Index unbekannt
   *[other] Index { $index } %
} · { $contact } ms · { $peak } N höchstens
live-threshold = Schwelle zurzeit:
live-last = { $count ->
    [one] letzter Schritt
   *[other] letzte { $count } Schritte
}
live-clear = { $count ->
    [one] eines klaren Schritts
   *[other] von { $count } klaren Schritten
}
live-feet = L { $left } · R { $right }
live-belt-unknown = nicht gemeldet
live-belt-estimated = aus den Abdrücken geschätzt
live-scale = { $force } N je Zelle
live-target = Ziel { $value }
live-target-met = Ziel { $value } erreicht
live-front = VORN
live-belt = Band
live-mat-failed = Die Matte hat angehalten.
live-mat-ended = Die Aufzeichnung ist zu Ende.
live-link-live = verbunden
live-link-lost = Verbindung verloren, neuer Versuch
live-link-outdated = Strikemat wurde aktualisiert: Seite bitte neu laden
live-step = { $side ->
    [left] links
   *[right] rechts
}, { $kind }, Kontakt { $contact } ms
live-step-index = { $side ->
    [left] links
   *[right] rechts
}, { $kind }, Strike-Index { $index } %, Kontakt { $contact } ms
live-down = { $side ->
    [left] links
   *[right] rechts
}, { $kind }, noch am Boden
live-called = bei der Landung hieß es { $side ->
    [left] links
   *[right] rechts
}, { $kind }

warning-off-mat-front = Der Fuß landet zum Teil vor der Matte.
warning-off-mat-front-remedy = Etwas weiter hinten laufen.
warning-off-mat-rear = Der Fuß verlässt hinten zum Teil die Matte.
warning-off-mat-rear-remedy = Etwas weiter vorn laufen.
warning-off-mat-side = Der Fuß steht zum Teil neben der Matte.
warning-off-mat-side-remedy = Näher an der Mitte laufen.
warning-belt-estimated = Die Bandgeschwindigkeit ist aus den Abdrücken geschätzt.
warning-belt-estimated-remedy = Längen und Wege sind weniger genau; genau werden sie mit dem Geschwindigkeitssensor des Bandes.
warning-belt-unknown = Die Bandgeschwindigkeit ist nicht bekannt.
warning-belt-unknown-remedy = Den Geschwindigkeitssensor des Bandes anschließen, oder laufen, bis die Abdrücke sie verraten.
live-mat-working = Die Matte wird geprüft oder kalibriert; danach geht die Live-Ansicht weiter.
