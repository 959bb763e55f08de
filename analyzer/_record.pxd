"""What one frame says of one foot."""

from analyzer._tracks cimport Tracks

cdef int record(Tracks tracks, int i, int now) except -1 nogil
