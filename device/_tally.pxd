"""What the watch counts of whole tiles."""

from libc.stdint cimport int64_t

from device._ring cimport Conversion
from device._silence cimport COLS, MOST_TILES, ROWS
from device._words cimport Words

cdef enum State:
    SILENT = 1          # the converter says 0 to everything, though it did not before
    HIGH = 2            # the converter's line lies high
    NOISY = 4           # all columns jump at once
    CONTRARY = 8        # single rows read more than all together: one is driven always


cdef class Tally(Words):
    cdef int place[256]                         # of each tile of the mat among these, -1 = none
    cdef double last_sum[MOST_TILES][COLS]
    cdef double rough[MOST_TILES][COLS]         # mean change from one sum to the next
    cdef int garbled_run[MOST_TILES]
    cdef int contrary[MOST_TILES]
    cdef int64_t noisy_until_ns[MOST_TILES]
    cdef int64_t contrary_until_ns[MOST_TILES]
    cdef readonly double[::1] more_codes
    cdef readonly int64_t[:, ::1] saturated_ns
    cdef readonly int[:, ::1] short_row

    cdef void _gather(self, const Conversion[::1] codes, Py_ssize_t begin, Py_ssize_t end) noexcept nogil
    cdef bint loaded(self, int t, int col, int row) noexcept nogil
    cdef int _state(self, int t) noexcept nogil
    cdef void _frame(self, int64_t now_ns, double speed_m_s) noexcept nogil
    cdef void _follow_noise(self, int t) noexcept nogil
    cdef void _follow_sums(self, int t) noexcept nogil
