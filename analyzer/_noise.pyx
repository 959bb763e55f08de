"""What the mat's cells read without a foot, and from where on a cell counts as loaded.

Sensors drift, and each for itself. Between two visits of a foot a cell is unloaded: then its baseline
follows what it reads. One row a frame is watched, in turn, so every cell is watched some ten times a second.
"""

from libc.math cimport sqrt

import numpy as np

cdef double LONGEST_WEIGHT = 4096.0     # rows that the estimate of the common noise remembers
cdef int LONGEST_MEMORY = 6             # visits that a cell's baseline remembers
cdef int STUCK_VISITS = 40              # a cell loaded for so many visits where no foot can be is no foot
cdef double DRIFT_MEMORY = 1024.0       # rows that the estimate of the common drift remembers


cdef class CellNoise:
    """Baselines and noise of the cells of one mat.

    Parameters
    ----------
    cells : int
        Number of cells.
    factor : float
        A cell is loaded when it reads more than `factor` standard deviations above its baseline ...
    floor_n : float
        ... and more than this above it, newtons.
    """

    def __init__(self, int cells, *, double factor, double floor_n):
        self.factor, self.floor_n = factor, floor_n
        self.baseline_n = np.zeros(cells, np.float32)
        self.limit_n = np.zeros(cells, np.float32)
        self.visits = np.zeros(cells, np.int32)
        self.loaded_visits = np.zeros(cells, np.int32)

    cdef int first(self, const float *cells_n) except -1 nogil:
        """Estimate from one whole frame: clip what stands out (feet), six times over."""
        cdef int i, n, cells = <int> self.limit_n.shape[0]
        cdef double total, square, cell_n, mean_n = 0.0, limit_n = 1e9
        for _ in range(6):
            n = 0
            total = square = 0.0
            for i in range(cells):
                cell_n = cells_n[i]
                if cell_n <= limit_n:
                    n += 1
                    total += cell_n
                    square += cell_n * cell_n
            if n == 0:      # all cells alike, and their mean rounded down
                break
            mean_n = total / n
            self.square = max(square / n - mean_n * mean_n, 0.0)
            self._settle()
            limit_n = mean_n + 4.0 * self.sd_n
        self.weight = 48.0
        for i in range(cells):
            self.baseline_n[i] = <float> mean_n
            self.limit_n[i] = <float> (mean_n + self.cell_threshold_n)
            self.visits[i] = 4      # the mean of all cells is worth some visits of one's own
        return 0

    cdef int watch(self, const float *cells_n, int begin, int end, bint free, bint footless) except -1 nogil:
        """Let cells [begin, end) of a frame speak for themselves.

        `free`: no foot is near, so what they read is baseline and noise. `footless`: what loads a cell for
        long is no foot, because a moving belt would have carried it away, or because what lies there bears
        too little: it becomes the cell's own baseline. The baseline under a foot that stays cannot be seen:
        it follows the mean drift of the cells that are free, as far as they drift together.
        """
        cdef int i
        cdef float above_n
        cdef double square = 0.0, n = 0.0, moved_n = 0.0
        for i in range(begin, end):
            if cells_n[i] > self.limit_n[i]:
                self.loaded_visits[i] += footless
                if self.loaded_visits[i] > STUCK_VISITS:
                    self.baseline_n[i] = cells_n[i]
                    self.loaded_visits[i] = 0
            else:
                self.loaded_visits[i] = 0
                if free:
                    above_n = cells_n[i] - self.baseline_n[i]
                    square += above_n * above_n
                    n += 1.0
                    if self.visits[i] < LONGEST_MEMORY:
                        self.visits[i] += 1
                    self.baseline_n[i] += above_n / self.visits[i]
                    moved_n += above_n / self.visits[i]
            if not (free or footless):
                self.baseline_n[i] += <float> self.drift_n
            self.limit_n[i] = self.baseline_n[i] + <float> self.cell_threshold_n
        if n > 0.0:
            self.weight = min(self.weight + 1.0, LONGEST_WEIGHT)
            self.square += (square / n - self.square) / self.weight
            self.drift_n += (moved_n / n - self.drift_n) / DRIFT_MEMORY
            self._settle()
        return 0

    cdef void _settle(self) noexcept nogil:
        self.sd_n = sqrt(self.square)
        self.cell_threshold_n = max(self.floor_n, self.factor * self.sd_n)
