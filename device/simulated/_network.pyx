"""The resistors of one tile, solved exactly: 16 row drivers, 128 cells, 8 reference resistors.

    row driver i:  drive_i --[r_driver]-- row_i --[cells]-- col_j --[reference]-- ground
                                                              |
                                                           converter (draws nothing)

Kirchhoff at row i gives its potential in terms of the columns', and what is left is an 8 x 8 symmetric,
positive definite system in the columns' potentials. All potentials are fractions of the supply, which is
the converters' reference too.
"""

import numpy as np

from libc.math cimport sqrt

#: A short: as good a conductor as a solder bridge.
cdef double SHORT_SIEMENS = 10.0
#: The least that a row driver resists.
cdef double LEAST_DRIVER_OHM = 1e-3


cdef class Network:
    """The conductances of one tile's cells over time, and the circuit around them.

    Parameters
    ----------
    reference_ohm : float
        From each column to ground.
    row_driver_ohm : float
        On-resistance of each row driver.
    """

    def __init__(self, *, double reference_ohm, double row_driver_ohm):
        self.reference_siemens = 1.0 / reference_ohm
        self.whole_driver_siemens = 1.0 / max(row_driver_ohm, LEAST_DRIVER_OHM)
        self.first_ns, self.step_ns = 0, 1
        self.load_siemens = np.zeros((1, ROWS, COLS))
        self.repair()

    def repair(self):
        """Take away every fault."""
        cdef int i, j
        self.stuck_high = self.stuck_low = 0
        for j in range(COLS):
            self.column_open[j] = False
            self.column_short_siemens[j] = 0.0
        for i in range(ROWS):
            self.driver_siemens[i] = self.whole_driver_siemens
            self.leader[i] = i
            for j in range(COLS):
                self.cell_factor[i][j] = 1.0
                self.cell_extra_siemens[i][j] = 0.0

    def set_load(self, load_siemens, *, int64_t first_ns, int64_t step_ns):
        """Set the conductance of each cell from `first_ns` on, one sample every `step_ns`.

        Parameters
        ----------
        load_siemens : ndarray of float64, shape (n, 16, 8)
            Between the samples it is linear; before the first and after the last it stays.
        first_ns, step_ns : int
            Bus time of the first sample, and from one to the next.
        """
        cdef double[:, :, ::1] load = np.ascontiguousarray(load_siemens, np.float64)
        if load.shape[0] < 1 or load.shape[1] != ROWS or load.shape[2] != COLS:
            raise ValueError(f"load_siemens must have shape (n, {ROWS}, {COLS}), got {load_siemens.shape}")
        self.load_siemens, self.first_ns, self.step_ns = load, first_ns, step_ns

    def open_row(self, int row):
        """Break the trace from a row's driver to its cells."""
        self.driver_siemens[_within(row, ROWS)] = 0.0

    def open_column(self, int col):
        """Break the trace from a column's cells to its converter."""
        self.column_open[_within(col, COLS)] = True

    def short_rows(self, int first, int second):
        """Connect two rows."""
        cdef int i, old = self.leader[_within(second, ROWS)], new = self.leader[_within(first, ROWS)]
        for i in range(ROWS):
            if self.leader[i] == old:
                self.leader[i] = min(old, new)
            elif self.leader[i] == new:
                self.leader[i] = min(old, new)

    def short_columns(self, int col):
        """Connect a column to the next one."""
        self.column_short_siemens[_within(col, COLS - 1)] = SHORT_SIEMENS

    def stick_driver(self, int row, *, bint high):
        """Let a row's driver stay high, or low, whatever its register says."""
        if high:
            self.stuck_high |= 1 << _within(row, ROWS)
        else:
            self.stuck_low |= 1 << _within(row, ROWS)

    def kill_cell(self, int row, int col):
        """Let a cell conduct nothing any more."""
        self.cell_factor[_within(row, ROWS)][_within(col, COLS)] = 0.0

    def short_cell(self, int row, int col):
        """Connect row and column at a cell."""
        self.cell_extra_siemens[_within(row, ROWS)][_within(col, COLS)] = SHORT_SIEMENS

    def voltage(self, int rows, int col, int64_t time_ns):
        """Return the potential of a column, as a fraction of the supply, with `rows` driven high."""
        return self.column_v(rows, _within(col, COLS), time_ns)

    cdef void cells_at(self, int64_t time_ns, double (*cell)[COLS]) noexcept nogil:
        """Fill in the conductance of each cell at a time."""
        cdef double place = (<double> (time_ns - self.first_ns)) / (<double> self.step_ns), share
        cdef Py_ssize_t last = self.load_siemens.shape[0] - 1, k
        cdef int i, j
        place = min(max(place, 0.0), <double> last)
        k = <Py_ssize_t> place
        if k == last and last > 0:
            k -= 1
        share = place - k
        for i in range(ROWS):
            for j in range(COLS):
                cell[i][j] = self.load_siemens[k, i, j]
                if share > 0.0:
                    cell[i][j] += share * (self.load_siemens[k + 1, i, j] - cell[i][j])
                cell[i][j] = cell[i][j] * self.cell_factor[i][j] + self.cell_extra_siemens[i][j]
                if self.column_open[j]:
                    cell[i][j] = 0.0

    cdef double column_v(self, int rows, int col, int64_t time_ns) noexcept nogil:
        """Solve for one column's potential with `rows` driven high, the others low."""
        cdef double cell[ROWS][COLS]
        cdef double matrix[COLS][COLS]
        cdef double current[COLS]
        cdef double driver, drive, all_siemens, weight
        cdef int i, j, k, driven = (rows | self.stuck_high) & ~self.stuck_low
        self.cells_at(time_ns, cell)
        for j in range(COLS):
            current[j] = 0.0
            for k in range(COLS):
                matrix[j][k] = 0.0
            matrix[j][j] = self.reference_siemens
        for i in range(ROWS):
            if self.leader[i] != i:
                for j in range(COLS):
                    cell[self.leader[i]][j] += cell[i][j]
        for i in range(ROWS):
            if self.leader[i] != i:
                continue
            driver = drive = all_siemens = 0.0
            for k in range(i, ROWS):
                if self.leader[k] == i:
                    driver += self.driver_siemens[k]
                    if driven >> k & 1:
                        drive += self.driver_siemens[k]
            for j in range(COLS):
                all_siemens += cell[i][j]
            if driver + all_siemens <= 0.0:
                continue
            weight = 1.0 / (driver + all_siemens)
            for j in range(COLS):
                matrix[j][j] += cell[i][j]
                current[j] += cell[i][j] * drive * weight
                for k in range(j + 1):
                    matrix[j][k] -= cell[i][j] * cell[i][k] * weight
        for j in range(COLS - 1):
            matrix[j][j] += self.column_short_siemens[j]
            matrix[j + 1][j + 1] += self.column_short_siemens[j]
            matrix[j + 1][j] -= self.column_short_siemens[j]
        return _solve(matrix, current, col)


cdef unsigned int _within(int index, int count) except? 0xffff:
    if not 0 <= index < count:
        raise IndexError(f"index must be 0 to {count - 1}, got {index}")
    return <unsigned int> index


cdef double _solve(double (*matrix)[COLS], double *value, int wanted) noexcept nogil:
    """Solve the symmetric system by Cholesky's method; only the lower triangle is read."""
    cdef int i, j, k
    cdef double total
    for j in range(COLS):
        total = matrix[j][j]
        for k in range(j):
            total -= matrix[j][k] * matrix[j][k]
        matrix[j][j] = sqrt(total)
        for i in range(j + 1, COLS):
            total = matrix[i][j]
            for k in range(j):
                total -= matrix[i][k] * matrix[j][k]
            matrix[i][j] = total / matrix[j][j]
    for i in range(COLS):
        for k in range(i):
            value[i] -= matrix[i][k] * value[k]
        value[i] /= matrix[i][i]
    for i in range(COLS - 1, wanted - 1, -1):
        for k in range(i + 1, COLS):
            value[i] -= matrix[k][i] * value[k]
        value[i] /= matrix[i][i]
    return value[wanted]
