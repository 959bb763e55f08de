"""Rows and columns under the feet that the belt carries over them: which read the same, which do not answer.

Two lines that touch always read the same, to the noise; and the belt carries every load on, from tile to tile. All
is counted in the belt's way, so that somebody who stands still is no evidence.
"""

import numpy as np

from libc.math cimport fabs

from device._silence cimport ROWS

#: Load that must be carried on, and the least answer to it.
cdef int PRESSED_CODES = 24, ANSWER_CODES = 2
#: A load that is seen for so long beside a column that does not answer has been carried on to it, or from it; with
#: the column beside it answering for so long, one such load is enough. After so long without it, another foot comes.
cdef double BORDER_M = 0.085, BESIDE_M = 0.02, PART_M = 0.12
cdef int SATURATED_CODES = 992
#: Lines are compared from so much on. Those that touch differ by no more than noise, their converters' offsets (two
#: inputs: columns) and what changes between two readings.
cdef int TOUCHED_CODES = 8
cdef double ROW_CODES = 3.0, COL_CODES = 4.0, SAME_SHARE = 0.01
#: A light load proves less: so much of both lines together counts in full. Rows that read the same in two columns
#: or more count for so much more: a foot does not press that evenly on any two.
cdef double ROW_FULL_CODES = 60.0, COL_FULL_CODES = 100.0, BESIDE_WEIGHT = 3.0


cdef class Lines(Silence):
    """The lines of the tiles on one bus. Parameters as of `Silence`.

    Attributes
    ----------
    equal_rows_m : ndarray of float64, shape (16 * tiles,)
        How far the belt has gone on while a loaded row read the same as the next one, and never otherwise;
        weighted by how much that proves.
    equal_cols_m : ndarray of float64, shape (tiles, 8)
        The same of columns.
    passes : ndarray of int32, shape (tiles, 8)
        Loads that were carried on to a column, or away from it, without an answer.
    """

    def __init__(self, int tiles, double row_pitch_m):
        super().__init__(tiles, row_pitch_m)
        self.equal_rows_m, self.equal_cols_m = np.zeros(ROWS * tiles), np.zeros((tiles, COLS))
        self.passes = np.zeros((tiles, COLS), np.int32)

    cdef void forget(self, int t) noexcept nogil:
        """Forget what was counted of a tile, and of its neighbours' ends; its readings cannot be believed."""
        cdef int row, col
        for row in range(ROWS * t, ROWS * (t + 1)):
            self.equal_rows_m[row] = 0.0
            for col in range(COLS):
                self.unanswered_m[row, col] = self.passed_m[row, col] = 0.0
                self.cells[row][col] = -1
        for col in range(COLS):
            self.equal_cols_m[t, col] = 0.0
            self.passes[t, col] = 0
            self.over[t][col].pressed_m = self.back[t][col].pressed_m = 0.0
            self.over[t][col].beside_m = self.back[t][col].beside_m = 0.0
            self.sums[t][col] = -1

    cdef void _compare(self, int t, double way_m) noexcept nogil:
        """Add the belt's way where neighbouring rows and columns read the same; one that differs ends it."""
        cdef int row, col
        for row in range(ROWS * t, ROWS * (t + 1) - 1):
            self._compare_rows(row, way_m)
        for col in range(COLS - 1):
            self._compare_columns(t, col, way_m)

    cdef void _compare_rows(self, int row, double way_m) noexcept nogil:
        """Compare a row with the next one in every column."""
        cdef int col, a, b, alike = 0
        cdef double total = 0.0
        for col in range(COLS):
            a, b = self.cells[row][col], self.cells[row + 1][col]
            if min(a, b) < 0:
                if max(a, b) >= COMPARED_CODES:
                    self.equal_rows_m[row] = 0.0
                    return
            elif max(a, b) >= TOUCHED_CODES:
                if fabs(a - b) > ROW_CODES + SAME_SHARE * (a + b):
                    self.equal_rows_m[row] = 0.0
                    return
                alike += 1
                total += a + b
        self.equal_rows_m[row] += way_m * min(1.0, total / ROW_FULL_CODES) * (BESIDE_WEIGHT if alike > 1 else 1.0)

    cdef void _compare_columns(self, int t, int col, double way_m) noexcept nogil:
        """Compare a column with the next one, their sums and their cells."""
        cdef int row, a = self.sums[t][col], b = self.sums[t][col + 1]
        cdef double total = a + b
        if min(a, b) < 0 or max(a, b) < TOUCHED_CODES or min(a, b) > SATURATED_CODES:
            return
        if fabs(a - b) > COL_CODES + SAME_SHARE * total:
            self.equal_cols_m[t, col] = 0.0
            return
        for row in range(ROWS * t, ROWS * (t + 1)):
            a, b = self.cells[row][col], self.cells[row][col + 1]
            if min(a, b) >= 0 and fabs(a - b) > COL_CODES + SAME_SHARE * (a + b):
                self.equal_cols_m[t, col] = 0.0
                return
        self.equal_cols_m[t, col] += way_m * min(1.0, total / COL_FULL_CODES)

    cdef bint _is_own(self, int t, int col) noexcept nogil:
        """Whether what a column reads is known to be its own: it is not saturated, nor one with its neighbour."""
        cdef int j, own = self.sums[t][col]
        if not 0 < own <= SATURATED_CODES:
            return False
        for j in range(max(col - 1, 0), min(col + 2, COLS)):
            if j != col and self.sums[t][j] >= COMPARED_CODES \
                    and fabs(own - self.sums[t][j]) <= 3.0 + 0.03 * (own + self.sums[t][j]):
                return False
        return True

    cdef void _follow_border(self, int t, double way_m) noexcept nogil:
        """Follow load that the belt carries over the border between a tile and the next."""
        cdef int col, row = ROWS * (t + 1)
        if self.state[t] or self.state[t + 1]:
            return
        for col in range(COLS):
            if self._is_own(t, col):
                self._follow_side(&self.over[t][col], t + 1, col, way_m, row, row - 2)
            if self._is_own(t + 1, col):
                self._follow_side(&self.back[t][col], t, col, way_m, row - 2, row)

    cdef void _follow_side(self, Crossing *crossing, int t, int col, double way_m, int far,
                           int near) noexcept nogil:
        """Follow one column over a border, from the two rows at `near` to those at `far`, which are tile `t`'s.

        A part of a foot is within two rows for 0.05 m, and within the one that may be dead beside them for 0.025 m.
        What is pressed there for longer has others before or behind it, on the other side.
        """
        cdef int pressed = max(self.cells[near][col], self.cells[near + 1][col])
        if self.cells[far][col] >= ANSWER_CODES or self.cells[far + 1][col] >= ANSWER_CODES \
                or self.sums[t][col] >= COMPARED_CODES:
            self.passes[t, col] = 0
            crossing.pressed_m = crossing.beside_m = crossing.apart_m = 0.0
        elif pressed >= PRESSED_CODES:
            if crossing.apart_m > PART_M:
                crossing.pressed_m = crossing.beside_m = 0.0
            crossing.apart_m = 0.0
            crossing.pressed_m += way_m
            if self._answers(far, col - 1) or self._answers(far, col + 1):
                crossing.beside_m += way_m
            if crossing.pressed_m >= BORDER_M > crossing.pressed_m - way_m:
                self.passes[t, col] += 1
            if crossing.pressed_m >= BORDER_M and crossing.beside_m >= BESIDE_M:
                self.passes[t, col] = max(self.passes[t, col], SURE_PASSES)
        else:
            crossing.apart_m += way_m

    cdef bint _answers(self, int row, int col) noexcept nogil:
        """Whether one of two rows is pressed in a column."""
        return 0 <= col < COLS and max(self.cells[row][col], self.cells[row + 1][col]) >= PRESSED_CODES
