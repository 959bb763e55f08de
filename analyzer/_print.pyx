"""The print that a contact left on the belt: its ends, its shape, its picture. Once a step."""

from libc.math cimport cos, sin

import numpy as np

from analyzer._tracks cimport Tracks, after_printed, first_printed, row_u_m

cdef double EDGE_FRACTION = 0.35    # an end of the print: this share of the peak near that end ...
cdef double EDGE_REACH_M = 0.03     # ... within this distance
cdef double STRAY_FRACTION = 0.02   # of the print's peak: less is no part of the foot


cdef int bridge(Tracks tracks, int begin, int end, double[::1] values_n) except -1 nogil:
    """Fill bins of [begin, end) that no cell centre met between two that one did, linearly.

    Over less than two pitches.
    """
    cdef int b, gap_bin, known = -1
    for b in range(begin, end):
        if values_n[b] > 0.0:
            if 0 <= known < b - 1 and (b - known) * tracks.bin_m < 2.0 * tracks.row_pitch_m:
                for gap_bin in range(known + 1, b):
                    values_n[gap_bin] = (values_n[known] * (b - gap_bin)
                                         + values_n[b] * (gap_bin - known)) / (b - known)
            known = b
    return 0


cdef int add_to_profile(Tracks tracks, int i, int first, int last, double[::1] profile_n) except -1 nogil:
    """Lay the row sums of frames [first, last] along the belt, the greatest value in each bin."""
    cdef double origin_u_m = tracks.tracks[i].origin_u_m
    cdef int f, row, b
    cdef float row_n
    for f in range(first, last + 1):
        for row in range(tracks.loaded_from[i, f], tracks.loaded_to[i, f]):
            row_n = tracks.profile_n[i, f, row]
            if row_n > 0.0:
                b = <int> ((row_u_m(tracks, i, f, row) - origin_u_m) / tracks.bin_m)
                if 0 <= b < tracks.bins and row_n > profile_n[b]:
                    profile_n[b] = row_n
    return 0


cdef int fill_long_profile(Tracks tracks, int i, int first, int last) except -1 nogil:
    """Lay the row sums of frames [first, last] along the belt, without gaps."""
    cdef int begin = first_printed(tracks, i), end = after_printed(tracks, i)
    tracks.long_profile_n[:] = 0.0
    add_to_profile(tracks, i, first, last, tracks.long_profile_n)
    return bridge(tracks, begin, end, tracks.long_profile_n)


cdef int fill_axis_profile(Tracks tracks, int i, double axis_rad, double x_m, int *first,
                           int *after) except -1 nogil:
    """Lay the peak map along an axis that crosses the belt's direction at an angle, at `x_m`.

        s = (u - origin) cos(axis) - (x - x_m) sin(axis)        s grows towards the heel, as u does

    Bins [first, after) are set to where it comes to lie.
    """
    cdef double cosine = cos(axis_rad), sine = sin(axis_rad), aside, place, share
    cdef int begin = first_printed(tracks, i), end = after_printed(tracks, i), b, col, at, b_0, b_1
    cdef bint loaded
    tracks.long_profile_n[:] = 0.0
    first[0], after[0] = tracks.bins, 0
    for col in range(tracks.cols):
        loaded = False
        for b in range(begin, end):
            tracks.column_n[b] = tracks.peak_map_n[i, b, col]
            loaded |= tracks.column_n[b] > 0.0
        if not loaded:
            continue
        bridge(tracks, begin, end, tracks.column_n)
        aside = ((col + 0.5) * tracks.col_pitch_m - x_m) * sine / tracks.bin_m
        b_0 = max(0, <int> (begin * cosine - aside) - 1)
        b_1 = min(tracks.bins, <int> (end * cosine - aside) + 2)
        first[0], after[0] = min(first[0], b_0), max(after[0], b_1)
        for b in range(b_0, b_1):
            place = (b + 0.5 + aside) / cosine - 0.5
            at = <int> place
            if begin <= place < end - 1:
                share = place - at
                tracks.long_profile_n[b] += ((1.0 - share) * tracks.column_n[at]
                                             + share * tracks.column_n[at + 1])
    return 0


cdef double edge_bin(Tracks tracks, int begin, int end, const double[::1] profile_n, int step,
                     double stray_fraction=STRAY_FRACTION) except? -1e300 nogil:
    """Place of the front (`step` 1) or rear (-1) end of a print along which `profile_n` lies, in bins.

    Only bins [begin, end) of it bear load.


    A cell reads a point of the foot from half a pitch before it to half a pitch behind it, so a sharp end
    reads as a ramp one pitch long, half its height at the end itself. A foot's end is round and loads its
    last cell less: 0.35 of the nearest peak stands over the end on recordings with known foot lengths.
    """
    cdef int b, outer, reach = <int> (EDGE_REACH_M / tracks.bin_m)
    cdef double peak_n = 0.0, floor_n, level_n, here_n, before_n
    for b in range(begin, end):
        peak_n = max(peak_n, profile_n[b])
    floor_n = stray_fraction * peak_n
    b = begin if step > 0 else end - 1
    while begin <= b < end and profile_n[b] <= floor_n:
        b += step
    outer, peak_n = b, 0.0
    while begin <= b < end and (b - outer) * step < reach:
        peak_n = max(peak_n, profile_n[b])
        b += step
    level_n = EDGE_FRACTION * peak_n
    b = outer
    while begin <= b < end and profile_n[b] < level_n:
        b += step
    if not begin <= b < end:
        return outer + 0.5
    here_n = profile_n[b]
    before_n = profile_n[b - step] if begin <= b - step < end else 0.0
    return b + 0.5 - step * (here_n - level_n) / max(here_n - before_n, 1e-9)


def ends_m(Tracks tracks not None, int i, int first, int last, double stray_fraction=STRAY_FRACTION):
    """Return the front and rear end of the print of frames [first, last], belt frame.

    What is below `stray_fraction` of the print's peak is no part of the foot.
    """
    cdef double origin_u_m = tracks.tracks[i].origin_u_m
    cdef double[::1] profile_n = tracks.long_profile_n
    cdef int begin = first_printed(tracks, i), end = after_printed(tracks, i)
    fill_long_profile(tracks, i, first, last)
    return (origin_u_m + edge_bin(tracks, begin, end, profile_n, 1, stray_fraction) * tracks.bin_m,
            origin_u_m + edge_bin(tracks, begin, end, profile_n, -1, stray_fraction) * tracks.bin_m)


def along_axis_m(Tracks tracks not None, int i, double axis_rad, double heel_x_m, double landing_u_m,
                 double landing_x_m):
    """Return where the print ends, and where it landed, along the foot's own axis.

    Parameters
    ----------
    axis_rad : float
        Angle of the axis to the belt, positive when the toes point rightward.
    heel_x_m : float
        Where the axis leaves the heel, from the deck's left edge.
    landing_u_m, landing_x_m : float
        Belt frame, and from the deck's left edge.

    Returns
    -------
    front_m, rear_m, landing_m : float
        Places along the axis from any origin, growing towards the heel.
    """
    cdef int begin = 0, end = 0
    fill_axis_profile(tracks, i, axis_rad, heel_x_m, &begin, &end)
    return (edge_bin(tracks, begin, end, tracks.long_profile_n, 1) * tracks.bin_m,
            edge_bin(tracks, begin, end, tracks.long_profile_n, -1) * tracks.bin_m,
            (landing_u_m - tracks.tracks[i].origin_u_m) * cos(axis_rad)
            - (landing_x_m - heel_x_m) * sin(axis_rad))


def maps(Tracks tracks not None, int i, double front_u_m, double rear_u_m, float area_fraction):
    """Return the print between two places of the belt.

    Returns
    -------
    maps : ndarray of float32, shape (2, bins, cols)
        From the first to the last loaded column: greatest force of any cell centred there, newtons, with gaps
        along a column bridged; and the force-time integral of the cells, put where their centres were, frame
        by frame, newton seconds.
    origin_u_m : float
        Belt-frame place of the front edge of bin 0.
    first_bin, first_col : int
        The track's bin, and the deck's column, of the maps' first.
    printed : int
        Places above a share of the greatest force.
    """
    cdef double origin_u_m = tracks.tracks[i].origin_u_m
    cdef int begin = max(0, <int> ((front_u_m - origin_u_m) / tracks.bin_m))
    cdef int end = min(tracks.bins, <int> ((rear_u_m - origin_u_m) / tracks.bin_m) + 1)
    cdef int b_0 = first_printed(tracks, i), b_1 = after_printed(tracks, i)
    cdef int b, col, first_col = tracks.cols, last_col = 0, printed = 0
    cdef float peak_n = 0.0
    for col in range(tracks.cols):
        for b in range(max(begin, b_0), min(end, b_1)):
            if tracks.peak_map_n[i, b, col] > 0.0:
                first_col, last_col = min(first_col, col), col
                break
    first_col = min(first_col, last_col)
    both = np.zeros((2, max(end - begin, 1), last_col + 1 - first_col), np.float32)
    cdef float[:, :, ::1] map_ = both
    for col in range(first_col, last_col + 1):
        for b in range(b_0, b_1):
            tracks.column_n[b] = tracks.peak_map_n[i, b, col]
        bridge(tracks, b_0, b_1, tracks.column_n)
        for b in range(max(begin, b_0), min(end, b_1)):
            map_[0, b - begin, col - first_col] = <float> tracks.column_n[b]
            map_[1, b - begin, col - first_col] = tracks.impulse_map_n_s[i, b, col]
            peak_n = max(peak_n, <float> tracks.column_n[b])
    for b in range(end - begin):
        for col in range(last_col + 1 - first_col):
            printed += map_[0, b, col] > area_fraction * peak_n
    return both, origin_u_m + begin * tracks.bin_m, begin, first_col, printed


def loaded_length_m(Tracks tracks not None, int i, double least_n):
    """Return the distance between the outermost places where a cell's centre read at least `least_n`.

    To a bin; 0 when no cell read as much.
    """
    cdef int b, col, front = -1, rear = -1
    for b in range(first_printed(tracks, i), after_printed(tracks, i)):
        for col in range(tracks.cols):
            if tracks.peak_map_n[i, b, col] >= least_n:
                front, rear = b if front < 0 else front, b
                break
    return (rear - front) * tracks.bin_m
