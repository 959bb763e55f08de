"""What a circuit knows of its cells."""

from device._readings cimport COLS, MOST_SUM_V, MOST_TILES, ROWS, ColumnReading, Readings


cdef class Circuit(Readings):
    cdef double reference_siemens, driver_ohm
    cdef double[:, ::1] tare_siemens        # of the cells, [row, col] of these tiles
    cdef double[:, ::1] tare_v              # of the columns' sums, [tile, col]
    cdef int loaded_rows[MOST_TILES]
    cdef double siemens[MOST_TILES][ROWS][COLS]     # load of the cells in loaded rows

    cdef void _follow_tare(self, int tile) noexcept nogil
    cdef void _invert(self, int tile) noexcept nogil
    cdef void _find_loaded(self, int tile) noexcept nogil
    cdef void _conductances(self, int tile, const double *row_v, double (*leak)[COLS]) noexcept nogil
    cdef void _drivers(self, int tile, double *row_v, double (*leak)[COLS]) noexcept nogil
    cdef void _driver_weights(self, int tile, double *weight) noexcept nogil
    cdef void _share_sums(self, int tile, double time_ns) noexcept nogil
