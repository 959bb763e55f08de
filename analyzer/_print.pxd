"""The ends of a print."""

from analyzer._tracks cimport Tracks

cdef int bridge(Tracks tracks, int begin, int end, double[::1] values_n) except -1 nogil
cdef int add_to_profile(Tracks tracks, int i, int first, int last, double[::1] profile_n) except -1 nogil
cdef double edge_bin(Tracks tracks, int begin, int end, const double[::1] profile_n, int step,
                     double stray_fraction=*) except? -1e300 nogil
