"""What the scan's own codes say of the mat's health, frame by frame: no Python, no allocation.

Here are whole tiles: noise, saturated columns, and rows that contradict their sums, as single rows of a linear
network never read more than all rows together. Cells are in `_silence`, lines in `_lines`, what has
fallen silent without load in `_words`.
"""

import numpy as np

from device.codes import frame_ends

from libc.math cimport fabs
from libc.string cimport memset

from device._lines cimport COMPARED_CODES
from device._scan cimport lowest
from device._wire cimport GARBLED, HIGHEST_CODE

cdef int ALL_ROWS = 0xffff
cdef int GARBLED_RUN = 8
#: Noise: so many columns at once whose sums change by this much from one to the next on the average.
cdef int NOISY_COLS = 7
cdef double NOISY_CODES = 1.3
cdef int64_t NOISY_NS = 100_000_000
#: Cells that read this much more together than their column does contradict it; so often, from so much on.
cdef double CONTRARY_SHARE = 1.4, CONTRARY_CODES = 12.0
cdef int CONTRARY_FRAMES = 5, LEAST_SUM_CODES = 4
cdef int64_t CONTRARY_NS = 5_000_000_000
cdef double SATURATED_CODES = 0.97 * 1023
cdef int SHORT_CODES = 700
#: Slower than this the belt carries nothing on.
cdef double MOVING_M_S = 0.3


cdef class Tally(Words):
    """The tiles on one bus.

    Parameters
    ----------
    tile_numbers : sequence of int
        Places of the tiles on the mat, front to rear.
    row_pitch_m : float
        From one row to the next, metres.

    Attributes
    ----------
    saturated_ns : ndarray of int64, shape (tiles, 8)
        Since when a column is saturated; 0 = it is not.
    short_row : ndarray of int32, shape (tiles, 8)
        The row of the tile whose cell reads like a short; -1 = none.
    more_codes : ndarray of float64, shape (16 * tiles,)
        By how much a row read more than the least of its column; `fade` makes it forget.
    """

    def __init__(self, tile_numbers, row_pitch_m):
        cdef int t
        super().__init__(len(tile_numbers), row_pitch_m)
        for t in range(256):
            self.place[t] = -1
        for t in range(self.tiles):
            self.place[<unsigned char> tile_numbers[t]] = t
        rows, cols = ROWS * self.tiles, (self.tiles, COLS)
        self.short_row, self.saturated_ns = np.full(cols, -1, np.int32), np.zeros(cols, np.int64)
        self.more_codes = np.zeros(rows)

    def take(self, conversions, belt_speed_m_s):
        """Take whole frames; return when each ended, and the state of each tile by then.

        Parameters
        ----------
        conversions : ndarray of CONVERSION
            Whole frames, in order.
        belt_speed_m_s : ndarray of float64, shape (n,)
            At each frame; NaN = unknown.

        Returns
        -------
        state : ndarray of uint8, shape (n, tiles)
            Sum of `SILENT`, `HIGH`, `NOISY` and `CONTRARY` (1, 2, 4, 8), 0 = well.
        """
        cdef const Conversion[::1] codes = conversions
        cdef const Py_ssize_t[::1] ends
        cdef const double[::1] speed = belt_speed_m_s
        cdef unsigned char[:, ::1] told
        cdef Py_ssize_t n, k, begin = 0
        cdef int t
        ends = frame_ends(conversions)
        n = ends.shape[0]
        if speed.shape[0] != n:
            raise ValueError(f"belt_speed_m_s must have {n} values, one a frame, got {speed.shape[0]}")
        state = np.zeros((n, self.tiles), np.uint8)
        told = state
        with nogil:
            for k in range(n):
                self._gather(codes, begin, ends[k])
                self._frame(codes[ends[k] - 1].time_ns, speed[k])
                for t in range(self.tiles):
                    told[k, t] = <unsigned char> self.state[t]
                begin = ends[k]
        return state

    def fade(self):
        """Let what rows read more than the least of their column fade to half."""
        cdef int row
        for row in range(ROWS * self.tiles):
            self.more_codes[row] *= 0.5

    cdef void _gather(self, const Conversion[::1] codes, Py_ssize_t begin, Py_ssize_t end) noexcept nogil:
        """Sort a frame's codes into sums and cells; follow runs of zeros and of garbled answers."""
        cdef Py_ssize_t k
        cdef int t, col, code, row
        memset(self.cells, 0xff, sizeof(self.cells))
        memset(self.sums, 0xff, sizeof(self.sums))
        for k in range(begin, end):
            t, col, code = self.place[codes[k].tile], codes[k].col & (COLS - 1), codes[k].code
            if t < 0:
                continue
            if code & GARBLED:
                self.garbled_run[t] += 1
                continue
            self.garbled_run[t] = 0
            if codes[k].rows == ALL_ROWS:
                self.sums[t][col] = code
                self._hear(t, col, code, codes[k].time_ns)
            elif codes[k].rows and codes[k].rows & (codes[k].rows - 1) == 0:
                row = lowest(codes[k].rows)
                self.cells[ROWS * t + row][col] = code
                if code > SHORT_CODES and not self.loaded(t, col, row):
                    self.short_row[t, col] = row

    cdef bint loaded(self, int t, int col, int row) noexcept nogil:
        """Whether a neighbour of a cell bears load: then a great reading is no short."""
        cdef int place = ROWS * t + row
        return ((row > 0 and self.cells[place - 1][col] >= COMPARED_CODES)
                or (row + 1 < ROWS and self.cells[place + 1][col] >= COMPARED_CODES))

    cdef int _state(self, int t) noexcept nogil:
        cdef int state = 0
        if self.now_ns < self.noisy_until_ns[t]:
            # Noise says 0 as well as anything else.
            self.vanished[t] = 0
            self.answerless[t] = False
            state = NOISY
        else:
            if self._is_silent(t):
                state |= SILENT
            if self.now_ns < self.contrary_until_ns[t]:
                state |= CONTRARY
        if self.garbled_run[t] >= GARBLED_RUN:
            state |= HIGH
        return state

    cdef void _frame(self, int64_t now_ns, double speed_m_s) noexcept nogil:
        """Judge a gathered frame."""
        cdef int t
        cdef double way_m = 0.0
        if speed_m_s > MOVING_M_S and 0 < now_ns - self.now_ns < 20_000_000:
            way_m = speed_m_s * 1e-9 * (now_ns - self.now_ns)
        self.now_ns = now_ns
        for t in range(self.tiles):
            self._learn_leaks(t, now_ns)
            self._follow_noise(t)
            self._follow_sums(t)
            self.state[t] = self._state(t)
            if self.state[t]:
                self.forget(t)
        if way_m > 0.0:
            self._follow_silence(way_m)
            for t in range(self.tiles):
                self._compare(t, way_m)
                self._follow_mute(t, way_m)
            for t in range(self.tiles - 1):
                self._follow_border(t, way_m)
        else:
            self._lose_slices()

    cdef void _follow_noise(self, int t) noexcept nogil:
        cdef int col, noisy = 0
        for col in range(COLS):
            if self.sums[t][col] >= 0:
                self.rough[t][col] += 0.25 * (fabs(self.sums[t][col] - self.last_sum[t][col]) - self.rough[t][col])
                self.last_sum[t][col] = self.sums[t][col]
            noisy += self.rough[t][col] > NOISY_CODES
        if noisy >= NOISY_COLS:
            self.noisy_until_ns[t] = self.now_ns + NOISY_NS
            self.contrary_until_ns[t] = 0

    cdef void _follow_sums(self, int t) noexcept nogil:
        """Hold each column's cells against its sum; note saturated columns."""
        cdef int col, row, total, least, read, better = 0
        for col in range(COLS):
            if self.sums[t][col] < 0:
                continue
            if self.sums[t][col] > SATURATED_CODES:
                if self.saturated_ns[t, col] == 0:
                    self.saturated_ns[t, col] = self.now_ns
                continue
            self.saturated_ns[t, col] = 0
            total, least, read = 0, HIGHEST_CODE, 0
            for row in range(ROWS * t, ROWS * (t + 1)):
                if self.cells[row][col] >= 0:
                    total += self.cells[row][col]
                    least = min(least, self.cells[row][col])
                    read += 1
            if read == 0 or self.sums[t][col] < LEAST_SUM_CODES:
                continue
            if total > CONTRARY_SHARE * self.sums[t][col] + CONTRARY_CODES:
                better -= 1
            else:
                better += 1
                least = 0
            for row in range(ROWS * t, ROWS * (t + 1)):
                if self.cells[row][col] >= 0:
                    self.more_codes[row] += self.cells[row][col] - least
        if self.now_ns < self.noisy_until_ns[t]:
            self.contrary[t] = 0
        elif better < 0:
            self.contrary[t] = min(self.contrary[t] + 1, 2 * CONTRARY_FRAMES)
        elif better > 0 and self.contrary[t] > 0:
            self.contrary[t] -= 1
        if self.contrary[t] >= CONTRARY_FRAMES:
            self.contrary_until_ns[t] = self.now_ns + CONTRARY_NS
