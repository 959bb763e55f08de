"""Load of the foot's zones through one contact, from what the hot loop recorded. Once a step."""

from libc.math cimport NAN

from analyzer._tracks cimport Tracks, row_u_m


cdef inline void add_zone_forces(Tracks tracks, int i, int f, int zones, const double *ends_u_m,
                          double *force_n, double *lag_n_s) noexcept nogil:
    """Set the force on each zone in one frame; a row on a border counts in part for both.

    `lag_n_s` becomes the sum of force times how long after the frame's time it was so great.

        u  ends[n] ... ends[2]   ends[1]   ends[0]        rows and u grow rearward,
               | toes  ... | midfoot | heel |             zones are counted forward
    """
    cdef int row, zone, rear = zones - 1
    cdef const float *profile_n = &tracks.profile_n[i, f, 0]
    cdef bint is_spread = tracks.is_spread[i, f]
    cdef double half_m = 0.5 * tracks.row_pitch_m, per_m = 1.0 / tracks.row_pitch_m
    cdef double u_m, begin_u_m, end_u_m, covered_m, part_n, rear_n = 0.0
    # The zone of the row at hand, which is that of the row before, mostly.
    cdef double rear_begin_u_m = ends_u_m[rear + 1], rear_end_u_m = ends_u_m[rear]
    # Most rows lie in one zone alone, one after the other: its sum, force_n[rear], is kept in a register.
    for zone in range(zones):
        force_n[zone] = lag_n_s[zone] = 0.0
    for row in range(tracks.loaded_from[i, f], tracks.loaded_to[i, f]):
        if profile_n[row] > 0.0:
            u_m = row_u_m(tracks, i, f, row)
            begin_u_m, end_u_m = u_m - half_m, u_m + half_m
            while rear > 0 and rear_end_u_m <= begin_u_m:
                force_n[rear] = rear_n
                rear -= 1       # the rows have left this zone behind
                rear_n = force_n[rear]
                rear_begin_u_m, rear_end_u_m = rear_end_u_m, ends_u_m[rear]
            if end_u_m <= rear_end_u_m and begin_u_m >= rear_begin_u_m:
                rear_n += profile_n[row]
                if is_spread:
                    lag_n_s[rear] += profile_n[row] * tracks.lag_s[i, f, row]
                continue
            zone = rear
            while zone >= 0 and ends_u_m[zone + 1] < end_u_m:
                covered_m = min(end_u_m, ends_u_m[zone]) - max(begin_u_m, ends_u_m[zone + 1])
                if covered_m > 0.0:
                    part_n = profile_n[row] * min(1.0, covered_m * per_m)
                    if zone == rear:
                        rear_n += part_n
                    else:
                        force_n[zone] += part_n
                    if is_spread:
                        lag_n_s[zone] += part_n * tracks.lag_s[i, f, row]
                zone -= 1
    force_n[rear] = rear_n


cdef inline void prolong(Spell *spell, double force_n, double lag_s, double time_s, double step_s,
                  double level_n) noexcept nogil:
    """Take the force in the next frame, `step_s` after the one before, measured `lag_s` after it.

    An unloaded zone's rows are read as long after their frame as when they are loaded.
    """
    cdef double at_s, before_s
    if lag_s != 0.0 or spell.lag_s != 0.0:
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


def loadings(Tracks tracks not None, int i, int first, int last, double heel_u_m, double length_m,
             const double[::1] borders not None, double beyond_m, double level_n):
    """Return how the zones of the foot were loaded during frames [first, last].

    Parameters
    ----------
    heel_u_m, length_m : float
        Back of the heel, belt frame, and the foot's length.
    borders : ndarray of float64, shape (zones + 1,), 2 to 8 zones
        Ends of the zones from the back of the heel, in foot lengths.
    beyond_m : float
        The outer zones reach so much further.
    level_n : float
        Force above which a zone counts as loaded.

    Returns
    -------
    list of (onset_s, end_s, loaded_s, peak_n)
        For each zone, and last for the two foremost together: when its force first rose above and last fell
        below the level, interpolated, None if it never did; how long it was above, all spells together; its
        greatest force.
    """
    cdef Spell spells[MOST_ZONES + 1]
    cdef int zones = <int> borders.shape[0] - 1, zone
    if not 2 <= zones <= MOST_ZONES:
        raise ValueError(f"a foot must have 2 to {MOST_ZONES} zones, got {zones}")
    load_zones(tracks, i, first, last, heel_u_m, length_m, borders, beyond_m, level_n, False, spells)
    result = []
    for zone in range(zones + 1):
        if spells[zone].onset_s == spells[zone].onset_s:
            result.append((spells[zone].onset_s, spells[zone].end_s, spells[zone].loaded_s,
                           spells[zone].peak_n))
        else:
            result.append((None, None, 0.0, spells[zone].peak_n))
    return result


cdef void load_zones(Tracks tracks, int i, int first, int last, double heel_u_m, double length_m,
                     const double[::1] borders, double beyond_m, double level_n,
                     bint only_onsets, Spell *spells) noexcept nogil:
    """Set how each zone was loaded in frames [first, last], and last the two foremost; see `loadings`.

    With `only_onsets` just when the heel and the two foremost were first.
    """
    cdef double force_n[MOST_ZONES + 1]
    cdef double lag_n_s[MOST_ZONES + 1]
    cdef double ends_u_m[MOST_ZONES + 1]
    cdef int zones = <int> borders.shape[0] - 1, zone, f
    cdef int begin = max(first - 1, 0), finish = min(last + 1, tracks.tracks[i].frames - 1)
    for zone in range(zones + 1):
        spells[zone] = Spell(onset_s=NAN, end_s=NAN, loaded_s=0.0, peak_n=0.0, before_n=0.0,
                              lag_s=0.0)
        ends_u_m[zone] = heel_u_m - borders[zone] * length_m
    ends_u_m[0] += beyond_m
    ends_u_m[zones] -= beyond_m
    for f in range(begin, finish + 1):
        add_zone_forces(tracks, i, f, zones, ends_u_m, force_n, lag_n_s)
        force_n[zones] = force_n[zones - 2] + force_n[zones - 1]
        lag_n_s[zones] = lag_n_s[zones - 2] + lag_n_s[zones - 1]
        for zone in range(zones + 1):
            if force_n[zone] == 0.0 and spells[zone].before_n == 0.0:
                continue        # unloaded, and was before
            if only_onsets and 0 < zone < zones:
                continue
            prolong(&spells[zone], force_n[zone],
                    lag_n_s[zone] / force_n[zone] if lag_n_s[zone] != 0.0 else 0.0, tracks.time_s[i, f],
                    tracks.time_s[i, f] - tracks.time_s[i, f - 1] if f > begin else 0.0, level_n)
        if (only_onsets and spells[0].onset_s == spells[0].onset_s
                and spells[zones].onset_s == spells[zones].onset_s):
            return
    for zone in range(zones + 1):
        if spells[zone].before_n > level_n:
            spells[zone].end_s = tracks.time_s[i, finish]
