"""The real SPI bus: our own open(2) and ioctl(2), without the GIL.

One conversion is one SPI_IOC_MESSAGE(1). Several in one message would need `cs_change` between them, and the
kernel then waits a fixed 10 us each time (drivers/spi/spi.c): one call a conversion is faster.
"""

import os

from libc.errno cimport EINTR, EIO, errno
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.string cimport memcpy, memset
from posix.fcntl cimport O_CLOEXEC, O_RDWR, open as c_open
from posix.ioctl cimport ioctl
from posix.time cimport CLOCK_MONOTONIC, clock_gettime, timespec
from posix.unistd cimport close as c_close

from device._wire cimport FRAME_BYTES, MOST_ZEROS

from device.bus_failure import bus_failure

cdef int64_t NS = 1_000_000_000
cdef uint8_t MODE_0 = 0
cdef uint8_t BITS_PER_WORD = 8


cdef class SpidevBus(Bus):
    """A chip select that the kernel drives.

    Parameters
    ----------
    path : str
        `/dev/spidevB.C`.
    clock_hz : int
        Clock asked for; the attribute of that name says what the driver took.

    Raises
    ------
    BusFailed
        If there is no such device, it is taken, or it refuses mode, word size or clock.
    """

    def __cinit__(self):
        self.file = -1

    def __init__(self, str path not None, int clock_hz):
        cdef bytes name = os.fsencode(path)
        cdef uint32_t speed_hz = clock_hz
        self.path, self.clock_hz = path, clock_hz
        self.file = c_open(name, O_RDWR | O_CLOEXEC)
        if self.file < 0:
            raise bus_failure(path, errno)
        memset(&self.message, 0, sizeof(self.message))
        self.message.tx_buf, self.message.rx_buf = <uint64_t> self.tx, <uint64_t> self.rx
        self.message.len, self.message.bits_per_word = FRAME_BYTES, BITS_PER_WORD
        self.message.speed_hz = speed_hz
        self._set(SPI_IOC_WR_MODE, &MODE_0)
        self._set(SPI_IOC_WR_BITS_PER_WORD, &BITS_PER_WORD)
        self._set(SPI_IOC_WR_MAX_SPEED_HZ, &speed_hz)
        self._set(SPI_IOC_RD_MAX_SPEED_HZ, &speed_hz)
        self.clock_hz = speed_hz

    def __dealloc__(self):
        if self.file >= 0:
            c_close(self.file)

    def close(self):
        """Close the device; a transfer after that fails. Harmless when done twice."""
        if self.file >= 0:
            c_close(self.file)
            self.file = -1

    cdef _set(self, unsigned long request, void *value):
        cdef int status = -1, why = EINTR
        while status < 0 and why == EINTR:
            status = ioctl(self.file, request, value)
            why = errno
        if status < 0:
            self.close()
            raise bus_failure(self.path, why)

    cdef int exchange(self) noexcept nogil:
        cdef int status = ioctl(self.file, SPI_IOC_MESSAGE(1), &self.message)
        while status < 0 and errno == EINTR:
            status = ioctl(self.file, SPI_IOC_MESSAGE(1), &self.message)
        if status < 0:
            return -errno
        # A driver that moved fewer bytes has converted nothing.
        return 0 if status == FRAME_BYTES else -EIO

    cdef int exchange_late(self, int zeros) noexcept nogil:
        cdef uint8_t sent[MOST_ZEROS + FRAME_BYTES]
        cdef uint8_t received[MOST_ZEROS + FRAME_BYTES]
        cdef spi_ioc_transfer message = self.message
        cdef int status = -1
        memset(sent, 0, sizeof(sent))
        memcpy(&sent[zeros], self.tx, FRAME_BYTES)
        message.tx_buf, message.rx_buf = <uint64_t> sent, <uint64_t> received
        message.len = zeros + FRAME_BYTES
        while status < 0:
            status = ioctl(self.file, SPI_IOC_MESSAGE(1), &message)
            if status < 0 and errno != EINTR:
                return -errno
        return 0 if status == zeros + FRAME_BYTES else -EIO

    cdef int64_t now_ns(self) noexcept nogil:
        cdef timespec now
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * NS + now.tv_nsec
