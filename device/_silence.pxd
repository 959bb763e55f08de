"""What the watch knows of cells that say nothing under feet."""

from libc.stdint cimport int16_t, int64_t

cdef enum:
    ROWS = 16
    COLS = 8
    MOST_TILES = 12
    PITCH_SLICES = 5        # slices of the belt's way in one row's pitch
    KEPT_SLICES = 11        # as many as from a row to the next but one, and where the belt is now


cdef class Silence:
    cdef readonly int tiles
    cdef int64_t now_ns
    cdef int state[MOST_TILES]                      # of whole tiles, 0 = well: nothing else is asked of the others
    cdef int16_t cells[MOST_TILES * ROWS][COLS]     # this frame's codes, -1 = not read
    cdef int16_t sums[MOST_TILES][COLS]
    cdef double slice_m                             # of the belt's way
    cdef double into_slice_m                        # how far the belt has gone into the present one
    cdef int present                                # where that is kept
    cdef bint is_followed                           # whether anything is kept
    cdef int16_t most[KEPT_SLICES][MOST_TILES * ROWS][COLS]     # the greatest code of each cell in the latest slices
    cdef int mute_slices[MOST_TILES][COLS]          # since the column of a tile last said something
    cdef readonly double[:, ::1] unanswered_m, passed_m
    cdef readonly int64_t[:, ::1] exposed_ns, answered_ns

    cdef void _follow_silence(self, double way_m) noexcept nogil
    cdef void _follow_slices(self, double way_m) noexcept nogil
    cdef void _lose_slices(self) noexcept nogil
    cdef void _next_slice(self, bint is_seen) noexcept nogil
    cdef int16_t _said(self, int row, int col) noexcept nogil
    cdef void _judge_slice(self) noexcept nogil
    cdef bint _was_silent(self, int row, int col) noexcept nogil
