"""A modelled SPI bus with modelled tiles on it, on a clock of its own."""

from cpython.ref cimport PyObject
from libc.stdint cimport int64_t, uint8_t, uint64_t

from device._bus cimport Bus

cdef enum:
    MOST_SELECTS = 12


cdef class SimulatedSpi:
    cdef PyObject *chips[MOST_SELECTS]
    cdef int selects
    cdef tuple kept                     # keeps the chips alive
    cdef readonly int64_t time_ns
    cdef readonly int64_t transfers
    cdef int64_t before_ns, after_ns, bit_ns
    cdef int idle_bits
    cdef double jitter_ns, delay_share, delay_ns
    cdef uint64_t random

    cdef int64_t _delay_ns(self) noexcept nogil
    cdef void _exchange(self, int select, const uint8_t *tx, uint8_t *rx, int length) noexcept nogil


cdef class SimulatedBus(Bus):
    cdef SimulatedSpi spi
    cdef int select
