"""One chip select on an SPI bus: a transfer is one conversion and the next row pattern.

`_spidev` puts it on a real bus, `simulated._bus` on modelled chips. Both only move three bytes: what they
mean is written once, in `_wire`.
"""

from libc.errno cimport EIO

from device._wire cimport GARBLED, HIGHEST_CODE, decode, encode

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

    def close(self):
        """Let go of the bus; harmless when done twice."""
