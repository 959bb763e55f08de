health-title = Zustand der Matte
health-begin-title = Matte prüfen
health-what = Die Live-Ansicht ruht so lange. Die leere Matte dauert zwei Sekunden; dann wird jede Zelle einmal gedrückt, denn eine tote Zelle oder eine unterbrochene Reihe zeigt sich nur unter Last. Während einer Aufzeichnung nicht möglich.
health-begin = Prüfen, leer und gedrückt
health-begin-rest = Nur die leere Matte
health-result = Letzte Prüfung
health-good = An dem, was geprüft wurde, fehlt nichts.
health-wrong = { $count ->
    [one] Eines ist nicht in Ordnung.
   *[other] { $count } Dinge sind nicht in Ordnung.
}
health-map = Karte der Zellen
health-map-says = Karte der Zellen: { $bad } von { $all } sind nicht gut
health-legend = Was die Zellen zeigen
health-was-pressed = Leere und gedrückte Matte.
health-not-pressed = Nur die leere Matte wurde geprüft: Tote Zellen und unterbrochene Reihen zeigen sich so nicht.
health-noise = Rauschen einer Zelle höchstens { $most } Codes.
health-rates = Leere Matte { $frames } Bilder/s, als Raster { $raster } Bilder/s, Takt { $clock } MHz.
