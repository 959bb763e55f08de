report-title = Session report
report-session = Session { $number }
report-simulated = SIMULATED
report-simulated-note = No person was on the mat: these figures come from a simulated runner and say nothing of anyone.
report-label-note = Mat marked { $label }: not a person on a wired mat.
report-fact-date = Date
report-fact-duration = Duration
report-fact-steps = Complete steps
report-of = { $used } of { $found }
report-fact-cadence = Cadence
report-cadence = { $value } steps/min
report-fact-speed = Belt speed
report-fact-foot = Foot length
report-fact-mass = Body mass
report-note = Note: { $note }
report-interrupted = The session was interrupted; it counts up to its last stored moment.
report-recording = The session is still being recorded; this is how it stands now.
report-lost = Not stored: { $frames } frames and { $steps } steps.
report-corrected = { $count ->
    [one] One step was corrected or left out by hand.
   *[other] { $count } steps were corrected or left out by hand.
}
report-protocol = { $protocol ->
    [two-minute] Two-minute protocol
    [retraining] Retraining, session { $session } of { $of }
    [drill] Drills on the standing belt
   *[free] Free run
}, { $state ->
    [complete] complete.
    [running] still running.
   *[stopped] stopped early.
}
report-cue = Cue: { $cue }
report-pain = Pain, 0 (none) to 10: { $before } before, { $after } after.
report-phases = Phase by phase (ball first, strike index, cadence): { $phases }.
report-phase = { $stage ->
    [settle] settling in
    [warm-up] warm-up
    [natural] as always
    [cue] with the cue
    [cued] with a cue
    [retention] by oneself after it
    [recall] thinking of the cue
    [practice] practice
    [ready] getting ready
    [change-of-support] change of support
    [tapping] tapping
    [hops] hops
    [rest] rest
   *[free] free
} { $ball }, { $index }, { $cadence }
report-no-steps = No complete step was seen, so nothing could be measured. A step is complete when the foot lands and leaves within the mat, between start and stop.
report-few-steps = Only { $count } complete steps: below { $fewest } no interval or comparison is given.
report-prints = Footprints and landings
report-print = { $side ->
    [left] Left foot
   *[right] Right foot
}{ $count ->
    [0] {""}
   *[other] {", mean of "}{ $count }
}
report-print-none = no complete step
report-prints-how = Grey: greatest force at each place, dark is most in this print. Line: path of the centre of pressure. Dots: where each of these steps landed, coloured by what landed first.
report-side = { $side ->
    [left] Left
   *[right] Right
}
report-steps = { $count ->
    [one] 1 step
   *[other] { $count } steps
}
report-kind = { $kind ->
    [heel] Heel
    [midfoot] Midfoot
    [ball] Ball
   *[unsure] Unsure
}
report-strikes = What landed first
report-index = Strike index of every complete step
report-table = Key measures
report-column-measure = Measure
report-column-mean = Mean (95 % interval)
report-column-change = Minimal change
report-column-left = Left
report-column-right = Right
report-column-earlier = Last time
report-column-verdict = Compared with last time
report-measure-ball_first_percent = Ball first, %
report-measure-strike_index_percent = Strike index, %
report-measure-contact_time_s = Contact time, ms
report-measure-flight_time_s = Flight time, ms
report-measure-step_time_s = Step time, ms
report-measure-step_length_m = Step length, cm
report-measure-step_width_m = Step width, cm
report-unit-ball_first_percent = points
report-unit-strike_index_percent = points
report-unit-contact_time_s = ms
report-unit-flight_time_s = ms
report-unit-step_time_s = ms
report-unit-step_length_m = cm
report-unit-step_width_m = cm
report-interval = { $low } to { $high }
report-verdict-none = no difference worth believing
report-verdict-few = too few steps to tell
report-verdict-threshold = not comparable: other contact threshold
report-verdict-unsure = { $change }; usual scatter unknown
report-change = { $measure ->
    [strike_index_percent] { $direction ->
        [more] further forward by { $amount }
       *[less] further back by { $amount }
    }
    [ball_first_percent] { $direction ->
        [more] more often by { $amount }
       *[less] less often by { $amount }
    }
    [step_width_m] { $direction ->
        [more] wider by { $amount }
       *[less] narrower by { $amount }
    }
   *[other] { $direction ->
        [more] longer by { $amount }
       *[less] shorter by { $amount }
    }
}
report-no-earlier = No earlier session of this runner to compare with.
report-earlier = Last time: session { $number }, { $date }, { $steps } complete steps, belt { $speed }.
report-speeds-differ = The belt ran at another speed last time ({ $before }, now { $now }); that alone moves most of these measures.
report-change-how = Minimal change: MDC95, the smallest difference between two sessions that is worth believing; the scatter between sessions is taken from the blocks of this session, which is the least it can be.
report-definitions = What the words mean
report-define-strike_index-name = Strike index
report-define-strike_index = place of the centre of pressure in the first 20 ms of contact; 0 % is the back of the heel, 100 % the tip of the toes. With equal onset of heel and ball: below 34 % heel, above 56 % ball, midfoot between. Thin evidence is "unsure", never a guess.
report-define-ball_first-name = Ball first
report-define-ball_first = share of the named steps that landed on the ball.
report-define-contact-name = Contact
report-define-contact = from the moment the foot's force rises above { $threshold } until it falls below; flight: from there to the next landing, none in walking. Times compare only at one threshold.
report-define-step-name = Step time, length, width
report-define-step = from the other foot's last contact or print to this one; the length along the belt.
report-define-interval-name = 95 % interval
report-define-interval = how well this session's mean is known (moving-block bootstrap, from 25 steps on); left and right are plain means.
report-define-verdict-name = Comparison
report-define-verdict = a difference is stated when its 95 % interval leaves out zero and it reaches the minimal change of both sessions.
report-limits = What the mat cannot see
report-limit-diagnosis = This report describes landings. It is no diagnosis and no advice, and no measure here has a normal value.
report-limit-body = Knees, hips, trunk and arms; joint load, loading rate in body weights and forces along the belt.
report-limit-shoe = The mat feels the sole, not the foot: a shoe moves and widens the print.
report-limit-grid = One cell is { $along } × { $across }; what is finer is computed, not felt.
report-limit-midfoot = Midfoot landings are the hardest to tell; trust the index more than the name.
report-limit-belt = Running on a belt may differ from running on the ground.
report-device = How it was measured
report-device-mat = Mat
report-device-mat-is = { $name }, { $rows } × { $cols } cells, { $rate } frames/s
report-device-treadmill = Treadmill
report-device-calibration = Calibration
report-device-no-calibration = none: the mat delivers forces
report-device-analyzer = Analyzer
report-device-analyzer-is = version { $version }, { $settings }
report-device-standard = standard settings
report-device-threshold = Contact threshold
report-unknown = unknown
report-made = Made { $date } with Strikemat { $version }
report-one-page = Page 1 of 1
