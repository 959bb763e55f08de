"""The scan of one bus: row patterns out, codes in, without the GIL, without an allocation, without Python.

A transfer converts under the pattern that the one before it sent, and sends the pattern for the one after it
(`_wire`). So every scan is a list of (column, pattern) in which each entry carries its successor's pattern.
"""

from cpython.ref cimport PyObject
from libc.errno cimport EIO

from device._bus cimport Bus
from device._ring cimport RASTER
from device._wire cimport GARBLED

cdef extern from *:
    """
    #define scan_load(place) __atomic_load_n(place, __ATOMIC_ACQUIRE)
    #define scan_store(place, value) __atomic_store_n(place, value, __ATOMIC_RELEASE)
    """
    int scan_load(int *place) noexcept nogil
    void scan_store(int *place, int value) noexcept nogil


cdef class Scanner:
    """The tiles on one bus, scanned as a raster: every cell of every tile in turn.

    Parameters
    ----------
    buses : sequence of Bus
        One a tile.
    tiles : sequence of Tile
        How each is wired; as many.
    tile_numbers : sequence of int
        Place of each on the mat, 0 = front.
    ring : Ring
        Takes the conversions.

    Attributes
    ----------
    conversions, frames : int
        Made so far.
    garbled : int
        Conversions whose answer contradicted itself.
    failed_tile, failed_errno : int
        Which tile's bus refused last, as a place on the mat, and why; -1 and 0 if none did.
    """

    def __init__(self, buses, tiles, tile_numbers, Ring ring not None):
        cdef int t, bits, i
        self.kept = tuple(buses)
        self.ring, self.tiles, self.failed_tile = ring, <int> len(self.kept), -1
        if not 1 <= self.tiles <= MOST_TILES or not len(tiles) == len(tile_numbers) == self.tiles:
            raise ValueError(f"a scanner has 1 to {MOST_TILES} tiles with a bus each, got {self.tiles}")
        for t in range(self.tiles):
            if not isinstance(self.kept[t], Bus):
                raise TypeError(f"buses must be Bus, got {self.kept[t]!r}")
            self.buses[t] = <PyObject *> self.kept[t]
            self.tile_number[t] = tile_numbers[t]
            self.latched[t] = -1
            for i in range(COLS):
                self.channel[t][i] = tiles[t].col_channels[i]
            for bits in range(256):
                for i in range(8):
                    if bits >> i & 1:
                        self.low_rows[t][bits] |= 1 << <int> tiles[t].row_outputs[i]
                        self.high_rows[t][bits] |= 1 << <int> tiles[t].row_outputs[i + 8]

    def run(self, int64_t until_ns):
        """Scan frame after frame until bus time `until_ns`, or until `stop`, or until the bus fails.

        Returns
        -------
        bool
            Whether the bus is well; if not, `failed_tile` and `failed_errno` tell.
        """
        cdef int status
        with nogil:
            status = self.begin()
            while status >= 0 and self.now_ns() < until_ns and not scan_load(&self.stop_wanted):
                self.recording = self.ring.has_room(self.most_conversions())
                status = self.frame()
                if status < 0:
                    self.ring.drop()
                elif self.recording:
                    self.ring.publish()
                self.frames += 1
        return status >= 0

    def stop(self):
        """Let `run` return after the present frame; from any thread."""
        scan_store(&self.stop_wanted, 1)

    @property
    def time_ns(self):
        """Bus time now."""
        return self.now_ns()

    cdef int64_t now_ns(self) noexcept nogil:
        cdef PyObject *first = self.buses[0]
        return (<Bus> first).now_ns()

    cdef int begin(self) noexcept nogil:
        """Put a known pattern in force on every tile that has none; return 0 or a negative errno."""
        cdef int t, code
        for t in range(self.tiles):
            if self.latched[t] < 0:
                code = (<Bus> self.buses[t]).transfer(0xffff, 0)
                if code < 0:
                    return self._fail(t, code)
                self.latched[t] = ALL_ROWS
        return 0

    cdef int measure(self, int tile, int col, int next_rows) noexcept nogil:
        """Convert a column under the pattern in force, then put `next_rows` in force.

        Returns the code; -EIO beyond any code if the bus failed. A garbled answer is recorded as such.
        """
        cdef Conversion conversion
        cdef int pattern = self.high_rows[tile][(next_rows >> 8) & 0xff] | self.low_rows[tile][next_rows & 0xff]
        cdef int code = (<Bus> self.buses[tile]).transfer(pattern, self.channel[tile][col])
        if code < 0:
            return self._fail(tile, code)
        self.conversions += 1
        if code & GARBLED:
            self.garbled += 1
        self.last_ns = (<Bus> self.buses[tile]).now_ns()
        if self.recording:
            # Whole microseconds: 4 um of a fast belt's way, and a third of the room in a recording.
            conversion.time_ns = self.last_ns - self.last_ns % 1000
            conversion.rows, conversion.code = <uint16_t> self.latched[tile], <uint16_t> code
            conversion.tile, conversion.col = <unsigned char> self.tile_number[tile], <unsigned char> col
            conversion.mode, conversion.end = <unsigned char> self.mode, 0
            self.ring.put(&conversion)
        self.latched[tile] = next_rows
        return code

    cdef int _fail(self, int tile, int status) noexcept nogil:
        self.failed_tile, self.failed_errno = self.tile_number[tile], -status
        self.latched[tile] = -1
        return status if status < 0 else -EIO

    cdef int most_conversions(self) noexcept nogil:
        """The most that one frame can take."""
        return self.tiles * ROWS * COLS

    cdef int frame(self) noexcept nogil:
        """Scan one frame; return 0, or a negative errno."""
        cdef int t, row, col, next_row, code
        self.mode = RASTER
        for t in range(self.tiles):
            if self.latched[t] != 1:
                # The first frame, or the first after a failure: its pattern is still another one.
                code = self.set_rows(t, 1)
                if code < 0:
                    return code
            for row in range(ROWS):
                for col in range(COLS):
                    next_row = row if col < COLS - 1 else (row + 1) % ROWS
                    code = self.measure(t, col, 1 << next_row)
                    if code < 0:
                        return code
        return 0

    cdef int set_rows(self, int tile, int rows) noexcept nogil:
        """Put a pattern in force with a conversion that nobody wants."""
        cdef bint recording = self.recording
        cdef int code
        self.recording = False
        code = self.measure(tile, 0, rows)
        self.recording = recording
        return code
