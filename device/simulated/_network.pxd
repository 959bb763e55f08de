"""The resistors of one tile."""

from libc.stdint cimport int64_t

cdef enum:
    ROWS = 16
    COLS = 8


cdef class Network:
    cdef double[:, :, ::1] load_siemens     # [sample, row, col]
    cdef int64_t first_ns, step_ns
    cdef readonly double reference_siemens
    cdef double whole_driver_siemens
    cdef double driver_siemens[ROWS]        # 0 = the row's trace is open
    cdef int leader[ROWS]                   # rows shorted together follow the first of them
    cdef int stuck_high, stuck_low          # row drivers that no longer follow their register
    cdef double cell_factor[ROWS][COLS]     # 0 = a dead cell
    cdef double cell_extra_siemens[ROWS][COLS]
    cdef bint column_open[COLS]
    cdef double column_short_siemens[COLS]  # to the next column

    cdef void cells_at(self, int64_t time_ns, double (*cell)[COLS]) noexcept nogil
    cdef double column_v(self, int rows, int col, int64_t time_ns) noexcept nogil
