"""Sudden changes of the speed that edges tell: of a roller that slips, not of a belt that a motor drives."""

from collections import deque

import numpy as np

__all__ = ["SpeedSteps"]

#: Intervals on either side of a sudden change, and how alike they must be among each other.
BESIDE = 3
STEADY = 0.015
#: More than a foot slows a belt down: 5 %.
STEP = 0.06
#: A motor may change the belt's speed so fast, within the interval between and parts of the next ones.
MOTOR_M_S2, BETWEEN = 2.5, 2.5


class SpeedSteps:
    """Looks for two steady speeds with at most one interval between them.

    A motor changes the belt's speed over many edges, and a foot slows it by 5 % over a part of its stance.
    From one edge to the next, and steady before and after, it changes for the sensor alone: by more than
    a motor can on that way, which takes a slow belt long.

    Parameters
    ----------
    edge_travel_m : float
        How far the belt moves from one mark to the next, metres.
    """

    def __init__(self, edge_travel_m: float) -> None:
        self._edge_travel_m = edge_travel_m
        self._speeds_m_s: deque[float] = deque(maxlen=2 * BESIDE + 1)

    def take(self, speed_m_s: float) -> tuple[float, float] | None:
        """Take the speed of the next interval; return the speeds before and after a sudden change, or None.

        Parameters
        ----------
        speed_m_s : float
            Above 0, with the marks' uneven spacing corrected for.
        """
        self._speeds_m_s.append(speed_m_s)
        if len(self._speeds_m_s) < 2 * BESIDE + 1:
            return None
        speeds_m_s = np.array(self._speeds_m_s)
        before_m_s, after_m_s = speeds_m_s[:BESIDE], speeds_m_s[-BESIDE:]
        before, after = float(before_m_s.mean()), float(after_m_s.mean())
        steady = np.ptp(before_m_s) <= STEADY * before and np.ptp(after_m_s) <= STEADY * after
        motor_m2_s2 = 2.0 * MOTOR_M_S2 * BETWEEN * self._edge_travel_m
        if (
            not steady
            or abs(after - before) <= STEP * max(before, after)
            or abs(after**2 - before**2) <= motor_m2_s2
        ):
            return None
        self.forget()
        return before, after

    def forget(self) -> None:
        """Begin anew: what comes next does not follow on what came before."""
        self._speeds_m_s.clear()
