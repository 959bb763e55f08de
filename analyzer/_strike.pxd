"""Heel, midfoot or ball first, as a number."""

from libc.math cimport erfc, sqrt

cdef enum Kind:
    UNNAMED
    HEEL_FIRST
    FLAT
    BALL_FIRST

cdef struct Call:
    Kind kind
    double confidence           # of the likeliest, named or not

cdef double LEAST_CONFIDENCE
cdef double SHORT_CONFIDENCE    # of a strike that a print without a heel tells
cdef double BALL_ABOVE          # strike index from which a foot landed on the ball, 0 to 1

cdef Call call(double index_percent, double heel_onset_s, double ball_onset_s) noexcept nogil


cdef inline double normal(double z) noexcept nogil:
    """The normal distribution function."""
    return 0.5 * erfc(-z / sqrt(2.0))
