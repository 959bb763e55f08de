"""What the hot loop keeps: one `Track` for each foot on the mat, and its buffers."""

from analyzer._noise cimport CellNoise

# Feet (or objects) followed at once. Two are the rule; the rest is for strays.
cdef enum:
    TRACKS = 8

cdef enum Phase:
    FREE        # the slot is not in use
    TOUCHING    # loaded cells, force not yet above the threshold
    CONTACT     # force has risen above the threshold
    STANDING    # in contact for longer than any step: no more of it is recorded
    ENDED       # waits to be measured and released

cdef struct Track:
    Phase phase
    int first_col               # loaded columns, both included
    int last_col
    double front_u_m            # centres of the foremost and rearmost loaded rows, belt frame
    double rear_u_m
    double origin_u_m           # belt-frame place of the front edge of the peak map's bin 0
    double threshold_n
    double loaded_s             # when it last had a loaded cell
    double contact_s            # when its force first was above the threshold; negative: never
    double above_s              # when its force last was
    float peak_n
    float front_edge_n          # greatest force on the deck's outermost rows and columns
    float rear_edge_n
    float side_edge_n
    int frames                  # frames recorded so far
    bint from_start             # it was down in the stream's first frame
    bint hidden                 # part of it lay on blind cells while it bore load ...
    bint hidden_landing         # ... and already when it landed


cdef inline double gap(double low, double high, double place) noexcept nogil:
    """Distance from `place` to the interval [low, high], 0 inside."""
    return low - place if place < low else (place - high if place > high else 0.0)


cdef class Tracks:
    cdef readonly int rows, cols, window_rows, max_frames, bins
    cdef readonly double row_pitch_m, col_pitch_m, bin_m
    cdef double foot_span_m, foot_width_m
    cdef readonly CellNoise noise
    cdef int live                                   # slots in use
    cdef Track tracks[TRACKS]
    cdef double[::1] recent_time_s, recent_travel_m  # this frame and the one before it, in turn
    cdef float[:, ::1] recent_n                     # [now or before, cell]
    cdef double[:, ::1] time_s, force_n, cop_x_m    # [slot, frame]
    cdef double[:, ::1] travel_m                    # belt travel
    cdef double[:, ::1] first_u_m                   # belt-frame centre of profile_n's row 0
    cdef bint has_lags                              # rows were read at times of their own
    cdef unsigned char spread_sum[2]                # the frame's sum is of its rows' times, not of its own
    cdef double recent_speed_m_s[2]
    cdef double[:, ::1] recent_lag_s                # [now or before, row], after the frame's time
    cdef double[:, ::1] speed_m_s                   # [slot, frame], of the belt; 0 without lags
    cdef float[:, :, ::1] lag_s                     # [slot, frame, row] of profile_n, after time_s
    cdef unsigned char[:, ::1] is_spread            # [slot, frame]: a row's force is of its own time
    cdef double[::1] long_profile_n, column_n       # scratch: the print along the foot, [bin]
    cdef float[:, :, ::1] profile_n                 # [slot, frame, row], row sums of loaded cells
    cdef float[:, :, ::1] peak_map_n                # [slot, bin, col]
    cdef float[:, :, ::1] impulse_map_n_s           # [slot, bin, col], force-time integral

    cdef double distance_m(self, int i, double u_m, int col) noexcept nogil
    cdef bint fits(self, int i, double u_m, int col) noexcept nogil
    cdef bint mine(self, int i, double u_m, int col) noexcept nogil
    cdef int start(self, double u_m, int col, double threshold_n) except -2 nogil
    cdef int record(self, int i, int now) except -1 nogil
    cdef int note_edges(self, int i, int row_0, int now) except -1 nogil
    cdef int release(self, int i) except -1 nogil
    cdef double shift_s(self, int i, int now, int row_0, int row_1) noexcept nogil


cdef inline double row_u_m(Tracks tracks, int i, int f, int row) noexcept nogil:
    """Belt-frame place of a recorded row when it was read."""
    return (tracks.first_u_m[i, f] + row * tracks.row_pitch_m
            - tracks.speed_m_s[i, f] * tracks.lag_s[i, f, row])
