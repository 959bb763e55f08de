"""When a contact began, and where its pressure lay."""

from analyzer._tracks cimport Tracks

cdef struct Pressure:               # centre of pressure
    double u_m                      # belt frame
    double x_m                      # deck
    double y_m

cdef int first_above(Tracks tracks, int i) noexcept nogil
cdef double begin_s(Tracks tracks, int i, int first) except? -1e300 nogil
cdef Pressure pressure(Tracks tracks, int i, int first, int last, double until_s) noexcept nogil
