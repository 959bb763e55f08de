"""A chip select of a Linux SPI bus, `/dev/spidevB.C`."""

from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

from device._bus cimport Bus

cdef extern from "<linux/spi/spidev.h>" nogil:
    cdef struct spi_ioc_transfer:
        uint64_t tx_buf
        uint64_t rx_buf
        uint32_t len
        uint32_t speed_hz
        uint16_t delay_usecs
        uint8_t bits_per_word
        uint8_t cs_change
    unsigned long SPI_IOC_MESSAGE(int transfers)
    unsigned long SPI_IOC_WR_MODE
    unsigned long SPI_IOC_WR_BITS_PER_WORD
    unsigned long SPI_IOC_WR_MAX_SPEED_HZ
    unsigned long SPI_IOC_RD_MAX_SPEED_HZ


cdef class SpidevBus(Bus):
    cdef readonly int clock_hz
    cdef int file
    cdef spi_ioc_transfer message

    cdef _set(self, unsigned long request, void *value)
