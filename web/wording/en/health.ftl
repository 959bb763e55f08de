health-title = Health of the mat
health-begin-title = Examine the mat
health-what = The live view pauses meanwhile. The empty mat takes two seconds; then every cell is pressed once, because a dead cell or a broken row shows only under load. Not possible while a session is recorded.
health-begin = Examine, empty and pressed
health-begin-rest = Only the empty mat
health-result = Last examination
health-good = Nothing is wrong with what was looked at.
health-wrong = { $count ->
    [one] One thing is wrong.
   *[other] { $count } things are wrong.
}
health-map = Map of the cells
health-map-says = Map of the cells: { $bad } of { $all } are not good
health-legend = What the cells show
health-was-pressed = Empty and pressed mat.
health-not-pressed = Only the empty mat was looked at: dead cells and broken rows do not show.
health-noise = Noise of a cell at most { $most } codes.
health-rates = Empty mat { $frames } frames/s, as a raster { $raster } frames/s, clock { $clock } MHz.
