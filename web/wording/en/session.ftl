session-report = Report
session-report-pdf = Report as PDF
session-steps-found = { $count ->
    [one] one step
   *[other] { $count } steps
}
session-was-interrupted = This session was interrupted: the program or the mat stopped while it was recorded. Everything up to the last stored moment is here.
session-is-recording = This session is still being recorded. Load the page again to see more; the summary comes when it is stopped.
session-gap = Missing from { $first } s to { $last } s: { $frames } frames, { $steps } steps. Reason: { $reason }.
session-paused-from = Paused from { $first } s to { $last } s.
session-summary = Summary
session-summary-of = mean ± standard deviation of { $count } complete steps
session-both = Both feet
session-used = Steps used / found
session-threshold = Contact threshold { $force } N
session-rate = { $rate } frames/s
session-mat = mat { $name }
session-foot-is = foot { $length }
session-comparable = Contact times are comparable only at the same threshold.
session-table = Table of numbers
session-prints = Footprints
session-print-mean = mean of { $count }
session-print-last = last
session-print-mean-label = { $side ->
    [left] Left footprint, mean
   *[right] Right footprint, mean
}
session-print-last-label = { $side ->
    [left] Left footprint, last
   *[right] Right footprint, last
}
session-course = Course of the session
session-landings = Every landing
session-landings-how = upper lane left foot, lower lane right foot; within a lane ball high, midfoot middle, heel low
session-landings-chart = Kind of every landing in order
session-index-how = 0 back of the heel, 100 tip of the toes
session-index-chart = Strike index of each step over time
session-contact-how = threshold { $force } N; filled left foot, hollow right foot
session-contact-chart = Contact time of each step over time
session-steps-shown = Steps { $first }–{ $last } of { $count }
session-col-no = No.
session-col-side = Foot
session-col-landed = Landed, s
session-col-strike = Strike
session-col-peak = Peak
session-col-remark = Remark
session-earlier = Earlier
session-later = Later
session-no-steps = No steps in this session
session-replay = Replay
session-compare = Compare with …
session-edit = Note, pain, runner …
session-versions = History of changes
session-corrected = { $count ->
    [one] One step was corrected or left out by a person.
   *[other] { $count } steps were corrected or left out by a person.
}
session-shares = What landed first
session-shares-of = { $side ->
    [left] Left foot:
   *[right] Right foot:
}
session-print-mean-plain = mean
session-map = Where the feet landed
session-map-label = Landing points on the deck, front on top: left foot filled, right foot hollow, coloured by kind
session-zoom = Drag over the chart to enlarge a part of it; double-click to see all.
session-read = Step { $number }, { $time }, { $side ->
    [left] left
   *[right] right
}, { $kind }: { $value }
session-lines = Lines in the charts
session-minute-mean = mean of each minute
session-marks = Marked moments
session-phases = Phases
session-gaps = Pauses and gaps
session-change-point = lasting change
session-compare-phases = Compare two phases
session-minutes = Minute by minute
session-minute = Minute
session-measures-title = All measures
session-measures-how = Mean ± standard deviation of the complete steps that have the measure. L − R: left less right with its 95 % interval, from 25 steps a side on. Symmetry: Robinson's index, positive when the left is greater; healthy runners are not symmetric. Least change: the smallest difference between two sessions worth believing (MDC95), as this session's own scatter lets it be estimated; a new day or shoe adds to it.
session-measure = Measure
session-cv = CV, %
session-difference = L{ "\u00A0" }−{ "\u00A0" }R (95{ "\u00A0" }%)
session-symmetry = Symmetry, %
session-least = Least change
session-n = Steps
session-interval = ({ $low } to { $high })
session-interval-plain = { $low } to { $high }
session-statistics-wait = The statistics of this long session are being worked out, once; the page loads again when they are there.
session-statistics-later = The statistics come when the session has been stopped.
session-steps-how = Struck through: not counted, for the reason beside it. A step's number opens all of its measures, its print, and what can be corrected.
session-step-open = Step { $number }: all measures and corrections
session-go-to = From step
session-go = Show
session-rests = On a belt at rest
session-standing = Standing
session-drills = Drills
standing-from = From
standing-duration = Duration, s
standing-feet = Feet
standing-share = Weight L : R, %
standing-path = Way of the centre of pressure, mm
standing-speed = Its speed, mm/s
standing-ellipse = 95 % ellipse, mm²
rest-drill-kind = Drill
rest-drill-from = From
rest-drill-contacts = Contacts
rest-drill-rate = A minute
rest-drill-scatter = Scatter of the rhythm, %
rest-drill-contact-left = Contact left, ms
rest-drill-contact-right = Contact right, ms
rest-drill-share = Time L : R, %
rest-drill-ball-left = Ball only left, %
rest-drill-ball-right = Ball only right, %
rest-drill-is-change-of-support = change of support
rest-drill-is-tapping = tapping
rest-drill-is-hops = hops
rest-drill-is-jumps = jumps
rest-drill-is-mixed = mixed

drift-name = Over time
drift-from = { $change } from { $time } on, a lasting change worth believing
drift-trend = { $change } a minute (95 %: { $low } to { $high }), worth believing
drift-none = no drift worth believing
drift-few = too few steps to tell (fewer than { $least })

step-title = Step { $number }
step-landed = landed at { $time } s
step-not-counted = It is left out of every mean.
step-left-out = left out by { $author }
step-corrected = corrected by { $author }
step-neighbours = Neighbouring steps
step-before = Step before
step-after = Step after
step-correct = What it was
step-analyzer-says = { $side ->
    [left] The analyzer says: left, { $kind }, confidence { $confidence }.
   *[right] The analyzer says: right, { $kind }, confidence { $confidence }.
} What you say is kept beside it, not instead of it.
step-strike = Strike
step-as-found = as found
step-leave-out = Leave this step out of every mean
step-zone = { $zone ->
    [heel] Heel loaded, ms
    [midfoot] Midfoot loaded, ms
    [ball] Ball loaded, ms
   *[toes] Toes loaded, ms
}
correction-strike = strike: { $kind }
correction-side = { $side ->
    [left] left foot
   *[right] right foot
}
correction-left-out = left out
correction-back = as the analyzer found it

edit-session = Note, pain, runner
edit-pain-before = Pain before, 0 to 10
edit-pain-after = Pain after, 0 to 10
edit-pain-unknown = not asked
edit-pain-none = (none)
edit-pain-worst = (worst imaginable)
edit-runner = Whose session it is
edit-runner-unknown = There is no runner { $name }; make one on the page Runners first.
edit-reason = Reason (optional)
edit-kept = What stood here before is kept, with who changed it and when.
edit-save = Save
edit-cancel = Cancel

versions-title = History of changes
versions-how = Nothing that a person said is overwritten: every change is a further version, and the newest counts.
versions-session = What was said of the session
versions-steps = Corrected steps
versions-no-steps = No step has been corrected.
versions-when = When
versions-who = Who
versions-what = What
versions-why = Why
versions-step = Step
versions-first = begun
versions-began = the session began
versions-note = Note
versions-pain-before = Pain before
versions-pain-after = Pain after
versions-runner-id = Runner, by number
