"""Pacing: mat time against a clock."""

import math
import threading

from device.errors import BadMat
from device.mat import Clock, SystemClock

__all__ = ["Pace"]

#: The longest nap; a mat that is closed while it waits is let go after at most this.
NAP_S = 0.1


class Pace:
    """How mat time passes on a clock, from the first wait on.

    Parameters
    ----------
    speed : float or None
        Seconds of mat time in a second of the clock, above 0; None = nobody waits.
    clock : Clock or None
        The computer's by default.

    Raises
    ------
    BadMat
        If `speed` is not above 0 and finite.
    """

    def __init__(self, speed: float | None, clock: Clock | None) -> None:
        if speed is not None and not (math.isfinite(speed) and speed > 0.0):
            raise BadMat(f"speed must be above 0 and finite, or None for no pace, got {speed!r}")
        self._speed = speed
        self._clock = clock or SystemClock()
        self._start_s: float | None = None

    @property
    def begun_s(self) -> float | None:
        """When mat time was 0, on the clock; None before the first wait, and without a pace."""
        return self._start_s

    def wait_until(self, mat_s: float, closed: threading.Event) -> float:
        """Sleep until `mat_s` seconds of mat time have passed, or until `closed`.

        Returns
        -------
        float
            Mat time now: `mat_s` or later; just `mat_s` without a pace.
        """
        if self._speed is None:
            return mat_s
        if self._start_s is None:
            self._start_s = self._clock.now_s()
        due_s = self._start_s + mat_s / self._speed
        while (left_s := due_s - self._clock.now_s()) > 0.0 and not closed.is_set():
            self._clock.sleep_s(min(left_s, NAP_S))
        return max(mat_s, (self._clock.now_s() - self._start_s) * self._speed)
