"""The tracks of the feet on one mat: what the hot loop records of each contact, and its buffers."""

from libc.math cimport INFINITY
from libc.string cimport memset

import numpy as np

from analyzer._feet cimport (
    CONTACT, ENDED, FREE, STANDING, TOUCHING, TRACKS, Load, Track, row_before, row_behind,
)
from analyzer._noise cimport CellNoise

LANDING_S = 0.02        # Cavanagh and Lafortune 1980: centre of pressure of the first 20 ms
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
        self.kept_n = np.zeros(rows * cols, np.float32)
        self.recent_n[0] = self.recent_n[1] = &self.kept_n[0]
        # Of each frame all is written, or its rows from loaded_from to loaded_to, before any of it is read.
        self.time_s = np.empty((TRACKS, max_frames))
        self.force_n = np.empty((TRACKS, max_frames))
        self.cop_x_m = np.empty((TRACKS, max_frames))
        self.profile_sum_n = np.empty((TRACKS, max_frames))
        self.cop_u_m = np.empty((TRACKS, max_frames))
        self.travel_m = np.empty((TRACKS, max_frames))
        self.first_u_m = np.empty((TRACKS, max_frames))
        self.loaded_from = np.empty((TRACKS, max_frames), np.int32)
        self.loaded_to = np.empty((TRACKS, max_frames), np.int32)
        self.profile_n = np.empty((TRACKS, max_frames, self.window_rows), np.float32)
        self.lag_s = np.empty((TRACKS, max_frames, self.window_rows), np.float32)
        self.recent_row_s = np.zeros((2, rows))
        self.speed_m_s = np.zeros((TRACKS, max_frames))
        self.is_spread = np.zeros((TRACKS, max_frames), np.uint8)
        self.long_profile_n = np.zeros(self.bins)
        self.column_n = np.zeros(self.bins)
        self.looked_n = np.zeros((TRACKS, self.bins))
        self.peak_map_n = np.zeros((TRACKS, self.bins, cols), np.float32)
        self.first_at = np.zeros((TRACKS, self.bins), np.int32)
        self.last_at = np.zeros((TRACKS, self.bins), np.int32)
        self.impulse_map_n_s = np.zeros((TRACKS, self.bins, cols), np.float32)

    cdef int start(self, double u_m, int col, double threshold_n) except -2 nogil:
        """Start a track at a cell; return its slot, or -1 when all are in use."""
        cdef int i, b
        cdef Py_ssize_t map_size = self.bins * self.cols * sizeof(float)
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
        track.contact_s = track.above_s = track.look_s = -1.0
        track.peak_n = track.front_edge_n = track.rear_edge_n = track.side_edge_n = 0.0
        track.frames = track.frames_looked = 0
        track.first_bin, track.last_bin = self.bins, -1
        track.hidden = track.hidden_landing = track.told = False
        track.from_start = track.supported = track.third = track.stayed = False
        track.beside_m = 0.0
        for b in range(self.bins):
            self.first_at[i, b], self.last_at[i, b] = self.cols, -1
        memset(&self.peak_map_n[i, 0, 0], 0, map_size)
        memset(&self.impulse_map_n_s[i, 0, 0], 0, map_size)
        self.live += 1
        return i

    cdef Load load(self, int i, int now) noexcept nogil:
        """Return what a foot bears in a recent frame, on its loaded cells; nothing is recorded."""
        cdef Track *track = &self.tracks[i]
        cdef double travel_m = self.recent_travel_m[now], u_m, seam
        cdef int row_0 = row_before(track, travel_m, self.row_pitch_m)
        cdef int row_1 = row_behind(track, travel_m, self.row_pitch_m, self.rows)
        cdef int row, col, other = 0
        cdef float cell_n
        cdef Load load
        load.force_n = load.moment_x = load.moment_y = 0.0
        for row in range(row_0, row_1):
            u_m = (row + 0.5) * self.row_pitch_m - travel_m
            seam = self.seam(i, u_m, &other) if self.live > 1 else -1.0
            for col in range(self.cols):
                if self.recent_n[now][row * self.cols + col] <= self.noise.limit_n[row * self.cols + col]:
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
        cdef int row_0 = row_before(track, travel_m, self.row_pitch_m)
        cdef int row_1 = row_behind(track, travel_m, self.row_pitch_m, self.rows)
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

    def ended(self):
        """Return the slots of the tracks whose contact has ended, oldest contact first."""
        cdef int i
        return sorted([i for i in range(TRACKS) if self.tracks[i].phase == ENDED], key=self.contact_s)

    def open_since_s(self):
        """Return when the oldest contact that is still on began, seconds; infinite when none is."""
        cdef int i
        cdef double since_s = INFINITY
        for i in range(TRACKS):
            if self.tracks[i].phase == CONTACT:
                since_s = min(since_s, self.tracks[i].contact_s)
        return since_s

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
