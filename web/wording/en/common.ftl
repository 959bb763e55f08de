page-skip = Skip to the content
page-honest = Strikemat shows where and when the foot presses on the belt. It does not see knee load, trunk lean or loading rate.
page-honest-link = What the mat cannot see
page-to-live = To the live page

nav-label = Pages
nav-live = Live
nav-coach = Coach
nav-sessions = Sessions
nav-runners = Runners
nav-setup = Set-up
nav-about = About

mat-label = What is on the mat
mat-simulated = SIMULATED
mat-simulated-note = The mat in use is simulated: nobody is running on it.
mat-replay = REPLAY
mat-replay-note = The mat in use is a recording: { $name }.
mat-restart = Start it again

side-left = Left
side-right = Right
side-left-letter = L
side-right-letter = R

kind-legend = Kinds of landing
kind-heel = heel first
kind-midfoot = midfoot
kind-ball = ball first
kind-unsure = unsure
kind-incomplete = incomplete, not counted
kind-heel-letter = H
kind-midfoot-letter = M
kind-ball-letter = B
kind-unsure-letter = ?

step-incomplete = incomplete: { $reason }
reason-already-on-the-mat-when-the-recording-began = already on the mat when the recording began
reason-still-on-the-mat-when-the-recording-ended = still on the mat when the recording ended
reason-partly-off-the-mat-at-its-front = partly off the mat at its front
reason-partly-off-the-mat-at-its-rear = partly off the mat at its rear
reason-partly-off-the-mat-at-its-side = partly off the mat at its side
reason-left-out-by-a-person = left out by a person

unit-cadence = steps/min

strip-title = Last steps
strip-label = Last steps, oldest first
strip-empty = No steps yet

print-heel = heel 0
print-toes = toes
print-ruler = { $units ->
    [imperial] 2 in
   *[metric] 5 cm
}

link-connecting = connecting

warning-label = Warnings

visitor-label = Logged in
visitor-role = { $role ->
    [admin] admin
    [coach] coach
   *[viewer] viewer
}
visitor-password = Password
visitor-log-out = Log out
