"""Whose a loaded cell is."""

from analyzer._tracks cimport Tracks


cdef class Assigner(Tracks):
    cdef double base_threshold_n, noise_factor
    cdef bint fixed_threshold
    cdef readonly long long frames_seen
    cdef double deck_travel_m, now_s

    cdef int assign_loaded(self, int now) except -1 nogil
    cdef bint _all_in_one_box(self, int now, int loaded) noexcept nogil
    cdef int _assign(self, int now, int cell) except -1 nogil
    cdef double _contact_threshold_n(self) noexcept nogil
