"""The decoder of one bus."""

from device._circuit cimport Circuit
from device._readings cimport COLS
from device._ring cimport Conversion


cdef class Decoder(Circuit):
    cdef double[:, ::1] scale, exponent     # [row, col] of this decoder's tiles
    cdef object pending                     # conversions of the frame that waits for its successor

    cdef double _frame(self, Py_ssize_t k, const Conversion[::1] codes, Py_ssize_t begin, Py_ssize_t end,
                       float[:, :, ::1] force_n, double[:, ::1] row_time_s,
                       unsigned char[:, :, ::1] saturated) noexcept nogil
    cdef double _middle_ns(self, double first_ns, double last_ns) noexcept nogil
    cdef void _fill_forces(self, Py_ssize_t k, int tile, float[:, :, ::1] force_n) noexcept nogil
    cdef void _mark_saturated(self, Py_ssize_t k, int tile, unsigned char[:, :, ::1] saturated) noexcept nogil
    cdef void _fill_row_times(self, Py_ssize_t k, double time_s, double[:, ::1] row_time_s) noexcept nogil
    cdef double _force_n(self, int row, int col, double siemens) noexcept nogil
