"""Cells under the feet that the belt carries over them, and which do not answer.

A cell between two loaded ones is loaded, mostly: an arch is not. Surer is what the belt carries: the part of a foot
that was on the row before and is on the row after has been on the row between. Both are counted in the belt's
way, so that somebody who stands still is no evidence.
"""

import numpy as np

#: A cell between two with this load must answer; from here on it does.
cdef int PRESSED_CODES = 24, ANSWER_CODES = 2
#: A part of a foot has passed a cell if it loaded the cells before and after it so much, one of them more.
cdef int PASSED_CODES = 8, PASSED_MOST_CODES = 20
#: Slices of the belt's way on either side of the middle in which the cell between must have said nothing.
cdef int BESIDE_SLICES = 2
#: Slices that the belt may go on from one frame to the next: where it leaves out more, what lay there is not known.
cdef int MOST_LEFT_OUT = 1
cdef int SATURATED_CODES = 992
cdef int UNKNOWN_CODES = ANSWER_CODES


cdef class Silence:
    """The cells of the tiles on one bus.

    Parameters
    ----------
    tiles : int
        How many, 1 to 12.
    row_pitch_m : float
        From one row to the next, metres.

    Attributes
    ----------
    unanswered_m : ndarray of float64, shape (16 * tiles, 8)
        How far the belt has gone on while both neighbours of a cell were loaded and it was not.
    passed_m : ndarray of float64, shape (16 * tiles, 8)
        Length of the feet that were carried over a cell, from the row before to the row after, without an answer.
    exposed_ns, answered_ns : ndarray of int64, shape (16 * tiles, 8)
        When that began, and when the cell last answered.
    """

    def __init__(self, int tiles, double row_pitch_m):
        if not 1 <= tiles <= MOST_TILES:
            raise ValueError(f"a bus has 1 to {MOST_TILES} tiles, got {tiles}")
        self.tiles = tiles
        self.slice_m = row_pitch_m / PITCH_SLICES
        shape = (ROWS * tiles, COLS)
        self.unanswered_m, self.passed_m = np.zeros(shape), np.zeros(shape)
        self.exposed_ns, self.answered_ns = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        self.is_followed = True
        self._lose_slices()

    cdef void _follow_silence(self, double way_m) noexcept nogil:
        """Add the belt's way where a cell does not answer between two that do; 0 where it stands or is unknown."""
        cdef int row, col
        for row in range(ROWS * self.tiles):
            for col in range(COLS):
                if self.cells[row][col] >= ANSWER_CODES:
                    self.unanswered_m[row, col] = self.passed_m[row, col] = 0.0
                    self.answered_ns[row, col] = self.now_ns
                elif (0 < row < ROWS * self.tiles - 1 and self.cells[row - 1][col] >= PRESSED_CODES
                        and self.cells[row + 1][col] >= PRESSED_CODES):
                    if self.unanswered_m[row, col] + self.passed_m[row, col] == 0.0:
                        self.exposed_ns[row, col] = self.now_ns
                    self.unanswered_m[row, col] += way_m
        self._follow_slices(way_m)

    cdef void _follow_slices(self, double way_m) noexcept nogil:
        """Put the frame into the belt's present slice; judge each slice when it is over."""
        cdef int row, col, tile, over
        self.into_slice_m += way_m
        over = <int> (self.into_slice_m / self.slice_m)
        self.into_slice_m -= over * self.slice_m
        if over:
            self._judge_slice()
            for _ in range(min(over, KEPT_SLICES)):
                self._next_slice(over <= 1 + MOST_LEFT_OUT)
        for row in range(ROWS * self.tiles):
            for col in range(COLS):
                self.most[self.present][row][col] = max(self.most[self.present][row][col], self._said(row, col))
        for tile in range(self.tiles):
            for col in range(COLS):
                if self.sums[tile][col] >= ANSWER_CODES:
                    self.mute_slices[tile][col] = 0
        self.is_followed = True

    cdef void _lose_slices(self) noexcept nogil:
        """Forget what the belt carried: it has stood, or was not seen."""
        if self.is_followed:
            self.into_slice_m = 0.0
            for _ in range(KEPT_SLICES):
                self._next_slice(False)
            self.is_followed = False

    cdef void _next_slice(self, bint is_seen) noexcept nogil:
        """Begin another slice; one that no frame is seen in is like the frame after it, or not known."""
        cdef int row, col, tile
        self.present = (self.present + 1) % KEPT_SLICES
        for tile in range(self.tiles):
            for col in range(COLS):
                self.mute_slices[tile][col] = min(self.mute_slices[tile][col] + 1, KEPT_SLICES)
        for row in range(ROWS * self.tiles):
            for col in range(COLS):
                self.most[self.present][row][col] = self._said(row, col) if is_seen else UNKNOWN_CODES

    cdef int16_t _said(self, int row, int col) noexcept nogil:
        """Return what a cell said in this frame; what cannot be known is neither silence nor load."""
        cdef int tile = row // ROWS
        if self.state[tile] or self.sums[tile][col] >= SATURATED_CODES:
            return UNKNOWN_CODES
        return self.cells[row][col]

    cdef void _judge_slice(self) noexcept nogil:
        """Find the cells that the foot of the present slice was carried over without their answer."""
        cdef int row, col, before, after
        cdef int first = (self.present + 1) % KEPT_SLICES
        for row in range(1, ROWS * self.tiles - 1):
            for col in range(COLS):
                after = self.most[self.present][row + 1][col]
                before = self.most[first][row - 1][col]
                # Of a column that has said nothing at all since, it is not known which cells do not answer.
                if (min(before, after) < PASSED_CODES or max(before, after) < PASSED_MOST_CODES
                        or self.mute_slices[row // ROWS][col] > PITCH_SLICES or not self._was_silent(row, col)):
                    continue
                if self.unanswered_m[row, col] + self.passed_m[row, col] == 0.0:
                    self.exposed_ns[row, col] = self.now_ns
                self.passed_m[row, col] += self.slice_m

    cdef bint _was_silent(self, int row, int col) noexcept nogil:
        """Whether a cell said nothing while the foot of the present slice was on it."""
        cdef int k
        for k in range(PITCH_SLICES - BESIDE_SLICES, PITCH_SLICES + BESIDE_SLICES + 1):
            if self.most[(self.present + KEPT_SLICES - k) % KEPT_SLICES][row][col] >= ANSWER_CODES:
                return False
        return True
