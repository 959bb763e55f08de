"""What the adaptive scan makes of each answer: which columns bear load, and which cells explain it."""

from libc.math cimport exp, sqrt

from device._readings cimport MOST_SUM_V
from device._scan cimport lowest
from device._wire cimport CODES, GARBLED, HIGHEST_CODE, middle

#: A column is loaded when its sum stands this far above its idle level, codes: 6 sigma of the noise.
cdef double LOADED_CODES = 2.5
#: Above this a sum says nothing any more: such a column is flagged by the decoder and not searched.
cdef double MOST_CODES = MOST_SUM_V * CODES
#: A residual counts above this much, plus this per square root of the cells summed, plus this share.
cdef double RESIDUAL_CODES = 2.0
cdef double RESIDUAL_CELL_CODES = 0.7
cdef double RESIDUAL_SHARE = 0.03
#: Frames of reading nothing after which a cell is let go.
cdef int LOW_FRAMES = 2
#: A sum's slope is believed for this long.
cdef int64_t SLOPE_NS = 4_000_000
#: Frames over which the idle level is averaged.
cdef double IDLE_FRAMES = 256.0
#: Landings are forgotten with this time constant, in steps of that length.
cdef int64_t LANDING_NS = 5_000_000_000
cdef int64_t FADE_NS = 100_000_000


cdef class Columns(Scanner):
    """The columns and cells of the tiles on one bus. Parameters as of `Scanner`."""

    cdef int neighbours(self, int tile, int col) noexcept nogil:
        """Return the rows of a column next to active cells: along it, beside it, over the tile's ends."""
        cdef int j, rows = 0
        for j in range(max(col - 1, 0), min(col + 2, COLS)):
            rows |= self.columns[tile][j].active
        rows |= ((rows & 0x7fff) << 1) | (rows >> 1)
        if tile > 0 and self.columns[tile - 1][col].active & 0xc000:
            rows |= 0x0003
        if tile + 1 < self.tiles and self.columns[tile + 1][col].active & 0x0003:
            rows |= 0xc000
        return rows

    cdef bint fresh(self, int tile, int col) noexcept nogil:
        """Whether load here is a new foot, not one that has grown from a neighbour."""
        return self.columns[tile][col].active == 0 and self.neighbours(tile, col) == 0

    cdef void take_sum(self, int tile, int col, int code) noexcept nogil:
        """Note a column's sum; learn the idle level from an unloaded one."""
        cdef Column *column = &self.columns[tile][col]
        cdef int64_t since_ns = self.last_ns - column.sum_ns
        cdef double codes = middle(code & HIGHEST_CODE)
        cdef bint was_loaded = column.loaded
        if code & GARBLED:
            return
        column.slope = (codes - column.sum_codes) / since_ns if 0 < since_ns < SLOPE_NS else 0.0
        column.sum_codes, column.sum_ns = codes, self.last_ns
        column.loaded = column.idle_codes + LOADED_CODES < codes <= MOST_CODES
        if codes > MOST_CODES:
            column.active = 0
            return
        if not column.loaded and not column.active:
            column.idle_codes += (codes - column.idle_codes) / IDLE_FRAMES
        elif column.loaded and not was_loaded and self.fresh(tile, col):
            column.landing = 1.0

    cdef void take_cell(self, int tile, int col, int row, int code) noexcept nogil:
        """Note a cell; it becomes active if it is loaded."""
        cdef Column *column = &self.columns[tile][col]
        if code & GARBLED:
            code = column.cell_codes[row]
        column.cell_codes[row] = code
        column.read_codes += middle(code)
        column.read_ns = self.last_ns
        column.reads += 1
        column.read |= 1 << row
        if code >= CELL_CODES:
            column.active |= 1 << row
            column.low[row] = 0
        elif column.active >> row & 1:
            column.low[row] += 1

    cdef int unexplained(self, int tile) noexcept nogil:
        """Return the columns whose sum exceeds what their cells explain."""
        cdef int j, columns = 0
        cdef double expected, limit
        cdef Column *column
        for j in range(COLS):
            column = &self.columns[tile][j]
            if not self.probes[tile] >> j & 1 or not column.loaded:
                continue
            expected = column.sum_codes - column.idle_codes
            if column.reads:
                # The cells were read a little later than the sum: halfway on the average.
                expected += column.slope * 0.5 * (column.read_ns - column.sum_ns)
            limit = RESIDUAL_CODES + RESIDUAL_CELL_CODES * sqrt(column.reads) + RESIDUAL_SHARE * expected
            if expected - column.read_codes > limit:
                columns |= 1 << j
        return columns

    cdef double known_codes(self, int tile, int col, int rows) noexcept nogil:
        """Return what the active cells among some rows of a column read in this frame."""
        cdef int row
        cdef double codes = 0.0
        rows &= self.columns[tile][col].active
        while rows:
            row = lowest(rows)
            rows &= rows - 1
            codes += middle(self.columns[tile][col].cell_codes[row])
        return codes

    cdef void let_go(self) noexcept nogil:
        """Stop reading cells that read nothing."""
        cdef int t, j, row, rows
        for t in range(self.tiles):
            for j in range(COLS):
                rows = self.columns[t][j].active
                while rows:
                    row = lowest(rows)
                    rows &= rows - 1
                    if self.columns[t][j].low[row] >= LOW_FRAMES:
                        self.columns[t][j].active &= ~(1 << row)
                        self.columns[t][j].low[row] = 0

    cdef void fade_landings(self) noexcept nogil:
        cdef int t, j
        cdef double share
        if self.last_ns - self.faded_ns < FADE_NS:
            return
        share = exp(-(<double> (self.last_ns - self.faded_ns)) / LANDING_NS)
        self.faded_ns = self.last_ns
        for t in range(self.tiles):
            for j in range(COLS):
                self.columns[t][j].landing *= share
