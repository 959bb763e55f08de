"""Whose a loaded cell is: the one pass over all cells of a frame, and then work only on what is loaded."""

from libc.math cimport sqrt

from analyzer._feet cimport (
    EDGE, ENDED, FREE, TOO_BROAD, TRACKS, WITHIN, Reach, Track, distance, row_before, row_behind,
)
from analyzer._noise cimport BLOCK, block_loaded


cdef class Assigner(Tracks):
    """Gives the loaded cells of each frame to the tracks."""

    cdef int assign_loaded(self, int now) except -1 nogil:
        """Give every loaded cell to the nearest track that it fits; start a track where none does.

        The one pass over every cell of every frame. Mostly nothing is loaded, or only what lies in the box of
        the one foot that is down: then there is no more to do than to count.
        """
        cdef int cells = self.rows * self.cols, blocks = cells // BLOCK, block, cell, loaded = 0
        cdef const float *cells_n = self.recent_n[now]
        cdef const float *limits_n = &self.noise.limit_n[0]
        for block in range(blocks):
            loaded += block_loaded(cells_n + block * BLOCK, limits_n + block * BLOCK)
        for cell in range(blocks * BLOCK, cells):
            loaded += cells_n[cell] > limits_n[cell]
        if loaded == 0 or (self.live == 1 and self._all_in_one_box(now, loaded)):
            return 0
        for block in range(blocks + 1):
            if block == blocks or block_loaded(cells_n + block * BLOCK, limits_n + block * BLOCK):
                for cell in range(block * BLOCK, min((block + 1) * BLOCK, cells)):
                    if cells_n[cell] > limits_n[cell]:
                        self._assign(now, cell)
        return 0

    cdef bint _all_in_one_box(self, int now, int loaded) noexcept nogil:
        """Whether all loaded cells lie in the box of the only track; then note that it has some."""
        cdef int row, cell, i = 0
        cdef double u_m
        cdef Track *track
        cdef const float *cells_n = self.recent_n[now]
        cdef const float *limits_n = &self.noise.limit_n[0]
        while self.tracks[i].phase == FREE:
            i += 1
        track = &self.tracks[i]
        if track.phase == ENDED:
            return False
        for row in range(row_before(track, self.deck_travel_m, self.row_pitch_m),
                         row_behind(track, self.deck_travel_m, self.row_pitch_m, self.rows)):
            u_m = (row + 0.5) * self.row_pitch_m - self.deck_travel_m
            if track.front_u_m <= u_m <= track.rear_u_m:
                for cell in range(row * self.cols + track.first_col, row * self.cols + track.last_col + 1):
                    loaded -= cells_n[cell] > limits_n[cell]
        if loaded == 0:
            track.from_start |= self.frames_seen == 0
            track.loaded_s = self.now_s
        return loaded == 0

    cdef int _assign(self, int now, int cell) except -1 nogil:
        """Let the nearest track that one foot's size allows grow to this cell.

        Two kinds of cell change nothing. One that is barely above its noise, alone, and beside what was
        loaded before: it may be noise, and a box that noise has stretched has no room for the rest of its
        foot. And one that touches a box without fitting: a box stretched all the same is still one foot's.
        Unless it is strong and lies beside one foot, where that foot is no broader: there the other one
        has come down.
        """
        cdef int row = cell // self.cols, col = cell % self.cols, i, nearest = -1
        cdef double u_m = (row + 0.5) * self.row_pitch_m - self.deck_travel_m
        cdef double distance_m, nearest_m = 1e9
        cdef Track *track
        cdef Reach reach
        cdef bint at_edge = False
        cdef int touched = 0
        for i in range(TRACKS):
            if self.tracks[i].phase == FREE or self.tracks[i].phase == ENDED:
                continue
            distance_m = distance(&self.tracks[i], u_m, col, self.col_pitch_m)
            if distance_m == 0.0:       # inside its box, as most cells are
                nearest, nearest_m = i, distance_m
                break
            if distance_m < nearest_m:
                reach = self.reach(i, u_m, cell, now)
                if reach == WITHIN or reach == EDGE:
                    nearest, nearest_m, at_edge = i, distance_m, reach == EDGE
                elif distance_m < self.row_pitch_m + self.col_pitch_m:
                    touched += 1 if reach == TOO_BROAD else 2
        if nearest >= 0 and self.live > 1:
            nearest = self.owner(nearest, u_m, col)
        if nearest < 0 and (touched > 1 or (touched == 1 and self.weak(now, cell))):
            return 0
        if nearest_m > 0.0 and self.may_be_noise(now, row, col):
            return 0
        if nearest < 0:
            nearest = self.start(u_m, col, self._contact_threshold_n())
        if nearest >= 0:
            track = &self.tracks[nearest]
            track.from_start |= self.frames_seen == 0
            track.loaded_s = self.now_s
            if not at_edge:
                track.front_u_m, track.rear_u_m = min(track.front_u_m, u_m), max(track.rear_u_m, u_m)
                track.first_col, track.last_col = min(track.first_col, col), max(track.last_col, col)
        return 0

    cdef double _contact_threshold_n(self) noexcept nogil:
        """Threshold of a contact: as set, or what the noise of a foot's cells demands if that is more."""
        cdef double cells = (self.foot_span_m / self.row_pitch_m) * (self.foot_width_m / self.col_pitch_m)
        if self.fixed_threshold:
            return self.base_threshold_n
        return max(self.base_threshold_n, self.noise_factor * self.noise.sd_n * sqrt(cells))
