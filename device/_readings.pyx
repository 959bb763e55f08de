"""One frame's codes, sorted into sums and cells, with the probes that came just before and just after it."""

from device._ring cimport Conversion
from device._scan cimport lowest
from device._wire cimport CODES, GARBLED, middle

cdef int ALL_ROWS = 0xffff
#: Probes further apart than this say nothing of the time between them.
cdef double STALE_NS = 5e6


cdef class Readings:
    """What was read of the tiles on one bus in one frame.

    Parameters
    ----------
    tile_numbers : sequence of int
        Places of the tiles on the mat, front to rear.
    """

    def __init__(self, tile_numbers):
        cdef int t
        self.tiles = <int> len(tile_numbers)
        if not 1 <= self.tiles <= MOST_TILES:
            raise ValueError(f"a decoder has 1 to {MOST_TILES} tiles, got {self.tiles}")
        for t in range(256):
            self.place[t] = -1
        for t in range(self.tiles):
            self.place[<unsigned char> tile_numbers[t]] = t

    cdef void _clear(self) noexcept nogil:
        cdef int t, j
        cdef ColumnReading *column
        for t in range(self.tiles):
            self.read_rows[t] = self.read_cols[t] = 0
            for j in range(COLS):
                column = &self.columns[t][j]
                column.sums = column.read = 0
                column.drive = 1.0
                column.saturated = False

    cdef void _gather(self, const Conversion[::1] codes, Py_ssize_t begin, Py_ssize_t end) noexcept nogil:
        """Sort a frame's codes into sums and cells."""
        cdef Py_ssize_t k
        cdef int t, j, i
        for k in range(begin, end):
            t, j = self.place[codes[k].tile], codes[k].col & (COLS - 1)
            if t < 0:
                continue
            if codes[k].code & GARBLED:
                if codes[k].rows == ALL_ROWS:
                    # Unknown, and so flagged as if saturated until a probe succeeds.
                    self.columns[t][j].last_v, self.columns[t][j].last_ns = 1.0, -STALE_NS
            elif codes[k].rows == ALL_ROWS:
                self._add_sum(t, j, codes[k].code, <double> codes[k].time_ns)
            elif codes[k].rows & (codes[k].rows - 1) == 0 and codes[k].rows:
                i = lowest(codes[k].rows)
                self.columns[t][j].read |= 1 << i
                self.read_rows[t] |= 1 << i
                self.read_cols[t] |= 1 << j
                self.cell_v[t][i][j] = middle(codes[k].code) * (1.0 / CODES)
                self.cell_ns[t][i][j] = <double> codes[k].time_ns

    cdef void _add_sum(self, int tile, int col, int code, double time_ns) noexcept nogil:
        """Note a probe; before the first of a frame goes the last one of the frame before."""
        cdef ColumnReading *column = &self.columns[tile][col]
        cdef double v = middle(code) * (1.0 / CODES)
        if column.sums == 0:
            column.now = 0
            if 0.0 < time_ns - column.last_ns < STALE_NS:
                column.sums, column.now = 1, 1
                column.sum_v[0], column.sum_ns[0] = column.last_v, column.last_ns
        if column.sums < MOST_SUMS:
            column.sum_v[column.sums], column.sum_ns[column.sums] = v, time_ns
            column.sums += 1
        column.last_v, column.last_ns = v, time_ns
        column.saturated |= v > MOST_SUM_V

    cdef void _look_ahead(self, const Conversion[::1] codes, Py_ssize_t begin, Py_ssize_t end) noexcept nogil:
        """Add the first probe that the next frame made of each column that this one probed."""
        cdef Py_ssize_t k
        cdef int t, bit
        cdef int seen[MOST_TILES]
        cdef ColumnReading *column
        for t in range(self.tiles):
            seen[t] = 0
        for k in range(begin, end):
            t, bit = self.place[codes[k].tile], 1 << (codes[k].col & (COLS - 1))
            if t < 0 or codes[k].rows != ALL_ROWS or codes[k].code & GARBLED or seen[t] & bit:
                continue
            seen[t] |= bit
            column = &self.columns[t][codes[k].col & (COLS - 1)]
            if 0 < column.sums < MOST_SUMS:
                column.sum_v[column.sums] = middle(codes[k].code) * (1.0 / CODES)
                column.sum_ns[column.sums] = <double> codes[k].time_ns
                column.sums += 1

    cdef void _sum_rows(self) noexcept nogil:
        """Where every row was read and no sum was probed (a raster), the sum is that of the rows."""
        cdef int t, i, j
        cdef ColumnReading *column
        for t in range(self.tiles):
            if self.read_rows[t] != ALL_ROWS:
                continue
            for j in range(COLS):
                column = &self.columns[t][j]
                if column.sums == 0 and column.read == ALL_ROWS:
                    column.sums, column.now = 1, 0
                    column.sum_v[0], column.sum_ns[0] = 0.0, self.cell_ns[t][ROWS // 2][j]
                    for i in range(ROWS):
                        column.sum_v[0] += self.cell_v[t][i][j]
                    column.saturated = column.sum_v[0] > MOST_SUM_V


cdef double sum_at(const ColumnReading *column, double time_ns) noexcept nogil:
    """Return a column's sum at a time: between two probes it is linear, beyond them it stays."""
    cdef int k = 0
    cdef double share
    while k + 1 < column.sums and column.sum_ns[k + 1] < time_ns:
        k += 1
    if k + 1 >= column.sums or time_ns <= column.sum_ns[k]:
        return column.sum_v[k]
    share = (time_ns - column.sum_ns[k]) / (column.sum_ns[k + 1] - column.sum_ns[k])
    return column.sum_v[k] + share * (column.sum_v[k + 1] - column.sum_v[k])
