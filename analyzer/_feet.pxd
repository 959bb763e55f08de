"""One `Track` for each foot on the mat, and whose a cell is."""

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

cdef enum Reach:
    WITHIN      # one foot can cover the track's box and the cell
    TOO_FAR     # no foot is so long, or its box so wide
    TOO_BROAD   # no foot is so broad there: it is another foot's
    EDGE        # so broad only by what a foot's edge spreads

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
    double look_s               # when its landing is to be looked at next; negative: no more
    int frames_looked           # frames that the looks so far have laid along the belt; 0: no look yet
    double rear_looked_u_m      # rear end of its print at the look before
    bint told                   # what could be said of it waits to be taken
    float peak_n
    float front_edge_n          # greatest force on the deck's outermost rows and columns
    float rear_edge_n
    float side_edge_n
    double beside_m             # how far the foot lies right of another that is down beside it; 0: none is
    int frames                  # frames recorded so far
    int first_bin               # outermost bins of its maps that bear load, both included
    int last_bin
    bint from_start             # it was down in the stream's first frame
    bint supported              # another foot was down when its contact ended
    bint third                  # two feet were down beside it already
    bint hidden                 # part of it lay on blind cells while it bore load ...
    bint hidden_landing         # ... and already when it landed
    bint stayed                 # its contact was given up as standing: the foot is still there


cdef struct Load:
    double force_n              # of the loaded cells of one foot, in one frame
    double moment_x             # about the deck's left edge
    double moment_y             # about its front edge


cdef inline double gap(double low, double high, double place) noexcept nogil:
    """Distance from `place` to the interval [low, high], 0 inside."""
    return low - place if place < low else (place - high if place > high else 0.0)


cdef inline int row_before(const Track *track, double travel_m, double row_pitch_m) noexcept nogil:
    """First row of the deck about a foot, one pitch of margin before it included."""
    return max(0, <int> ((track.front_u_m + travel_m) / row_pitch_m - 1.0))


cdef inline int row_behind(const Track *track, double travel_m, double row_pitch_m, int rows) noexcept nogil:
    """The row after the last one about a foot."""
    return min(rows, <int> ((track.rear_u_m + travel_m) / row_pitch_m + 2.0))


cdef inline double distance(const Track *track, double u_m, int col, double col_pitch_m) noexcept nogil:
    """Distance of a cell from the box of a track, along plus across, metres."""
    return (gap(track.front_u_m, track.rear_u_m, u_m)
            + col_pitch_m * gap(track.first_col, track.last_col, col))


cdef class Feet:
    cdef readonly int rows, cols, bins
    cdef readonly double row_pitch_m, col_pitch_m, bin_m
    cdef double foot_span_m, foot_width_m, belt_speed_m_s
    cdef readonly CellNoise noise
    cdef Track tracks[TRACKS]
    cdef const float *recent_n[2]                   # [now or before], cells of this frame and the one before it
    cdef int[:, ::1] first_at, last_at              # [slot, bin], outermost loaded columns of the foot there

    cdef bint fits(self, int i, double u_m, int col) noexcept nogil
    cdef Reach reach(self, int i, double u_m, int cell, int now) noexcept nogil
    cdef bint mine(self, int i, double u_m, int col) noexcept nogil
    cdef bint edges(self, int i, double u_m, int *first, int *last) noexcept nogil
    cdef bint is_left(self, int i, int j) noexcept nogil
    cdef bint beside(self, int i, int j) noexcept nogil
    cdef double seam(self, int i, double u_m, int *neighbour) noexcept nogil
    cdef float part(self, int now, int row, int col, double seam, bint left) noexcept nogil
    cdef float pressed_n(self, int now, int row, int col) noexcept nogil
    cdef int owner(self, int i, double u_m, int col) noexcept nogil
    cdef bint may_be_noise(self, int now, int row, int col) except -1 nogil
    cdef bint weak(self, int now, int cell) noexcept nogil
