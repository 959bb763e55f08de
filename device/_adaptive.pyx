"""The adaptive scan: watch the whole mat by its column sums, read cells only where there is load.

With every row high, one conversion gives a column's whole conductance. A frame is

1. *probe*: the sums of the columns that matter: all of them on an idle mat; else those with load, those beside
   it, those where feet came down lately, and of the rest as many in turn as a short frame has room for;
2. *track*: the cells that were loaded in the frame before;
3. *locate*: where a column's sum exceeds what its cells explain (the residual), first the cells next to
   loaded ones, then groups of four rows, then the rows of the groups that answered.

In codes the residual needs no circuit model: the network is linear, so a column's answers to single rows add
up to its answer to all rows exactly, whatever the drivers' resistance. Cells that read nothing are let go.
"""

from device._columns cimport CELL_CODES
from device._ring cimport IDLE, LOCATE, TRACK
from device._scan cimport ALL_ROWS, count_bits, lowest
from device._wire cimport HIGHEST_CODE, middle

#: A frame with load is filled with probes of unloaded columns, in turn, up to so many conversions; at
#: least so many are probed.
cdef int FILL = 36
cdef int LEAST_WATCHED = 2
#: A column is expected to be landed on above this much of what a fresh landing counts.
cdef double EXPECTED_LANDING = 0.2


cdef class AdaptiveScanner(Columns):
    """The tiles on one bus, scanned where the load is. Parameters as of `Scanner`."""

    cdef int most_conversions(self) noexcept nogil:
        # Sums and cells; then, for locating, a pattern to set, near cells, groups and rows of groups.
        return self.tiles * (2 * COLS + ROWS * COLS + 2 * (ROWS + 6) * COLS)

    cdef int frame(self) noexcept nogil:
        cdef bint idle = self.choose_probes()
        cdef int t, j, code, rows
        cdef int cells[COLS]
        self.mode = IDLE if idle else TRACK
        for t in range(self.tiles):
            rows = 0
            for j in range(COLS):
                cells[j] = self.columns[t][j].active
                if self.odd:
                    cells[j] |= self.behind(t, j)
                rows |= cells[j]
            code = self.probe_tile(t, rows & -rows if rows else ALL_ROWS)
            if code < 0:
                return code
            code = self.read_cells(t, cells, ALL_ROWS)
            if code < 0:
                return code
            code = self.locate(t)
            if code < 0:
                return code
        if self.mode == IDLE:
            code = self.sweep(self.watch % self.tiles)
            if code < 0:
                return code
        self.let_go()
        self.fade_landings()
        return 0

    cdef int behind(self, int tile, int col) noexcept nogil:
        """Return the rows right behind a column's active ones: there the belt carries the foot next."""
        cdef int active = self.columns[tile][col].active, before = 0
        if tile > 0:
            before = self.columns[tile - 1][col].active >> (ROWS - 1)
        return ((active << 1) | before) & ~active & 0xffff

    cdef bint choose_probes(self) noexcept nogil:
        """Choose the columns to probe; return whether the mat is idle."""
        cdef int t, j
        cdef bint idle = True
        for t in range(self.tiles):
            self.probes[t] = 0
            for j in range(COLS):
                self.columns[t][j].reads = self.columns[t][j].read = 0
                self.columns[t][j].read_codes = 0.0
                if self.columns[t][j].active or self.columns[t][j].loaded:
                    self.probes[t] |= 1 << j
                    idle = False
        if idle:
            for t in range(self.tiles):
                self.probes[t] = (1 << COLS) - 1
        else:
            self.choose_watch()
        self.watch += 1
        self.odd = not self.odd
        return idle

    cdef void choose_watch(self) noexcept nogil:
        """Add unloaded columns: those beside the load, those where feet come down, some in turn."""
        cdef int t, j, active, room
        cdef int near[MOST_TILES]
        for t in range(self.tiles):
            near[t] = 0
        for t in range(self.tiles):
            for j in range(COLS):
                active = self.columns[t][j].active
                if not active:
                    if self.columns[t][j].landing > EXPECTED_LANDING:
                        near[t] |= 1 << j
                    continue
                if self.odd:
                    near[t] |= ((1 << j) << 1) | ((1 << j) >> 1)
                if active & 0xc000 and t + 1 < self.tiles:
                    near[t + 1] |= 1 << j
                if active & 0x0003 and t > 0:
                    near[t - 1] |= 1 << j
        room = FILL
        for t in range(self.tiles):
            self.probes[t] |= near[t] & ((1 << COLS) - 1)
            room -= count_bits(self.probes[t])
            for j in range(COLS):
                room -= count_bits(self.columns[t][j].active)
        for _ in range(min(max(room, LEAST_WATCHED), self.tiles * COLS)):
            self.watch = (self.watch + 1) % (self.tiles * COLS)
            self.probes[self.watch // COLS] |= 1 << (self.watch % COLS)

    cdef int probe_tile(self, int tile, int first) noexcept nogil:
        """Convert the chosen columns' sums; leave `first`, the first row to be read, in force."""
        cdef int j, code, left = self.probes[tile]
        if not left:
            # Nothing to probe means nothing to read here.
            return 0
        for j in range(COLS):
            if left >> j & 1:
                left &= ~(1 << j)
                code = self.measure(tile, j, ALL_ROWS if left else first)
                if code < 0:
                    return code
                self.take_sum(tile, j, code)
        return 0

    cdef int read_cells(self, int tile, const int *cells, int then_rows) noexcept nogil:
        """Convert the marked cells row by row; the first row must be in force. Leave `then_rows` so."""
        cdef int j, row, code, rows = 0, left, next_rows
        for j in range(COLS):
            rows |= cells[j]
        while rows:
            row = lowest(rows)
            rows &= rows - 1
            next_rows = rows & -rows if rows else then_rows
            left = 0
            for j in range(COLS):
                left |= (cells[j] >> row & 1) << j
            for j in range(COLS):
                if left >> j & 1:
                    left &= ~(1 << j)
                    code = self.measure(tile, j, 1 << row if left else next_rows)
                    if code < 0:
                        return code
                    self.take_cell(tile, j, row, code)
        return 0

    cdef int locate(self, int tile) noexcept nogil:
        """Look for what the sums show and the cells do not explain."""
        cdef int code, wanted = self.unexplained(tile)
        if not wanted:
            return 0
        self.mode = LOCATE
        code = self.locate_near(tile, wanted)
        if code < 0:
            return code
        wanted = self.unexplained(tile)
        return self.locate_anywhere(tile, wanted) if wanted else 0

    cdef int locate_near(self, int tile, int wanted) noexcept nogil:
        """Read the cells next to active ones in the wanted columns."""
        cdef int j, code, rows = 0
        cdef int cells[COLS]
        for j in range(COLS):
            cells[j] = 0
            if wanted >> j & 1:
                cells[j] = self.neighbours(tile, j) & ~self.columns[tile][j].read
                rows |= cells[j]
        if not rows:
            return 0
        code = self.measure(tile, lowest(wanted), rows & -rows)
        return code if code < 0 else self.read_cells(tile, cells, ALL_ROWS)

    cdef int locate_anywhere(self, int tile, int wanted) noexcept nogil:
        """Read the wanted columns in groups of four rows, then the rows of the groups that answer."""
        cdef int j, group, code, left, known
        cdef int cells[COLS]
        for j in range(COLS):
            cells[j] = 0
        code = self.measure(tile, lowest(wanted), 0x000f)
        if code < 0:
            return code
        for group in range(ROWS // 4):
            left = wanted
            for j in range(COLS):
                if left >> j & 1:
                    left &= ~(1 << j)
                    known = 0xf << 4 * group
                    code = self.measure(tile, j, known if left
                                        else (0xf << 4 * (group + 1) if group < 3 else ALL_ROWS))
                    if code < 0:
                        return code
                    if middle(code & HIGHEST_CODE) - self.known_codes(tile, j, known) >= CELL_CODES:
                        cells[j] |= known & ~self.columns[tile][j].read
        known = 0
        for j in range(COLS):
            known |= cells[j]
        if not known:
            return 0
        code = self.measure(tile, lowest(wanted), known & -known)
        return code if code < 0 else self.read_cells(tile, cells, ALL_ROWS)

    cdef int sweep(self, int tile) noexcept nogil:
        """Convert one cell of an idle tile, a different one each time: what it reads unloaded."""
        cdef int col = (self.watch // self.tiles) % COLS, code, row
        cdef Column *column = &self.columns[tile][col]
        row = column.next_row
        column.next_row = (row + 1) % ROWS
        code = self.measure(tile, col, 1 << row)
        return code if code < 0 else self.measure(tile, col, ALL_ROWS)
