"""The belt's speed over time as a line through the speeds that were measured."""

from collections import deque

import numpy as np
from numpy.typing import NDArray

__all__ = ["SpeedLine"]

#: Corners that are kept, for frames that are asked for late: seven seconds of a fast belt's edges.
KEPT = 512


class SpeedLine:
    """Corners of a polyline: a time, the speed then, and its uncertainty."""

    def __init__(self) -> None:
        self._corners: deque[tuple[float, float, float]] = deque(maxlen=KEPT)

    def __len__(self) -> int:
        return len(self._corners)

    @property
    def last(self) -> tuple[float, float, float]:
        """The last corner: time, speed, uncertainty."""
        return self._corners[-1]

    def add(self, time_s: float, speed_m_s: float, uncertainty_m_s: float) -> None:
        """Draw the line on to another corner, not earlier than the last."""
        self._corners.append((time_s, speed_m_s, uncertainty_m_s))

    def along(self, time_s: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return speed and uncertainty at each time: NaN before the first corner, held at the end."""
        if not self._corners:
            unknown = np.full(len(time_s), np.nan)
            return unknown, unknown.copy()
        corner_s, speed_m_s, uncertainty_m_s = np.array(self._corners).T
        return (
            np.interp(time_s, corner_s, speed_m_s, left=np.nan),
            np.interp(time_s, corner_s, uncertainty_m_s, left=np.nan),
        )
