"""What an unloaded cell reads: a baseline of its own, and the noise that all share."""


cdef class CellNoise:
    cdef readonly double sd_n                   # of an unloaded cell about its baseline
    cdef readonly double cell_threshold_n       # a cell this much above its baseline is loaded
    cdef double factor, floor_n, square, weight
    cdef double drift_n                         # mean movement of the free cells' baselines from visit to visit
    cdef float[::1] baseline_n, limit_n         # [cell]; limit = baseline + cell_threshold
    cdef int[::1] visits, loaded_visits         # [cell]: times watched; of these loaded, without a break

    cdef int first(self, const float *cells_n) except -1 nogil
    cdef int watch(self, const float *cells_n, int begin, int end, bint free, bint footless) except -1 nogil
    cdef void _settle(self) noexcept nogil


cdef enum:
    BLOCK = 32


cdef inline int block_loaded(const float *cells_n, const float *limits_n) noexcept nogil:
    """Number of cells of a block that read more than their limit.

    Of this, with its fixed length, the compiler makes vector compares alone, one instruction a cell.
    """
    cdef int j, loaded = 0
    for j in range(BLOCK):
        loaded += cells_n[j] > limits_n[j]
    return loaded
