"""The chips of one tile at the level of clock edges."""

from libc.stdint cimport int64_t, uint64_t

from device.simulated._network cimport Network

cdef enum Phase:
    IDLE        # chip select high, or the frame is over
    WAITING     # for the start bit
    ADDRESS     # single-ended or differential, then three channel bits
    SAMPLING    # the clock that finishes sample and hold
    ANSWERING   # null bit, B9..B0, then B1..B9, then zeros


cdef class TileChips:
    cdef readonly Network network
    cdef double[::1] edge_codes         # [k]: the input, in codes, from which on the converter says k
    cdef double noise_codes
    cdef int64_t burst_begin_ns, burst_end_ns
    cdef double burst_codes
    cdef int missing                    # -1: present; else the level at which the answer line lies
    cdef uint64_t random
    # Two 74HC595 in a chain.
    cdef int shifted
    cdef readonly int rows
    # The MCP3008.
    cdef bint selected
    cdef Phase phase
    cdef int count, address, code
    cdef readonly bint miso

    cdef void select_edge(self, bint high) noexcept nogil
    cdef void rise(self, bint mosi) noexcept nogil
    cdef void fall(self, int64_t time_ns) noexcept nogil
    cdef int convert(self, int64_t time_ns) noexcept nogil
