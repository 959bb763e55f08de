"""The print that a contact left on the belt: its ends, its shape, its picture. Once a step."""

from libc.math cimport cos, sin

import numpy as np

from analyzer._tracks cimport Tracks, row_u_m

cdef double EDGE_FRACTION = 0.35    # an end of the print: this share of the peak near that end ...
cdef double EDGE_REACH_M = 0.03     # ... within this distance
cdef double STRAY_FRACTION = 0.02   # of the print's peak: less is no part of the foot


cdef int bridge(Tracks tracks, double[::1] values_n) except -1 nogil:
    """Fill bins that no cell centre met between two that one did, linearly, over less than two pitches."""
    cdef int b, gap_bin, known = -1
    for b in range(tracks.bins):
        if values_n[b] > 0.0:
            if 0 <= known < b - 1 and (b - known) * tracks.bin_m < 2.0 * tracks.row_pitch_m:
                for gap_bin in range(known + 1, b):
                    values_n[gap_bin] = (values_n[known] * (b - gap_bin)
                                         + values_n[b] * (gap_bin - known)) / (b - known)
            known = b
    return 0


cdef int fill_long_profile(Tracks tracks, int i, int first, int last) except -1 nogil:
    """Lay the row sums of frames [first, last] along the belt, the greatest value in each bin."""
    cdef double origin_u_m = tracks.tracks[i].origin_u_m
    cdef int f, row, b
    tracks.long_profile_n[:] = 0.0
    for f in range(first, last + 1):
        for row in range(tracks.window_rows):
            if tracks.profile_n[i, f, row] > 0.0:
                b = <int> ((row_u_m(tracks, i, f, row) - origin_u_m) / tracks.bin_m)
                if 0 <= b < tracks.bins and tracks.profile_n[i, f, row] > tracks.long_profile_n[b]:
                    tracks.long_profile_n[b] = tracks.profile_n[i, f, row]
    return bridge(tracks, tracks.long_profile_n)


cdef int fill_axis_profile(Tracks tracks, int i, double axis_rad, double x_m) except -1 nogil:
    """Lay the peak map along an axis that crosses the belt's direction at an angle, at `x_m`.

        s = (u - origin) cos(axis) - (x - x_m) sin(axis)        s grows towards the heel, as u does
    """
    cdef double aside_m, place, share
    cdef int b, col, at
    tracks.long_profile_n[:] = 0.0
    for col in range(tracks.cols):
        for b in range(tracks.bins):
            tracks.column_n[b] = tracks.peak_map_n[i, b, col]
        bridge(tracks, tracks.column_n)
        aside_m = ((col + 0.5) * tracks.col_pitch_m - x_m) * sin(axis_rad)
        for b in range(tracks.bins):
            place = (b + 0.5 + aside_m / tracks.bin_m) / cos(axis_rad) - 0.5
            at = <int> place
            if 0.0 <= place < tracks.bins - 1:
                share = place - at
                tracks.long_profile_n[b] += ((1.0 - share) * tracks.column_n[at]
                                             + share * tracks.column_n[at + 1])
    return 0


cdef double edge_bin(Tracks tracks, int step) except? -1e300 nogil:
    """Place of the print's front (`step` 1) or rear (-1) end in `long_profile_n`, in bins.

    A cell reads a point of the foot from half a pitch before it to half a pitch behind it, so a sharp end
    reads as a ramp one pitch long, half its height at the end itself. A foot's end is round and loads its
    last cell less: 0.35 of the nearest peak stands over the end on recordings with known foot lengths.
    """
    cdef int b, outer = -1, reach = <int> (EDGE_REACH_M / tracks.bin_m)
    cdef int begin = 0 if step > 0 else tracks.bins - 1
    cdef double peak_n = 0.0, floor_n, level_n, here_n, before_n
    for b in range(tracks.bins):
        peak_n = max(peak_n, tracks.long_profile_n[b])
    floor_n = STRAY_FRACTION * peak_n
    b = begin
    while 0 <= b < tracks.bins and tracks.long_profile_n[b] <= floor_n:
        b += step
    outer, peak_n = b, 0.0
    while 0 <= b < tracks.bins and (b - outer) * step < reach:
        peak_n = max(peak_n, tracks.long_profile_n[b])
        b += step
    level_n = EDGE_FRACTION * peak_n
    b = outer
    while 0 <= b < tracks.bins and tracks.long_profile_n[b] < level_n:
        b += step
    if not 0 <= b < tracks.bins:
        return outer + 0.5
    here_n = tracks.long_profile_n[b]
    before_n = tracks.long_profile_n[b - step] if 0 <= b - step < tracks.bins else 0.0
    return b + 0.5 - step * (here_n - level_n) / max(here_n - before_n, 1e-9)


def ends_m(Tracks tracks not None, int i, int first, int last):
    """Return the front and rear end of the print of frames [first, last], belt frame."""
    cdef double origin_u_m = tracks.tracks[i].origin_u_m
    fill_long_profile(tracks, i, first, last)
    return (origin_u_m + edge_bin(tracks, 1) * tracks.bin_m,
            origin_u_m + edge_bin(tracks, -1) * tracks.bin_m)


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
    fill_axis_profile(tracks, i, axis_rad, heel_x_m)
    return (edge_bin(tracks, 1) * tracks.bin_m, edge_bin(tracks, -1) * tracks.bin_m,
            (landing_u_m - tracks.tracks[i].origin_u_m) * cos(axis_rad)
            - (landing_x_m - heel_x_m) * sin(axis_rad))


def peak_map_n(Tracks tracks not None, int i, double front_u_m, double rear_u_m):
    """Return the print between two places of the belt, with gaps along a column bridged.

    Returns
    -------
    peak_n : ndarray of float32, shape (bins, cols)
        Greatest force of any cell centred there, newtons; from the first to the last loaded column.
    origin_u_m : float
        Belt-frame place of the front edge of bin 0.
    first_col : int
        The deck's column of the map's first.
    """
    cdef double origin_u_m = tracks.tracks[i].origin_u_m
    cdef int begin = max(0, <int> ((front_u_m - origin_u_m) / tracks.bin_m))
    cdef int end = min(tracks.bins, <int> ((rear_u_m - origin_u_m) / tracks.bin_m) + 1)
    cdef int b, col, first_col = tracks.cols, last_col = 0
    for col in range(tracks.cols):
        for b in range(begin, end):
            if tracks.peak_map_n[i, b, col] > 0.0:
                first_col, last_col = min(first_col, col), col
                break
    first_col = min(first_col, last_col)
    cdef float[:, ::1] peak = np.zeros((max(end - begin, 1), last_col + 1 - first_col), np.float32)
    for col in range(first_col, last_col + 1):
        for b in range(tracks.bins):
            tracks.column_n[b] = tracks.peak_map_n[i, b, col]
        bridge(tracks, tracks.column_n)
        for b in range(begin, end):
            peak[b - begin, col - first_col] = <float> tracks.column_n[b]
    return np.asarray(peak), origin_u_m + begin * tracks.bin_m, first_col


def impulse_scan(Tracks tracks not None, int i, double origin_u_m, int bins, int first_col, int cols):
    """Return the force-time integral of the cells, put where their centres were, frame by frame.

    Parameters
    ----------
    origin_u_m : float
        Belt-frame place of the front edge of the first bin, as `peak_map_n` returns it.
    bins, first_col, cols : int
        The stretch of the print.

    Returns
    -------
    ndarray of float32, shape (bins, cols)
        Newton seconds.
    """
    cdef int begin = <int> ((origin_u_m - tracks.tracks[i].origin_u_m) / tracks.bin_m + 0.5)
    return np.array(tracks.impulse_map_n_s[i, begin:begin + bins, first_col:first_col + cols])


def set_impulses_n_s(Tracks tracks not None, int i, double origin_u_m, int first_col,
                     const double[:, ::1] impulse_n_s not None):
    """Put the force-time integral of each bin, from that bin and column on, in place of the recorded."""
    cdef int begin = <int> ((origin_u_m - tracks.tracks[i].origin_u_m) / tracks.bin_m + 0.5)
    cdef int b, col
    tracks.impulse_map_n_s[i, :, :] = 0.0
    for b in range(<int> impulse_n_s.shape[0]):
        for col in range(<int> impulse_n_s.shape[1]):
            tracks.impulse_map_n_s[i, begin + b, first_col + col] = <float> impulse_n_s[b, col]


def loaded_length_m(Tracks tracks not None, int i, double least_n):
    """Return the distance between the outermost places where a cell's centre read at least `least_n`.

    To a bin; 0 when no cell read as much.
    """
    cdef int b, col, front = -1, rear = -1
    for b in range(tracks.bins):
        for col in range(tracks.cols):
            if tracks.peak_map_n[i, b, col] >= least_n:
                front, rear = b if front < 0 else front, b
                break
    return (rear - front) * tracks.bin_m


def zone_middles_m(Tracks tracks not None, int i, double heel_u_m, double length_m,
                   const double[::1] borders not None):
    """Return where the print's load lies in each zone of the foot, weighted with the peak map.

    Parameters
    ----------
    borders : ndarray of float64, shape (zones + 1,)
        Ends of the zones from the back of the heel, in foot lengths.

    Returns
    -------
    ndarray of float64, shape (zones, 3)
        Belt-frame place and distance from the deck's left edge, metres; sum of the weights, newtons.
    """
    cdef int zones = <int> borders.shape[0] - 1, zone, b, col, begin, end
    cdef double origin_u_m = tracks.tracks[i].origin_u_m, weight_n, u_m
    cdef double[:, ::1] middles = np.zeros((zones, 3))
    for zone in range(zones):
        begin = <int> ((heel_u_m - borders[zone + 1] * length_m - origin_u_m) / tracks.bin_m)
        end = <int> ((heel_u_m - borders[zone] * length_m - origin_u_m) / tracks.bin_m)
        for b in range(max(begin, 0), min(end, tracks.bins)):
            u_m = origin_u_m + (b + 0.5) * tracks.bin_m
            for col in range(tracks.cols):
                weight_n = tracks.peak_map_n[i, b, col]
                middles[zone, 0] += weight_n * u_m
                middles[zone, 1] += weight_n * (col + 0.5) * tracks.col_pitch_m
                middles[zone, 2] += weight_n
        if middles[zone, 2] > 0.0:
            middles[zone, 0] /= middles[zone, 2]
            middles[zone, 1] /= middles[zone, 2]
    return np.asarray(middles)
