"""Silence where something used to be said: columns, and whole converters, that are not connected any more.

An unloaded column whose cells leak a little says 1 now and then, and how often is learned, in calm times of its
tile. If it then says 0 for longer than chance explains, it is open; if most columns of a tile do, its converter is
gone. A mat whose cells do not leak never speaks unloaded: there, feet must be carried on to what is silent (`_lines`).
"""

from libc.math cimport log
from libc.string cimport memset

from device._scan cimport count_bits
from device._lines cimport COMPARED_CODES, SURE_PASSES

#: What an unloaded column says: more is load.
cdef int LEAK_CODES = 4
#: Only what was said so long after the last load on the tile counts, in times of so long without another.
cdef int64_t SETTLE_NS = 100_000_000, CALM_NS = 50_000_000
#: A column leaks if it speaks in most calm times, known from so many on; a light load speaks in a few. Old times count
#: for less from so many on. A column that says 0 more often than that tells nothing by it.
cdef double KNOWN_TIMES = 3.0, SPOKEN_SHARE = 0.75, REMEMBERED_TIMES = 256.0, MOST_SHARE = 0.9
#: A run as unlikely as e^-21 (1e-9) is no chance. One zero is never taken for more than a coin's, one column of a
#: tile never for more than a third of it.
cdef double UNLIKELY = 21.0, LEAST_SHARE = 0.5, MOST_OF_ONE = 7.0
cdef int LEAST_RUN = 12
#: No foot lifts so much load off a column within so little time, down to nothing: some 60 N in 3 ms.
cdef int HEAVY_CODES = 120, VANISHED_COLS = 2
cdef int64_t SUDDEN_NS = 3_000_000
#: A silent column is open when the belt has gone on so far with load beside it.
cdef double MUTE_M = 0.04
#: Columns of one tile on which feet got no answer: then it is not the columns.
cdef int ANSWERLESS_COLS = 2


cdef class Words(Lines):
    """What unloaded columns of the tiles on one bus say. Parameters as of `Lines`."""

    cdef void _hear(self, int t, int col, int code, int64_t time_ns) noexcept nogil:
        """Take a column's sum."""
        if code == 0 and self.last_code[t][col] >= HEAVY_CODES and time_ns - self.last_ns[t][col] < SUDDEN_NS:
            self.vanished[t] |= 1 << col
        self.last_code[t][col], self.last_ns[t][col] = code, time_ns
        if code == 0:
            self.column_run[t][col] += 1
            self.tile_run[t][col] += 1
            self.run_sums[t] += 1
            self.calm_zeros[t][col] += 1
            return
        if self.run_sums[t]:
            memset(self.tile_run[t], 0, sizeof(self.tile_run[t]))
            self.run_sums[t] = 0
        self.spoke[t] = True
        self.answerless[t] = False
        self.vanished[t] = 0
        self.mute_m[t][col] = 0.0
        self.column_run[t][col] = 0
        self.calm_words[t][col] += 1
        self.loaded_tile[t] |= code > LEAK_CODES

    cdef void _learn_leaks(self, int t, int64_t now_ns) noexcept nogil:
        """Keep what was said in a calm time that is over; forget what was said close to a load."""
        cdef int col
        if self.loaded_tile[t]:
            self.calm_since_ns[t] = now_ns + SETTLE_NS
            self.loaded_tile[t] = False
        elif now_ns >= self.calm_since_ns[t] + CALM_NS:
            self.calm_since_ns[t] = now_ns
            for col in range(COLS):
                # What has fallen silent is not what is usual.
                if self._strangeness(t, col) * self.column_run[t][col] <= UNLIKELY:
                    self._keep(t, col)
        elif now_ns >= self.calm_since_ns[t]:
            return
        for col in range(COLS):
            self.calm_words[t][col] = self.calm_zeros[t][col] = 0

    cdef void _keep(self, int t, int col) noexcept nogil:
        """Count what a column said in a calm time."""
        self.words[t][col] += self.calm_words[t][col]
        self.zeros[t][col] += self.calm_zeros[t][col]
        self.calm_times[t][col] += 1.0
        self.spoken_times[t][col] += self.calm_words[t][col] > 0
        if self.calm_times[t][col] > REMEMBERED_TIMES:
            self.calm_times[t][col] *= 0.5
            self.spoken_times[t][col] *= 0.5
            self.words[t][col] *= 0.5
            self.zeros[t][col] *= 0.5

    cdef double _strangeness(self, int t, int col) noexcept nogil:
        """Return what one zero of a column counts: minus the logarithm of how likely it is."""
        cdef double share
        if (self.calm_times[t][col] < KNOWN_TIMES
                or self.spoken_times[t][col] < SPOKEN_SHARE * self.calm_times[t][col]):
            return 0.0
        share = self.zeros[t][col] / (self.zeros[t][col] + self.words[t][col])
        return -log(max(share, LEAST_SHARE)) if share < MOST_SHARE else 0.0

    cdef bint _is_silent(self, int t) noexcept nogil:
        """Whether a tile says 0 to everything, though it did not before or others do not."""
        cdef int col
        cdef double strange = 0.0
        if self.answerless[t] or count_bits(self.vanished[t]) >= VANISHED_COLS:
            return True
        if self.run_sums[t] < LEAST_RUN:
            return False
        if not self.spoke[t]:
            return self._usual_strangeness(t) * self.run_sums[t] > UNLIKELY
        for col in range(COLS):
            if self.tile_run[t][col]:
                strange += min(self._strangeness(t, col) * self.tile_run[t][col], MOST_OF_ONE)
        return strange > UNLIKELY

    cdef double _usual_strangeness(self, int t) noexcept nogil:
        """Return what one zero counts on the other tile where it counts least; 0 if that is not known of each."""
        cdef int other, col
        cdef double mean, least = 1.0
        for other in range(self.tiles):
            if other == t:
                continue
            mean = 0.0
            for col in range(COLS):
                mean += self._strangeness(other, col) / COLS
            least = min(least, mean)
        return least if self.tiles > 1 else 0.0

    cdef void _follow_mute(self, int t, double way_m) noexcept nogil:
        """Hold silent columns, and columns that feet got no answer from, against the rest of their tile."""
        cdef int col, unanswered = 0
        cdef bint beside
        if self.state[t]:
            return
        for col in range(COLS):
            unanswered += self.passes[t, col] > 0
            if self.vanished[t] >> col & 1:
                self.passes[t, col] = max(self.passes[t, col], SURE_PASSES)
            beside = ((col > 0 and self.sums[t][col - 1] >= COMPARED_CODES)
                      or (col + 1 < COLS and self.sums[t][col + 1] >= COMPARED_CODES))
            if beside and self._strangeness(t, col) * self.column_run[t][col] > UNLIKELY:
                self.mute_m[t][col] += way_m
                if self.mute_m[t][col] >= MUTE_M:
                    self.passes[t, col] = max(self.passes[t, col], SURE_PASSES)
        if unanswered >= ANSWERLESS_COLS and self.run_sums[t] >= LEAST_RUN:
            self.answerless[t] = True
