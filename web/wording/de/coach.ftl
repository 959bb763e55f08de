coach-title = Trainer
coach-now = Jetzt
coach-steps = Schritte bisher
coach-strip = Letzte 100 Schritte
coach-course = Index und Kontaktzeit über der Zeit
coach-index-plot = Strike-Index, %
coach-contact-plot = Bodenkontaktzeit, ms
coach-plots-empty = Die Linien beginnen mit den ersten vollständigen Schritten.
coach-plot-legend = Linien
coach-marked = gemerkter Augenblick
coach-sides = Links und rechts
coach-sides-of = { $count ->
    [0] Noch keine vollständigen Schritte.
    [one] Der letzte vollständige Schritt; Drift über den ganzen Lauf.
   *[other] Mittel der letzten { $count } vollständigen Schritte; Drift über den ganzen Lauf.
}
coach-difference = L − R
coach-drift = Drift
coach-zones = Kraft nach Zonen
coach-marks = Gemerkte Augenblicke
coach-mark = Merken
coach-mark-note = Notiz zu diesem Augenblick
coach-mark-hint = Was ist gerade geschehen?
coach-marks-empty = Gemerktes gehört zur Sitzung; bitte zuerst eine beginnen.
coach-mark-plain = Augenblick
coach-target = Ziel für den Läufer
coach-target-none = Kein Ziel
coach-target-is = { $measure }: { $value }
coach-target-measure = Größe
coach-target-value = Wert
coach-target-set = Ziel setzen
coach-target-clear = Entfernen
coach-target-met = erreicht
coach-target-not-met = nicht erreicht
zone-toes = Zehen
zone-ball = Ballen
zone-midfoot = Mittelfuß
zone-heel = Ferse
