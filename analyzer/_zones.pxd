"""When the foot's zones were loaded."""

from analyzer._tracks cimport Tracks

cdef enum:
    MOST_ZONES = 8

cdef struct Spell:
    double onset_s              # NaN: not loaded so far
    double end_s
    double loaded_s
    double peak_n
    double before_n             # force in the frame before
    double lag_s                # how long after the frame its force was measured, when last there was some

cdef void load_zones(Tracks tracks, int i, int first, int last, double heel_u_m, double length_m,
                     const double[::1] borders, double beyond_m, double level_n,
                     bint only_onsets, Spell *spells) noexcept nogil
