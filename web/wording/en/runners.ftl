runners-title = Runners
runners-name = Name or code
runners-name-hint = A code is better than a name: it stands in lists, reports and exports.
runners-foot = Foot
runners-mass = Body mass
runners-height = Height
runners-last = Last session
runners-none = No runners yet
runners-none-hint = Make one here, or start a session with a new name or code.
runners-new = New runner
runners-search = Name or code
runners-all = Show all
runners-found = { $count ->
    [0] No runner
    [one] One runner
   *[other] { $count } runners
}
runners-nothing = No runner matches
runners-nothing-hint = Look for fewer letters.
runners-edit = Change data
runners-plan = Plan
runners-sessions = { $count ->
    [0] No sessions
    [one] One session
   *[other] All { $count } sessions
}
runners-facts = What is known
runners-foot-in = Length of foot or shoe, { $unit }
runners-mass-in = Body mass, { $unit }
runners-height-in = Height, { $unit }
runners-shoe-size = Shoe size
runners-shoes = Shoes
runners-notes = Notes
runners-from-size = Foot length from a shoe size
runners-size-system = Size in
runners-size-number = Size
runners-size-take = Take over
runners-size-taken = About { $length }. A measured foot is better: makers differ by a size.
runners-size-how = EU: two thirds of a centimetre a size, less 1.5 cm that the shoe is longer than the foot. UK and US: a third of an inch a size, foot in inches = (UK + 23) / 3 = (US men + 22) / 3 = (US women + 20.5) / 3.
shoe-eu = EU
shoe-uk = UK
shoe-us-men = US men
shoe-us-women = US women
runners-history = Over the sessions
runners-history-how = One point a session. Compare only sessions at a like belt speed and with the same contact threshold.
runners-left-out = { $count ->
    [one] One simulated session is left out.
   *[other] { $count } simulated sessions are left out.
}
runners-lines = Lines in the charts
runners-band = within the least change worth believing (MDC95) of the last session
runners-pain-before = pain before
runners-pain-after = pain after
runners-pain-unit = 0 to 10
runners-plot = { $name } over the sessions
runners-plot-empty = Not known of any session.
runners-no-history = The lines begin with the first session that has ended.
runners-latest = Last sessions
runners-no-sessions = No sessions yet
runners-told = told when a session began
runners-nothing-changed = nothing changed
runners-field = { $field ->
    [name] name
    [foot_length_m] foot
    [body_mass_kg] body mass
    [height_m] height
    [shoe_size] shoe size
    [shoes] shoes
   *[notes] notes
}
runners-data = Hand over or erase
runners-data-how = Both are done on the command line, where nobody does it by accident. The export is one file with all that is stored of this runner; the erasure is final, and leaves a receipt.
runners-export = strikemat runner export { $name } FILE.zip
runners-erase = strikemat runner erase { $name }
