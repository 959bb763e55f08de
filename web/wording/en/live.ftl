live-title = Live
live-landing = Landing
live-numbers = Live numbers
live-more = More numbers
live-deck = Deck
live-deck-picture = Force on each cell of the mat, front of the deck on top
live-step-on = Step on
live-watching = Watching
live-mixed = Mixed
live-heel = Heel first
live-midfoot = Midfoot
live-ball = Ball first
live-soon = The first steps appear within a second or two.
live-nobody = Nobody on the mat. These were the last steps.
live-few = A few complete steps are needed.
live-differ = The last { $of } clear steps differ.
live-agree = { $agree } of the last { $of } clear steps
live-prints = Last footprints
live-print-none = { $side ->
    [left] No left footprint yet
   *[right] No right footprint yet
}
live-print-wait = No complete step yet
live-print = { $side ->
    [left] Last left footprint: { $words }
   *[right] Last right footprint: { $words }
}
live-print-facts = { $index ->
    [unknown] index unknown
   *[other] index { $index } %
} · { $contact } ms · { $peak } N peak
live-threshold = Threshold now:
live-last = { $count ->
    [one] last step
   *[other] last { $count } steps
}
live-clear = { $count ->
    [one] of one clear step
   *[other] of { $count } clear steps
}
live-feet = L { $left } · R { $right }
live-belt-unknown = not reported
live-belt-estimated = estimated from the prints
live-scale = { $force } N per cell
live-target = Target { $value }
live-target-met = Target { $value } reached
live-front = FRONT
live-belt = belt
live-mat-failed = The mat has stopped.
live-mat-ended = The recording has ended.
live-link-live = live
live-link-lost = connection lost, trying again
live-link-outdated = Strikemat was updated: load the page again
live-step = { $side ->
    [left] left
   *[right] right
}, { $kind }, contact { $contact } ms
live-step-index = { $side ->
    [left] left
   *[right] right
}, { $kind }, strike index { $index } %, contact { $contact } ms
live-down = { $side ->
    [left] left
   *[right] right
}, { $kind }, still down
live-called = at landing it was called { $side ->
    [left] left
   *[right] right
}, { $kind }

warning-off-mat-front = Part of the foot lands in front of the mat.
warning-off-mat-front-remedy = Run a little further back.
warning-off-mat-rear = Part of the foot leaves the mat at the rear.
warning-off-mat-rear-remedy = Run a little further forward.
warning-off-mat-side = Part of the foot is beside the mat.
warning-off-mat-side-remedy = Run nearer to the middle.
warning-belt-estimated = The belt speed is estimated from the prints.
warning-belt-estimated-remedy = Lengths and distances are less exact; connect the belt's speed sensor for exact ones.
warning-belt-unknown = The belt speed is not known.
warning-belt-unknown-remedy = Connect the belt's speed sensor, or run until the prints tell it.
live-mat-working = The mat is being examined or calibrated; the live view comes back afterwards.
