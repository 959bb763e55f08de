"""Load of the foot's zones through one contact, from what the hot loop recorded. Once a step."""

from libc.math cimport NAN, cos, erfc, sin, sqrt, tan

import numpy as np

from analyzer._tracks cimport Tracks, row_u_m

cdef double LEAST_SD = 0.05         # the load's spread across a foot, one SD in foot lengths, at least

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


cdef double below(double z) noexcept nogil:
    """The normal distribution function."""
    return 0.5 * erfc(-z / sqrt(2.0))


cdef double left_share(double middle_m, double sd_m, double begin_m, double end_m,
                       double axis_m) noexcept nogil:
    """Part of a cell's load left of the axis, when the load across the foot is spread normally."""
    cdef double whole, left
    if axis_m <= begin_m:
        return 0.0
    if axis_m >= end_m:
        return 1.0
    whole = below((end_m - middle_m) / sd_m) - below((begin_m - middle_m) / sd_m)
    left = below((axis_m - middle_m) / sd_m) - below((begin_m - middle_m) / sd_m)
    return left / whole if whole > 1e-6 else (axis_m - begin_m) / (end_m - begin_m)


cdef (double, double) across_m(Tracks tracks, int i, int b, double least_sd_m) noexcept nogil:
    """Middle and standard deviation of the load across the foot in a bin of the impulse map.

    A column reads its whole width: its own twelfth of a square pitch is taken off (Sheppard).
    """
    cdef double weight = 0.0, moment = 0.0, square = 0.0, x_m, middle_m, variance_m2
    cdef int col
    for col in range(tracks.cols):
        x_m = (col + 0.5) * tracks.col_pitch_m
        weight += tracks.impulse_map_n_s[i, b, col]
        moment += tracks.impulse_map_n_s[i, b, col] * x_m
        square += tracks.impulse_map_n_s[i, b, col] * x_m * x_m
    if weight <= 0.0:
        return 0.0, least_sd_m
    middle_m = moment / weight
    variance_m2 = square / weight - middle_m * middle_m - tracks.col_pitch_m * tracks.col_pitch_m / 12.0
    return middle_m, sqrt(max(variance_m2, least_sd_m * least_sd_m))


def impulses_n_s(Tracks tracks not None, int i, double heel_m, double length_m, double axis_rad,
                 double heel_x_m, const double[::1] borders not None):
    """Return the force-time integral of each zone, right and left of the foot's axis.

    Parameters
    ----------
    heel_m, length_m : float
        Back of the heel along the axis, as `_print.along_axis_m` counts it, and the foot's length.
    axis_rad, heel_x_m : float
        The axis: angle to the belt, positive when the toes point rightward, and where it leaves the heel.
    borders : ndarray of float64, shape (zones + 1,)
        Ends of the zones from the back of the heel, in foot lengths; the outer ones catch all the rest.

    Returns
    -------
    ndarray of float64, shape (zones, 2)
        Newton seconds; left of the axis, right of it.
    """
    cdef int zones = <int> borders.shape[0] - 1, zone, b, col
    cdef double heel_b_m = heel_m / cos(axis_rad), ahead_m, aside_m, along, axis_m
    cdef double middle_m, sd_m, left, load_n_s
    cdef double[:, ::1] sums = np.zeros((zones, 2))
    for b in range(tracks.bins):
        ahead_m = heel_b_m - (b + 0.5) * tracks.bin_m
        axis_m = heel_x_m + ahead_m * tan(axis_rad)
        middle_m, sd_m = across_m(tracks, i, b, LEAST_SD * length_m)
        for col in range(tracks.cols):
            load_n_s = tracks.impulse_map_n_s[i, b, col]
            if load_n_s > 0.0:
                aside_m = (col + 0.5) * tracks.col_pitch_m - heel_x_m
                along = (ahead_m * cos(axis_rad) + aside_m * sin(axis_rad)) / length_m
                zone = 0
                while zone < zones - 1 and along >= borders[zone + 1]:
                    zone += 1
                left = left_share(middle_m, sd_m, col * tracks.col_pitch_m, (col + 1) * tracks.col_pitch_m,
                                  axis_m)
                sums[zone, 0] += left * load_n_s
                sums[zone, 1] += (1.0 - left) * load_n_s
    return np.asarray(sums)
