"""Belt speed from the times at which the belt, or its roller, passed a mark."""

import dataclasses
import math
from collections import deque

import numpy as np
from numpy.typing import NDArray

from device.edge_settings import BeltSpeed, EdgeCounts, EdgeSettings
from device.edge_spacing import EdgeSpacing
from device.edge_steps import SpeedSteps
from device.speed_line import SpeedLine

__all__ = ["BeltEdges"]

#: No treadmill runs faster; an interval that says so is a bounce.
FASTEST_M_S = 12.0
#: How far a speed may differ from the one before it, beyond what acceleration explains.
UNEVEN = 0.12
#: Marks in a row that may pass unseen; with more of them missing, the interval explains nothing.
MOST_MISSED = 3
#: This many intervals that agree with each other are believed against the speed before them.
AGREEING = 4
#: Misfits are remembered for this long; from `TOO_MANY` on they are a fault.
FAULT_WINDOW_S = 2.0
TOO_MANY = 3
#: A foot slows a treadmill's belt by up to about this part within a stance.
DIP = 0.05


class BeltEdges:
    """Edge times in, belt speed out; not safe to share between threads without a lock.

    The mean speed between two edges is `edge_travel_m` over the time between them, and belongs to
    the middle of that interval; between the middles the speed is a straight line. An interval that
    the belt's greatest acceleration cannot explain is not believed but counted; only when
    `AGREEING` such intervals agree with each other is the new speed taken as real.

    Parameters
    ----------
    settings : EdgeSettings
        What the marks are like.
    """

    def __init__(self, settings: EdgeSettings) -> None:
        self.settings = settings
        self._spacing = EdgeSpacing(settings.edges_per_turn, settings.spacing_tolerance)
        self._line = SpeedLine()
        self._steps = SpeedSteps(settings.edge_travel_m)
        self._step: tuple[float, float, float] | None = None  # when, speed before, speed after
        self._resumed_s = -math.inf
        self._counts = EdgeCounts()
        self._anchor_s: float | None = None
        self._speed_m_s: float | None = None
        self._raw_s: deque[float] = deque(maxlen=AGREEING + 1)
        self._misfit_s: deque[float] = deque(maxlen=64)

    @property
    def counts(self) -> EdgeCounts:
        """How the edges so far were taken, a copy."""
        return dataclasses.replace(self._counts)

    def add(self, time_s: float) -> None:
        """Take the time of an edge, seconds on a monotonic clock.

        An edge that is not later than the one before counts as extra.
        """
        if self._anchor_s is None:
            self._begin(time_s)
        elif time_s <= self._raw_s[-1]:
            self._counts.extra += 1
            self._misfit_s.append(self._raw_s[-1])
        elif self._is_over(self._anchor_s, time_s):
            self._end(self._anchor_s, time_s)
            self._begin(time_s)
        else:
            self._raw_s.append(time_s)
            self._take(self._anchor_s, time_s)

    def at(self, time_s: float) -> BeltSpeed:
        """Return the belt's speed at a time."""
        speed_m_s, uncertainty_m_s = self.along(np.array([time_s]))
        return BeltSpeed(float(speed_m_s[0]), float(uncertainty_m_s[0]))

    def along(self, time_s: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the belt's speed and its uncertainty at each time.

        After the last edge the speed is held, and bounded by the edge that has not come.

        Parameters
        ----------
        time_s : ndarray of float64, shape (n,)
            Seconds on the edges' clock.

        Returns
        -------
        speed_m_s, uncertainty_m_s : ndarray of float64, shape (n,)
            As in `BeltSpeed`: 0 standing, NaN unknown; one standard deviation.
        """
        speed_m_s, uncertainty_m_s = self._line.along(time_s)
        if self._anchor_s is None:
            return speed_m_s, uncertainty_m_s
        if len(self._line):
            late = time_s > self._line.last[0]
            if late.any():
                speed_m_s[late], uncertainty_m_s[late] = self._hold(time_s[late], self._anchor_s)
        standing = time_s > self._anchor_s + self.settings.standing_s
        if not self._vanished(self._anchor_s, self._anchor_s + self.settings.standing_s):
            speed_m_s[standing], uncertainty_m_s[standing] = 0.0, 0.0
        return speed_m_s, uncertainty_m_s

    def slips(self, now_s: float) -> bool:
        """Return whether the speed jumped within the last two seconds as no belt's does."""
        jumped_s = -math.inf if self._step is None else self._step[0]
        return max(jumped_s, self._resumed_s) >= now_s - FAULT_WINDOW_S

    def fault(self, now_s: float) -> str | None:
        """Return what is wrong with the edges of the last two seconds, in one line; None if nothing.

        The line names the likely cause and its remedy.
        """
        if self._anchor_s is not None and self._vanished(self._anchor_s, now_s):
            return (
                f"tachometer: its edges stopped at {self._speed_m_s:.2f} m/s, faster than a belt "
                "brakes; check the sensor's cable and its distance from the marks"
            )
        if self._step is not None and self._step[0] >= now_s - FAULT_WINDOW_S:
            _, before_m_s, after_m_s = self._step
            return (
                f"tachometer: from one edge to the next the speed went from {before_m_s:.2f} to "
                f"{after_m_s:.2f} m/s and stayed there, as no motor does; look for a slipping roller"
            )
        recent = sum(misfit_s >= now_s - FAULT_WINDOW_S for misfit_s in self._misfit_s)
        if recent < TOO_MANY:
            return None
        count = self._counts
        return (
            f"tachometer: {recent} edges in {FAULT_WINDOW_S:g} s do not fit the belt's speed "
            f"(in all {count.missed} missed, {count.extra} extra, {count.jumps} jumps); "
            "jumps mean a slipping roller, missed or extra edges a loose mark or cable"
        )

    def _begin(self, time_s: float) -> None:
        self._anchor_s, self._speed_m_s = time_s, None
        self._raw_s.clear()
        self._raw_s.append(time_s)
        self._spacing.lose_phase()

    def _end(self, anchor_s: float, now_s: float) -> None:
        """Write down that the belt stood, or was not seen, from the anchor until `now_s`."""
        if self._vanished(anchor_s, now_s):
            self._counts.lost += 1
            self._line.add(anchor_s, math.nan, math.nan)
            self._line.add(now_s, math.nan, math.nan)
        else:
            self._line.add(anchor_s + self.settings.standing_s, 0.0, 0.0)
            self._line.add(now_s, 0.0, 0.0)

    def _is_over(self, anchor_s: float, now_s: float) -> bool:
        return now_s - anchor_s > self.settings.standing_s or self._vanished(anchor_s, now_s)

    def _vanished(self, anchor_s: float, now_s: float) -> bool:
        """Whether so many marks must have passed that the sensor, not the belt, has stopped."""
        if self._speed_m_s is None or now_s <= anchor_s:
            return False
        # A belt that has braked to rest, or counts as standing, owes no more marks.
        rest_s = self._speed_m_s / self.settings.acceleration_m_s2
        quiet_s = min(now_s - anchor_s, rest_s, self.settings.standing_s)
        least_travel_m = quiet_s * (
            self._speed_m_s - 0.5 * self.settings.acceleration_m_s2 * quiet_s
        )
        return least_travel_m > (MOST_MISSED + 1.5) * self.settings.edge_travel_m

    def _take(self, anchor_s: float, time_s: float) -> None:
        if self._speed_m_s is None:
            self._start()
            return
        marks = self._marks(time_s - anchor_s, self._speed_m_s)
        if marks:
            self._accept(anchor_s, time_s, marks)
        elif self._agree():
            self._resume(time_s)
        else:
            faster = self.settings.edge_travel_m > self._speed_m_s * (time_s - anchor_s)
            self._refuse(time_s, extra=faster)

    def _start(self) -> None:
        """Believe the first two intervals once they fit each other: one alone may end in a bounce."""
        self._anchor_s = self._raw_s[-1]
        if len(self._raw_s) < 3:
            return
        first_s, middle_s, last_s = list(self._raw_s)[-3:]
        speed_m_s = self.settings.edge_travel_m / (middle_s - first_s)
        if speed_m_s <= FASTEST_M_S and self._marks(last_s - middle_s, speed_m_s) == 1:
            self._accept(first_s, middle_s, 1)
            self._accept(middle_s, last_s, 1)
        else:
            self._counts.extra += 1
            self._misfit_s.append(last_s)

    def _marks(self, interval_s: float, before_m_s: float) -> int:
        """Return how many marks explain an interval; 0 if no number of them does."""
        uneven_m_s = UNEVEN * before_m_s
        for marks in range(1, MOST_MISSED + 2):
            share = self._spacing.share if marks == 1 else marks
            speed_m_s = share * self.settings.edge_travel_m / interval_s
            # Only for one mark: two at a steady speed must not explain what one does on a slowing belt.
            drift_m_s = self.settings.acceleration_m_s2 * interval_s if marks == 1 else 0.0
            if abs(speed_m_s - before_m_s) <= uneven_m_s + drift_m_s and speed_m_s <= FASTEST_M_S:
                return marks
        return 0

    def _accept(self, anchor_s: float, time_s: float, marks: int) -> None:
        interval_s = time_s - anchor_s
        share = self._spacing.share if marks == 1 else float(marks)
        speed_m_s = share * self.settings.edge_travel_m / interval_s
        uncertainty_m_s = self._uncertainty_m_s(speed_m_s, interval_s, marks)
        self._line.add(0.5 * (anchor_s + time_s), speed_m_s, uncertainty_m_s)
        self._spacing.passed(interval_s, marks)
        self._anchor_s, self._speed_m_s = time_s, speed_m_s
        self._counts.fitting += 1
        if marks > 1:
            self._counts.missed += marks - 1
            self._misfit_s.append(time_s)
        if marks == 1 and self._spacing.is_known:
            step = self._steps.take(speed_m_s)
            if step is not None:
                self._step = (time_s, *step)
        else:
            self._steps.forget()

    def _refuse(self, time_s: float, *, extra: bool) -> None:
        """Keep the speed. An extra edge is ignored; after a jump, intervals begin anew."""
        self._misfit_s.append(time_s)
        if extra:
            self._counts.extra += 1
            return
        self._counts.jumps += 1
        self._anchor_s = time_s
        self._spacing.lose_phase()

    def _agree(self) -> bool:
        """Whether the last edges are evenly spaced, whatever the speed was before them."""
        if len(self._raw_s) <= AGREEING:
            return False
        steps_s = np.diff(self._raw_s)
        slowest_s, fastest_s = float(steps_s.max()), float(steps_s.min())
        even = slowest_s <= (1.0 + 2.0 * UNEVEN) * fastest_s
        return even and self.settings.edge_travel_m <= FASTEST_M_S * fastest_s

    def _resume(self, time_s: float) -> None:
        """Believe the last intervals against the speed before them."""
        self._misfit_s.append(time_s)
        self._resumed_s = time_s
        self._spacing.lose_phase()
        self._accept(self._raw_s[-2], time_s, 1)

    def _uncertainty_m_s(self, speed_m_s: float, interval_s: float, marks: int) -> float:
        """Combine timing, spacing, and what a straight line cannot follow, as independent."""
        timing = math.sqrt(2.0) * self.settings.timing_s / interval_s
        spacing = self._spacing.uncertainty / marks
        # A rectangular distribution of half width w has the standard deviation w / sqrt(3).
        bend = min(0.25 * self.settings.acceleration_m_s2 * interval_s / speed_m_s, DIP)
        return speed_m_s * math.sqrt(timing**2 + spacing**2 + bend**2 / 3.0)

    def _hold(
        self, late_s: NDArray[np.float64], anchor_s: float
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return speed and uncertainty after the last corner: no faster than the missing edge."""
        corner_s, speed_m_s, uncertainty_m_s = self._line.last
        quiet_s = np.maximum(late_s - anchor_s, 1e-9)
        held_m_s = np.minimum(speed_m_s, (1.0 + UNEVEN) * self.settings.edge_travel_m / quiet_s)
        drift_m_s = self.settings.acceleration_m_s2 * (late_s - corner_s) / math.sqrt(3.0)
        held_u_m_s = np.minimum(np.hypot(uncertainty_m_s, drift_m_s), held_m_s)
        gone = np.array([self._vanished(anchor_s, float(moment_s)) for moment_s in late_s])
        held_m_s[gone], held_u_m_s[gone] = np.nan, np.nan
        return held_m_s, held_u_m_s
