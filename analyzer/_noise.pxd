"""What an unloaded cell reads: a baseline of its own, and the noise that all share."""


cdef class CellNoise:
    cdef readonly double sd_n                   # of an unloaded cell about its baseline
    cdef readonly double cell_threshold_n       # a cell this much above its baseline is loaded
    cdef double factor, floor_n, square, weight
    cdef double drift_n                         # mean movement of the free cells' baselines from visit to visit
    cdef float[::1] baseline_n, limit_n         # [cell]; limit = baseline + cell_threshold
    cdef int[::1] visits, loaded_visits         # [cell]: times watched; of these loaded, without a break
    # One byte a cell, 1 where it is loaded; and the same bytes eight at a time, to pass by what is empty.
    cdef unsigned char[::1] loaded              # [cell], padded to whole words
    cdef unsigned long long[::1] loaded_words   # [cell // 8]

    cdef int first(self, const float[:, ::1] cells_n, int k) except -1 nogil
    cdef int mark_loaded(self, const float[:, ::1] cells_n, int k) except -1 nogil
    cdef int watch(self, const float[:, ::1] cells_n, int k, int begin, int end, bint free,
                   bint footless) except -1 nogil
    cdef void _settle(self) noexcept nogil
