"""Measures of one ended contact, from what the hot loop recorded of it. Once a step, not once a frame."""

import numpy as np

from analyzer._tracks cimport Track, Tracks

cdef double LANDING_S = 0.02        # Cavanagh and Lafortune 1980: centre of pressure of the first 20 ms
cdef double EDGE_FRACTION = 0.35     # an end of the print: this share of the peak near that end ...
cdef double EDGE_REACH_M = 0.03     # ... within this distance
cdef double STRAY_FRACTION = 0.02   # of the print's peak: less is no part of the foot


cdef double crossing_s(Tracks tracks, int i, int above, int below, double threshold_n) except? -1e300:
    """Time at which the force crossed the threshold between two neighbouring frames, linearly."""
    cdef double above_n = tracks.force_n[i, above], below_n = tracks.force_n[i, below]
    cdef double share = (above_n - threshold_n) / (above_n - below_n)
    return tracks.time_s[i, above] + share * (tracks.time_s[i, below] - tracks.time_s[i, above])


cdef int fill_long_profile(Tracks tracks, int i, int first, int last) except -1 nogil:
    """Lay the row sums of frames [first, last] along the foot, greatest value in each bin, gaps bridged."""
    cdef double origin_u_m = tracks.tracks[i].origin_u_m, u_m
    cdef int f, row, b, gap_bin, known = -1
    for b in range(tracks.bins):
        tracks.long_profile_n[b] = 0.0
    for f in range(first, last + 1):
        for row in range(tracks.window_rows):
            if tracks.profile_n[i, f, row] > 0.0:
                u_m = tracks.first_u_m[i, f] + row * tracks.row_pitch_m
                b = <int> ((u_m - origin_u_m) / tracks.bin_m)
                if 0 <= b < tracks.bins and tracks.profile_n[i, f, row] > tracks.long_profile_n[b]:
                    tracks.long_profile_n[b] = tracks.profile_n[i, f, row]
    for b in range(tracks.bins):
        if tracks.long_profile_n[b] > 0.0:
            if 0 <= known < b - 1 and (b - known) * tracks.bin_m < 2.0 * tracks.row_pitch_m:
                for gap_bin in range(known + 1, b):
                    tracks.long_profile_n[gap_bin] = (
                        (tracks.long_profile_n[known] * (b - gap_bin)
                         + tracks.long_profile_n[b] * (gap_bin - known)) / (b - known))
            known = b
    return 0


cdef double edge_bin(Tracks tracks, int step) except? -1e300 nogil:
    """Place of the print's front (`step` 1) or rear (-1) end in `long_profile_n`, in bins.

    A cell reads a point of the foot from half a pitch before it to half a pitch behind it, so a sharp end
    reads as a ramp one pitch long, half its height at the end itself. A foot's end is round and loads its
    last cell less: 0.3 of the nearest peak stands over the end on recordings with known foot lengths.
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


def contact(Tracks tracks not None, int i):
    """Return when a contact began and ended, where it landed, and where its print ends.

    Returns
    -------
    dict
        first, last : int
            Frames of the record with the force above the threshold, both included.
        contact_s, off_s : float
            Crossings of the threshold, interpolated.
        landing_u_m, landing_x_m, landing_y_m : float
            Force-weighted centre of pressure of the first 20 ms: belt frame, deck.
        middle_x_m : float
            Force-weighted centre of pressure of the whole contact, from the deck's left edge.
        front_u_m, rear_u_m : float
            Ends of the print, belt frame.
        belt_speed_m_s : float
            Mean from the first to the last frame.
        threshold_n, peak_n, front_edge_n, rear_edge_n, side_edge_n : float
        from_start, until_end : bool
            Whether it was on in the first frame of the stream, still on in the last one recorded.
    """
    cdef Track track = tracks.tracks[i]
    cdef int first = 0, last = track.frames - 1, f, row
    cdef double contact_s, off_s, force_n = 0.0, force_x = 0.0, weight_n = 0.0, moment_u = 0.0, moment_x = 0.0, travel_m = 0.0, row_n
    while tracks.force_n[i, first] < track.threshold_n:
        first += 1
    while tracks.force_n[i, last] < track.threshold_n:
        last -= 1
    contact_s = tracks.time_s[i, first] if first == 0 else crossing_s(
        tracks, i, first, first - 1, track.threshold_n)
    off_s = tracks.time_s[i, last] if last == track.frames - 1 else crossing_s(
        tracks, i, last, last + 1, track.threshold_n)
    for f in range(first, last + 1):
        if f > first and tracks.time_s[i, f] >= contact_s + LANDING_S:
            break
        for row in range(tracks.window_rows):
            row_n = tracks.profile_n[i, f, row]
            weight_n += row_n
            moment_u += row_n * (tracks.first_u_m[i, f] + row * tracks.row_pitch_m)
            moment_x += row_n * tracks.cop_x_m[i, f]
            travel_m += row_n * tracks.travel_m[i, f]
    for f in range(first, last + 1):
        force_n += tracks.force_n[i, f]
        force_x += tracks.force_n[i, f] * tracks.cop_x_m[i, f]
    fill_long_profile(tracks, i, first, last)
    weight_n = max(weight_n, 1e-9)
    return {
        "first": first, "last": last, "contact_s": contact_s, "off_s": off_s,
        "landing_u_m": moment_u / weight_n, "landing_x_m": moment_x / weight_n,
        "middle_x_m": force_x / max(force_n, 1e-9),
        "landing_y_m": (moment_u + travel_m) / weight_n,
        "front_u_m": track.origin_u_m + edge_bin(tracks, 1) * tracks.bin_m,
        "rear_u_m": track.origin_u_m + edge_bin(tracks, -1) * tracks.bin_m,
        "belt_speed_m_s": (tracks.travel_m[i, last] - tracks.travel_m[i, first]) / max(
            tracks.time_s[i, last] - tracks.time_s[i, first], 1e-9),
        "threshold_n": track.threshold_n, "peak_n": track.peak_n,
        "front_edge_n": track.front_edge_n, "rear_edge_n": track.rear_edge_n,
        "side_edge_n": track.side_edge_n,
        "from_start": track.from_start, "until_end": last == track.frames - 1,
    }


cdef double zone_force_n(Tracks tracks, int i, int f, double front_u_m, double rear_u_m) except? -1e300 nogil:
    """Force on the stretch [front, rear) of the belt in one frame; a row on its border counts in part."""
    cdef double half_m = 0.5 * tracks.row_pitch_m, total_n = 0.0, u_m, covered_m
    cdef int row
    for row in range(tracks.window_rows):
        if tracks.profile_n[i, f, row] > 0.0:
            u_m = tracks.first_u_m[i, f] + row * tracks.row_pitch_m
            covered_m = min(u_m + half_m, rear_u_m) - max(u_m - half_m, front_u_m)
            if covered_m > 0.0:
                total_n += tracks.profile_n[i, f, row] * min(1.0, covered_m / tracks.row_pitch_m)
    return total_n


def zone_onset_s(Tracks tracks not None, int i, int first, int last, double front_u_m, double rear_u_m,
                 double threshold_n):
    """Return when the force on a stretch of the belt first rose above a threshold, seconds, or None."""
    cdef int f
    cdef double force_n, before_n = 0.0
    for f in range(max(first - 1, 0), last + 1):
        force_n = zone_force_n(tracks, i, f, front_u_m, rear_u_m)
        if force_n > threshold_n:
            if f == 0 or force_n <= before_n:
                return tracks.time_s[i, f]
            return tracks.time_s[i, f] - (force_n - threshold_n) / (force_n - before_n) * (
                tracks.time_s[i, f] - tracks.time_s[i, f - 1])
        before_n = force_n
    return None


def gait_line_m(Tracks tracks not None, int i, int first, int last):
    """Return the centre of pressure of each frame: belt frame and from the deck's left edge, float32 (n, 2)."""
    cdef int f, row, n = 0
    cdef double weight_n, moment_u
    cdef float[:, ::1] line = np.empty((last + 1 - first, 2), np.float32)
    for f in range(first, last + 1):
        weight_n = moment_u = 0.0
        for row in range(tracks.window_rows):
            weight_n += tracks.profile_n[i, f, row]
            moment_u += tracks.profile_n[i, f, row] * (tracks.first_u_m[i, f] + row * tracks.row_pitch_m)
        if weight_n > 0.0:
            line[n, 0], line[n, 1] = <float> (moment_u / weight_n), <float> tracks.cop_x_m[i, f]
            n += 1
    return np.asarray(line)[:n]


def peak_map_n(Tracks tracks not None, int i, double front_u_m, double rear_u_m):
    """Return the print between two places of the belt, with gaps along a column bridged.

    Returns
    -------
    peak_n : ndarray of float32, shape (bins, cols)
        Greatest force of any cell centred there, newtons; every column of the deck.
    origin_u_m : float
        Belt-frame place of the front edge of bin 0.
    """
    cdef double origin_u_m = tracks.tracks[i].origin_u_m
    cdef int begin = max(0, <int> ((front_u_m - origin_u_m) / tracks.bin_m))
    cdef int end = min(tracks.bins, <int> ((rear_u_m - origin_u_m) / tracks.bin_m) + 1)
    cdef int b, col, gap_bin, known, bins = max(end - begin, 1)
    cdef float[:, ::1] peak = np.zeros((bins, tracks.cols), np.float32)
    for col in range(tracks.cols):
        known = -1
        for b in range(end - begin):
            peak[b, col] = tracks.peak_map_n[i, begin + b, col]
            if peak[b, col] > 0.0:
                if 0 <= known < b - 1 and (b - known) * tracks.bin_m < 2.0 * tracks.row_pitch_m:
                    for gap_bin in range(known + 1, b):
                        peak[gap_bin, col] = (peak[known, col] * (b - gap_bin)
                                              + peak[b, col] * (gap_bin - known)) / (b - known)
                known = b
    return np.asarray(peak), origin_u_m + begin * tracks.bin_m


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
