"""Rows, columns and cells under the feet that the belt carries over them: which read the same, which do not answer.

Two lines that touch always read the same; a cell between two loaded ones is loaded; and the belt carries every
load on, from cell to cell and from tile to tile. All is counted in the belt's way, so that somebody who stands
still is no evidence.
"""

import numpy as np

from libc.math cimport fabs

#: A cell between two with this load must answer; from here on it does.
cdef int PRESSED_CODES = 24, ANSWER_CODES = 2
#: A load that stays this long beside a column that does not answer has been carried on to it.
cdef double BORDER_M = 0.06


cdef class Lines:
    """The lines of the tiles on one bus.

    Parameters
    ----------
    tiles : int
        How many, 1 to 12.

    Attributes
    ----------
    equal_rows_m : ndarray of float64, shape (16 * tiles,)
        How far the belt has gone on while a loaded row read the same as the next one, and never otherwise.
    equal_cols_m : ndarray of float64, shape (tiles, 8)
        The same of columns.
    unanswered_m : ndarray of float64, shape (16 * tiles, 8)
        How far the belt has gone on while both neighbours of a cell were loaded and it was not.
    exposed_ns, answered_ns : ndarray of int64, shape (16 * tiles, 8)
        When that began, and when the cell last answered.
    passes : ndarray of int32, shape (tiles, 8)
        Loads that were carried on to a column, or away from it, without an answer.
    """

    def __init__(self, int tiles):
        if not 1 <= tiles <= MOST_TILES:
            raise ValueError(f"a bus has 1 to {MOST_TILES} tiles, got {tiles}")
        self.tiles = tiles
        rows, cols = ROWS * tiles, (tiles, COLS)
        self.equal_rows_m, self.equal_cols_m = np.zeros(rows), np.zeros(cols)
        self.unanswered_m, self.passes = np.zeros((rows, COLS)), np.zeros(cols, np.int32)
        self.exposed_ns, self.answered_ns = np.zeros((rows, COLS), np.int64), np.zeros((rows, COLS), np.int64)

    cdef void forget(self, int t) noexcept nogil:
        """Forget what was counted of a tile, and of its neighbours' ends; its readings cannot be believed."""
        cdef int row, col
        for row in range(ROWS * t, ROWS * (t + 1)):
            self.equal_rows_m[row] = 0.0
            for col in range(COLS):
                self.unanswered_m[row, col] = 0.0
                self.cells[row][col] = -1
        for col in range(COLS):
            self.equal_cols_m[t, col] = 0.0
            self.passes[t, col] = 0
            self.sums[t][col] = -1

    cdef void _compare(self, int t, double way_m) noexcept nogil:
        """Add the belt's way where neighbouring rows and columns read the same; one that differs ends it."""
        cdef int row, col, a, b
        cdef bint alike, differ
        for row in range(ROWS * t, ROWS * (t + 1) - 1):
            alike = differ = False
            for col in range(COLS):
                a, b = self.cells[row][col], self.cells[row + 1][col]
                if max(a, b) < COMPARED_CODES:
                    continue
                if min(a, b) >= 0 and fabs(a - b) <= 3.0 + 0.04 * (a + b):
                    alike = True
                elif min(a, b) < 0 or fabs(a - b) > 6.0 + 0.15 * (a + b):
                    differ = True
            if differ:
                self.equal_rows_m[row] = 0.0
            elif alike:
                self.equal_rows_m[row] += way_m
        for col in range(COLS - 1):
            a, b = self.sums[t][col], self.sums[t][col + 1]
            if min(a, b) < 0 or max(a, b) < COMPARED_CODES:
                continue
            if fabs(a - b) > 6.0 + 0.12 * (a + b):
                self.equal_cols_m[t, col] = 0.0
            elif fabs(a - b) <= 3.0 + 0.03 * (a + b):
                self.equal_cols_m[t, col] += way_m

    cdef void _follow_silence(self, double way_m) noexcept nogil:
        """Add the belt's way where a cell does not answer between two that do."""
        cdef int row, col
        for row in range(ROWS * self.tiles):
            for col in range(COLS):
                if self.cells[row][col] >= ANSWER_CODES:
                    self.unanswered_m[row, col] = 0.0
                    self.answered_ns[row, col] = self.now_ns
                elif (0 < row < ROWS * self.tiles - 1 and self.cells[row - 1][col] >= PRESSED_CODES
                        and self.cells[row + 1][col] >= PRESSED_CODES):
                    if self.unanswered_m[row, col] == 0.0:
                        self.exposed_ns[row, col] = self.now_ns
                    self.unanswered_m[row, col] += way_m

    cdef void _follow_border(self, int t, double way_m) noexcept nogil:
        """Follow load that the belt carries over the border between a tile and the next."""
        cdef int col, row = ROWS * (t + 1)
        cdef bint before, after
        if self.state[t] or self.state[t + 1]:
            return
        for col in range(COLS):
            before = self.cells[row - 1][col] >= ANSWER_CODES or self.cells[row - 2][col] >= ANSWER_CODES
            after = self.cells[row][col] >= ANSWER_CODES or self.cells[row + 1][col] >= ANSWER_CODES
            self._follow_side(t + 1, col, way_m, after, self.cells[row - 1][col] >= PRESSED_CODES
                              and self.cells[row - 2][col] >= PRESSED_CODES)
            self._follow_side(t, col, way_m, before, self.cells[row][col] >= PRESSED_CODES
                              and self.cells[row + 1][col] >= PRESSED_CODES)

    cdef void _follow_side(self, int t, int col, double way_m, bint answers, bint pressed) noexcept nogil:
        """Follow one column beside a border: `pressed` is what lies on the other side."""
        if answers or self.sums[t][col] >= COMPARED_CODES:
            self.border_m[t][col] = 0.0
            self.passes[t, col] = 0
        elif pressed:
            self.border_m[t][col] += way_m
            if self.border_m[t][col] >= BORDER_M and self.border_m[t][col] - way_m < BORDER_M:
                self.passes[t, col] += 1
        else:
            self.border_m[t][col] = 0.0
