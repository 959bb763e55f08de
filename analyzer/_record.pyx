"""What one frame says of one foot, recorded: force, centre of pressure, row sums, and the maps of its print.

All that a frame with a foot on the mat costs beyond its one pass is here. So the cells of a row are plain
pointers, set once a row, the sums are one function's own, which keeps them in registers, and the foot that is
alone on the mat, as in running it always is, has a path without questions of whose a cell is.
"""

from analyzer._feet cimport Track, row_before, row_behind
from analyzer._tracks cimport Tracks, row_u_m

cdef struct Sums:
    const float *cells_n        # of one row of the deck: what they read ...
    const float *limits_n       # ... above this they are loaded ...
    const float *baselines_n    # ... and this is no load
    float *peaks_n              # the foot's maps there; NULL where they do not reach so far
    float *impulses_n_s
    int b                       # the maps' bin there
    int first                   # outermost loaded columns within the foot's box
    int last
    double row_n                # sum of the row's loaded cells, and their moment about the deck's left edge
    double row_x                # (in columns)
    double loaded_n             # the same of all rows
    double moment
    double pressed_n            # sum of the row profile, in single precision as it is kept, and its moment in
    double moment_u             # the belt frame
    double idle_n               # sum of all cells that are not loaded
    int loaded_from             # rows [from, to) of the record bear some load
    int loaded_to
    int first_bin               # outermost bins of the maps that do
    int last_bin
    float step_s                # since the frame before


cdef inline void begin_row(Sums *sums, Tracks tracks, int i, int now, int row, double u_m) noexcept nogil:
    """Point at the cells of a row of the deck, and at their place in the foot's maps."""
    cdef int at = row * tracks.cols, b = <int> ((u_m - tracks.tracks[i].origin_u_m) / tracks.bin_m)
    sums.cells_n = tracks.recent_n[now] + at
    sums.limits_n, sums.baselines_n = &tracks.noise.limit_n[at], &tracks.noise.baseline_n[at]
    sums.row_n = sums.row_x = 0.0
    sums.b, sums.first, sums.last = b, tracks.cols, -1
    sums.peaks_n = sums.impulses_n_s = NULL
    if 0 <= b < tracks.bins:
        sums.peaks_n, sums.impulses_n_s = &tracks.peak_map_n[i, b, 0], &tracks.impulse_map_n_s[i, b, 0]


cdef inline void add_cell(Sums *sums, const Track *track, int col, float part) noexcept nogil:
    """Add the part of a cell that is a foot's."""
    cdef float cell_n = part * (sums.cells_n[col] - sums.baselines_n[col])
    if not sums.cells_n[col] > sums.limits_n[col]:
        sums.idle_n += cell_n
        return
    sums.row_n += cell_n
    sums.row_x += cell_n * (col + 0.5)
    if sums.peaks_n != NULL:
        sums.peaks_n[col] = max(sums.peaks_n[col], cell_n)
        sums.impulses_n_s[col] += cell_n * sums.step_s
        if part > 0.5 and track.first_col <= col <= track.last_col:
            sums.first, sums.last = min(sums.first, col), max(sums.last, col)


cdef inline float end_row(Sums *sums, Tracks tracks, int i, int row, double u_m) noexcept nogil:
    """Add up a row of the record whose middle lies at `u_m`; return its sum."""
    cdef float row_n = <float> sums.row_n
    if row_n > 0.0:
        sums.loaded_from, sums.loaded_to = min(sums.loaded_from, row), row + 1
        if sums.peaks_n != NULL:
            sums.first_bin, sums.last_bin = min(sums.first_bin, sums.b), max(sums.last_bin, sums.b)
    if sums.last >= 0:
        tracks.first_at[i, sums.b] = min(tracks.first_at[i, sums.b], sums.first)
        tracks.last_at[i, sums.b] = max(tracks.last_at[i, sums.b], sums.last)
    sums.loaded_n += sums.row_n
    sums.moment += sums.row_x
    sums.pressed_n += row_n
    sums.moment_u += row_n * u_m
    return row_n


cdef inline double place_u_m(Tracks tracks, int i, int row, int row_0, double travel_m) noexcept nogil:
    """Belt-frame place of a row of the deck when it was read, in the frame that is being recorded."""
    cdef double u_m = (row + 0.5) * tracks.row_pitch_m - travel_m
    cdef int f = tracks.tracks[i].frames
    return u_m - tracks.speed_m_s[i, f] * tracks.lag_s[i, f, row - row_0] if tracks.has_lags else u_m


cdef Sums add_alone(Tracks tracks, int i, int now, int row_0, int row_1, double travel_m,
                    Sums sums) noexcept nogil:
    """Add rows [row_0, row_1) of the deck to the record of the only foot."""
    cdef const Track *track = &tracks.tracks[i]
    cdef int first = max(0, track.first_col - 1), last = min(tracks.cols, track.last_col + 2), row, col
    cdef int f = track.frames
    cdef float *profile_n = &tracks.profile_n[i, f, 0]
    for row in range(row_0, row_1):
        begin_row(&sums, tracks, i, now, row, place_u_m(tracks, i, row, row_0, travel_m))
        for col in range(first, last):
            add_cell(&sums, track, col, 1.0)
        profile_n[row - row_0] = end_row(
            &sums, tracks, i, row - row_0, row_u_m(tracks, i, f, row - row_0))
    return sums


cdef Sums add_shared(Tracks tracks, int i, int now, int row_0, int row_1, double travel_m,
                     Sums sums) noexcept nogil:
    """Add what is a foot's of rows [row_0, row_1) of the deck, while others are down."""
    cdef const Track *track = &tracks.tracks[i]
    cdef int first, last, row, col, other = 0
    cdef int f = track.frames
    cdef float *profile_n = &tracks.profile_n[i, f, 0]
    cdef double u_m, seam
    cdef bint left = False
    cdef float part
    for row in range(row_0, row_1):
        u_m = place_u_m(tracks, i, row, row_0, travel_m)
        begin_row(&sums, tracks, i, now, row, u_m)
        first, last = max(0, track.first_col - 1), min(tracks.cols, track.last_col + 2)
        seam = tracks.seam(i, u_m, &other)
        if seam >= 0.0:     # between two feet each is as broad as the seam allows
            left = tracks.is_left(i, other)
            first = first if left else min(first, <int> seam)
            last = min(max(last, <int> seam + 1), tracks.cols) if left else last
        for col in range(first, last):
            if seam >= 0.0:
                part = tracks.part(now, row, col, seam, left)
            else:
                part = tracks.mine(i, u_m, col)
            if part != 0.0:
                add_cell(&sums, track, col, part)
        profile_n[row - row_0] = end_row(
            &sums, tracks, i, row - row_0, row_u_m(tracks, i, f, row - row_0))
    return sums


cdef int record(Tracks tracks, int i, int now) except -1 nogil:
    """Record one of the two recent frames of a track."""
    cdef Track *track = &tracks.tracks[i]
    cdef int f = track.frames
    cdef double travel_m = tracks.recent_travel_m[now], shift_s = 0.0
    # One pitch of margin: cells below the cell threshold belong to the foot's force as well.
    cdef int row_0 = row_before(track, travel_m, tracks.row_pitch_m)
    cdef int row_1 = row_behind(track, travel_m, tracks.row_pitch_m, tracks.rows)
    cdef Sums sums
    if f == tracks.max_frames:
        return 0
    row_1 = min(row_1, row_0 + tracks.window_rows)
    if tracks.has_lags:
        shift_s = note_lags(tracks, i, now, row_0, row_1)
        travel_m += shift_s * tracks.recent_speed_m_s[now]
    tracks.first_u_m[i, f] = (row_0 + 0.5) * tracks.row_pitch_m - travel_m
    sums.idle_n = sums.loaded_n = sums.moment = sums.pressed_n = sums.moment_u = 0.0
    sums.loaded_from, sums.loaded_to = tracks.window_rows, 0
    sums.first_bin, sums.last_bin = track.first_bin, track.last_bin
    sums.step_s = <float> (tracks.recent_time_s[now] - tracks.recent_time_s[1 - now]) if f > 0 else 0.0
    if tracks.live > 1:
        sums = add_shared(tracks, i, now, row_0, row_1, travel_m, sums)
    else:
        sums = add_alone(tracks, i, now, row_0, row_1, travel_m, sums)
    tracks.time_s[i, f] = tracks.recent_time_s[now] + shift_s
    tracks.travel_m[i, f] = travel_m
    tracks.force_n[i, f] = sums.idle_n + sums.loaded_n
    tracks.cop_x_m[i, f] = sums.moment / sums.loaded_n * tracks.col_pitch_m if sums.loaded_n > 0.0 else 0.0
    tracks.profile_sum_n[i, f] = sums.pressed_n
    tracks.cop_u_m[i, f] = sums.moment_u / sums.pressed_n if sums.pressed_n > 0.0 else 0.0
    tracks.loaded_from[i, f], tracks.loaded_to[i, f] = sums.loaded_from, sums.loaded_to
    track.first_bin, track.last_bin = sums.first_bin, sums.last_bin
    track.frames = f + 1
    if sums.idle_n + sums.loaded_n >= track.threshold_n:
        note_edges(tracks, i, row_0, row_1, now)
    return 0


cdef double note_lags(Tracks tracks, int i, int now, int row_0, int row_1) noexcept nogil:
    """Note when each row of the next record was read; return how long after the frame's time its sum was.

    Where the rows add up to the load at the frame's time that is 0. Where they were just read one after the
    other it is their mean, weighted with the load on them.
    """
    cdef int f = tracks.tracks[i].frames, row, cell, col
    cdef double row_n, weight_n = 0.0, moment = 0.0, shift_s = 0.0
    tracks.speed_m_s[i, f], tracks.is_spread[i, f] = tracks.recent_speed_m_s[now], tracks.spread_sum[now]
    if tracks.spread_sum[now]:
        for row in range(row_0, row_1):
            row_n = 1e-6        # an unloaded foot's rows count alike
            for col in range(tracks.tracks[i].first_col, tracks.tracks[i].last_col + 1):
                cell = row * tracks.cols + col
                row_n += max(0.0, tracks.recent_n[now][cell] - tracks.noise.baseline_n[cell])
            weight_n += row_n
            moment += row_n * (tracks.recent_row_s[now, row] - tracks.recent_time_s[now])
        shift_s = moment / weight_n if weight_n > 0.0 else 0.0
    for row in range(row_0, row_1):
        tracks.lag_s[i, f, row - row_0] = <float> (
            tracks.recent_row_s[now, row] - tracks.recent_time_s[now] - shift_s)
    return shift_s


cdef int note_edges(Tracks tracks, int i, int row_0, int row_1, int now) except -1 nogil:
    """Note the load on the deck's outermost rows and columns: a foot there may lie partly beside it."""
    cdef Track *track = &tracks.tracks[i]
    cdef int f = track.frames - 1, row, last = tracks.rows - 1
    cdef float left_n = 0.0, right_n = 0.0
    if row_0 == 0 < row_1:
        track.front_edge_n = max(track.front_edge_n, tracks.profile_n[i, f, 0])
    if row_0 <= last < row_1:
        track.rear_edge_n = max(track.rear_edge_n, tracks.profile_n[i, f, last - row_0])
    if track.first_col == 0 or track.last_col == tracks.cols - 1:
        for row in range(row_0, min(row_0 + tracks.window_rows, tracks.rows)):
            left_n += tracks.recent_n[now][row * tracks.cols]
            right_n += tracks.recent_n[now][row * tracks.cols + tracks.cols - 1]
        if track.first_col == 0:
            track.side_edge_n = max(track.side_edge_n, left_n)
        if track.last_col == tracks.cols - 1:
            track.side_edge_n = max(track.side_edge_n, right_n)
    return 0
