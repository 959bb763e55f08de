"""Load of the foot's zones through one contact, from what the hot loop recorded. Once a step."""

from libc.math cimport NAN, cos, sin

import numpy as np

from analyzer._tracks cimport Tracks


cdef double zone_force_n(Tracks tracks, int i, int f, double front_u_m, double rear_u_m) noexcept nogil:
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


def loading(Tracks tracks not None, int i, int first, int last, double front_u_m, double rear_u_m,
            double level_n):
    """Return how a stretch of the belt was loaded during frames [first, last].

    Parameters
    ----------
    front_u_m, rear_u_m : float
        The stretch, belt frame.
    level_n : float
        Force above which it counts as loaded.

    Returns
    -------
    onset_s, end_s : float
        When it first rose above and last fell below the level, interpolated; NaN if it never did.
    loaded_s : float
        How long it was above the level, all spells together.
    peak_n : float
        Greatest force.
    """
    cdef double force_n, before_n = 0.0, onset_s = NAN, end_s = NAN, loaded_s = 0.0, peak_n = 0.0
    cdef double at_s, step_s
    cdef int f, begin = max(first - 1, 0), finish = min(last + 1, tracks.tracks[i].frames - 1)
    for f in range(begin, finish + 1):
        force_n = zone_force_n(tracks, i, f, front_u_m, rear_u_m)
        step_s = tracks.time_s[i, f] - tracks.time_s[i, f - 1] if f > begin else 0.0
        if (force_n > level_n) != (before_n > level_n):
            at_s = tracks.time_s[i, f] - step_s * (force_n - level_n) / (force_n - before_n)
            if force_n > level_n:
                onset_s = onset_s if onset_s == onset_s else at_s
                loaded_s += tracks.time_s[i, f] - at_s
            else:
                end_s = at_s
                loaded_s += at_s - tracks.time_s[i, f - 1]
        elif force_n > level_n:
            loaded_s += step_s
        peak_n = max(peak_n, force_n)
        before_n = force_n
    if before_n > level_n:
        end_s = tracks.time_s[i, finish]
    return onset_s, end_s, loaded_s, peak_n


def impulses_n_s(Tracks tracks not None, int i, double heel_u_m, double length_m, double axis_rad,
                 double heel_x_m, const double[::1] borders not None):
    """Return the force-time integral of each zone, right and left of the foot's axis.

    Parameters
    ----------
    heel_u_m, length_m : float
        The foot in the belt frame.
    axis_rad, heel_x_m : float
        Its axis: angle to the belt, positive when the toes point rightward, and where it leaves the heel.
    borders : ndarray of float64, shape (zones + 1,)
        Ends of the zones from the back of the heel, in foot lengths; the outer ones catch all the rest.

    Returns
    -------
    ndarray of float64, shape (zones, 2)
        Newton seconds; left of the axis, right of it.
    """
    cdef int zones = <int> borders.shape[0] - 1, zone, b, col
    cdef double origin_u_m = tracks.tracks[i].origin_u_m, ahead_m, aside_m, along
    cdef double[:, ::1] sums = np.zeros((zones, 2))
    for b in range(tracks.bins):
        ahead_m = heel_u_m - (origin_u_m + (b + 0.5) * tracks.bin_m)
        for col in range(tracks.cols):
            if tracks.impulse_map_n_s[i, b, col] > 0.0:
                aside_m = (col + 0.5) * tracks.col_pitch_m - heel_x_m
                along = (ahead_m * cos(axis_rad) + aside_m * sin(axis_rad)) / length_m
                zone = 0
                while zone < zones - 1 and along >= borders[zone + 1]:
                    zone += 1
                sums[zone, aside_m * cos(axis_rad) > ahead_m * sin(axis_rad)] += (
                    tracks.impulse_map_n_s[i, b, col])
    return np.asarray(sums)
