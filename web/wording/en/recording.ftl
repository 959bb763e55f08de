session-title = Session
session-runner = Runner, name or code
session-note = Note (optional)
session-measures = Foot length and body mass
session-foot = Foot or shoe, { $unit }
session-mass = Body mass, { $unit }
session-foot-why = With the foot's length the strike index is known even if the heel never lands. Left empty, it is learned from whole prints.
session-start = Start recording
session-recording = Recording
session-saving = Saving
session-paused = Paused
session-pause = Pause
session-resume = Resume
session-stop = Stop and save
session-saved = { $count ->
    [one] one step saved
   *[other] { $count } steps saved
}
session-trouble = Not being saved at present: { $problem }. Trying again.
session-lost = Lost so far: { $frames } frames, { $steps } steps.
session-works = Saving works again.
session-stopped = Stopped.
session-open = Open session { $number }
