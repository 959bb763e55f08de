coach-title = Coach
coach-now = Now
coach-steps = Steps so far
coach-strip = Last 100 steps
coach-course = Index and contact time over time
coach-index-plot = Strike index, %
coach-contact-plot = Contact time, ms
coach-plots-empty = The lines begin with the first complete steps.
coach-plot-legend = Lines
coach-marked = marked moment
coach-sides = Left and right
coach-sides-of = { $count ->
    [0] No complete steps yet.
    [one] The last complete step; drift over the whole bout.
   *[other] Mean of the last { $count } complete steps; drift over the whole bout.
}
coach-difference = L − R
coach-drift = Drift
coach-zones = Force by zone
coach-marks = Marked moments
coach-mark = Mark
coach-mark-note = Note for this moment
coach-mark-hint = What happened just now?
coach-marks-empty = Marks are kept with the session; start one first.
coach-mark-plain = Moment
coach-target = Target for the runner
coach-target-none = No target
coach-target-is = { $measure }: { $value }
coach-target-measure = Measure
coach-target-value = Value
coach-target-set = Set target
coach-target-clear = Remove
coach-target-met = reached
coach-target-not-met = not reached
zone-toes = Toes
zone-ball = Ball
zone-midfoot = Midfoot
zone-heel = Heel
