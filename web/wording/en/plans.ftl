nav-plans = Plans

plans-title = Plans
plans-lead = Eight sessions, three or four a week: 15 to 30 minutes, with feedback all the time at first and ever less from the fifth on. What is learned should work without the screen.
plans-runner = Runner
plans-progress = Done
plans-next = Next
plans-none = no plan
plans-over = all done
plans-overdue = due { $day }
plans-open = Open plan
plans-no-runners = No runners yet
plans-no-runners-hint = A runner is added with the first session.
plans-rules = When to stop
plans-rules-lead = Shown before every session. The clinic may put it in its own words, one line a rule; emptied, ours come back.
plans-rules-language = { $language ->
    [de] German
   *[en] English
}
plans-rules-save = Save
plans-saved = Saved.

plan-title = Plan of { $runner }
plan-make = Make a plan
plan-make-lead = Eight sessions from the template. Each may be changed afterwards.
plan-first = From
plan-days = Days of the week, three or four
plan-day-0 = Mon
plan-day-1 = Tue
plan-day-2 = Wed
plan-day-3 = Thu
plan-day-4 = Fri
plan-day-5 = Sat
plan-day-6 = Sun
plan-aim = Aim
plan-aim-ball_first_percent = Ball first, at least 80 %
plan-aim-cadence_spm = Cadence 5 % above one’s own
plan-aim-onset_steepness_per_s = A quieter landing: onset at most 80 % of one’s own
plan-aim-why = One aim at a time. A quicker cadence is the gentler first step: landing on the ball moves load to calf and forefoot, and done in haste it injures.
plan-make-it = Make the plan
plan-col-session = Session
plan-col-day = Day
plan-col-minutes = Minutes
plan-col-feedback = Feedback
plan-col-state = State
plan-col-note = Note
plan-col-found = Without feedback
plan-found-natural = as always { $value }
plan-found-retention = by oneself { $value }
plan-found-recall = with the cue in mind { $value }
plan-state-done = done
plan-state-stopped = stopped early
plan-state-due = due
plan-state-later = planned
plan-session-link = session { $number }
plan-change = Change
plan-save = Save
plan-withdraw = Withdraw
plan-withdraw-all = Withdraw what is left
plan-withdrawn-stays = What is withdrawn stays stored.
plan-start = Start session { $session } of { $of }
plan-start-lead = Opens the checklist.
plan-empty = No sessions are planned.
plan-all-done = All planned sessions are done.

start-title = Start a protocol
start-planned = { $session ->
    [0] Planned session
   *[other] Planned: session { $session } of { $of }
}
start-facts = { $minutes } minutes of practice, { $percent } % of it with feedback
start-what = What
start-who = Who
start-checks = Before it starts
start-check-belt_steady = The belt’s speed holds (or the belt stands)
start-check-mat_healthy = The mat has no fault
start-check-shoes_noted = Shoes are noted above
start-check-pain_asked = Pain was asked for
start-check-consent = The runner has read when to stop, and agrees to start
start-check-ok = yes
start-check-not = no
start-note = Shoes and note
start-aim = Aim
start-aim-none = none
start-cue = Cue, in your own words (empty: ours)
start-go = Start
start-running = A session is being recorded. Stop it first.
start-consent-first = Tick the last line first.
