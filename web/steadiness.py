"""Whether the belt's speed holds, for the checklist before a protocol."""

from collections import deque

import numpy as np

from device import FrameBlock

__all__ = ["Steadiness"]

WINDOW_S = 5.0
#: A belt dips by 5 % within a stance by itself: half seconds are compared, which hold more than one.
PART_S = 0.5
SPREAD_FRACTION = 0.05
#: A belt slower than this stands, which is steady too.
RESTING_M_S = 0.02


class Steadiness:
    """The belt's speed of the last five seconds, by half seconds. One thread at a time."""

    def __init__(self) -> None:
        # Begin, end, mean speed.
        self._parts: deque[tuple[float, float, float]] = deque()
        self._sum, self._count, self._begin_s = 0.0, 0, float("-inf")

    def take(self, block: FrameBlock) -> None:
        """Take the next frames."""
        time_s = float(block.time_s[-1])
        if time_s < self._begin_s or not np.isfinite(self._begin_s):
            self._parts.clear()  # another mat, with another clock
            self._sum, self._count, self._begin_s = 0.0, 0, float(block.time_s[0])
        self._sum += float(block.belt_speed_m_s.sum())
        self._count += len(block)
        if time_s - self._begin_s >= PART_S:
            self._parts.append((self._begin_s, time_s, self._sum / self._count))
            self._sum, self._count, self._begin_s = 0.0, 0, time_s
            while self._parts[0][1] <= time_s - WINDOW_S:
                self._parts.popleft()

    @property
    def holds(self) -> bool | None:
        """Whether it stayed within 5 % for five seconds; None while that is not known."""
        # A mat that has to catch up gives more than half a second at once: it is time that counts.
        if not self._parts or self._parts[-1][1] - self._parts[0][0] < WINDOW_S - PART_S:
            return None
        speeds_m_s = [speed for _, _, speed in self._parts]
        if not np.all(np.isfinite(speeds_m_s)):
            return None
        greatest = max(speeds_m_s)
        return bool(
            greatest < RESTING_M_S or greatest - min(speeds_m_s) <= SPREAD_FRACTION * greatest
        )
