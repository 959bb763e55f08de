"""One tile's MCP3008 and two cascaded 74HC595, clock edge by clock edge.

The converter, after Microchip DS21295 figures 5-1 and 5-2 (SPI mode 0,0), clocks counted from the start bit:

    clock      0      1    2  3  4    5       6     7 .. 16   17 .. 25    26 ..
    DIN      start  sgl  d2 d1 d0  ignored from here on
    DOUT     (high impedance)       |  null   B9 .. B0   B1 .. B9    zeros
                              sample^ ends on the falling edge of clock 5

Zeros before the start bit are legal in any number. The row drivers' registers shift on every rising clock edge
of the bus, whichever chip is selected, and show what they hold when *their* chip select rises.
"""

import numpy as np

from device._wire cimport CODES, HIGHEST_CODE
from device.simulated._random cimport normal

cdef int CODE_BITS = 10


cdef class TileChips:
    """The chips of one tile, as they power up: chip select high, row drivers at random.

    Parameters
    ----------
    network : Network
        What is connected to them.
    edge_codes : ndarray of float64, shape (1024,)
        Input, in codes, from which on the converter says k; increasing. Ideal: k.
    noise_codes : float
        Standard deviation of the noise at the input, codes.
    seed : int
        Of the noise, and of the power-up state.
    """

    def __init__(self, Network network not None, edge_codes, *, double noise_codes, unsigned long seed):
        self.network = network
        self.edge_codes = np.ascontiguousarray(edge_codes, np.float64)
        if self.edge_codes.shape[0] != HIGHEST_CODE + 1:
            raise ValueError(f"edge_codes must have {HIGHEST_CODE + 1} values, got {len(edge_codes)}")
        self.noise_codes = noise_codes
        self.random = seed
        self.missing = -1
        self.rows = seed % 0x10000

    def lose_converter(self, *, bint high):
        """Take the converter off the board; its answer line then lies high or low."""
        self.missing = high

    def burst(self, double noise_codes, *, int64_t begin_ns, int64_t end_ns):
        """Add noise from `begin_ns` until `end_ns` of bus time."""
        self.burst_codes, self.burst_begin_ns, self.burst_end_ns = noise_codes, begin_ns, end_ns

    def repair(self):
        """Put the converter back, end the noise, and take away every fault of what is connected."""
        self.missing = -1
        self.burst_codes, self.burst_begin_ns, self.burst_end_ns = 0.0, 0, 0
        self.network.repair()

    def set_select(self, bint high):
        """Move the chip select line."""
        self.select_edge(high)

    def clock(self, bint mosi, int64_t time_ns=0):
        """Give one clock pulse at a time; return the answer line as the master reads it."""
        cdef bint answer = self.miso
        self.rise(mosi)
        self.fall(time_ns)
        return int(answer)

    cdef void select_edge(self, bint high) noexcept nogil:
        if high and self.selected:
            self.rows = self.shifted
        self.selected = not high
        self.phase = IDLE if high else WAITING
        self.count = self.address = 0
        self.miso = self.missing == 1

    cdef void rise(self, bint mosi) noexcept nogil:
        """Take a rising clock edge: the registers shift, the converter reads DIN."""
        self.shifted = ((self.shifted & 0x7fff) << 1) | mosi
        if self.phase == WAITING:
            if mosi:
                self.phase = ADDRESS
        elif self.phase == ADDRESS:
            self.address = (self.address << 1) | mosi
            self.count += 1
        elif self.phase == SAMPLING:
            self.count += 1

    cdef void fall(self, int64_t time_ns) noexcept nogil:
        """Take a falling clock edge: the converter changes DOUT."""
        cdef int bit
        if self.phase == ADDRESS and self.count == 4:
            self.phase, self.count = SAMPLING, 0
        elif self.phase == SAMPLING and self.count == 1:
            self.phase, self.count = ANSWERING, 0
            self.code = self.convert(time_ns)
            self.miso = 0
        elif self.phase == ANSWERING:
            bit = CODE_BITS - 1 - self.count if self.count < CODE_BITS else self.count - CODE_BITS + 1
            self.miso = bit < CODE_BITS and (self.code >> bit) & 1 == 1
            # Zeros for ever; the counter need not go on.
            self.count = min(self.count + 1, 2 * CODE_BITS)
        if self.missing >= 0:
            self.miso = self.missing

    cdef int convert(self, int64_t time_ns) noexcept nogil:
        """Return the code of the addressed input, or pair of inputs, at a time."""
        cdef int channel = self.address & 7, code
        cdef double value = self.network.column_v(self.rows, channel, time_ns)
        if not self.address & 8:
            value -= self.network.column_v(self.rows, channel ^ 1, time_ns)
        value = value * CODES + self.noise_codes * normal(&self.random)
        if self.burst_begin_ns <= time_ns < self.burst_end_ns:
            value += self.burst_codes * normal(&self.random)
        code = <int> min(max(value, 0.0), <double> HIGHEST_CODE)
        while code < HIGHEST_CODE and value >= self.edge_codes[code + 1]:
            code += 1
        while code > 0 and value < self.edge_codes[code]:
            code -= 1
        return code
