"""What the adaptive scan knows of each column and cell."""

from libc.stdint cimport int64_t, uint8_t

from device._scan cimport COLS, MOST_TILES, ROWS, Scanner

#: A cell is loaded from this code on.
cdef enum:
    CELL_CODES = 2


cdef struct Column:
    int active              # rows read in every frame, bit i = row i
    bint loaded             # its sum was above the idle level when it was last probed
    int next_row            # the next of its sweep while idle
    double idle_codes       # its sum, unloaded
    double sum_codes        # its sum when last probed ...
    int64_t sum_ns
    double slope            # ... and how fast that changed, codes per nanosecond
    double landing          # how often feet come down here lately; 1 right after one did
    double read_codes       # sum of its cells in this frame ...
    int64_t read_ns         # ... when its last cell was read, and how many were
    int reads
    int read                # ... and which rows, bit i = row i
    uint8_t low[ROWS]       # frames for which each active cell has read nothing
    int cell_codes[ROWS]    # each active cell when last read


cdef class Columns(Scanner):
    cdef Column columns[MOST_TILES][COLS]
    cdef int probes[MOST_TILES]         # columns to probe in this frame, bit j = column j
    cdef int64_t faded_ns

    cdef int neighbours(self, int tile, int col) noexcept nogil
    cdef bint fresh(self, int tile, int col) noexcept nogil
    cdef void take_sum(self, int tile, int col, int code) noexcept nogil
    cdef void take_cell(self, int tile, int col, int row, int code) noexcept nogil
    cdef int unexplained(self, int tile) noexcept nogil
    cdef double known_codes(self, int tile, int col, int rows) noexcept nogil
    cdef void let_go(self) noexcept nogil
    cdef void fade_landings(self) noexcept nogil
