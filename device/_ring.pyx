"""A lock-free ring between one producer and one consumer; neither ever waits for the other.

The producer writes a frame's conversions and publishes them together, so that the consumer sees whole frames
only. When the consumer has fallen behind by the whole ring, frames are lost and counted, and the scan goes on.
"""

import numpy as np

from device.codes import CONVERSION

cdef extern from *:
    """
    #define ring_load(place) __atomic_load_n(place, __ATOMIC_ACQUIRE)
    #define ring_store(place, value) __atomic_store_n(place, value, __ATOMIC_RELEASE)
    """
    Py_ssize_t ring_load(Py_ssize_t *place) noexcept nogil
    void ring_store(Py_ssize_t *place, Py_ssize_t value) noexcept nogil


cdef class Ring:
    """Room for the conversions of a few seconds.

    Parameters
    ----------
    size : int
        Conversions; rounded up to a power of two.

    Attributes
    ----------
    lost_frames : int
        Frames that found no room.
    """

    def __init__(self, Py_ssize_t size):
        if not 1 <= size <= 1 << 26:
            raise ValueError(f"size must be from 1 to {1 << 26} conversions, got {size}")
        self.slots = np.zeros(1 << (size - 1).bit_length(), CONVERSION)
        self.mask = self.slots.shape[0] - 1

    cdef bint has_room(self, Py_ssize_t conversions) noexcept nogil:
        """Whether a frame of at most so many conversions fits; count it as lost if not."""
        if self.written - ring_load(&self.tail) + conversions <= self.mask + 1:
            return True
        self.lost_frames += 1
        return False

    cdef void put(self, const Conversion *conversion) noexcept nogil:
        """Write the next conversion; the consumer does not see it before `publish`."""
        self.slots[self.written & self.mask] = conversion[0]
        self.written += 1

    cdef void publish(self) noexcept nogil:
        """Mark the last conversion as a frame's end and hand everything over."""
        self.slots[(self.written - 1) & self.mask].end = 1
        ring_store(&self.head, self.written)

    cdef void drop(self) noexcept nogil:
        """Forget what was written since the last `publish`."""
        self.written = self.head

    def drain(self):
        """Return every published conversion, oldest first, as an array of dtype `CONVERSION`."""
        cdef Py_ssize_t head = ring_load(&self.head), tail = self.tail, k
        cdef Conversion[::1] taken
        conversions = np.empty(head - tail, CONVERSION)
        taken = conversions
        with nogil:
            for k in range(head - tail):
                taken[k] = self.slots[(tail + k) & self.mask]
            ring_store(&self.tail, head)
        return conversions
