protocol-two-minute = Zwei-Minuten-Protokoll
protocol-two-minute-what = Einlaufen, wie immer laufen, mit Hinweis laufen, wieder ohne. Nach zwei Minuten hört es von selbst auf.
protocol-retraining = Umlernen
protocol-free = Freier Lauf
protocol-free-what = Wird aufgezeichnet, bis jemand beendet; Rückmeldung, solange es ein Ziel gibt.
protocol-drill = Übungen auf dem stehenden Band
protocol-drill-what = Standbeinwechsel, Tippen, Hüpfen zum Metronom. Das Band bleibt aus.
protocol-session = Umlernen, Sitzung { $session } von { $of }

stage-settle = Einlaufen
stage-settle-say = Das eigene Tempo finden und sich an das Band gewöhnen.
stage-natural = Wie immer
stage-natural-say = Laufen wie immer. Ergebnisse kommen später.
stage-cue = Mit Hinweis
stage-cue-say = Jetzt mit dem Hinweis.
stage-retention = Von selbst
stage-retention-say = Laufen, wie es kommt, ohne Hilfe.
stage-recall = An den Hinweis denken
stage-recall-say = Sich an den Hinweis erinnern. Es gibt keine Rückmeldung.
stage-practice = Üben
stage-practice-say = Üben, was der Hinweis sagt.
stage-free = Freier Lauf
stage-free-say = Laufen, wie es gefällt.
stage-ready = Bereit machen
stage-ready-say = In die Mitte der Matte stellen. Das Band bleibt aus.
stage-change-of-support = Standbeinwechsel
stage-change-of-support-say = Auf der Stelle von Fuß zu Fuß, im Takt.
stage-tapping = Tippen
stage-tapping-say = Auf einem Fuß stehen und mit dem anderen tippen, im Takt.
stage-hops = Hüpfen
stage-hops-say = Kleine Sprünge auf einem Fuß, im Takt.
stage-rest = Pause
stage-rest-say = Locker stehen und die Beine ausschütteln.
stage-warm-up = Einlaufen
stage-cued = Mit Hinweis

cue-ball_first_percent = Weich auf dem Fußballen aufsetzen und die Ferse danach sinken lassen.
cue-cadence_spm = Schnellere, kürzere Schritte, im Takt.
cue-onset_steepness_per_s = Leise aufsetzen.

run-title = Protokoll
run-remaining = Restzeit dieses Abschnitts
run-total = { $time } bis zum Ende
run-next = Danach: { $name }
run-unseen = Der Läufer sieht jetzt keine Ergebnisse
run-stages = Abschnitte des Protokolls
run-stop = Protokoll beenden
run-stop-pain = Beenden: Schmerz

feedback-off = Die Rückmeldung ist mit Absicht aus
feedback-off-why = Was ohne sie gelingt, das bleibt. Laufen, wie es sich richtig anfühlt.
feedback-later = Ergebnisse kommen mit Absicht später
feedback-later-why = So zeigen sie, wie Sie ohnehin laufen.
feedback-back = Wieder da in { $time }

aim-reached = erreicht
aim-not-reached = noch nicht
aim-unknown = wird gemessen
sound-title = Ton und Takt
sound-on = Ton auf diesem Gerät
sound-volume = Lautstärke
sound-test = Ton prüfen
sound-allow = Tippen, um Ton zu erlauben
sound-visual = Ziel groß zeigen
sound-heel = Ein leiser Tick, wenn sicher die Ferse zuerst aufsetzt.
sound-onset = Ein leiser Tick, wenn ein Aufsetzen härter beginnt als das Ziel.
sound-beat = Ein Takt, { $rate } pro Minute.
sound-none = Still: Es gibt kein Ziel und keinen Takt.
sound-off-now = Jetzt mit Absicht still: Die Rückmeldung wird weniger.
beat-rate = Schläge pro Minute
beat-start = Takt beginnen
beat-stop = Takt beenden

guess-title = Vor dem ersten Blick: Wie setzen Sie auf?
guess-ask = Was berührt das Band zuerst?
guess-heel = Ferse
guess-midfoot = Mittelfuß
guess-ball = Ballen
guess-unknown = Weiß nicht
guess-skip = Überspringen
guess-kindly = Etwa die Hälfte aller Läufer benennt das eigene Aufsetzen falsch. Es ist schwer zu spüren.
guess-waiting = Ihre Vermutung: { $said }. Gemessen wird noch: { $steps } von { $needed } klaren Schritten.
guess-right = Ihre Vermutung: { $said }. So ist es auch: { $percent } % Ihrer klaren Schritte.
guess-wrong = Ihre Vermutung: { $said }. Gemessen: { $measured }, { $percent } % Ihrer klaren Schritte. Etwa die Hälfte aller Läufer vermutet falsch; es ist schwer zu spüren.
guess-open = Sie haben nichts vermutet. Gemessen: { $measured }, { $percent } % Ihrer klaren Schritte.
guess-close = Schließen
guess-said = { $said ->
    [heel] Ferse
    [midfoot] Mittelfuß
    [ball] Ballen
    [skipped] nichts
   *[other] weiß nicht
}

after-title = Nach der Sitzung
after-of = Sitzung { $number }, { $runner }
after-pain = Schmerz jetzt, 0 (keiner) bis 10
after-note = Bemerkung
after-save = Festhalten
after-skip = Nicht gefragt
pain-before = Schmerz vorher, 0 (keiner) bis 10
pain-unasked = nicht gefragt

load-session = Diese Sitzung belastet den Fußballen mehr als vorgesehen.
load-session-remedy = Hier aufhören oder gehen; mehr als 30 % über den letzten vier Wochen ist unsere Grenze, eine Übereinkunft.
load-week = Diese Woche belastet den Fußballen mehr als vorgesehen.
load-week-remedy = Ein paar Tage Abstand lassen; mehr als 50 % über der Woche davor ist unsere Grenze, eine Übereinkunft.
training-problem = Zurzeit wird nicht gespeichert: { $problem }

drill-title = Übung
drill-wait = Der Rhythmus erscheint nach vier Kontakten.
drill-kind-change-of-support = Standbeinwechsel
drill-kind-tapping = Tippen
drill-kind-hops = Hüpfen
drill-kind-jumps = Sprünge auf beiden Füßen
drill-kind-mixed = Gemischt
drill-rate = Kontakte pro Minute
drill-rate-target = Takt { $rate }
drill-evenness = Streuung des Rhythmus
drill-contact = Kontakt, links · rechts
drill-share = Anteil des linken Fußes
drill-support = Beide Füße · keiner unten
drill-of = Über die letzten { $count } Kontakte.

stop-title = Aufhören, wenn
stop-rules =
    Aufhören bei Schmerz an einer Stelle: am Vorfuß oder Fußrücken, an der Achillessehne, in der Wade, unter der Ferse oder dem Fußgewölbe.
    Aufhören bei jedem Schmerz, der beim Laufen zunimmt oder der hinken lässt.
    Aufhören bei Schwindel, bei Schmerz in der Brust oder bei mehr Atemnot, als das Tempo erklärt. Der Notaus des Laufbands ist immer das Erste.
    Zwischen zwei Sitzungen einen Tag lassen, besser 48 Stunden. Waden, die länger schmerzen, oder eine wunde Stelle am Tag danach heißen: Pause, und mit der Fachperson sprechen.
    Nie Schuhe, Aufsetzen und Strecke zugleich ändern. Wer schon Beschwerden an Achillessehne, Wade, Mittelfußknochen oder Plantarfaszie hatte, nur mit Zustimmung der Fachperson.

training-title = Training
training-state-complete = vollständig
training-state-stopped = vorzeitig beendet
training-state-running = begonnen
training-pain = Schmerz vorher { $before }, nachher { $after }
training-phase = Phase
training-phases = Phasen
training-time = Von – bis
training-steps = Schritte
training-cue = Hinweis: { $cue }
training-load = Last auf Ballen und Zehen, alle Schritte zusammen: { $load } N s
training-start = Protokoll, Übung …
training-plan-link = Plan dieses Läufers
