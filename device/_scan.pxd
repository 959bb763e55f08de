"""What every scan shares: the tiles of one bus, and the step from a conversion to the next."""

from cpython.ref cimport PyObject
from libc.stdint cimport int64_t, uint16_t

from device._ring cimport Conversion, Mode, Ring

cdef extern from *:
    """
    /* The number of the lowest bit that is set; bits must not be 0. */
    #define lowest_bit(bits) __builtin_ctz((unsigned int) (bits))
    #define bits_set(bits) __builtin_popcount((unsigned int) (bits))
    """
    int count_bits "bits_set"(int bits) noexcept nogil
    int lowest "lowest_bit"(int bits) noexcept nogil

cdef enum:
    ROWS = 16
    COLS = 8
    MOST_TILES = 12
    ALL_ROWS = 0xffff


cdef class Scanner:
    cdef PyObject *buses[MOST_TILES]
    cdef tuple kept                             # keeps the buses alive
    cdef readonly Ring ring
    cdef int tiles
    cdef int tile_number[MOST_TILES]            # place of each tile on the mat
    cdef uint16_t high_rows[MOST_TILES][256]    # driver outputs of rows 8..15 and 0..7, by their bits
    cdef uint16_t low_rows[MOST_TILES][256]
    cdef int channel[MOST_TILES][COLS]
    cdef int latched[MOST_TILES]                # the pattern now in force
    cdef Mode mode
    cdef bint recording                         # whether this frame goes into the ring
    cdef int64_t last_ns                        # when the last transfer returned
    cdef int stop_wanted
    cdef readonly int failed_tile, failed_errno
    cdef readonly long long conversions, frames, garbled

    cdef int measure(self, int tile, int col, int next_rows) noexcept nogil
    cdef int set_rows(self, int tile, int rows) noexcept nogil
    cdef int _fail(self, int tile, int status) noexcept nogil
    cdef int begin(self) noexcept nogil
    cdef int frame(self) noexcept nogil
    cdef int most_conversions(self) noexcept nogil
    cdef int64_t now_ns(self) noexcept nogil
