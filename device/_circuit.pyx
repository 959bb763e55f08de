"""The circuit solved backwards: from a frame's readings to the load of each cell, as conductance.

With `v = (code + 1/2) / 1024`, `v_all` a column's answer with every row high and `v_i` its answer to row i alone
(others low), ideal drivers give exactly

    S = Gref * v_all / (1 - v_all)      the column's whole conductance
    G_i = v_i * (Gref + S)              one cell: no ghost, and no need to have read the others

A driver of resistance R is not at the supply when it drives, nor at ground when it does not: with `s` the
sum of a row's conductances and `c` the columns' potentials its row is at `(drive + R * sum(G c)) / (1 + R s)`.
So the first line divides by `D - v_all` with D the mean potential of the driven rows; the second subtracts
what the undriven rows push into the column and divides by the driven row's potential. Both start from ideal
drivers and are repeated.

The tare is what columns and cells read unloaded. It follows them while they are unloaded: in every flight
phase. A column's load, its sum above the tare, is shared among its cells as they were read: what lies on cells
too lightly loaded to be read is not lost.
"""

import numpy as np

from libc.math cimport fabs

from device._readings cimport sum_at
from device._scan cimport lowest
from device._wire cimport CODES

#: Less than this above its tare is no load but noise: 6 sigma for a sum, 4 for a cell.
cdef double LEAST_SUM_V = 2.5 / CODES
cdef double LEAST_V = 2.0 / CODES
#: What the sharing may at most make of a cell, either way.
cdef double MOST_SHARE = 1.5
#: Readings over which the tare is averaged.
cdef double SUM_TARES = 256.0
cdef double CELL_TARES = 16.0
cdef int DRIVER_ROUNDS = 2


cdef class Circuit(Readings):
    """The resistors around the tiles on one bus, and what they read unloaded.

    Parameters
    ----------
    tile_numbers : sequence of int
        Places of the tiles on the mat, front to rear.
    reference_ohm, driver_ohm : float
        From each column to ground; of each row driver, 0 = nothing is corrected.
    tare_siemens : ndarray of float64, shape (16 * tiles, 8)
        Conductance of each unloaded cell, to begin with.
    """

    def __init__(self, tile_numbers, *, double reference_ohm, double driver_ohm, tare_siemens):
        super().__init__(tile_numbers)
        self.reference_siemens, self.driver_ohm = 1.0 / reference_ohm, driver_ohm
        self.tare_siemens = np.array(tare_siemens, np.float64, order="C")
        if np.shape(tare_siemens) != (ROWS * self.tiles, COLS):
            raise ValueError(f"calibration must have shape {(ROWS * self.tiles, COLS)}")
        sums = np.asarray(self.tare_siemens).reshape(self.tiles, ROWS, COLS).sum(axis=1)
        self.tare_v = np.ascontiguousarray(sums / (self.reference_siemens + sums))

    cdef void _follow_tare(self, int tile) noexcept nogil:
        """Let unloaded columns, and their cells that were read, say what they read unloaded."""
        cdef int i, j, rows, row
        cdef double siemens
        cdef ColumnReading *column
        for j in range(COLS):
            column = &self.columns[tile][j]
            if not column.sums or fabs(column.sum_v[column.now] - self.tare_v[tile, j]) > LEAST_SUM_V:
                continue
            self.tare_v[tile, j] += (column.sum_v[column.now] - self.tare_v[tile, j]) / SUM_TARES
            rows = column.read
            while rows:
                i = lowest(rows)
                rows &= rows - 1
                row = ROWS * tile + i
                siemens = self.cell_v[tile][i][j] * self.reference_siemens / (1.0 - self.tare_v[tile, j])
                self.tare_siemens[row, j] += (siemens - self.tare_siemens[row, j]) / CELL_TARES

    cdef void _invert(self, int tile) noexcept nogil:
        """Compute the load of the cells that were read in a tile, as conductance above their tare."""
        cdef double row_v[ROWS]
        cdef double leak[ROWS][COLS]
        cdef int i, j
        self._find_loaded(tile)
        if not self.loaded_rows[tile]:
            return
        for i in range(ROWS):
            row_v[i] = 1.0
            for j in range(COLS):
                leak[i][j] = 0.0
        self._conductances(tile, row_v, leak)
        if self.driver_ohm > 0.0:
            for _ in range(DRIVER_ROUNDS):
                self._drivers(tile, row_v, leak)
                self._conductances(tile, row_v, leak)

    cdef void _find_loaded(self, int tile) noexcept nogil:
        """Find the cells with load in the columns that can be inverted."""
        cdef int i, j, rows
        cdef double tare_v
        cdef ColumnReading *column
        self.loaded_rows[tile] = 0
        for j in range(COLS):
            column = &self.columns[tile][j]
            column.loaded = 0
            rows = column.read
            while rows:
                i = lowest(rows)
                rows &= rows - 1
                tare_v = self.tare_siemens[ROWS * tile + i, j] / self.reference_siemens
                if column.sums and not column.saturated and self.cell_v[tile][i][j] >= LEAST_V + tare_v:
                    column.loaded |= 1 << i
            self.loaded_rows[tile] |= column.loaded
        for i in range(ROWS):
            if self.loaded_rows[tile] >> i & 1:
                for j in range(COLS):
                    self.siemens[tile][i][j] = 0.0

    cdef void _conductances(self, int tile, const double *row_v, double (*leak)[COLS]) noexcept nogil:
        """Apply the two lines of the algebra to every loaded cell, with the drivers as known so far."""
        cdef int i, j, rows
        cdef double sum_v, sum_siemens, siemens
        cdef ColumnReading *column
        for j in range(COLS):
            column = &self.columns[tile][j]
            rows = column.loaded
            while rows:
                i = lowest(rows)
                rows &= rows - 1
                sum_v = sum_at(column, self.cell_ns[tile][i][j])
                sum_siemens = self.reference_siemens * sum_v / max(column.drive - sum_v, 1.0 - MOST_SUM_V)
                siemens = self.cell_v[tile][i][j] * (self.reference_siemens + sum_siemens) - leak[i][j]
                self.siemens[tile][i][j] = max(siemens, 0.0) / row_v[i]

    cdef void _drivers(self, int tile, double *row_v, double (*leak)[COLS]) noexcept nogil:
        """Compute from the conductances what potentials the drivers really hold their rows at."""
        cdef double weight[ROWS]
        cdef double pushed
        cdef int i, k, j, others, rows = self.loaded_rows[tile], cols = self.read_cols[tile]
        self._driver_weights(tile, weight)
        while rows:
            i = lowest(rows)
            rows &= rows - 1
            for j in range(COLS):
                leak[i][j] = 0.0
            others = self.loaded_rows[tile]
            while others:
                k = lowest(others)
                others &= others - 1
                # What the columns push back into row k while row i is driven.
                pushed = 0.0
                for j in range(COLS):
                    if cols >> j & 1 and self.columns[tile][j].read >> i & 1:
                        pushed += self.siemens[tile][k][j] * self.cell_v[tile][i][j]
                if k == i:
                    row_v[i] = (1.0 + self.driver_ohm * pushed) * weight[i]
                    continue
                for j in range(COLS):
                    leak[i][j] += self.siemens[tile][k][j] * self.driver_ohm * pushed * weight[k]

    cdef void _driver_weights(self, int tile, double *weight) noexcept nogil:
        """Compute 1 / (1 + R s) of each row, and from it the mean potential of each column's rows, all high."""
        cdef int k, j, rows = self.loaded_rows[tile]
        cdef double pushed, row_siemens, row_v
        cdef double total[COLS]
        cdef double drive[COLS]
        for j in range(COLS):
            total[j] = drive[j] = 0.0
        while rows:
            k = lowest(rows)
            rows &= rows - 1
            row_siemens = pushed = 0.0
            for j in range(COLS):
                if self.siemens[tile][k][j] > 0.0:
                    row_siemens += self.siemens[tile][k][j]
                    pushed += self.siemens[tile][k][j] * self.columns[tile][j].sum_v[self.columns[tile][j].now]
            weight[k] = 1.0 / (1.0 + self.driver_ohm * row_siemens)
            row_v = (1.0 + self.driver_ohm * pushed) * weight[k]
            for j in range(COLS):
                total[j] += self.siemens[tile][k][j]
                drive[j] += self.siemens[tile][k][j] * row_v
        for j in range(COLS):
            if total[j] > 0.0:
                self.columns[tile][j].drive = drive[j] / total[j]

    cdef void _share_sums(self, int tile, double time_ns) noexcept nogil:
        """Take the tare off the cells and share among them each column's load at a time."""
        cdef int i, j, rows
        cdef double found, load, sum_v, tare_v
        cdef ColumnReading *column
        for j in range(COLS):
            column = &self.columns[tile][j]
            if not column.loaded:
                continue
            found, rows = 0.0, column.loaded
            while rows:
                i = lowest(rows)
                rows &= rows - 1
                self.siemens[tile][i][j] = max(
                    self.siemens[tile][i][j] - self.tare_siemens[ROWS * tile + i, j], 0.0)
                found += self.siemens[tile][i][j]
            sum_v, tare_v = sum_at(column, time_ns), self.tare_v[tile, j]
            load = self.reference_siemens * (sum_v / max(column.drive - sum_v, 1.0 - MOST_SUM_V)
                                             - tare_v / (1.0 - tare_v))
            if found <= 0.0 or load <= 0.0:
                continue
            load = min(max(load / found, 1.0 / MOST_SHARE), MOST_SHARE)
            rows = column.loaded
            while rows:
                i = lowest(rows)
                rows &= rows - 1
                self.siemens[tile][i][j] *= load
