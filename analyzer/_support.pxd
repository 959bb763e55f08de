"""What bears a person on a belt that stands, in short means."""


cdef class Support:
    cdef readonly bint full
    cdef int count                  # of whole samples
    cdef long long number           # of the sample that is being gathered
    cdef int frames, feet
    cdef double sums[5]
    cdef double[:, ::1] samples

    cdef int add(self, double time_s, int feet, double force_n, double moment_x, double moment_y,
                 double left_n) noexcept nogil
    cdef void _close(self) noexcept nogil
