"""What the watch counts of rows, columns and cells."""

from libc.stdint cimport int16_t, int64_t

cdef enum:
    ROWS = 16
    COLS = 8
    MOST_TILES = 12
    COMPARED_CODES = 20     # neighbours are compared from this load on


cdef class Lines:
    cdef readonly int tiles
    cdef int64_t now_ns
    cdef int state[MOST_TILES]                      # of whole tiles, 0 = well: nothing else is asked of the others
    cdef int16_t cells[MOST_TILES * ROWS][COLS]     # this frame's codes, -1 = not read
    cdef int16_t sums[MOST_TILES][COLS]
    cdef double border_m[MOST_TILES][COLS]          # the present load beside a column
    cdef readonly double[::1] equal_rows_m
    cdef readonly double[:, ::1] equal_cols_m, unanswered_m
    cdef readonly int64_t[:, ::1] exposed_ns, answered_ns
    cdef readonly int[:, ::1] passes

    cdef void forget(self, int t) noexcept nogil
    cdef void _compare(self, int t, double way_m) noexcept nogil
    cdef void _follow_silence(self, double way_m) noexcept nogil
    cdef void _follow_border(self, int t, double way_m) noexcept nogil
    cdef void _follow_side(self, int t, int col, double way_m, bint answers, bint pressed) noexcept nogil
