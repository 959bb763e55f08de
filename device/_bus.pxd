"""What every SPI bus can do, seen from one chip select: the seam between the scan and the wire."""

from libc.stdint cimport int64_t, uint8_t

from device._wire cimport FRAME_BYTES


cdef class Bus:
    cdef readonly str path
    cdef uint8_t tx[FRAME_BYTES]
    cdef uint8_t rx[FRAME_BYTES]

    cdef int exchange(self) noexcept nogil
    cdef int exchange_late(self, int zeros) noexcept nogil
    cdef int transfer(self, int rows, int channel) noexcept nogil
    cdef int64_t now_ns(self) noexcept nogil
