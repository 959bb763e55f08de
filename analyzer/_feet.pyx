"""Which cells are one foot's: by the size of a foot, and between two feet side by side.

Two feet that walk are apart along the belt. Two that stand, shuffle or drill lie side by side, so close that
columns of 50 mm leave no gap between them: there a foot's breadth tells that a second one has come down,
and the seam midway between their outer edges parts them.
"""

from libc.math cimport fabs

cdef float STRONG_FACTOR = 1.0      # a cell this many thresholds above its limit is no noise
cdef double BROADEST_M = 0.14       # across a foot, between the middles of its outermost loaded cells
cdef float EDGE_SHARE = 0.12        # of a foot's own load beside it, that its edge may spread to a further cell
cdef double ABOUT_M = 0.03          # a foot's breadth at a place is seen within this of it ...
cdef double NEAR_M = 0.06           # ... or, where nothing is, at the next place within this
cdef double APART_M = 0.04          # two feet side by side lie at least so far apart
cdef double APART_BELOW_M_S = 0.8   # a faster belt has carried a foot away before another comes down beside it


cdef class Feet:
    """Boxes of the feet on one mat, and the rules by which they part its cells."""

    cdef bint fits(self, int i, double u_m, int col) noexcept nogil:
        """Whether one foot can cover the track's box and this cell."""
        cdef Track *track = &self.tracks[i]
        return (max(track.rear_u_m, u_m) - min(track.front_u_m, u_m) <= self.foot_span_m
                and (max(track.last_col, col) - min(track.first_col, col)) * self.col_pitch_m
                <= self.foot_width_m)

    cdef Reach reach(self, int i, double u_m, int cell, int now) noexcept nogil:
        """Say whether the foot of a track can cover this cell too, of the frame `now`.

        The box of a foot that is turned out is broad; the foot itself, across, is not. A cell that would
        make it broader than a foot belongs to another one beside it, unless it is so weak beside the foot's
        own cells that it may be what the foot's edge spreads.
        """
        cdef int row = cell // self.cols, col = cell % self.cols, first = 0, last = 0, c
        cdef double broad_m
        cdef float own_n = 0.0
        if not self.fits(i, u_m, col):
            return TOO_FAR
        if self.belt_speed_m_s > APART_BELOW_M_S:
            return WITHIN
        if not self.edges(i, u_m, &first, &last):
            if self.tracks[i].frames or u_m - self.tracks[i].rear_u_m > ABOUT_M:
                return WITHIN
            first, last = self.tracks[i].first_col, self.tracks[i].last_col     # seen in this frame first
        broad_m = (max(last, col) - min(first, col)) * self.col_pitch_m
        if broad_m <= BROADEST_M:
            return WITHIN
        for c in range(first, last + 1):
            own_n = max(own_n, self.pressed_n(now, row, c))
        if self.pressed_n(now, row, col) > EDGE_SHARE * own_n:
            return TOO_BROAD
        return EDGE if broad_m <= BROADEST_M + self.col_pitch_m else TOO_FAR

    cdef bint edges(self, int i, double u_m, int *first, int *last) noexcept nogil:
        """Find the outermost loaded columns of a foot about a place; False where it has not been seen."""
        cdef int b = <int> ((u_m - self.tracks[i].origin_u_m) / self.bin_m), d, at, sign
        first[0], last[0] = self.cols, -1
        for d in range(<int> (NEAR_M / self.bin_m) + 1):
            if d * self.bin_m > ABOUT_M and last[0] >= 0:
                break
            for sign in range(-1, 2, 2):
                at = b + sign * d
                if 0 <= at < self.bins and self.last_at[i, at] >= 0:
                    first[0] = min(first[0], self.first_at[i, at])
                    last[0] = max(last[0], self.last_at[i, at])
        return last[0] >= 0

    cdef bint is_left(self, int i, int j) noexcept nogil:
        """Whether the foot of track `i` lies left of that of track `j`."""
        return (self.tracks[i].first_col + self.tracks[i].last_col
                < self.tracks[j].first_col + self.tracks[j].last_col)

    cdef float pressed_n(self, int now, int row, int col) noexcept nogil:
        """Force on a cell above its baseline."""
        cdef int cell = row * self.cols + col
        return max(self.recent_n[now][cell] - self.noise.baseline_n[cell], <float> 0.0)

    cdef bint beside(self, int i, int j) noexcept nogil:
        """Whether two feet are side by side: both down, in part at the same place along, and apart across."""
        cdef Track *one = &self.tracks[i]
        cdef Track *two = &self.tracks[j]
        if i == j or two.phase == FREE or (two.phase == ENDED and not two.stayed):
            return False
        return (min(one.rear_u_m, two.rear_u_m) >= max(one.front_u_m, two.front_u_m)
                and fabs(one.first_col + one.last_col - two.first_col - two.last_col) * self.col_pitch_m
                >= 2.0 * APART_M)

    cdef double seam(self, int i, double u_m, int *neighbour) noexcept nogil:
        """Return the line between a foot and the one beside it, in columns; negative: none is beside it.

        It lies midway between the outer edges of the two feet, of which each is the foot's own; the inner
        ones are not known, because between the feet a cell may bear both. `neighbour` gets the other's slot.
        """
        cdef int j, left, right, first = 0, last = 0, ignored = 0
        if self.belt_speed_m_s > APART_BELOW_M_S:
            return -1.0
        for j in range(TRACKS):
            if self.beside(i, j) and (
                    self.tracks[j].front_u_m - NEAR_M <= u_m <= self.tracks[j].rear_u_m + NEAR_M):
                neighbour[0] = j
                left, right = (i, j) if self.is_left(i, j) else (j, i)
                if not self.edges(left, u_m, &first, &ignored):
                    first = self.tracks[left].first_col
                if not self.edges(right, u_m, &ignored, &last):
                    last = self.tracks[right].last_col
                return 0.5 * (first + last + 1)
        return -1.0

    cdef float part(self, int now, int row, int col, double seam, bint left) noexcept nogil:
        """Return the part of a cell's force that the left, or the right, of two feet beside `seam` bears.

        Beyond a column from the seam a cell is one foot's. Nearer to it, the cells on both sides tell: a cell
        whose neighbour on one side is unloaded is the other foot's.
        """
        cdef double beyond = seam - col - 0.5       # how far left of the seam the cell's middle lies, columns
        cdef double weight = 0.5 + 0.8 * beyond, left_n, right_n
        if weight >= 1.0 or weight <= 0.0:
            return <float> ((weight >= 1.0) == left)
        left_n = weight * (self.pressed_n(now, row, col - 1) if col > 0 else 0.0)
        right_n = (1.0 - weight) * (self.pressed_n(now, row, col + 1) if col + 1 < self.cols else 0.0)
        if left_n + right_n > 0.0:
            weight = left_n / (left_n + right_n)
        return <float> (weight if left else 1.0 - weight)

    cdef bint mine(self, int i, double u_m, int col) noexcept nogil:
        """Whether no other track is nearer to this cell than track `i`."""
        cdef int j
        cdef double distance_m = distance(&self.tracks[i], u_m, col, self.col_pitch_m)
        for j in range(TRACKS):
            if (j != i and self.tracks[j].phase != FREE and self.tracks[j].phase != ENDED
                    and distance(&self.tracks[j], u_m, col, self.col_pitch_m) < distance_m):
                return False
        return True

    cdef int owner(self, int i, double u_m, int col) noexcept nogil:
        """Return the track whose cell this is: that of `i`, or of the foot beside it, beyond the seam."""
        cdef int other = -1
        cdef double seam = self.seam(i, u_m, &other)
        if seam < 0.0 or (col + 0.5 <= seam) == self.is_left(i, other) or not self.fits(other, u_m, col):
            return i
        return other

    cdef bint may_be_noise(self, int now, int row, int col) except -1 nogil:
        """Whether a loaded cell is weak and has no loaded neighbour along or across."""
        cdef int cell = row * self.cols + col, step
        if not self.weak(now, cell):
            return False
        for step in range(-1, 2, 2):
            if 0 <= row + step < self.rows and (
                    self.recent_n[now][cell + step * self.cols]
                    > self.noise.limit_n[cell + step * self.cols]):
                return False
            if 0 <= col + step < self.cols and (
                    self.recent_n[now][cell + step] > self.noise.limit_n[cell + step]):
                return False
        return True

    cdef bint weak(self, int now, int cell) noexcept nogil:
        """Whether a loaded cell is so weak that it may be noise."""
        return (self.recent_n[now][cell] - self.noise.limit_n[cell]
                <= STRONG_FACTOR * self.noise.cell_threshold_n)
