session-title = Sitzung
session-runner = Läufer, Name oder Kürzel
session-note = Notiz (freiwillig)
session-measures = Fußlänge und Körpermasse
session-foot = Fuß oder Schuh, { $unit }
session-mass = Körpermasse, { $unit }
session-foot-why = Mit der Fußlänge ist der Strike-Index bekannt, auch wenn die Ferse nie aufsetzt. Bleibt sie leer, wird sie aus ganzen Abdrücken gelernt.
session-start = Aufzeichnung beginnen
session-recording = Zeichnet auf
session-saving = Speichert
session-paused = Pause
session-pause = Pause
session-resume = Weiter
session-stop = Beenden und speichern
session-saved = { $count ->
    [one] ein Schritt gespeichert
   *[other] { $count } Schritte gespeichert
}
session-trouble = Zurzeit wird nicht gespeichert: { $problem }. Neuer Versuch folgt.
session-lost = Bisher verloren: { $frames } Bilder, { $steps } Schritte.
session-works = Das Speichern geht wieder.
session-stopped = Beendet.
session-open = Sitzung { $number } öffnen
