"""The simulated belt's tachometer: a hall sensor that magnets pass, and what can go wrong with it."""

import numpy as np
from numpy.typing import NDArray

from device.belt_edges import BeltEdges
from device.edge_settings import EdgeSettings
from device.simulated.faults import TachometerSlips

__all__ = ["SimulatedTachometer"]


class SimulatedTachometer:
    """Edges from belt travel, speed from edges.

    Parameters
    ----------
    settings : EdgeSettings
        What the marks are like.
    slip : TachometerSlips, optional
        A fault; an attribute too, so that it may come later.
    """

    def __init__(self, settings: EdgeSettings, slip: TachometerSlips | None = None) -> None:
        self.edges = BeltEdges(settings)
        self.slip = slip
        self._last: tuple[float, float, float] | None = None  # time, travel, travel at the sensor

    def move(self, time_s: NDArray[np.float64], travel_m: NDArray[np.float64]) -> None:
        """Let the belt move on: its travel at times that follow those of the last call."""
        if self._last is None:
            self._last = (float(time_s[0]), float(travel_m[0]), 0.0)
        last_s, last_m, seen_m = self._last
        steps_m = np.diff(travel_m, prepend=last_m)
        if self.slip is not None:
            steps_m = np.where(time_s >= self.slip.begin_s, 1.0 - self.slip.share, 1.0) * steps_m
        seen = np.concatenate(([seen_m], seen_m + np.cumsum(steps_m)))
        when_s = np.concatenate(([last_s], time_s))
        pitch_m = self.edges.settings.edge_travel_m
        for mark in range(int(seen[0] // pitch_m) + 1, int(seen[-1] // pitch_m) + 1):
            self.edges.add(float(np.interp(mark * pitch_m, seen, when_s)))
        self._last = (float(time_s[-1]), float(travel_m[-1]), float(seen[-1]))

    def fault(self, now_s: float) -> str | None:
        """Return what is wrong with the edges, in one line with its remedy; None if nothing is."""
        return self.edges.fault(now_s)

    def slips(self, now_s: float) -> bool:
        """Return whether the speed has just jumped as no belt's does."""
        return self.edges.slips(now_s)

    def along(self, time_s: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the speed that the edges so far tell at each time, and its uncertainty."""
        return self.edges.along(time_s)
