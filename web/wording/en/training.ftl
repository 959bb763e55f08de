protocol-two-minute = Two-minute protocol
protocol-two-minute-what = Settle, run as always, run with a cue, run without it again. It stops by itself after two minutes.
protocol-retraining = Retraining
protocol-free = Free run
protocol-free-what = Recorded until you stop it; feedback while there is a target.
protocol-drill = Drills on the standing belt
protocol-drill-what = Change of support, tapping, hops, to a metronome. The belt stays off.
protocol-session = Retraining, session { $session } of { $of }

stage-settle = Settle in
stage-settle-say = Find your pace and get used to the belt.
stage-natural = As always
stage-natural-say = Run as you always run. Results come later.
stage-cue = With the cue
stage-cue-say = Now with the cue.
stage-retention = By yourself
stage-retention-say = Run as it comes, without help.
stage-recall = Think of the cue
stage-recall-say = Remember the cue. There is no feedback.
stage-practice = Practice
stage-practice-say = Practise what the cue says.
stage-free = Free run
stage-free-say = Run as you like.
stage-ready = Get ready
stage-ready-say = Stand in the middle of the mat. The belt stays off.
stage-change-of-support = Change of support
stage-change-of-support-say = From foot to foot on the spot, to the beat.
stage-tapping = Tapping
stage-tapping-say = Stand on one foot and tap with the other, to the beat.
stage-hops = Hops
stage-hops-say = Small hops on one foot, to the beat.
stage-rest = Rest
stage-rest-say = Stand easy and shake out your legs.
stage-warm-up = Warm-up
stage-cued = With a cue

cue-ball_first_percent = Land softly on the ball of the foot and let the heel come down after it.
cue-cadence_spm = Take quicker, shorter steps, with the beat.
cue-onset_steepness_per_s = Land quietly.

run-title = Protocol
run-remaining = Time left in this part
run-total = { $time } until the end
run-next = Then: { $name }
run-unseen = The runner sees no results now
run-stages = Parts of the protocol
run-stop = Stop the protocol
run-stop-pain = Stop: pain

feedback-off = Feedback is off, on purpose
feedback-off-why = What you find without it is what stays. Run as it feels right.
feedback-later = Results come later, on purpose
feedback-later-why = So that they show how you run anyhow.
feedback-back = Back in { $time }

aim-reached = reached
aim-not-reached = not yet
aim-unknown = measuring
sound-title = Sound and beat
sound-on = Sound on this device
sound-volume = Volume
sound-test = Test sound
sound-allow = Tap to allow sound
sound-visual = Show the target large
sound-heel = A soft tick when a heel surely lands first.
sound-onset = A soft tick when a landing is more sudden than the target.
sound-beat = A beat, { $rate } a minute.
sound-none = Silent: there is no target and no beat.
sound-off-now = Silent now, on purpose: feedback fades.
beat-rate = Beats a minute
beat-start = Start the beat
beat-stop = Stop the beat

guess-title = Before you look: how do you land?
guess-ask = What touches the belt first?
guess-heel = Heel
guess-midfoot = Midfoot
guess-ball = Ball
guess-unknown = Don’t know
guess-skip = Skip
guess-kindly = About half of all runners name their own landing wrongly. It is hard to feel.
guess-waiting = Your guess: { $said }. Measuring: { $steps } of { $needed } clear steps.
guess-right = You said { $said }, and so it is: { $percent } % of your clear steps.
guess-wrong = You said { $said }. Measured: { $measured }, { $percent } % of your clear steps. About half of all runners guess wrongly; it is hard to feel.
guess-open = You did not guess. Measured: { $measured }, { $percent } % of your clear steps.
guess-close = Close
guess-said = { $said ->
    [heel] heel
    [midfoot] midfoot
    [ball] ball
    [skipped] nothing
   *[other] don’t know
}

after-title = After the session
after-of = Session { $number }, { $runner }
after-pain = Pain now, 0 (none) to 10
after-note = Remark
after-save = Keep
after-skip = Not asked
pain-before = Pain before, 0 (none) to 10
pain-unasked = not asked

load-session = This session puts more load on the ball of the foot than is planned for.
load-session-remedy = Stop here or walk; over 30 % more than in the last four weeks is our limit, a convention.
load-week = This week puts more load on the ball of the foot than is planned for.
load-week-remedy = Leave a few days between; over 50 % more than the week before is our limit, a convention.
training-problem = Not stored at present: { $problem }

drill-title = Drill
drill-wait = The rhythm shows after four contacts.
drill-kind-change-of-support = Change of support
drill-kind-tapping = Tapping
drill-kind-hops = Hops
drill-kind-jumps = Jumps on both feet
drill-kind-mixed = Mixed
drill-rate = Contacts a minute
drill-rate-target = beat { $rate }
drill-evenness = Scatter of the rhythm
drill-contact = Contact, left · right
drill-share = Left foot’s share
drill-support = Both feet · none down
drill-of = Over the last { $count } contacts.

stop-title = Stop when
stop-rules =
    Stop at a pain at one spot: on the forefoot or the top of the foot, at the Achilles tendon, in the calf, under the heel or the arch.
    Stop at any pain that grows while you run, or that makes you limp.
    Stop when you are dizzy, when your chest hurts or when you are more out of breath than the pace explains. The treadmill’s own emergency stop is always the first thing to use.
    Leave a day between sessions, better 48 hours. Calves that ache for longer, or a sore spot the day after, mean a rest and a word with your clinician.
    Do not change shoes, landing and distance at the same time. If you have had trouble with Achilles tendon, calf, metatarsals or plantar fascia, only with your clinician’s consent.

training-title = Training
training-state-complete = complete
training-state-stopped = stopped early
training-state-running = begun
training-pain = Pain before { $before }, after { $after }
training-phase = Phase
training-phases = Phases
training-time = From – to
training-steps = Steps
training-cue = Cue: { $cue }
training-load = Load on ball and toes, all steps together: { $load } N s
training-start = Protocol, drill …
training-plan-link = Plan of this runner
