"""When a contact happened and how its force moved, from what the hot loop recorded. Once a step."""

from libc.math cimport INFINITY, NAN, cos, hypot, sin

import numpy as np

from analyzer._feet cimport Track
from analyzer._tracks cimport LANDING_S, Tracks, row_u_m

cdef double SPEED_S = 0.05


cdef double crossing_s(Tracks tracks, int i, int above, int below, double threshold_n) except? -1e300 nogil:
    """Time at which the force crossed the threshold between two neighbouring frames, linearly."""
    cdef double above_n = tracks.force_n[i, above], below_n = tracks.force_n[i, below]
    cdef double share = (above_n - threshold_n) / (above_n - below_n)
    return tracks.time_s[i, above] + share * (tracks.time_s[i, below] - tracks.time_s[i, above])


cdef int first_above(Tracks tracks, int i) noexcept nogil:
    """Return the first recorded frame with the force above the threshold."""
    cdef int first = 0
    while tracks.force_n[i, first] < tracks.tracks[i].threshold_n:
        first += 1
    return first


cdef double begin_s(Tracks tracks, int i, int first) except? -1e300 nogil:
    """Return when the force rose above the threshold, before frame `first`."""
    if first == 0:
        return tracks.time_s[i, first]
    return crossing_s(tracks, i, first, first - 1, tracks.tracks[i].threshold_n)


cdef double speed_m_s(Tracks tracks, int i, int at, int first, int last) noexcept:
    """Belt speed over the 50 ms of frames [first, last] that begin, or end, at frame `at`."""
    cdef int begin = at, end = at
    while end < last and at == first and tracks.time_s[i, end] - tracks.time_s[i, at] < SPEED_S:
        end += 1
    while begin > first and at == last and tracks.time_s[i, at] - tracks.time_s[i, begin] < SPEED_S:
        begin -= 1
    return (tracks.travel_m[i, end] - tracks.travel_m[i, begin]) / max(
        tracks.time_s[i, end] - tracks.time_s[i, begin], 1e-9)


cdef Pressure pressure(Tracks tracks, int i, int first, int last, double until_s) noexcept nogil:
    """Return the force-weighted centre of pressure of frames [first, last] before a time, of the first anyway."""
    cdef int f, row
    cdef double weight_n = 0.0, row_n
    cdef Pressure centre = Pressure(u_m=0.0, x_m=0.0, y_m=0.0)
    for f in range(first, last + 1):
        if f > first and tracks.time_s[i, f] >= until_s:
            break
        for row in range(tracks.loaded_from[i, f], tracks.loaded_to[i, f]):
            row_n = tracks.profile_n[i, f, row]
            weight_n += row_n
            centre.u_m += row_n * row_u_m(tracks, i, f, row)
            centre.x_m += row_n * tracks.cop_x_m[i, f]
            centre.y_m += row_n * (tracks.first_u_m[i, f] + row * tracks.row_pitch_m + tracks.travel_m[i, f])
    weight_n = max(weight_n, 1e-9)
    centre.u_m, centre.x_m, centre.y_m = centre.u_m / weight_n, centre.x_m / weight_n, centre.y_m / weight_n
    return centre


def contact(Tracks tracks not None, int i):
    """Return when a contact began and ended, and where it landed.

    Returns
    -------
    dict
        first, last : int
            Frames of the record with the force above the threshold, both included.
        contact_s, off_s : float
            Crossings of the threshold, interpolated.
        landing_u_m, landing_x_m, landing_y_m : float
            Force-weighted centre of pressure of the first 20 ms: belt frame, deck.
        middle_x_m, middle_u_m : float
            Force-weighted centre of pressure of the whole contact: from the deck's left edge, belt frame.
        belt_speed_m_s : float
            Mean from the first to the last frame.
        impulse_n_s : float
            Force-time integral.
        threshold_n, peak_n, front_edge_n, rear_edge_n, side_edge_n : float
        from_start, until_end : bool
            Whether it was on in the first frame of the stream, still on in the last one recorded.
        hidden, hidden_landing : bool
            Whether part of it lay on cells that could not be measured, at any time and when it landed.
        stayed, supported : bool
            Whether the foot still stands there, longer than any step; whether another was down as it left.
        third : bool
            Whether two feet were down beside it already: it is none.
        beside_m : float
            How far it lay right of the foot that was down beside it; 0 when none was.
        landing_speed_m_s, leaving_speed_m_s : float
            Belt speed as it landed and as it left, over 50 ms.
    """
    cdef Track track = tracks.tracks[i]
    cdef int first = first_above(tracks, i), last = track.frames - 1, f
    cdef double contact_s = begin_s(tracks, i, first), off_s
    cdef double force_n = 0.0, force_x = 0.0, force_u = 0.0, impulse_n_s = 0.0
    cdef Pressure landed
    while tracks.force_n[i, last] < track.threshold_n:
        last -= 1
    off_s = tracks.time_s[i, last] if last == track.frames - 1 else crossing_s(
        tracks, i, last, last + 1, track.threshold_n)
    landed = pressure(tracks, i, first, last, contact_s + LANDING_S)
    for f in range(first, last + 1):
        if f > first:
            impulse_n_s += 0.5 * (tracks.force_n[i, f] + tracks.force_n[i, f - 1]) * (
                tracks.time_s[i, f] - tracks.time_s[i, f - 1])
        force_n += tracks.force_n[i, f]
        force_x += tracks.force_n[i, f] * tracks.cop_x_m[i, f]
        force_u += tracks.force_n[i, f] * tracks.cop_u_m[i, f]
    return {
        "first": first, "last": last, "contact_s": contact_s, "off_s": off_s,
        "landing_u_m": landed.u_m, "landing_x_m": landed.x_m, "landing_y_m": landed.y_m,
        "middle_x_m": force_x / max(force_n, 1e-9), "middle_u_m": force_u / max(force_n, 1e-9),
        "belt_speed_m_s": (tracks.travel_m[i, last] - tracks.travel_m[i, first]) / max(
            tracks.time_s[i, last] - tracks.time_s[i, first], 1e-9),
        "impulse_n_s": impulse_n_s,
        "threshold_n": track.threshold_n, "peak_n": track.peak_n,
        "front_edge_n": track.front_edge_n, "rear_edge_n": track.rear_edge_n,
        "side_edge_n": track.side_edge_n,
        "hidden": track.hidden, "hidden_landing": track.hidden_landing,
        "from_start": track.from_start, "until_end": last == track.frames - 1 and not track.stayed,
        "stayed": track.stayed, "supported": track.supported, "third": track.third,
        "beside_m": track.beside_m,
        "landing_speed_m_s": speed_m_s(tracks, i, first, first, last),
        "leaving_speed_m_s": speed_m_s(tracks, i, last, first, last),
    }


def gait_line_m(Tracks tracks not None, int i, int first, int last, double least_n, float origin_u_m,
                float origin_x_m):
    """Return the path of the centre of pressure in frames [first, last].

    Parameters
    ----------
    origin_u_m, origin_x_m : float
        What the path is counted from: belt frame, and from the deck's left edge.

    Returns
    -------
    line_m : ndarray of float32, shape (n, 2)
        Rearward, rightward; frames without a loaded cell are left out.
    begin, end : int
        Points [begin, end) lie between the first and the last frame with at least `least_n` newtons.
    seconds : float
        From the first to the last of them.
    """
    cdef int f, n = 0, begin = -1, end = 0
    cdef double begin_s = 0.0, end_s = 0.0
    whole = np.empty((last + 1 - first, 2), np.float32)
    cdef float[:, ::1] line = whole
    for f in range(first, last + 1):
        if tracks.profile_sum_n[i, f] > 0.0:
            line[n, 0] = <float> tracks.cop_u_m[i, f] - origin_u_m
            line[n, 1] = <float> tracks.cop_x_m[i, f] - origin_x_m
            if tracks.profile_sum_n[i, f] >= least_n:
                if begin < 0:
                    begin, begin_s = n, tracks.time_s[i, f]
                end, end_s = n + 1, tracks.time_s[i, f]
            n += 1
    return whole[:n], max(begin, 0), end, end_s - begin_s


def path_m(const float[:, ::1] line_m not None, Py_ssize_t begin, Py_ssize_t end, double axis_rad):
    """Return the length of a path of points (u, x), from [begin] to [end - 1], and its range across an axis.

    Metres. The axis' angle to the belt is positive when it points rightward.
    """
    cdef Py_ssize_t k
    cdef double length_m = 0.0, left_m = INFINITY, right_m = -INFINITY, across_m
    cdef double cosine = cos(axis_rad), sine = sin(axis_rad)
    for k in range(begin, end):
        if k > begin:
            length_m += hypot(line_m[k, 0] - line_m[k - 1, 0], line_m[k, 1] - line_m[k - 1, 1])
        across_m = line_m[k, 1] * cosine + line_m[k, 0] * sine
        left_m, right_m = min(left_m, across_m), max(right_m, across_m)
    return length_m, right_m - left_m


def onset_steepness_per_s(Tracks tracks not None, int i, int first, int last, double within_s):
    """Return how steeply the force rises after contact, as a share of the step's peak force per second.

    The slope from 20 to 80 % of the greatest force within `within_s` of the first frame. Belt, deck and
    sensors soften it: fit to follow one runner on one mat, no loading rate. NaN when it rises in one frame.
    """
    cdef double early_n = 0.0, begin_s = NAN, end_s = NAN, peak_n = tracks.tracks[i].peak_n
    cdef int f, until = first
    while until < last and tracks.time_s[i, until + 1] - tracks.time_s[i, first] <= within_s:
        until += 1
    for f in range(first, until + 1):
        early_n = max(early_n, tracks.force_n[i, f])
    for f in range(max(first, 1), until + 1):
        if begin_s != begin_s and tracks.force_n[i, f - 1] <= 0.2 * early_n < tracks.force_n[i, f]:
            begin_s = crossing_s(tracks, i, f, f - 1, 0.2 * early_n)
        if end_s != end_s and tracks.force_n[i, f - 1] < 0.8 * early_n <= tracks.force_n[i, f]:
            end_s = crossing_s(tracks, i, f, f - 1, 0.8 * early_n)
    if not end_s > begin_s:
        return NAN
    return 0.6 * early_n / peak_n / (end_s - begin_s)
