"""Codes to force frames.

A frame waits for its successor: a column's sum at any moment of the frame then lies between two probes. The load
of every column is given for one moment, the frame's time, however long before or after it was probed.
"""

import numpy as np

from device.codes import CONVERSION, frame_ends

from libc.math cimport pow

from device._readings cimport COLS, MOST_SUM_V, ROWS, ColumnReading
from device._scan cimport lowest

cdef double NS = 1e-9


cdef class Decoder(Circuit):
    """Force frames of the tiles on one bus.

    Parameters
    ----------
    tile_numbers : sequence of int
        Places of its tiles on the mat, front to rear.
    reference_ohm, driver_ohm : float
        The circuit. With `driver_ohm` 0 nothing is corrected.
    scale, exponent, tare_siemens : ndarray of float64, shape (16 * tiles, 8)
        The calibration of each cell: `scale * (conductance - tare) ** exponent`. The tare is a beginning.
    """

    def __init__(self, tile_numbers, *, double reference_ohm, double driver_ohm, scale, exponent, tare_siemens):
        super().__init__(tile_numbers, reference_ohm=reference_ohm, driver_ohm=driver_ohm,
                         tare_siemens=tare_siemens)
        curves = [np.array(curve, np.float64, order="C") for curve in (scale, exponent)]
        if any(curve.shape != (ROWS * self.tiles, COLS) for curve in curves):
            raise ValueError(f"calibration must have shape {(ROWS * self.tiles, COLS)}")
        self.scale, self.exponent = curves
        self.pending = np.empty(0, CONVERSION)

    @property
    def state(self):
        """What the decoder has learned: sums and cells unloaded, and each column's last probe.

        Four arrays of float64: parts of the supply (tiles, 8), siemens (rows, 8), parts of the supply
        (tiles, 8), nanoseconds (tiles, 8).
        A decoder that is given the state of another goes on exactly as that one.
        """
        cdef int t, j
        last_v, last_ns = np.zeros((self.tiles, COLS)), np.zeros((self.tiles, COLS))
        for t in range(self.tiles):
            for j in range(COLS):
                last_v[t, j] = self.columns[t][j].last_v
                last_ns[t, j] = self.columns[t][j].last_ns
        return np.array(self.tare_v), np.array(self.tare_siemens), last_v, last_ns

    @state.setter
    def state(self, state):
        cdef int t, j
        tare_v, tare_siemens, last_v, last_ns = state
        sums, cells = (self.tiles, COLS), (ROWS * self.tiles, COLS)
        shapes = [np.shape(part) for part in state]
        if shapes != [sums, cells, sums, sums]:
            raise ValueError(f"a decoder's state has shapes {sums}, {cells}, {sums}, {sums}, got {shapes}")
        self.tare_v = np.array(tare_v, np.float64, order="C")
        self.tare_siemens = np.array(tare_siemens, np.float64, order="C")
        for t in range(self.tiles):
            for j in range(COLS):
                self.columns[t][j].last_v, self.columns[t][j].last_ns = last_v[t, j], last_ns[t, j]
        self.pending = np.empty(0, CONVERSION)

    @property
    def ahead(self):
        """The conversions of the frame that waits for its successor."""
        return self.pending

    def decode(self, conversions, *, bint last=False):
        """Take whole frames of conversions; return the frames that are now complete.

        Parameters
        ----------
        conversions : ndarray of CONVERSION
            Whole frames, in order.
        last : bool
            No more will come: the frame that waits for its successor is decoded without one.

        Returns
        -------
        time_s : ndarray of float64, shape (n,)
            Mean time of the conversions of each frame, weighted with the conductance that they found.
        force_n : ndarray of float32, shape (n, rows, cols)
        row_time_s : ndarray of float64, shape (n, rows)
            When each row was read; the frame's time where it was not.
        mode : ndarray of uint8, shape (n,)
        saturated : ndarray of bool, shape (n, rows, cols)
            Cells without a number, as their column is saturated or its answers were garbled: their
            force is given as 0.
        codes : ndarray of CONVERSION
            The conversions of these n frames.
        """
        cdef const Conversion[::1] codes
        cdef const Py_ssize_t[::1] ends
        cdef double[::1] time_s
        cdef double[:, ::1] row_time_s
        cdef float[:, :, ::1] force_n
        cdef unsigned char[::1] mode
        cdef unsigned char[:, :, ::1] saturated
        cdef Py_ssize_t n, k, begin = 0, frames, rows = ROWS * self.tiles
        known = np.concatenate((self.pending, conversions))
        codes, ends = known, frame_ends(known)
        frames = ends.shape[0]
        n = frames if last else max(frames - 1, 0)
        results = (np.empty(n), np.zeros((n, rows, COLS), np.float32), np.empty((n, rows)),
                   np.empty(n, np.uint8), np.zeros((n, rows, COLS), np.uint8))
        time_s, force_n, row_time_s, mode, saturated = results
        with nogil:
            for k in range(n):
                self._clear()
                self._gather(codes, begin, ends[k])
                if k + 1 < frames:
                    self._look_ahead(codes, ends[k], ends[k + 1])
                self._sum_rows()
                time_s[k] = self._frame(k, codes, begin, ends[k], force_n, row_time_s, saturated)
                mode[k] = codes[ends[k] - 1].mode
                begin = ends[k]
        self.pending = known[begin:].copy()
        return (*results[:4], results[4].view(np.bool_), known[:begin])

    cdef double _frame(self, Py_ssize_t k, const Conversion[::1] codes, Py_ssize_t begin, Py_ssize_t end,
                       float[:, :, ::1] force_n, double[:, ::1] row_time_s,
                       unsigned char[:, :, ::1] saturated) noexcept nogil:
        """Fill in frame `k` from what was gathered; return its time in seconds."""
        cdef int t
        cdef double time_ns
        for t in range(self.tiles):
            self.loaded_rows[t] = 0
            self._mark_saturated(k, t, saturated)
            if self.read_rows[t]:
                self._invert(t)
        time_ns = self._middle_ns(codes[begin].time_ns, codes[end - 1].time_ns)
        for t in range(self.tiles):
            self._follow_tare(t)
            if self.loaded_rows[t]:
                self._share_sums(t, time_ns)
                self._fill_forces(k, t, force_n)
        self._fill_row_times(k, time_ns * NS, row_time_s)
        return time_ns * NS

    cdef double _middle_ns(self, double first_ns, double last_ns) noexcept nogil:
        """Return when the load was read, on the average; the middle of a frame without load."""
        cdef int t, i, j, rows
        cdef double weight = 0.0, moment = 0.0
        for t in range(self.tiles):
            for j in range(COLS):
                rows = self.columns[t][j].loaded if self.loaded_rows[t] else 0
                while rows:
                    i = lowest(rows)
                    rows &= rows - 1
                    weight += self.siemens[t][i][j]
                    moment += self.siemens[t][i][j] * (self.cell_ns[t][i][j] - first_ns)
        return first_ns + moment / weight if weight > 0.0 else 0.5 * (first_ns + last_ns)

    cdef void _fill_forces(self, Py_ssize_t k, int tile, float[:, :, ::1] force_n) noexcept nogil:
        cdef int i, j, rows
        for j in range(COLS):
            rows = self.columns[tile][j].loaded
            while rows:
                i = lowest(rows)
                rows &= rows - 1
                force_n[k, ROWS * tile + i, j] = <float> self._force_n(
                    ROWS * tile + i, j, self.siemens[tile][i][j])

    cdef void _mark_saturated(self, Py_ssize_t k, int tile, unsigned char[:, :, ::1] saturated) noexcept nogil:
        cdef int i, j
        cdef ColumnReading *column
        for j in range(COLS):
            column = &self.columns[tile][j]
            if column.saturated or (column.sums == 0 and column.last_v > MOST_SUM_V):
                for i in range(ROWS):
                    saturated[k, ROWS * tile + i, j] = True

    cdef void _fill_row_times(self, Py_ssize_t k, double time_s, double[:, ::1] row_time_s) noexcept nogil:
        """Give each row the mean time of its conversions; the frame's where there were none."""
        cdef int t, i, j, cols, count
        cdef double total
        for t in range(self.tiles):
            for i in range(ROWS):
                row_time_s[k, ROWS * t + i] = time_s
                if not self.read_rows[t] >> i & 1:
                    continue
                total, count, cols = 0.0, 0, self.read_cols[t]
                while cols:
                    j = lowest(cols)
                    cols &= cols - 1
                    if self.columns[t][j].read >> i & 1:
                        total += self.cell_ns[t][i][j] * NS - time_s
                        count += 1
                row_time_s[k, ROWS * t + i] += total / count

    cdef double _force_n(self, int row, int col, double siemens) noexcept nogil:
        if self.exponent[row, col] == 1.0:
            return self.scale[row, col] * siemens
        return self.scale[row, col] * pow(siemens, self.exponent[row, col])
