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
