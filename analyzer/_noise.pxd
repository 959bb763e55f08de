"""The noise of the mat's cells, estimated while it runs."""


cdef class CellNoise:
    cdef readonly double mean_n, sd_n           # of an unloaded cell
    cdef readonly double cell_threshold_n       # a cell above this is loaded
    cdef double factor, floor_n, square, weight

    cdef int first(self, const float[:, ::1] cells_n, int k) except -1 nogil
    cdef int watch(self, const float[:, ::1] cells_n, int k, int begin, int end) except -1 nogil
    cdef void _settle(self) noexcept nogil
