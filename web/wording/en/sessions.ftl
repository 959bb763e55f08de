sessions-title = Sessions
sessions-date = Date
sessions-runner = Runner
sessions-note = Note
sessions-duration = Duration
sessions-steps = Steps
sessions-state = State
sessions-complete = complete
sessions-interrupted = interrupted
sessions-recording = recording
sessions-none = No sessions yet
sessions-none-hint = Start one on the live page: enter a runner and press Start recording.
sessions-search-label = Find sessions
sessions-search = Runner or note
sessions-from = From
sessions-to = Until
sessions-any = any
sessions-mat = Mat
sessions-phase = Phase
sessions-protocol = Protocol
sessions-pain = Pain
sessions-find = Find
sessions-all = Show all
sessions-of = only { $name }
sessions-found = { $count ->
    [0] No session
    [one] One session
   *[other] { $count } sessions
}
sessions-nothing = No session matches
sessions-nothing-hint = Take a filter away, or look for fewer words.
list-pages = Pages of the list
list-before = Newer
list-after = Older
list-page = Page { $page } of { $pages }
phase-warm-up = warm-up
phase-natural = natural
phase-cued = cued
phase-retention = retention
phase-free = free
