"""What the hot loop keeps of each track, and its buffers."""

from analyzer._feet cimport Feet, Load


cdef class Tracks(Feet):
    cdef readonly int window_rows, max_frames
    cdef int live                                   # slots in use
    cdef double[::1] recent_time_s, recent_travel_m  # this frame and the one before it, in turn
    cdef double[:, ::1] time_s, force_n, cop_x_m    # [slot, frame]
    cdef double[:, ::1] travel_m                    # belt travel
    cdef double[:, ::1] first_u_m                   # belt-frame centre of profile_n's row 0
    cdef double[::1] long_profile_n, column_n       # scratch: the print along the foot, [bin]
    cdef float[:, :, ::1] profile_n                 # [slot, frame, row], row sums of loaded cells
    cdef float[:, :, ::1] peak_map_n                # [slot, bin, col]
    cdef float[:, :, ::1] impulse_map_n_s           # [slot, bin, col], force-time integral

    cdef Load load(self, int i, int now) noexcept nogil
    cdef int start(self, double u_m, int col, double threshold_n) except -2 nogil
    cdef int record(self, int i, int now) except -1 nogil
    cdef int note_edges(self, int i, int row_0, int now) except -1 nogil
    cdef int release(self, int i) except -1 nogil
