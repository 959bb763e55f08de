"""What bears a person on a belt that stands: force, centre of pressure and the left foot's part of it.

Frames are gathered into means of 20 ms: 50 samples a second, as stabilometry asks for (Scoppa 2013). The
hot loop adds; nothing is allocated until the samples are taken away.
"""

from libc.math cimport floor

import numpy as np

cdef double SAMPLE_S = 0.02
cdef int SAMPLES = 512              # ten seconds


cdef class Support:
    """Samples of the support; `full` asks for them to be taken."""

    def __init__(self):
        self.samples = np.zeros((SAMPLES, 6))
        self.number = -1

    cdef int add(self, double time_s, int feet, double force_n, double moment_x, double moment_y,
                 double left_n) noexcept nogil:
        """Add a frame. A sample in which the number of feet changes has none."""
        cdef long long number = <long long> floor(time_s / SAMPLE_S)
        cdef int i
        if number != self.number:
            self._close()
            self.number, self.feet, self.frames = number, feet, 0
            for i in range(5):
                self.sums[i] = 0.0
        if feet != self.feet:
            self.feet = 0
        self.frames += 1
        self.sums[0] += time_s
        self.sums[1] += force_n
        self.sums[2] += moment_x
        self.sums[3] += moment_y
        self.sums[4] += left_n
        return 0

    cdef void _close(self) noexcept nogil:
        """Complete the sample that is being gathered."""
        cdef int i
        if self.number < 0 or self.full:
            return
        self.samples[self.count, 0] = self.feet
        for i in range(5):
            self.samples[self.count, i + 1] = self.sums[i] / self.frames
        self.count += 1
        self.full = self.count == SAMPLES

    def take(self, *, bint last=False):
        """Return the samples since they were last taken; `last`: the one that is being gathered, too.

        Returns
        -------
        ndarray of float64, shape (n, 6)
            Number of feet (0 where it changed), seconds, newtons, newton metres across and along the deck,
            newtons of the left one of two feet.
        """
        if last:
            self._close()
            self.number = -1
        taken = np.array(self.samples[:self.count])
        self.count, self.full = 0, False
        return taken
