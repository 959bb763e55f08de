"""Landings looked at while their feet are down: what the print so far leaves open, and what it does not.

What will print is not known yet, but it has bounds. The heel cannot lie ahead of the rear end of what has
printed so far, nor the toes behind its front end, and the foot is as long as it is:

    front end            rear end           index if the heel is at the rear end:  the least there can be
       |####### landing ##|                 index if the toes are at the front end: the greatest
       |<- ahead ->|                        they meet when the print is as long as the foot

The delay between heel and ball has bounds as well: a zone that is not loaded yet will be loaded later than
now. What is the same throughout the bounds, no later frame will change.
"""

from libc.math cimport INFINITY

from analyzer._feet cimport Track
from analyzer._measure cimport begin_s, first_above, pressure
from analyzer._print cimport add_to_profile, bridge, edge_bin
from analyzer._strike cimport (
    BALL_ABOVE, BALL_FIRST, LEAST_CONFIDENCE, SHORT_CONFIDENCE, UNNAMED, Call, call,
)
from analyzer._tracks cimport LANDING_S, Tracks, after_printed, first_printed
from analyzer._zones cimport MOST_ZONES, Spell, load_zones

# While a landing cannot be called it is looked at again after this time ...
cdef double LOOK_EVERY_S = 0.005
# ... and no longer than this after contact: after a flight, and else (walking rolls slowly).
cdef double LONGEST_S = 0.090
cdef double LONGEST_WALKING_S = 0.250
# So late, a heel that landed after a flight has brought arch or ball down, and what is flat has settled.
cdef double LATE_S = 0.055
# A strike is called early when its confidence is so high at every place and delay that are still possible;
# late, when it is as high as a step's has to be.
cdef double SURE = 0.8
# The print's ends lie where it reads this share of its peak: in the first frames much is noise.
cdef double STRAY_FRACTION = 0.1
# An end that moved less than this part of the foot since the look before is at rest.
cdef double AT_REST = 0.03
# A foot is flat when heel and ball have printed: to the ball's front end, less what round ends lose.
cdef double FLAT = 0.7
# It is whole, the toes too, from this part of the foot on; above the last it is not a foot's print.
cdef double WHOLE = 0.9
cdef double TOO_LONG = 1.2
# Ball and toes print so much of the foot, at least and at most; a heel alone prints a quarter.
cdef double LEAST_FOREFOOT = 0.3
cdef double FOREFOOT = 0.5
# The pressure has run forward when it is this part of the foot ahead of where it landed.
cdef double RUN_FORWARD = 0.06


cdef double end_u_m(Tracks tracks, int i, int step) except? -1e300 nogil:
    """Return the front (`step` 1) or rear (-1) end of the print that the looks so far have laid along the belt."""
    return (tracks.tracks[i].origin_u_m
            + edge_bin(tracks, first_printed(tracks, i), after_printed(tracks, i), tracks.long_profile_n, step,
                       STRAY_FRACTION) * tracks.bin_m)


cdef int lay(Tracks tracks, int i, int first, int last) except -1 nogil:
    """Lay the frames up to `last` along the belt that no look has laid yet, `first` being the first of all."""
    cdef Track *track = &tracks.tracks[i]
    if track.frames_looked == 0:
        tracks.looked_n[i, :] = 0.0
        track.frames_looked = first
    add_to_profile(tracks, i, track.frames_looked, last, tracks.looked_n[i])
    track.frames_looked = last + 1
    tracks.long_profile_n[:] = tracks.looked_n[i]   # what is bridged is not added to
    return bridge(tracks, first_printed(tracks, i), after_printed(tracks, i), tracks.long_profile_n)


cdef int see(Tracks tracks, int i, double length_m, Sight *seen) except -1 nogil:
    """Set what there is to see of a foot so long that is still down."""
    cdef Track *track = &tracks.tracks[i]
    cdef int before
    seen.first, seen.last = first_above(tracks, i), track.frames - 1
    seen.contact_s, seen.now_s = begin_s(tracks, i, seen.first), tracks.time_s[i, seen.last]
    seen.landed = pressure(tracks, i, seen.first, seen.last, seen.contact_s + LANDING_S)
    if track.frames_looked == 0:
        before = seen.last
        while before > seen.first and tracks.time_s[i, before] > seen.now_s - LOOK_EVERY_S:
            before -= 1
        lay(tracks, i, seen.first, before)
        track.rear_looked_u_m = end_u_m(tracks, i, -1)
    lay(tracks, i, seen.first, seen.last)
    seen.front_u_m, seen.rear_u_m = end_u_m(tracks, i, 1), end_u_m(tracks, i, -1)
    seen.at_rest = seen.rear_u_m - track.rear_looked_u_m < AT_REST * length_m
    track.rear_looked_u_m = seen.rear_u_m
    seen.extent = (seen.rear_u_m - seen.front_u_m) / length_m
    seen.ahead = (seen.landed.u_m - seen.front_u_m) / length_m
    seen.rolled = (seen.landed.u_m - pressure(tracks, i, seen.last, seen.last, 0.0).u_m) / length_m
    return 0


cdef (double, double) heel_bounds_u_m(const Sight *seen, double length_m) noexcept nogil:
    """Return the foremost and the rearmost place that the heel can have; the same where it is known."""
    cdef double toes_u_m = seen.front_u_m + length_m
    cdef double foremost_u_m = min(seen.rear_u_m, toes_u_m), rearmost_u_m = max(seen.rear_u_m, toes_u_m)
    if seen.at_rest and seen.extent >= FLAT:
        # The heel is down, and lies near the rear end; of a whole print, the middle is the foot's.
        return foremost_u_m, foremost_u_m + (0.5 if seen.extent >= WHOLE else 0.25) * (
            rearmost_u_m - foremost_u_m)
    if seen.at_rest and seen.ahead > 1.0 - BALL_ABOVE and seen.rolled > RUN_FORWARD:
        # It began behind the ball. Were the heel still to come, the pressure would not have run away from it.
        return seen.rear_u_m, seen.rear_u_m
    return foremost_u_m, rearmost_u_m


cdef class LandingWatch:
    """Looks at the landings in the tracks of a mat.

    Parameters
    ----------
    borders : ndarray of float64, shape (zones + 1,), 2 to 8 zones
        Ends of the foot's zones from the back of the heel, in foot lengths; the two foremost are the forefoot.
    beyond_m : float
        The outer zones reach so much further.
    zone_fraction : float
        A zone counts as loaded above this share of the contact's peak force.
    edge_fraction : float
        More than this share of the peak on the deck's foremost cells: the first touch may have been ahead of it.
    least_peak_factor : float
        A contact's peak is at least so many times its threshold.
    longest_flight_s : float
        Of a runner.
    """

    def __init__(self, const double[::1] borders not None, *, double beyond_m, double zone_fraction,
                 double edge_fraction, double least_peak_factor, double longest_flight_s):
        if not 3 <= borders.shape[0] <= MOST_ZONES + 1:
            raise ValueError(f"a foot must have 2 to {MOST_ZONES} zones, got {borders.shape[0] - 1}")
        self.borders, self.forefoot = borders, <int> borders.shape[0] - 1
        self.beyond_m, self.zone_fraction, self.edge_fraction = beyond_m, zone_fraction, edge_fraction
        self.least_peak_factor, self.longest_flight_s = least_peak_factor, longest_flight_s
        self.usual_peak_n, self.last_off_s = 0.0, -INFINITY

    def expect(self, *, double length_m, double usual_peak_n, double last_off_s):
        """Say what is known of the runner.

        Parameters
        ----------
        length_m : float
            Of the foot, above 0.
        usual_peak_n : float
            Greatest force that a contact is likely to reach.
        last_off_s : float
            When the latest contact ended.
        """
        if not length_m > 0.0:
            raise ValueError(f"length_m must be above 0, got {length_m}")
        self.length_m, self.usual_peak_n, self.last_off_s = length_m, usual_peak_n, last_off_s

    cdef bint look(self, Tracks tracks, int i, Told *told) except -1 nogil:
        """Set what can be said of the landing of a foot that is still down; False: not yet, or never.

        When it is looked at next is noted in its track.
        """
        cdef Track *track = &tracks.tracks[i]
        cdef Sight seen
        cdef double flight_s
        cdef bint flew, is_last, is_called = False
        cdef Call made = Call(kind=UNNAMED, confidence=0.0)
        see(tracks, i, self.length_m, &seen)
        # No foot was down just before this one landed, and a step is not long ago.
        flight_s = seen.contact_s - self.last_off_s
        flew = not track.supported and 0.0 < flight_s <= self.longest_flight_s
        is_last = seen.now_s + LOOK_EVERY_S > seen.contact_s + (LONGEST_S if flew else LONGEST_WALKING_S)
        if (track.from_start or track.hidden_landing
                or track.front_edge_n > max(track.threshold_n, self.edge_fraction * track.peak_n)):
            is_called = True    # and unnamed: the first touch was not seen
        elif track.peak_n >= self.least_peak_factor * track.threshold_n:
            made = self._call(tracks, i, &seen)
            is_called = self._settle(&made, &seen, flew) or is_last
        track.look_s = -1.0 if is_called or is_last else seen.now_s + LOOK_EVERY_S
        told.kind, told.confidence = made.kind, made.confidence
        told.contact_s, told.now_s, told.beside_m = seen.contact_s, seen.now_s, track.beside_m
        told.x_m, told.y_m = seen.landed.x_m, seen.landed.y_m
        return is_called

    cdef bint _settle(self, Call *made, const Sight *seen, bint flew) noexcept nogil:
        """Return whether a call can be told; else it loses its name, not its confidence."""
        cdef bint is_late = seen.now_s >= seen.contact_s + LATE_S
        if made.confidence >= (LEAST_CONFIDENCE if is_late else SURE):
            return True
        # As long as ball and toes, and the pressure has stayed where it landed.
        if is_late and flew and LEAST_FOREFOOT <= seen.extent < FOREFOOT and seen.rolled < RUN_FORWARD:
            made.kind, made.confidence = BALL_FIRST, SHORT_CONFIDENCE
            return True
        made.kind = UNNAMED
        return False

    cdef Call _call(self, Tracks tracks, int i, const Sight *seen) noexcept nogil:
        """Return what both ends of what is still possible agree on."""
        cdef double foremost_u_m, rearmost_u_m
        cdef Call least, greatest, none = Call(kind=UNNAMED, confidence=0.0)
        if not FOREFOOT <= seen.extent <= TOO_LONG:
            return none         # the print's bounds tell nothing
        foremost_u_m, rearmost_u_m = heel_bounds_u_m(seen, self.length_m)
        least = self._call_at(tracks, i, seen, foremost_u_m, True)
        if least.kind == UNNAMED:
            return none
        greatest = self._call_at(tracks, i, seen, rearmost_u_m, False)
        if least.kind != greatest.kind:
            return none
        least.confidence = min(least.confidence, greatest.confidence)
        return least

    cdef Call _call_at(self, Tracks tracks, int i, const Sight *seen, double heel_u_m,
                       bint heel_first) noexcept nogil:
        """Return the call with the heel there: if the ball is as late as it can be, or if the heel is."""
        cdef Spell spells[MOST_ZONES + 1]
        cdef const Track *track = &tracks.tracks[i]
        cdef double index_percent = min(
            max(100.0 * (heel_u_m - seen.landed.u_m) / self.length_m, 0.0), 100.0)
        cdef double peak_n = max(<double> track.peak_n, self.usual_peak_n), heel_s, ball_s
        load_zones(tracks, i, seen.first, seen.last, heel_u_m, self.length_m, self.borders, self.beyond_m,
                   max(track.threshold_n, self.zone_fraction * peak_n), True, spells)
        heel_s, ball_s = spells[0].onset_s, spells[self.forefoot].onset_s
        if heel_first and heel_s != heel_s:
            heel_s = seen.now_s
        if not heel_first and ball_s != ball_s:
            ball_s = seen.now_s
        return call(index_percent, heel_s, ball_s)
