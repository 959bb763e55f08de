"""Conversions on their way from one acquisition thread to one reader, without a lock."""

from libc.stdint cimport int64_t, uint8_t, uint16_t


cdef enum Mode:
    RASTER      # every cell in turn
    IDLE        # column sums of the whole mat: nothing on it
    LOCATE      # finding the rows of a load that the column sums show
    TRACK       # column sums and the loaded cells


cdef struct Conversion:
    int64_t time_ns     # when the transfer returned, bus time
    uint16_t rows       # tile rows that were driven, bit i = row i
    uint16_t code       # 0 to 1023, plus GARBLED
    uint8_t tile
    uint8_t col
    uint8_t mode
    uint8_t end         # 1 on a frame's last conversion


cdef class Ring:
    cdef Conversion[::1] slots
    cdef Py_ssize_t mask
    cdef Py_ssize_t written         # the producer's own place, not yet published
    cdef Py_ssize_t head, tail      # published; only through the atomic functions
    cdef readonly long long lost_frames

    cdef bint has_room(self, Py_ssize_t conversions) noexcept nogil
    cdef void put(self, const Conversion *conversion) noexcept nogil
    cdef void publish(self) noexcept nogil
    cdef void drop(self) noexcept nogil
