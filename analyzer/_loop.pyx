"""The hot loop: force frames in, tracked contacts out, frame by frame and without Python.

A *track* is one foot's contact, followed in the belt frame ``u = y - travel``, where a foot on the belt
is at rest. Each frame costs one vector pass over the cells (is anything above the noise?) and then work
only on the cells around the feet. The loop allocates nothing: every buffer is made by the constructor.

    y grows rearward                 u_front        u_rear
    row 0 ............. row n          |<-- a foot -->|       the belt carries a foot to greater y,
    front                rear        toes            heel     its u stays the same

`run` returns at the frame in which a contact ended, so that its caller can measure the track and release
it before going on, and at those in which a landing was told: the result is the same for any size of block.
"""

from libc.string cimport memcpy

from analyzer._assign cimport Assigner
from analyzer._early cimport LandingWatch, Told
from analyzer._feet cimport CONTACT, ENDED, FREE, STANDING, TOUCHING, TRACKS, Load, Track, gap
from analyzer._record cimport record
from analyzer._support cimport Support
from analyzer._tracks cimport LANDING_S

from analyzer._strike import KINDS

cdef double TOUCH_S = 0.01          # a touch without a loaded cell for this long is over
cdef double MOVING_M_S = 0.3        # a belt this fast carries every foot away
cdef double GLIMPSE_S = 0.05        # what was seen for less before it was hidden may not have been a foot
cdef double RESTING_M_S = 0.02      # a belt this slow stands


cdef class Loop(Assigner):
    """Tracks of the feet on one mat. `analyzer.StepAnalyzer` is its face and checks what goes in."""

    cdef double hold_s, max_contact_s
    cdef LandingWatch watch
    cdef Told told[TRACKS]
    cdef readonly Support support

    def configure(self, *, double threshold_n, bint fixed_threshold, double noise_factor,
                  double hold_s, double max_contact_s, LandingWatch watch=None):
        """Set the thresholds; see `analyzer.AnalyzerSettings` for what each means.

        `watch` looks at the landings; without one none is told.
        """
        self.support = Support()
        self.base_threshold_n, self.fixed_threshold = threshold_n, fixed_threshold
        self.noise_factor, self.hold_s, self.max_contact_s = noise_factor, hold_s, max_contact_s
        self.watch = watch

    def run(self, const double[::1] time_s not None, const float[:, ::1] cells_n not None,
            const double[::1] belt_speed_m_s not None, Py_ssize_t start,
            const double[:, ::1] row_time_s=None, const unsigned char[::1] spread_sum=None):
        """Take frames from `start` on; return the index after the last one taken.

        Parameters
        ----------
        time_s : ndarray of float64, shape (n,)
        cells_n : ndarray of float32, shape (n, rows * cols), newtons
        belt_speed_m_s : ndarray of float64, shape (n,)
        start : int
        row_time_s : ndarray of float64, shape (n, rows), optional
            When each row was read.
        spread_sum : ndarray of uint8, shape (n,), optional
            Whether a frame's forces add up to the load not at its time, but at its rows' times; goes with
            `row_time_s`.

        Returns
        -------
        int
            `n`, or less when a contact ended (`ended` names its track), a landing was told (see `take_told`), or
            `support` is full.
        """
        cdef Py_ssize_t k = start, n = time_s.shape[0]
        if cells_n.shape[1] != self.rows * self.cols:
            raise ValueError(f"a frame must have {self.rows * self.cols} cells, got {cells_n.shape[1]}")
        if cells_n.shape[0] != n or belt_speed_m_s.shape[0] != n:
            raise ValueError("time_s, cells_n and belt_speed_m_s must have the same length")
        if row_time_s is not None:
            if (row_time_s.shape[0], row_time_s.shape[1]) != (n, self.rows):
                raise ValueError(f"row_time_s must have shape {(n, self.rows)}")
            if spread_sum is None or spread_sum.shape[0] != n:
                raise ValueError("row_time_s needs spread_sum for each frame")
        elif self.has_lags:
            raise ValueError("row_time_s was given before: give it for every frame of a stream")
        self.has_lags = row_time_s is not None
        with nogil:
            while k < n:
                k += 1
                if self.has_lags:
                    self._note_row_times(row_time_s, spread_sum, k - 1, belt_speed_m_s[k - 1])
                if self._take(&cells_n[k - 1, 0], time_s[k - 1], belt_speed_m_s[k - 1]):
                    break
            if k > start:       # the next frame may start a track, which begins with the one before it
                memcpy(&self.kept_n[0], &cells_n[k - 1, 0], self.kept_n.shape[0] * sizeof(float))
                self.recent_n[0] = self.recent_n[1] = &self.kept_n[0]
        return k

    cdef int _note_row_times(self, const double[:, ::1] row_time_s, const unsigned char[::1] spread_sum,
                             Py_ssize_t k, double belt_speed_m_s) except -1 nogil:
        """Note when each row of a frame was read, and what that means for its sum."""
        cdef int now = self.frames_seen & 1
        memcpy(&self.recent_row_s[now, 0], &row_time_s[k, 0], self.rows * sizeof(double))
        self.spread_sum[now], self.recent_speed_m_s[now] = spread_sum[k], belt_speed_m_s
        return 0

    cdef bint _take(self, const float *cells_n, double time_s, double belt_speed_m_s) except -1 nogil:
        """Take one frame; return whether its caller has something to do: see `run`."""
        cdef int i, now = self.frames_seen & 1
        cdef bint is_due = False
        self.recent_n[now] = cells_n
        if self.frames_seen == 0:
            self.noise.first(cells_n)
        else:
            self.deck_travel_m += 0.5 * (self.belt_speed_m_s + belt_speed_m_s) * (time_s - self.now_s)
        self.now_s, self.belt_speed_m_s = time_s, belt_speed_m_s
        self.recent_time_s[now], self.recent_travel_m[now] = time_s, self.deck_travel_m
        self.assign_loaded(now)
        if self.live:
            for i in range(TRACKS):
                if self.tracks[i].phase == TOUCHING or self.tracks[i].phase == CONTACT:
                    if self.tracks[i].frames == 0 and self.frames_seen > 0:
                        # The frame before the first loaded cell: what the onset is interpolated from.
                        record(self, i, 1 - now)
                    record(self, i, now)
                if self.tracks[i].phase != FREE:
                    is_due |= self._advance(i, now)
            if not is_due:      # what ended tells of flight and support, and is to be measured first
                is_due = self._look()
            if belt_speed_m_s < RESTING_M_S:
                is_due |= self._note_support(now)
        self._watch_noise(now)
        self.frames_seen += 1
        return is_due

    cdef bint _advance(self, int i, int now) except -1 nogil:
        """Move a track on by the frame just recorded; return whether its contact ended."""
        cdef Track *track = &self.tracks[i]
        cdef double force_n
        cdef bint lost
        if track.phase == STANDING:
            if self.load(i, now).force_n >= track.threshold_n:
                track.above_s = self.now_s
            elif self.now_s - track.above_s > self.hold_s:
                self.release(i)
            return False
        if track.phase == ENDED:
            return False
        force_n = self.force_n[i, track.frames - 1]
        if force_n >= track.threshold_n:
            if track.phase == TOUCHING:
                track.phase, track.contact_s = CONTACT, self.now_s
                track.look_s = -1.0 if self.watch is None else self.now_s + LANDING_S
            track.above_s = self.now_s
        # On a moving belt, losing sight of a foot on blind cells does not mean that it has lifted.
        lost = (self.any_blind and self.note_hidden(i, self.deck_travel_m, self.now_s)
                and self.belt_speed_m_s > MOVING_M_S)
        if lost and force_n < track.threshold_n and track.above_s - track.contact_s < GLIMPSE_S:
            self.release(i)
            return False
        if track.phase == CONTACT:
            track.peak_n = max(track.peak_n, <float> force_n)
            track.supported = False
            if self.live > 1:
                self._note_beside(i)
            track.stayed = (self.now_s - track.contact_s > self.max_contact_s
                            or track.frames == self.max_frames)
            if track.stayed or (self.now_s - track.above_s > self.hold_s and not lost):
                track.phase = ENDED
                return True
        elif self.now_s - track.loaded_s > TOUCH_S or track.frames > self.max_frames // 8:
            self.release(i)
        return False

    cdef bint _look(self) except -1 nogil:
        """Look at the landings whose time has come; return whether something was told."""
        cdef int i
        cdef bint told = False
        for i in range(TRACKS):
            if self.tracks[i].phase == CONTACT and 0.0 <= self.tracks[i].look_s <= self.now_s:
                self.tracks[i].told = self.watch.look(self, i, &self.told[i])
                told |= self.tracks[i].told
        return told

    cdef int _note_beside(self, int i) noexcept nogil:
        """Note where the foot beside this one is, and whether another foot is down as this one leaves."""
        cdef Track *track = &self.tracks[i]
        cdef int j, older = 0
        cdef bint beside = False
        for j in range(TRACKS):
            if j == i or not (self.tracks[j].phase == STANDING or (
                    self.tracks[j].phase == CONTACT and self.tracks[j].contact_s < track.above_s)):
                continue
            track.supported = True
            older += self.tracks[j].contact_s < track.contact_s
            if self.beside(i, j):
                beside = True
                track.beside_m = 0.5 * self.col_pitch_m * (
                    track.first_col + track.last_col - self.tracks[j].first_col - self.tracks[j].last_col)
        track.third |= beside and older > 1 and self.belt_speed_m_s < MOVING_M_S
        return 0

    cdef bint _note_support(self, int now) noexcept nogil:
        """Note what bears a person on a belt that stands; return whether the notes are to be taken away."""
        cdef int i, feet = 0, first = -1
        cdef Load load
        cdef double first_n = 0.0, left_n = 0.0, force_n = 0.0, moment_x = 0.0, moment_y = 0.0
        for i in range(TRACKS):
            if not (self.tracks[i].phase == CONTACT or self.tracks[i].phase == STANDING
                    or self.tracks[i].stayed):
                continue
            load = self.load(i, now)
            feet += 1
            force_n += load.force_n
            moment_x += load.moment_x
            moment_y += load.moment_y
            if feet == 1:
                first, first_n = i, load.force_n
            elif feet == 2:
                left_n = first_n if self.is_left(first, i) else load.force_n
        if feet:
            self.support.add(self.now_s, feet, force_n, moment_x, moment_y, left_n)
        return self.support.full

    cdef int _watch_noise(self, int now) except -1 nogil:
        """Let one row a frame, in turn, speak for its baseline; away from every foot also for the noise."""
        cdef int row = self.frames_seen % self.rows, i
        cdef double u_m = (row + 0.5) * self.row_pitch_m - self.deck_travel_m
        cdef bint free = True, borne = False    # borne: by a foot, not by what only touches
        if self.live:
            for i in range(TRACKS):
                if (self.tracks[i].phase != FREE and gap(self.tracks[i].front_u_m, self.tracks[i].rear_u_m,
                                                         u_m) < 2.0 * self.row_pitch_m):
                    free = False
                    borne |= self.tracks[i].phase != TOUCHING
        return self.noise.watch(self.recent_n[now], row * self.cols, (row + 1) * self.cols, free,
                                not borne or self.belt_speed_m_s > MOVING_M_S)

    def take_told(self):
        """Return what was told of landings since it was last taken, oldest contact first.

        Returns
        -------
        list of dict
            strike : {"heel", "midfoot", "ball"} or None
                What landed first; None when that could not be told in time.
            confidence : float
                0 to 1.
            contact_s, now_s : float
                Crossing of the threshold, interpolated, and time of the frame in which it was told.
            landing_x_m, landing_y_m, beside_m : float
                As of `_measure.contact`.
            before : int
                Contacts that began before it and are still on.
        """
        cdef int i, j
        taken = []
        for i in range(TRACKS):
            if self.tracks[i].told and self.tracks[i].phase == CONTACT:
                taken.append({
                    "strike": KINDS[self.told[i].kind], "confidence": self.told[i].confidence,
                    "contact_s": self.told[i].contact_s, "now_s": self.told[i].now_s,
                    "landing_x_m": self.told[i].x_m, "landing_y_m": self.told[i].y_m,
                    "beside_m": self.told[i].beside_m,
                    "before": sum([self.tracks[j].phase == CONTACT
                                   and self.tracks[j].contact_s < self.tracks[i].contact_s
                                   for j in range(TRACKS)]),
                })
            self.tracks[i].told = False
        return sorted(taken, key=lambda one: one["contact_s"])

    def finish(self):
        """End every contact that is still on; return the slots, oldest contact first."""
        cdef int i
        cut = [i for i in range(TRACKS) if self.tracks[i].phase == CONTACT]
        for i in cut:
            self.tracks[i].phase = ENDED
        return sorted(cut, key=self.contact_s)
