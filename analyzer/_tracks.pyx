"""The tracks of the feet on one mat: what the hot loop records of each contact, and its buffers."""

import numpy as np

from analyzer._feet cimport FREE, STANDING, TOUCHING, TRACKS, Load, Track
from analyzer._noise cimport CellNoise

cdef double LANDING_S = 0.02        # the strike index is taken from this long after contact
cdef double HIDDEN = 0.25           # share of a foot's cells that are blind, from where on it is not seen whole
cdef double LOST = 0.12             # ... and from where on what bears its load may be: the ball alone, at last


cdef class Tracks(Feet):
    """Slots for feet, and what was recorded of each; nothing is allocated after construction."""

    def __init__(self, int rows, int cols, double row_pitch_m, double col_pitch_m, *,
                 double foot_span_m, double foot_width_m, double bin_m, int max_frames,
                 CellNoise noise not None):
        self.rows, self.cols = rows, cols
        self.row_pitch_m, self.col_pitch_m, self.bin_m = row_pitch_m, col_pitch_m, bin_m
        self.foot_span_m, self.foot_width_m = foot_span_m, foot_width_m
        self.max_frames, self.noise = max_frames, noise
        self.window_rows = min(rows, <int> (foot_span_m / row_pitch_m) + 4)
        # The map's origin is fixed at the first touch, from which the print may grow both ways.
        self.bins = <int> (2.0 * foot_span_m / bin_m) + 8
        self.recent_time_s = np.zeros(2)
        self.recent_travel_m = np.zeros(2)
        self.recent_n = np.zeros((2, rows * cols), np.float32)
        self.time_s = np.zeros((TRACKS, max_frames))
        self.force_n = np.zeros((TRACKS, max_frames))
        self.cop_x_m = np.zeros((TRACKS, max_frames))
        self.travel_m = np.zeros((TRACKS, max_frames))
        self.first_u_m = np.zeros((TRACKS, max_frames))
        self.recent_row_s = np.zeros((2, rows))
        self.speed_m_s = np.zeros((TRACKS, max_frames))
        self.lag_s = np.zeros((TRACKS, max_frames, self.window_rows), np.float32)
        self.is_spread = np.zeros((TRACKS, max_frames), np.uint8)
        self.long_profile_n = np.zeros(self.bins)
        self.column_n = np.zeros(self.bins)
        self.profile_n = np.zeros((TRACKS, max_frames, self.window_rows), np.float32)
        self.peak_map_n = np.zeros((TRACKS, self.bins, cols), np.float32)
        self.first_at = np.zeros((TRACKS, self.bins), np.int32)
        self.last_at = np.zeros((TRACKS, self.bins), np.int32)
        self.impulse_map_n_s = np.zeros((TRACKS, self.bins, cols), np.float32)

    cdef int start(self, double u_m, int col, double threshold_n) except -2 nogil:
        """Start a track at a cell; return its slot, or -1 when all are in use."""
        cdef int i, b, c
        cdef Track *track
        for i in range(TRACKS):
            if self.tracks[i].phase == FREE:
                break
        else:
            return -1
        track = &self.tracks[i]
        track.phase = TOUCHING
        track.first_col = track.last_col = col
        track.front_u_m = track.rear_u_m = u_m
        track.origin_u_m = u_m - 0.5 * self.bins * self.bin_m
        track.threshold_n = threshold_n
        track.contact_s = track.above_s = -1.0
        track.peak_n = track.front_edge_n = track.rear_edge_n = track.side_edge_n = 0.0
        track.frames = 0
        track.hidden = track.hidden_landing = False
        track.from_start = track.supported = track.third = track.stayed = False
        track.beside_m = 0.0
        for b in range(self.bins):
            self.first_at[i, b], self.last_at[i, b] = self.cols, -1
            for c in range(self.cols):
                self.peak_map_n[i, b, c] = self.impulse_map_n_s[i, b, c] = 0.0
        self.live += 1
        return i

    cdef int record(self, int i, int now) except -1 nogil:
        """Record one of the two recent frames of a track: force, centre of pressure, profile, peaks."""
        cdef Track *track = &self.tracks[i]
        cdef int f = track.frames, row, col, b, cell
        cdef double travel_m = self.recent_travel_m[now], u_m, shift_s = 0.0
        # One pitch of margin: cells below the cell threshold belong to the foot's force as well.
        cdef int row_0 = max(0, <int> ((track.front_u_m + travel_m) / self.row_pitch_m - 1.0))
        cdef int row_1 = min(self.rows, <int> ((track.rear_u_m + travel_m) / self.row_pitch_m + 2.0))
        cdef int col_0 = max(0, track.first_col - 1), col_1 = min(self.cols, track.last_col + 2)
        cdef double force_n = 0.0, loaded_n = 0.0, moment_x = 0.0, row_n, row_x
        cdef float cell_n, part
        cdef int other = 0, first, last
        cdef double seam = -1.0
        cdef bint left = False
        cdef float step_s = <float> (self.recent_time_s[now] - self.recent_time_s[1 - now]) if f > 0 else 0.0
        if f == self.max_frames:
            return 0
        row_1 = min(row_1, row_0 + self.window_rows)
        for row in range(self.window_rows):
            self.profile_n[i, f, row] = 0.0
        if self.has_lags:
            shift_s = self.shift_s(i, now, row_0, row_1)
            travel_m += shift_s * self.recent_speed_m_s[now]
        for row in range(row_0, row_1):
            u_m = (row + 0.5) * self.row_pitch_m - travel_m
            if self.has_lags:
                u_m -= self.speed_m_s[i, f] * self.lag_s[i, f, row - row_0]
            b = <int> ((u_m - track.origin_u_m) / self.bin_m)
            row_n = row_x = 0.0
            if self.live > 1:
                seam = self.seam(i, u_m, &other)
                left = self.is_left(i, other)
            first, last = col_0, col_1
            if seam >= 0.0:     # between two feet each is as broad as the seam allows
                first = col_0 if left else min(col_0, <int> seam)
                last = min(max(col_1, <int> seam + 1), self.cols) if left else col_1
            for col in range(first, last):
                part = 1.0
                if seam >= 0.0:
                    part = self.part(now, row, col, seam, left)
                elif self.live > 1 and not self.mine(i, u_m, col):
                    continue
                if part == 0.0:
                    continue
                cell = row * self.cols + col
                cell_n = part * (self.recent_n[now, cell] - self.noise.baseline_n[cell])
                if self.recent_n[now, cell] > self.noise.limit_n[cell]:
                    row_n += cell_n
                    row_x += cell_n * (col + 0.5)
                    if 0 <= b < self.bins:
                        if part > 0.5 and track.first_col <= col <= track.last_col:
                            self.first_at[i, b] = min(self.first_at[i, b], col)
                            self.last_at[i, b] = max(self.last_at[i, b], col)
                        if cell_n > self.peak_map_n[i, b, col]:
                            self.peak_map_n[i, b, col] = cell_n
                        self.impulse_map_n_s[i, b, col] += cell_n * step_s
                else:
                    force_n += cell_n
            self.profile_n[i, f, row - row_0] = <float> row_n
            loaded_n += row_n
            moment_x += row_x
        self.time_s[i, f] = self.recent_time_s[now] + shift_s
        self.travel_m[i, f] = travel_m
        self.first_u_m[i, f] = (row_0 + 0.5) * self.row_pitch_m - travel_m
        self.force_n[i, f] = force_n + loaded_n
        self.cop_x_m[i, f] = moment_x / loaded_n * self.col_pitch_m if loaded_n > 0.0 else 0.0
        track.frames = f + 1
        if force_n + loaded_n >= track.threshold_n:
            self.note_edges(i, row_0, now)
        return 0

    cdef Load load(self, int i, int now) noexcept nogil:
        """Return what a foot bears in a recent frame, on its loaded cells; nothing is recorded."""
        cdef Track *track = &self.tracks[i]
        cdef double travel_m = self.recent_travel_m[now], u_m, seam
        cdef int row_0 = max(0, <int> ((track.front_u_m + travel_m) / self.row_pitch_m - 1.0))
        cdef int row_1 = min(self.rows, <int> ((track.rear_u_m + travel_m) / self.row_pitch_m + 2.0))
        cdef int row, col, other = 0
        cdef float cell_n
        cdef Load load
        load.force_n = load.moment_x = load.moment_y = 0.0
        for row in range(row_0, row_1):
            u_m = (row + 0.5) * self.row_pitch_m - travel_m
            seam = self.seam(i, u_m, &other) if self.live > 1 else -1.0
            for col in range(self.cols):
                if self.recent_n[now, row * self.cols + col] <= self.noise.limit_n[row * self.cols + col]:
                    continue
                cell_n = self.pressed_n(now, row, col)
                if seam >= 0.0:
                    cell_n *= self.part(now, row, col, seam, self.is_left(i, other))
                elif not track.first_col - 1 <= col <= track.last_col + 1 or (
                        self.live > 1 and not self.mine(i, u_m, col)):
                    continue
                load.force_n += cell_n
                load.moment_x += cell_n * (col + 0.5) * self.col_pitch_m
                load.moment_y += cell_n * (row + 0.5) * self.row_pitch_m
        return load

    cdef double shift_s(self, int i, int now, int row_0, int row_1) noexcept nogil:
        """Note when each row of the next record was read; return how long after the frame's time its sum was.

        Where the rows add up to the load at the frame's time that is 0. Where they were just read one after the
        other it is their mean, weighted with the load on them.
        """
        cdef int f = self.tracks[i].frames, row, cell, col
        cdef double row_n, weight_n = 0.0, moment = 0.0, shift_s = 0.0
        self.speed_m_s[i, f], self.is_spread[i, f] = self.recent_speed_m_s[now], self.spread_sum[now]
        if self.spread_sum[now]:
            for row in range(row_0, row_1):
                row_n = 1e-6        # an unloaded foot's rows count alike
                for col in range(self.tracks[i].first_col, self.tracks[i].last_col + 1):
                    cell = row * self.cols + col
                    row_n += max(0.0, self.recent_n[now, cell] - self.noise.baseline_n[cell])
                weight_n += row_n
                moment += row_n * (self.recent_row_s[now, row] - self.recent_time_s[now])
            shift_s = moment / weight_n if weight_n > 0.0 else 0.0
        for row in range(row_0, row_1):
            self.lag_s[i, f, row - row_0] = <float> (
                self.recent_row_s[now, row] - self.recent_time_s[now] - shift_s)
        return shift_s

    cdef int note_edges(self, int i, int row_0, int now) except -1 nogil:
        """Note the load on the deck's outermost rows and columns: a foot there may lie partly beside it."""
        cdef Track *track = &self.tracks[i]
        cdef int f = track.frames - 1, row, last = self.rows - 1
        cdef float left_n = 0.0, right_n = 0.0
        if row_0 == 0:
            track.front_edge_n = max(track.front_edge_n, self.profile_n[i, f, 0])
        if row_0 + self.window_rows > last:
            track.rear_edge_n = max(track.rear_edge_n, self.profile_n[i, f, last - row_0])
        if track.first_col == 0 or track.last_col == self.cols - 1:
            for row in range(row_0, min(row_0 + self.window_rows, self.rows)):
                left_n += self.recent_n[now, row * self.cols]
                right_n += self.recent_n[now, row * self.cols + self.cols - 1]
            if track.first_col == 0:
                track.side_edge_n = max(track.side_edge_n, left_n)
            if track.last_col == self.cols - 1:
                track.side_edge_n = max(track.side_edge_n, right_n)
        return 0

    def set_blind(self, cells):
        """Say which cells cannot be measured from now on: ndarray of bool, (rows * cols,); None = all can."""
        if cells is None:
            self.any_blind = False
            return
        if len(cells) != self.rows * self.cols:
            raise ValueError(f"cells must have {self.rows * self.cols} values, got {len(cells)}")
        self.blind = np.ascontiguousarray(cells, np.uint8)
        self.any_blind = bool(np.any(cells))

    cdef double blind_share(self, int i, double travel_m) except -1.0 nogil:
        """Return the share of blind cells among those that a track's foot and the cells around it cover."""
        cdef Track *track = &self.tracks[i]
        cdef int row, col, cells = 0, blind = 0
        cdef int row_0 = max(0, <int> ((track.front_u_m + travel_m) / self.row_pitch_m - 1.0))
        cdef int row_1 = min(self.rows, <int> ((track.rear_u_m + travel_m) / self.row_pitch_m + 2.0))
        for row in range(row_0, row_1):
            for col in range(max(0, track.first_col - 1), min(self.cols, track.last_col + 2)):
                cells += 1
                blind += self.blind[row * self.cols + col] != 0
        return (<double> blind) / cells if cells else 0.0

    cdef bint note_hidden(self, int i, double travel_m, double now_s) except -1 nogil:
        """Note whether part of a track's foot lies on blind cells now; return whether all its load may."""
        cdef Track *track = &self.tracks[i]
        cdef double share = self.blind_share(i, travel_m)
        if share >= HIDDEN:
            track.hidden = True
            track.hidden_landing |= track.phase == TOUCHING or now_s - track.contact_s < LANDING_S
        return share >= LOST

    def contact_s(self, int i):
        """Return when a track's force first was above the threshold."""
        return self.tracks[i].contact_s

    cdef int release(self, int i) except -1 nogil:
        """Make a track's slot free."""
        if self.tracks[i].phase != FREE:
            self.tracks[i].phase, self.tracks[i].stayed = FREE, False
            self.live -= 1
        return 0

    def free(self, int i):
        """Release a track that has been measured; a foot that stayed stands on, unrecorded."""
        if self.tracks[i].stayed:
            self.tracks[i].phase, self.tracks[i].stayed = STANDING, False
        else:
            self.release(i)
