"""What the watch hears from columns without load."""

from libc.stdint cimport int64_t

from device._lines cimport Lines
from device._silence cimport COLS, MOST_TILES


cdef class Words(Lines):
    cdef double words[MOST_TILES][COLS]         # sums of an unloaded column that were not 0, and those that were
    cdef double zeros[MOST_TILES][COLS]
    cdef double calm_times[MOST_TILES][COLS]    # calm times, and those with a word in them
    cdef double spoken_times[MOST_TILES][COLS]
    cdef int calm_words[MOST_TILES][COLS]       # those of the present calm time
    cdef int calm_zeros[MOST_TILES][COLS]
    cdef int64_t calm_since_ns[MOST_TILES]      # when that began, or will begin
    cdef bint loaded_tile[MOST_TILES]           # whether load was heard in this frame
    cdef long long column_run[MOST_TILES][COLS] # zeros since the column last said something,
    cdef long long tile_run[MOST_TILES][COLS]   # and since any column of the tile did
    cdef long long run_sums[MOST_TILES]         # all of those together
    cdef bint spoke[MOST_TILES]                 # whether the tile has ever said anything
    cdef int last_code[MOST_TILES][COLS]        # each column's last sum, and when
    cdef int64_t last_ns[MOST_TILES][COLS]
    cdef int vanished[MOST_TILES]               # columns whose load went from one sum to the next
    cdef bint answerless[MOST_TILES]            # feet were carried on to it, and nothing was said since
    cdef double mute_m[MOST_TILES][COLS]        # the belt's way beside a silent column that used to speak

    cdef void _hear(self, int t, int col, int code, int64_t time_ns) noexcept nogil
    cdef void _learn_leaks(self, int t, int64_t now_ns) noexcept nogil
    cdef void _keep(self, int t, int col) noexcept nogil
    cdef double _strangeness(self, int t, int col) noexcept nogil
    cdef bint _is_silent(self, int t) noexcept nogil
    cdef double _usual_strangeness(self, int t) noexcept nogil
    cdef void _follow_mute(self, int t, double way_m) noexcept nogil
