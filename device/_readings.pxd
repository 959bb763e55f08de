"""What was read of each column and cell in one frame."""

from device._ring cimport Conversion

cdef extern from *:
    """
    /* A column's whole conductance is lost in the last per cents: one code is then worth 3 % of it or more. */
    #define MOST_SUM_V 0.97
    """
    double MOST_SUM_V

cdef enum:
    ROWS = 16
    COLS = 8
    MOST_TILES = 12
    MOST_SUMS = 8


cdef struct ColumnReading:
    int sums                        # probes: the last before this frame, this frame's, the next frame's first
    int now                         # which of them is this frame's first
    double sum_v[MOST_SUMS]
    double sum_ns[MOST_SUMS]
    double last_v                   # the last probe so far
    double last_ns
    int loaded                      # rows whose cell has load
    int read                        # rows that were converted alone, bit i = row i
    double drive                    # mean potential of its driven rows, all high; 1 with ideal drivers
    bint saturated


cdef class Readings:
    cdef readonly int tiles
    cdef int place[256]             # of each tile of the mat among these, -1 = none
    cdef int read_rows[MOST_TILES]
    cdef int read_cols[MOST_TILES]
    cdef ColumnReading columns[MOST_TILES][COLS]
    cdef double cell_v[MOST_TILES][ROWS][COLS]
    cdef double cell_ns[MOST_TILES][ROWS][COLS]

    cdef void _clear(self) noexcept nogil
    cdef void _gather(self, const Conversion[::1] codes, Py_ssize_t begin, Py_ssize_t end) noexcept nogil
    cdef void _add_sum(self, int tile, int col, int code, double time_ns) noexcept nogil
    cdef void _look_ahead(self, const Conversion[::1] codes, Py_ssize_t begin, Py_ssize_t end) noexcept nogil
    cdef void _sum_rows(self) noexcept nogil


cdef double sum_at(const ColumnReading *column, double time_ns) noexcept nogil
