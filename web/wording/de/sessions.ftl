sessions-title = Sitzungen
sessions-date = Datum
sessions-runner = Läufer
sessions-note = Notiz
sessions-duration = Dauer
sessions-steps = Schritte
sessions-state = Zustand
sessions-complete = vollständig
sessions-interrupted = unterbrochen
sessions-recording = läuft
sessions-none = Noch keine Sitzungen
sessions-none-hint = In der Live-Ansicht einen Läufer eintragen und die Aufzeichnung beginnen.
sessions-search-label = Sitzungen suchen
sessions-search = Läufer oder Notiz
sessions-from = Von
sessions-to = Bis
sessions-any = alle
sessions-mat = Matte
sessions-phase = Phase
sessions-protocol = Protokoll
sessions-pain = Schmerz
sessions-find = Suchen
sessions-all = Alle zeigen
sessions-of = nur { $name }
sessions-found = { $count ->
    [0] Keine Sitzung
    [one] Eine Sitzung
   *[other] { $count } Sitzungen
}
sessions-nothing = Keine Sitzung passt
sessions-nothing-hint = Einen Filter wegnehmen oder nach weniger Wörtern suchen.
list-pages = Seiten der Liste
list-before = Neuere
list-after = Ältere
list-page = Seite { $page } von { $pages }
phase-warm-up = Aufwärmen
phase-natural = natürlich
phase-cued = mit Hinweis
phase-retention = ohne Hinweis
phase-free = frei
