"""What the watch counts of rows and columns."""

from device._silence cimport COLS, MOST_TILES, Silence

cdef enum:
    COMPARED_CODES = 20     # neighbours are compared from this load on
    SURE_PASSES = 2         # loads that a column did not answer to: then it is open


#: Load beside a border, of which the other side says nothing.
cdef struct Crossing:
    double pressed_m        # how far the belt has gone on under it
    double beside_m         # of that, with the next column answering on the other side
    double apart_m          # and how far since


cdef class Lines(Silence):
    cdef Crossing over[MOST_TILES][COLS]            # from a tile on to the next, and from the next back
    cdef Crossing back[MOST_TILES][COLS]
    cdef readonly double[::1] equal_rows_m
    cdef readonly double[:, ::1] equal_cols_m
    cdef readonly int[:, ::1] passes

    cdef void forget(self, int t) noexcept nogil
    cdef void _compare(self, int t, double way_m) noexcept nogil
    cdef void _compare_rows(self, int row, double way_m) noexcept nogil
    cdef void _compare_columns(self, int t, int col, double way_m) noexcept nogil
    cdef bint _is_own(self, int t, int col) noexcept nogil
    cdef void _follow_border(self, int t, double way_m) noexcept nogil
    cdef void _follow_side(self, Crossing *crossing, int t, int col, double way_m, int far, int near) noexcept nogil
    cdef bint _answers(self, int row, int col) noexcept nogil
