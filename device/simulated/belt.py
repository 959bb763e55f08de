"""The belt: its speed and how far it has travelled, both continuous in time."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["Belt"]

#: How fast the motor changes the belt's speed, metres per second squared.
ACCELERATION_M_S2 = 2.0


class Belt:
    """A belt whose speed changes along straight ramps.

    Parameters
    ----------
    speed_m_s : float
        Speed at first, and at all earlier times.
    """

    def __init__(self, speed_m_s: float) -> None:
        self._knot_s = np.array([0.0])
        self._knot_speed_m_s = np.array([speed_m_s])
        self._knot_travel_m = np.array([0.0])

    @property
    def settled_s(self) -> float:
        """When the last change of speed is complete, seconds."""
        return float(self._knot_s[-1])

    def speed_m_s(self, time_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the belt speed at each time, metres per second."""
        speed_m_s: NDArray[np.float64] = np.interp(time_s, self._knot_s, self._knot_speed_m_s)
        return speed_m_s

    def travel_m(self, time_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how far the belt has moved rearward since time 0, metres."""
        knot = np.maximum(np.searchsorted(self._knot_s, time_s, side="right") - 1, 0)
        since_knot_s = time_s - self._knot_s[knot]
        mean_speed_m_s = 0.5 * (self._knot_speed_m_s[knot] + self.speed_m_s(time_s))
        travel_m: NDArray[np.float64] = self._knot_travel_m[knot] + mean_speed_m_s * since_knot_s
        return travel_m

    def change_speed(
        self, at_s: float, speed_m_s: float, *, acceleration_m_s2: float = ACCELERATION_M_S2
    ) -> None:
        """Begin at `at_s` to change to `speed_m_s`; what was before `at_s` stays as it was."""
        here = np.array([at_s])
        speed_here_m_s = float(self.speed_m_s(here)[0])
        travel_here_m = float(self.travel_m(here)[0])
        if speed_here_m_s == speed_m_s and at_s >= self.settled_s:
            return
        ramp_s = abs(speed_m_s - speed_here_m_s) / acceleration_m_s2
        ramp_m = 0.5 * (speed_here_m_s + speed_m_s) * ramp_s
        past = self._knot_s < at_s
        self._knot_s = np.append(self._knot_s[past], [at_s, at_s + ramp_s])
        self._knot_speed_m_s = np.append(self._knot_speed_m_s[past], [speed_here_m_s, speed_m_s])
        self._knot_travel_m = np.append(
            self._knot_travel_m[past], [travel_here_m, travel_here_m + ramp_m]
        )
