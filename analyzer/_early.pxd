"""Landings looked at while their feet are down."""

from analyzer._measure cimport Pressure
from analyzer._strike cimport Call, Kind
from analyzer._tracks cimport Tracks

cdef struct Sight:
    int first                   # frames of the record: the first above the threshold, the latest
    int last
    double contact_s            # crossing of the threshold, interpolated
    double now_s
    Pressure landed             # of the first 20 ms
    double front_u_m            # ends of the print so far
    double rear_u_m
    bint at_rest                # whether its rear end has stopped moving
    double extent               # its length, in parts of the foot ...
    double ahead                # ... how far it reaches ahead of the landing ...
    double rolled               # ... and how far the pressure is ahead of where it landed

cdef struct Told:
    Kind kind
    double confidence
    double contact_s            # crossing of the threshold, interpolated
    double now_s                # when it was judged
    double x_m                  # force-weighted centre of pressure of the first 20 ms, deck
    double y_m
    double beside_m             # as of `_measure.contact`


cdef class LandingWatch:
    cdef const double[::1] borders
    cdef int forefoot
    cdef double beyond_m, zone_fraction, edge_fraction, least_peak_factor, longest_flight_s
    cdef double length_m, usual_peak_n, last_off_s

    cdef bint look(self, Tracks tracks, int i, Told *told) except -1 nogil
    cdef bint _settle(self, Call *made, const Sight *seen, bint flew) noexcept nogil
    cdef Call _call(self, Tracks tracks, int i, const Sight *seen) noexcept nogil
    cdef Call _call_at(self, Tracks tracks, int i, const Sight *seen, double heel_u_m,
                       bint heel_first) noexcept nogil
