"""A bus that answers from a recording."""

from libc.stdint cimport int64_t

from device._bus cimport Bus
from device._ring cimport Conversion


cdef class Tape:
    cdef const Conversion[::1] codes
    cdef Py_ssize_t place
    cdef readonly long long held_gil        # transfers during which the GIL was held
    cdef readonly long long strayed         # transfers that asked for another column than the recording's


cdef class TapeBus(Bus):
    cdef Tape tape
    cdef int[8] column                      # of each channel
    cdef bint begun
