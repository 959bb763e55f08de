"""Load of the foot's zones through one contact, from what the hot loop recorded. Once a step."""

from libc.math cimport NAN, cos, sin

import numpy as np

from analyzer._tracks cimport Tracks, row_u_m


cdef enum:
    MOST_ZONES = 8

cdef struct Spell:
    double onset_s              # NaN: not loaded so far
    double end_s
    double loaded_s
    double peak_n
    double before_n             # force in the frame before
    double lag_s                # how long after the frame its force was measured, when last there was some


cdef void add_zone_forces(Tracks tracks, int i, int f, const double[::1] ends_u_m,
                          double *force_n, double *lag_n_s) noexcept nogil:
    """Set the force on each zone in one frame; a row on a border counts in part for both.

    `lag_n_s` becomes the sum of force times how long after the frame's time it was so great.

        u  ends[n] ... ends[2]   ends[1]   ends[0]        rows and u grow rearward,
               | toes  ... | midfoot | heel |             zones are counted forward
    """
    cdef int zones = <int> ends_u_m.shape[0] - 1, row, zone, rear = zones - 1
    cdef double half_m = 0.5 * tracks.row_pitch_m, u_m, covered_m, part_n
    for zone in range(zones):
        force_n[zone] = lag_n_s[zone] = 0.0
    for row in range(tracks.window_rows):
        if tracks.profile_n[i, f, row] > 0.0:
            u_m = row_u_m(tracks, i, f, row)
            while rear > 0 and ends_u_m[rear] <= u_m - half_m:
                rear -= 1       # the rows have left this zone behind
            zone = rear
            while zone >= 0 and ends_u_m[zone + 1] < u_m + half_m:
                covered_m = min(u_m + half_m, ends_u_m[zone]) - max(u_m - half_m, ends_u_m[zone + 1])
                if covered_m > 0.0:
                    part_n = tracks.profile_n[i, f, row] * min(1.0, covered_m / tracks.row_pitch_m)
                    force_n[zone] += part_n
                    if tracks.is_spread[i, f]:
                        lag_n_s[zone] += part_n * tracks.lag_s[i, f, row]
                zone -= 1


cdef void prolong(Spell *spell, double force_n, double lag_s, double time_s, double step_s,
                  double level_n) noexcept nogil:
    """Take the force in the next frame, `step_s` after the one before, measured `lag_s` after it.

    An unloaded zone's rows are read as long after their frame as when they are loaded.
    """
    cdef double at_s, before_s
    if force_n <= 0.0:
        lag_s = spell.lag_s
    before_s = spell.lag_s if spell.before_n > 0.0 else lag_s
    time_s += lag_s
    step_s += lag_s - before_s
    spell.lag_s = lag_s
    if (force_n > level_n) != (spell.before_n > level_n):
        at_s = time_s - step_s * (force_n - level_n) / (force_n - spell.before_n)
        if force_n > level_n:
            spell.onset_s = spell.onset_s if spell.onset_s == spell.onset_s else at_s
            spell.loaded_s += time_s - at_s
        else:
            spell.end_s = at_s
            spell.loaded_s += at_s - (time_s - step_s)
    elif force_n > level_n:
        spell.loaded_s += step_s
    spell.peak_n = max(spell.peak_n, force_n)
    spell.before_n = force_n


def loadings(Tracks tracks not None, int i, int first, int last, const double[::1] ends_u_m not None,
             double level_n):
    """Return how the zones of the foot were loaded during frames [first, last].

    Parameters
    ----------
    ends_u_m : ndarray of float64, shape (zones + 1,), at most 8
        Borders of the zones from the heel on, belt frame: falling.
    level_n : float
        Force above which a zone counts as loaded.

    Returns
    -------
    list of (onset_s, end_s, loaded_s, peak_n)
        For each zone, and last for the two foremost together: when its force first rose above and last fell
        below the level, interpolated, NaN if it never did; how long it was above, all spells together; its
        greatest force.
    """
    cdef Spell spells[MOST_ZONES + 1]
    cdef double force_n[MOST_ZONES + 1]
    cdef double lag_n_s[MOST_ZONES + 1]
    cdef int zones = <int> ends_u_m.shape[0] - 1, zone, f
    cdef int begin = max(first - 1, 0), finish = min(last + 1, tracks.tracks[i].frames - 1)
    if not 2 <= zones <= MOST_ZONES:
        raise ValueError(f"a foot must have 2 to {MOST_ZONES} zones, got {zones}")
    for zone in range(zones + 1):
        spells[zone] = Spell(onset_s=NAN, end_s=NAN, loaded_s=0.0, peak_n=0.0, before_n=0.0,
                              lag_s=0.0)
    for f in range(begin, finish + 1):
        add_zone_forces(tracks, i, f, ends_u_m, force_n, lag_n_s)
        force_n[zones] = force_n[zones - 2] + force_n[zones - 1]
        lag_n_s[zones] = lag_n_s[zones - 2] + lag_n_s[zones - 1]
        for zone in range(zones + 1):
            prolong(&spells[zone], force_n[zone],
                    lag_n_s[zone] / force_n[zone] if force_n[zone] > 0.0 else 0.0, tracks.time_s[i, f],
                    tracks.time_s[i, f] - tracks.time_s[i, f - 1] if f > begin else 0.0, level_n)
    result = []
    for zone in range(zones + 1):
        if spells[zone].before_n > level_n:
            spells[zone].end_s = tracks.time_s[i, finish]
        result.append((spells[zone].onset_s, spells[zone].end_s, spells[zone].loaded_s, spells[zone].peak_n))
    return result


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
