report-title = Sitzungsbericht
report-session = Sitzung { $number }
report-simulated = SIMULIERT
report-simulated-note = Niemand war auf der Matte: Diese Zahlen stammen von einem simulierten Läufer und sagen über niemanden etwas aus.
report-label-note = Matte gekennzeichnet als { $label }: kein Mensch auf einer verdrahteten Matte.
report-fact-date = Datum
report-fact-duration = Dauer
report-fact-steps = Vollständige Schritte
report-of = { $used } von { $found }
report-fact-cadence = Schrittfrequenz
report-cadence = { $value } Schritte/min
report-fact-speed = Bandgeschwindigkeit
report-fact-foot = Fußlänge
report-fact-mass = Körpermasse
report-note = Notiz: { $note }
report-interrupted = Die Sitzung wurde unterbrochen; sie zählt bis zum letzten gespeicherten Augenblick.
report-recording = Die Sitzung wird noch aufgezeichnet; dies ist der jetzige Stand.
report-lost = Nicht gespeichert: { $frames } Bilder und { $steps } Schritte.
report-corrected = { $count ->
    [one] Ein Schritt wurde von Hand berichtigt oder ausgelassen.
   *[other] { $count } Schritte wurden von Hand berichtigt oder ausgelassen.
}
report-protocol = { $protocol ->
    [two-minute] Zwei-Minuten-Protokoll
    [retraining] Umlernen, Sitzung { $session } von { $of }
    [drill] Übungen auf dem stehenden Band
   *[free] Freier Lauf
}, { $state ->
    [complete] vollständig.
    [running] läuft noch.
   *[stopped] vorzeitig beendet.
}
report-cue = Hinweis: { $cue }
report-pain = Schmerz, 0 (keiner) bis 10: { $before } vorher, { $after } nachher.
report-phases = Phase für Phase (Ballen zuerst, Strike-Index, Schrittfrequenz): { $phases }.
report-phase = { $stage ->
    [settle] Einlaufen
    [warm-up] Einlaufen
    [natural] wie immer
    [cue] mit Hinweis
    [cued] mit Hinweis
    [retention] danach von selbst
    [recall] an den Hinweis denkend
    [practice] Üben
    [ready] Bereitmachen
    [change-of-support] Standbeinwechsel
    [tapping] Tippen
    [hops] Hüpfen
    [rest] Pause
   *[free] frei
} { $ball }, { $index }, { $cadence }
report-no-steps = Es wurde kein vollständiger Schritt gesehen, deshalb ließ sich nichts messen. Ein Schritt ist vollständig, wenn der Fuß zwischen Start und Stopp auf der Matte aufsetzt und sie wieder verlässt.
report-few-steps = Nur { $count } vollständige Schritte: unter { $fewest } werden weder Intervalle noch Vergleiche angegeben.
report-prints = Fußabdrücke und Aufsetzen
report-print = { $side ->
    [left] Linker Fuß
   *[right] Rechter Fuß
}{ $count ->
    [0] {""}
   *[other] {", Mittel aus "}{ $count }
}
report-print-none = kein vollständiger Schritt
report-prints-how = Grau: größte Kraft an jeder Stelle, dunkel ist die größte dieses Abdrucks. Linie: Weg des Druckmittelpunkts. Punkte: wo jeder dieser Schritte aufsetzte, gefärbt nach dem, was zuerst aufsetzte.
report-side = { $side ->
    [left] Links
   *[right] Rechts
}
report-steps = { $count ->
    [one] 1 Schritt
   *[other] { $count } Schritte
}
report-kind = { $kind ->
    [heel] Ferse
    [midfoot] Mittelfuß
    [ball] Ballen
   *[unsure] Unsicher
}
report-strikes = Was zuerst aufsetzte
report-index = Strike-Index aller vollständigen Schritte
report-table = Wichtigste Messwerte
report-column-measure = Messwert
report-column-mean = Mittel (95-%-Intervall)
report-column-change = Kleinste Änderung
report-column-left = Links
report-column-right = Rechts
report-column-earlier = Letztes Mal
report-column-verdict = Verglichen mit dem letzten Mal
report-measure-ball_first_percent = Ballen zuerst, %
report-measure-strike_index_percent = Strike-Index, %
report-measure-contact_time_s = Kontaktzeit, ms
report-measure-flight_time_s = Flugzeit, ms
report-measure-step_time_s = Schrittzeit, ms
report-measure-step_length_m = Schrittlänge, cm
report-measure-step_width_m = Schrittbreite, cm
report-unit-ball_first_percent = Punkte
report-unit-strike_index_percent = Punkte
report-unit-contact_time_s = ms
report-unit-flight_time_s = ms
report-unit-step_time_s = ms
report-unit-step_length_m = cm
report-unit-step_width_m = cm
report-interval = { $low } bis { $high }
report-verdict-none = kein glaubhafter Unterschied
report-verdict-few = zu wenige Schritte für ein Urteil
report-verdict-threshold = nicht vergleichbar: andere Kontaktschwelle
report-verdict-unsure = { $change }; übliche Streuung unbekannt
report-change = { $measure ->
    [strike_index_percent] { $direction ->
        [more] weiter vorn um { $amount }
       *[less] weiter hinten um { $amount }
    }
    [ball_first_percent] { $direction ->
        [more] häufiger um { $amount }
       *[less] seltener um { $amount }
    }
    [step_width_m] { $direction ->
        [more] breiter um { $amount }
       *[less] schmaler um { $amount }
    }
   *[other] { $direction ->
        [more] länger um { $amount }
       *[less] kürzer um { $amount }
    }
}
report-no-earlier = Keine frühere Sitzung dieser Person zum Vergleichen.
report-earlier = Letztes Mal: Sitzung { $number }, { $date }, { $steps } vollständige Schritte, Band { $speed }.
report-speeds-differ = Das Band lief beim letzten Mal anders schnell ({ $before }, jetzt { $now }); schon das verschiebt die meisten dieser Messwerte.
report-change-how = Kleinste Änderung: MDC95, der kleinste Unterschied zwischen zwei Sitzungen, der glaubhaft ist; die Streuung zwischen Sitzungen ist aus den Blöcken dieser Sitzung genommen, weniger kann sie nicht sein.
report-definitions = Was die Wörter bedeuten
report-define-strike_index-name = Strike-Index
report-define-strike_index = Ort des Druckmittelpunkts in den ersten 20 ms des Kontakts; 0 % ist das hintere Ende der Ferse, 100 % die Spitze der Zehen. Bei gleichzeitiger Belastung von Ferse und Ballen: unter 34 % Ferse, über 56 % Ballen, dazwischen Mittelfuß. Dünne Belege heißen „unsicher“, geraten wird nicht.
report-define-ball_first-name = Ballen zuerst
report-define-ball_first = Anteil der benannten Schritte, die auf dem Ballen aufsetzten.
report-define-contact-name = Kontakt
report-define-contact = vom Augenblick, in dem die Kraft des Fußes über { $threshold } steigt, bis sie darunter fällt; Flug: von da bis zum nächsten Aufsetzen, beim Gehen keiner. Zeiten sind nur bei gleicher Schwelle vergleichbar.
report-define-step-name = Schrittzeit, -länge, -breite
report-define-step = vom letzten Kontakt oder Abdruck des anderen Fußes bis zu diesem; die Länge entlang des Bandes.
report-define-interval-name = 95-%-Intervall
report-define-interval = wie genau das Mittel dieser Sitzung bekannt ist (Moving-Block-Bootstrap, ab 25 Schritten); links und rechts sind einfache Mittel.
report-define-verdict-name = Vergleich
report-define-verdict = ein Unterschied wird genannt, wenn sein 95-%-Intervall die Null auslässt und er die kleinste Änderung beider Sitzungen erreicht.
report-limits = Was die Matte nicht sehen kann
report-limit-diagnosis = Dieser Bericht beschreibt das Aufsetzen. Er ist keine Diagnose und kein Rat, und kein Messwert hat hier einen Normalwert.
report-limit-body = Knie, Hüfte, Rumpf und Arme; Gelenklast, Belastungsrate in Körpergewichten und Kräfte entlang des Bandes.
report-limit-shoe = Die Matte spürt die Sohle, nicht den Fuß: Ein Schuh verschiebt und verbreitert den Abdruck.
report-limit-grid = Eine Zelle misst { $along } × { $across }; was feiner ist, ist gerechnet, nicht gespürt.
report-limit-midfoot = Aufsetzen mit dem Mittelfuß ist am schwersten zu erkennen; der Index sagt mehr als der Name.
report-limit-belt = Laufen auf dem Band kann anders sein als Laufen auf dem Boden.
report-device = Wie gemessen wurde
report-device-mat = Matte
report-device-mat-is = { $name }, { $rows } × { $cols } Zellen, { $rate } Bilder/s
report-device-treadmill = Laufband
report-device-calibration = Kalibrierung
report-device-no-calibration = keine: die Matte liefert Kräfte
report-device-analyzer = Auswertung
report-device-analyzer-is = Version { $version }, { $settings }
report-device-standard = Standardeinstellungen
report-device-threshold = Kontaktschwelle
report-unknown = unbekannt
report-made = Erstellt am { $date } mit Strikemat { $version }
report-one-page = Seite 1 von 1
