"""A modelled SPI bus: the bits of a transfer go to modelled chips, and a clock of its own moves on by what a
Raspberry Pi takes for it."""

from libc.math cimport fabs, log
from libc.string cimport memcpy, memset

from device._wire cimport FRAME_BYTES, MOST_ZEROS
from device.simulated._chips cimport TileChips
from device.simulated._random cimport normal, uniform


cdef class SimulatedSpi:
    """One SPI bus and the tiles on its chip selects.

    Parameters
    ----------
    chips : sequence of TileChips
        One a chip select, in order.
    before_ns, after_ns : int
        Time of one transfer outside its clock pulses: until the first, and after the last.
    bit_ns : int
        One clock pulse.
    idle_bits : int
        Pulses' worth of time that the driver idles after each byte.
    jitter_ns : float
        Standard deviation of a transfer's length.
    delay_share, delay_ns : float
        Share of transfers that something else interrupts, and for how long on average (exponential).
    seed : int
        Of jitter and delays.

    Attributes
    ----------
    time_ns : int
        Bus time: nanoseconds since power-up.
    transfers : int
        How many there were.
    """

    def __init__(self, chips, *, int64_t before_ns, int64_t after_ns, int64_t bit_ns, int idle_bits,
                 double jitter_ns, double delay_share, double delay_ns, unsigned long seed):
        cdef int i
        self.kept = tuple(chips)
        self.selects = <int> len(self.kept)
        if not 1 <= self.selects <= MOST_SELECTS:
            raise ValueError(f"a bus has 1 to {MOST_SELECTS} chip selects, got {self.selects}")
        for i in range(self.selects):
            if not isinstance(self.kept[i], TileChips):
                raise TypeError(f"chips must be TileChips, got {self.kept[i]!r}")
            self.chips[i] = <PyObject *> self.kept[i]
        self.before_ns, self.after_ns, self.bit_ns, self.idle_bits = before_ns, after_ns, bit_ns, idle_bits
        self.jitter_ns, self.delay_share, self.delay_ns = jitter_ns, delay_share, delay_ns
        self.random = seed

    def idle(self, int64_t until_ns):
        """Let time pass without a transfer."""
        self.time_ns = max(self.time_ns, until_ns)

    cdef int64_t _delay_ns(self) noexcept nogil:
        cdef double delay_ns = fabs(self.jitter_ns * normal(&self.random))
        if self.delay_share > 0.0 and uniform(&self.random) < self.delay_share:
            delay_ns -= self.delay_ns * log(1.0 - uniform(&self.random))
        return <int64_t> delay_ns

    cdef void _exchange(self, int select, const uint8_t *tx, uint8_t *rx, int length) noexcept nogil:
        """Send some bytes with one chip selected, most significant bit first."""
        cdef int byte, bit, i
        cdef bint mosi
        self.time_ns += self.before_ns + self._delay_ns()
        (<TileChips> self.chips[select]).select_edge(False)
        for byte in range(length):
            rx[byte] = 0
            for bit in range(7, -1, -1):
                mosi = (tx[byte] >> bit) & 1
                rx[byte] |= (<TileChips> self.chips[select]).miso << bit
                for i in range(self.selects):
                    (<TileChips> self.chips[i]).rise(mosi)
                self.time_ns += self.bit_ns
                (<TileChips> self.chips[select]).fall(self.time_ns)
            self.time_ns += self.idle_bits * self.bit_ns
        (<TileChips> self.chips[select]).select_edge(True)
        self.time_ns += self.after_ns
        self.transfers += 1


cdef class SimulatedBus(Bus):
    """One chip select of a modelled bus.

    Parameters
    ----------
    spi : SimulatedSpi
        The bus.
    select : int
        Which of its chip selects.
    path : str
        What it is called in error lines.
    """

    def __init__(self, SimulatedSpi spi not None, int select, str path not None):
        if not 0 <= select < spi.selects:
            raise ValueError(f"select must be 0 to {spi.selects - 1}, got {select}")
        self.spi, self.select, self.path = spi, select, path

    cdef int exchange(self) noexcept nogil:
        self.spi._exchange(self.select, self.tx, self.rx, FRAME_BYTES)
        return 0

    cdef int exchange_late(self, int zeros) noexcept nogil:
        cdef uint8_t sent[MOST_ZEROS + FRAME_BYTES]
        cdef uint8_t received[MOST_ZEROS + FRAME_BYTES]
        memset(sent, 0, sizeof(sent))
        memcpy(&sent[zeros], self.tx, FRAME_BYTES)
        self.spi._exchange(self.select, sent, received, zeros + FRAME_BYTES)
        return 0

    def exchange_bytes(self, bytes sent not None):
        """Send any bytes with this chip selected, as another driver would; return what came back."""
        cdef bytearray tx = bytearray(sent), rx = bytearray(len(sent))
        cdef uint8_t[::1] out = tx, into = rx
        if not tx:
            raise ValueError("sent must have at least one byte, got none")
        self.spi._exchange(self.select, &out[0], &into[0], <int> len(tx))
        return bytes(rx)

    cdef int64_t now_ns(self) noexcept nogil:
        return self.spi.time_ns
