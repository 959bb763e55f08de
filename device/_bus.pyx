"""One chip select on an SPI bus: a transfer is one conversion and the next row pattern.

`_spidev` puts it on a real bus, `simulated._bus` on modelled chips. Both only move three bytes: what they
mean is written once, in `_wire`.
"""

import numpy as np

from libc.errno cimport EIO

from device._wire cimport GARBLED, HIGHEST_CODE, MOST_ZEROS, decode, encode

from device.bus_failure import bus_failure


cdef class Bus:
    """A tile's chip select. This base class is connected to nothing.

    Attributes
    ----------
    path : str
        What the bus is called in error lines.
    """

    cdef int exchange(self) noexcept nogil:
        """Send `tx` and fill `rx` at the same time; return 0, or a negative errno."""
        return -EIO

    cdef int exchange_late(self, int zeros) noexcept nogil:
        """Send so many zero bytes and then `tx`; return 0, or a negative errno. For timing: no answer is kept."""
        return -EIO

    cdef int64_t now_ns(self) noexcept nogil:
        """Monotonic time, nanoseconds."""
        return 0

    cdef int transfer(self, int rows, int channel) noexcept nogil:
        """Convert `channel` under the pattern now in force, then put `rows` in force.

        Returns the code, 0 to 1023, plus `GARBLED` if the answer contradicts itself; or a negative errno.
        """
        cdef int status
        encode(self.tx, rows, channel)
        status = self.exchange()
        return status if status < 0 else decode(self.rx)

    def read_code(self, int rows, int channel):
        """Return the code of one conversion, 0 to 1023; `rows` is in force from the next one on.

        Parameters
        ----------
        rows : int
            Pattern of the row drivers, bit i = output i, 0 to 65535.
        channel : int
            Input of the converter, 0 to 7.

        Raises
        ------
        BusFailed
            If the bus refuses, or the answer contradicts itself.
        """
        cdef int code
        if not 0 <= rows <= 0xffff or not 0 <= channel <= 7:
            raise ValueError(f"rows must be 0 to 65535 and channel 0 to 7, got {rows} and {channel}")
        with nogil:
            code = self.transfer(rows, channel)
        if code < 0:
            raise bus_failure(self.path, -code)
        if code & GARBLED:
            raise bus_failure(self.path, EIO)
        return code & HIGHEST_CODE

    def transfer_times_ns(self, int zeros, int count):
        """Return how long transfers with `zeros` more bytes before the frame took, ndarray of int64, (count,).

        All row drivers are high in the end.

        Raises
        ------
        BusFailed
            If the bus refuses.
        """
        cdef int64_t[::1] took
        cdef int64_t begin
        cdef int k, status = 0
        if not 0 <= zeros <= MOST_ZEROS or count < 1:
            raise ValueError(f"zeros must be 0 to {MOST_ZEROS} and count at least 1, got {zeros} and {count}")
        times_ns = np.empty(count, np.int64)
        took = times_ns
        with nogil:
            encode(self.tx, 0xffff, 0)
            for k in range(count):
                begin = self.now_ns()
                status = self.exchange_late(zeros)
                if status < 0:
                    break
                took[k] = self.now_ns() - begin
        if status < 0:
            raise bus_failure(self.path, -status)
        return times_ns

    def close(self):
        """Let go of the bus; harmless when done twice."""
