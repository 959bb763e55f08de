"""What the hot loop keeps of each track, and its buffers."""

from analyzer._feet cimport Feet, Load

cdef double LANDING_S           # the strike index is taken from so long after contact


cdef class Tracks(Feet):
    cdef readonly int window_rows, max_frames
    cdef int live                                   # slots in use
    cdef float[::1] kept_n                          # cells of the last frame of the last block
    cdef double[::1] recent_time_s, recent_travel_m  # this frame and the one before it, in turn
    cdef double[:, ::1] time_s, force_n, cop_x_m    # [slot, frame]
    cdef double[:, ::1] profile_sum_n, cop_u_m     # sum of profile_n, and its middle in the belt frame
    cdef double[:, ::1] travel_m                    # belt travel
    cdef double[:, ::1] first_u_m                   # belt-frame centre of profile_n's row 0
    cdef bint has_lags                              # rows were read at times of their own
    cdef unsigned char spread_sum[2]                # the frame's sum is of its rows' times, not of its own
    cdef double recent_speed_m_s[2]
    cdef double[:, ::1] recent_row_s                # [now or before, row], when it was read
    cdef double[:, ::1] speed_m_s                   # [slot, frame], of the belt; 0 without lags
    cdef float[:, :, ::1] lag_s                     # [slot, frame, row] of profile_n, after time_s
    cdef unsigned char[:, ::1] is_spread            # [slot, frame]: a row's force is of its own time
    cdef double[::1] long_profile_n, column_n       # scratch: the print along the foot, [bin]
    cdef double[:, ::1] looked_n                    # [slot, bin], the same for the looks at a landing, with gaps
    cdef float[:, :, ::1] profile_n                 # [slot, frame, row], row sums of loaded cells ...
    cdef int[:, ::1] loaded_from, loaded_to         # [slot, frame], of which rows [from, to) bear load
    cdef float[:, :, ::1] peak_map_n                # [slot, bin, col]
    cdef float[:, :, ::1] impulse_map_n_s           # [slot, bin, col], force-time integral

    cdef unsigned char[::1] blind                   # cells that cannot be measured now
    cdef bint any_blind

    cdef double blind_share(self, int i, double travel_m) except -1.0 nogil
    cdef bint note_hidden(self, int i, double travel_m, double now_s) except -1 nogil
    cdef Load load(self, int i, int now) noexcept nogil
    cdef int start(self, double u_m, int col, double threshold_n) except -2 nogil
    cdef int release(self, int i) except -1 nogil


cdef inline int first_printed(Tracks tracks, int i) noexcept nogil:
    """First bin of a track's print, and one of margin: no bin before it bears load."""
    return max(0, tracks.tracks[i].first_bin - 1)


cdef inline int after_printed(Tracks tracks, int i) noexcept nogil:
    """The bin after the last one of a track's print and one of margin: from it on none bears load."""
    return min(tracks.bins, tracks.tracks[i].last_bin + 2)


cdef inline double row_u_m(Tracks tracks, int i, int f, int row) noexcept nogil:
    """Belt-frame place of a recorded row when it was read."""
    cdef double u_m = tracks.first_u_m[i, f] + row * tracks.row_pitch_m
    return u_m - tracks.speed_m_s[i, f] * tracks.lag_s[i, f, row] if tracks.has_lags else u_m
