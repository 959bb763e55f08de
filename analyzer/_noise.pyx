"""The noise of the mat's cells: what an unloaded cell reads, and from where on a cell counts as loaded."""

from libc.math cimport sqrt

cdef double LONGEST_WEIGHT = 4096.0     # rows that the estimate remembers


cdef class CellNoise:
    """Running mean and spread of the unloaded cells.

    Parameters
    ----------
    factor : float
        A cell is loaded when it reads more than `factor` standard deviations above the mean ...
    floor_n : float
        ... and more than this above the mean, newtons.
    """

    def __init__(self, *, double factor, double floor_n):
        self.factor, self.floor_n = factor, floor_n

    cdef int first(self, const float[:, ::1] cells_n, int k) except -1 nogil:
        """Estimate from one whole frame: clip what stands out (feet), six times over."""
        cdef int i, n, cells = <int> cells_n.shape[1]
        cdef double total, square, cell_n, limit_n = 1e9
        for _ in range(6):
            n = 0
            total = square = 0.0
            for i in range(cells):
                cell_n = cells_n[k, i]
                if cell_n <= limit_n:
                    n += 1
                    total += cell_n
                    square += cell_n * cell_n
            if n == 0:      # all cells alike, and their mean rounded down
                break
            self.mean_n, self.square = total / n, square / n
            self._settle()
            limit_n = self.mean_n + 4.0 * self.sd_n
        self.weight = 48.0
        return 0

    cdef int watch(self, const float[:, ::1] cells_n, int k, int begin, int end) except -1 nogil:
        """Let cells [begin, end) of a frame speak for all, unless one of them is loaded."""
        cdef int i
        cdef double total = 0.0, square = 0.0, cell_n, n = end - begin
        for i in range(begin, end):
            cell_n = cells_n[k, i]
            if cell_n > self.cell_threshold_n:
                return 0
            total += cell_n
            square += cell_n * cell_n
        self.weight = min(self.weight + 1.0, LONGEST_WEIGHT)
        self.mean_n += (total / n - self.mean_n) / self.weight
        self.square += (square / n - self.square) / self.weight
        self._settle()
        return 0

    cdef void _settle(self) noexcept nogil:
        cdef double variance = self.square - self.mean_n * self.mean_n
        self.sd_n = sqrt(variance) if variance > 0.0 else 0.0
        self.cell_threshold_n = self.mean_n + max(self.floor_n, self.factor * self.sd_n)
