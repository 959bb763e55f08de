runners-title = Läufer
runners-name = Name oder Kürzel
runners-name-hint = Ein Kürzel ist besser als ein Name: Es steht in Listen, Berichten und Exporten.
runners-foot = Fuß
runners-mass = Körpermasse
runners-height = Größe
runners-last = Letzte Sitzung
runners-none = Noch keine Läufer
runners-none-hint = Hier anlegen oder eine Sitzung mit einem neuen Namen oder Kürzel beginnen.
runners-new = Neuer Läufer
runners-search = Name oder Kürzel
runners-all = Alle zeigen
runners-found = { $count ->
    [0] Kein Läufer
    [one] Ein Läufer
   *[other] { $count } Läufer
}
runners-nothing = Kein Läufer passt
runners-nothing-hint = Nach weniger Buchstaben suchen.
runners-edit = Angaben ändern
runners-plan = Plan
runners-sessions = { $count ->
    [0] Keine Sitzungen
    [one] Eine Sitzung
   *[other] Alle { $count } Sitzungen
}
runners-facts = Was bekannt ist
runners-foot-in = Länge von Fuß oder Schuh, { $unit }
runners-mass-in = Körpermasse, { $unit }
runners-height-in = Größe, { $unit }
runners-shoe-size = Schuhgröße
runners-shoes = Schuhe
runners-notes = Notizen
runners-from-size = Fußlänge aus einer Schuhgröße
runners-size-system = Größe in
runners-size-number = Größe
runners-size-take = Übernehmen
runners-size-taken = Etwa { $length }. Ein gemessener Fuß ist besser: Hersteller unterscheiden sich um eine Größe.
runners-size-how = EU: zwei Drittel Zentimeter je Größe, minus 1,5 cm, um die der Schuh länger ist als der Fuß. UK und US: ein Drittel Zoll je Größe, Fuß in Zoll = (UK + 23) / 3 = (US Herren + 22) / 3 = (US Damen + 20,5) / 3.
shoe-eu = EU
shoe-uk = UK
shoe-us-men = US Herren
shoe-us-women = US Damen
runners-history = Über die Sitzungen
runners-history-how = Ein Punkt je Sitzung. Nur Sitzungen bei ähnlicher Bandgeschwindigkeit und gleicher Kontaktschwelle vergleichen.
runners-left-out = { $count ->
    [one] Eine simulierte Sitzung ist ausgelassen.
   *[other] { $count } simulierte Sitzungen sind ausgelassen.
}
runners-lines = Linien in den Diagrammen
runners-band = innerhalb der kleinsten glaubhaften Änderung (MDC95) um die letzte Sitzung
runners-pain-before = Schmerz vorher
runners-pain-after = Schmerz nachher
runners-pain-unit = 0 bis 10
runners-plot = { $name } über die Sitzungen
runners-plot-empty = Von keiner Sitzung bekannt.
runners-no-history = Die Linien beginnen mit der ersten beendeten Sitzung.
runners-latest = Letzte Sitzungen
runners-no-sessions = Noch keine Sitzungen
runners-told = zu Beginn einer Sitzung angegeben
runners-nothing-changed = nichts geändert
runners-field = { $field ->
    [name] Name
    [foot_length_m] Fuß
    [body_mass_kg] Körpermasse
    [height_m] Größe
    [shoe_size] Schuhgröße
    [shoes] Schuhe
   *[notes] Notizen
}
runners-data = Herausgeben oder löschen
runners-data-how = Beides geschieht auf der Befehlszeile, wo es niemand versehentlich tut. Der Export ist eine Datei mit allem, was von diesem Läufer gespeichert ist; das Löschen ist endgültig und hinterlässt eine Quittung.
runners-export = strikemat runner export { $name } DATEI.zip
runners-erase = strikemat runner erase { $name }
