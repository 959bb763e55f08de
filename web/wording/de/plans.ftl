nav-plans = Pläne

plans-title = Pläne
plans-lead = Acht Sitzungen, drei oder vier pro Woche: 15 bis 30 Minuten, zuerst mit ständiger Rückmeldung, ab der fünften mit immer weniger. Das Gelernte soll ohne Bildschirm gelingen.
plans-runner = Läufer
plans-progress = Erledigt
plans-next = Als Nächstes
plans-none = kein Plan
plans-over = alles erledigt
plans-overdue = fällig { $day }
plans-open = Plan öffnen
plans-no-runners = Noch keine Läufer
plans-no-runners-hint = Ein Läufer kommt mit seiner ersten Sitzung dazu.
plans-rules = Wann aufzuhören ist
plans-rules-lead = Steht vor jeder Sitzung. Die Praxis kann es in eigene Worte fassen, eine Zeile je Regel; geleert kommen unsere zurück.
plans-rules-language = { $language ->
    [de] Deutsch
   *[en] Englisch
}
plans-rules-save = Speichern
plans-saved = Gespeichert.

plan-title = Plan von { $runner }
plan-make = Einen Plan machen
plan-make-lead = Acht Sitzungen nach der Vorlage. Jede lässt sich danach ändern.
plan-first = Ab
plan-days = Wochentage, drei oder vier
plan-day-0 = Mo
plan-day-1 = Di
plan-day-2 = Mi
plan-day-3 = Do
plan-day-4 = Fr
plan-day-5 = Sa
plan-day-6 = So
plan-aim = Ziel
plan-aim-ball_first_percent = Ballen zuerst, mindestens 80 %
plan-aim-cadence_spm = Schrittfrequenz 5 % über der eigenen
plan-aim-onset_steepness_per_s = Leiser aufsetzen: Anstieg höchstens 80 % des eigenen
plan-aim-why = Immer nur ein Ziel. Eine höhere Schrittfrequenz ist der sanftere erste Schritt: Das Aufsetzen mit dem Ballen verlagert Last auf Wade und Vorfuß, und in Eile getan verletzt es.
plan-make-it = Plan machen
plan-col-session = Sitzung
plan-col-day = Tag
plan-col-minutes = Minuten
plan-col-feedback = Rückmeldung
plan-col-state = Stand
plan-col-note = Notiz
plan-col-found = Ohne Rückmeldung
plan-found-natural = wie immer { $value }
plan-found-retention = von selbst { $value }
plan-found-recall = an den Hinweis denkend { $value }
plan-state-done = erledigt
plan-state-stopped = vorzeitig beendet
plan-state-due = fällig
plan-state-later = geplant
plan-session-link = Sitzung { $number }
plan-change = Ändern
plan-save = Speichern
plan-withdraw = Zurückziehen
plan-withdraw-all = Den Rest zurückziehen
plan-withdrawn-stays = Zurückgezogenes bleibt gespeichert.
plan-start = Sitzung { $session } von { $of } beginnen
plan-start-lead = Öffnet die Checkliste.
plan-empty = Es sind keine Sitzungen geplant.
plan-all-done = Alle geplanten Sitzungen sind erledigt.

start-title = Ein Protokoll beginnen
start-planned = { $session ->
    [0] Geplante Sitzung
   *[other] Geplant: Sitzung { $session } von { $of }
}
start-facts = { $minutes } Minuten Übung, davon { $percent } % mit Rückmeldung
start-what = Was
start-who = Wer
start-checks = Vor dem Beginn
start-check-belt_steady = Die Bandgeschwindigkeit ist gleichmäßig (oder das Band steht)
start-check-mat_healthy = Die Matte hat keine Störung
start-check-shoes_noted = Die Schuhe sind oben notiert
start-check-pain_asked = Nach Schmerz wurde gefragt
start-check-consent = Der Läufer hat gelesen, wann aufzuhören ist, und will beginnen
start-check-ok = ja
start-check-not = nein
start-note = Schuhe und Notiz
start-aim = Ziel
start-aim-none = keines
start-cue = Hinweis in eigenen Worten (leer: unserer)
start-go = Beginnen
start-running = Es wird schon eine Sitzung aufgezeichnet. Bitte zuerst beenden.
start-consent-first = Bitte zuerst die letzte Zeile ankreuzen.
