"""The contract that every mat keeps: simulated, replayed, or on the SPI bus."""

import time
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from device.frames import FrameBlock, MatGeometry

__all__ = ["BeltMat", "BeltSpeedSource", "Clock", "Mat", "SystemClock"]


class Clock(Protocol):
    """Where a mat gets the time from; tests hand in one that they wind by hand."""

    def now_s(self) -> float:
        """Return monotonic seconds from any origin."""

    def sleep_s(self, duration_s: float) -> None:
        """Let `duration_s` seconds pass."""


class SystemClock:
    """The computer's monotonic clock."""

    def now_s(self) -> float:
        """Return monotonic seconds from any origin."""
        return time.monotonic()

    def sleep_s(self, duration_s: float) -> None:
        """Let `duration_s` seconds pass; nothing happens for 0 or less."""
        if duration_s > 0:
            time.sleep(duration_s)


class BeltSpeedSource(Protocol):
    """Where a mat gets the belt's speed from: a tachometer."""

    def along(self, time_s: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the belt's speed at each time of the mat's clock, and its uncertainty."""

    def fault(self, now_s: float) -> str | None:
        """Return what is wrong with the sensor, in one line with its remedy; None if nothing is."""

    def slips(self, now_s: float) -> bool:
        """Return whether its speed has just jumped as no belt's does."""

    def close(self) -> None:
        """Let go of the sensor."""


class Mat(Protocol):
    """A source of force frames.

    Attributes
    ----------
    name : str
        How the mat was chosen: `"simulated"`, `"replay:walk.npz"`.
    label : str
        What every page shows beside the picture, `"SIMULATED"`; empty for a real mat.
    geometry : MatGeometry
        Its cells.
    frame_rate_hz : float
        Nominal frames per second.
    foot_length_m, body_mass_kg : float or None
        Of the runner on the mat, where the mat knows them.
    """

    name: str
    label: str
    geometry: MatGeometry
    frame_rate_hz: float
    foot_length_m: float | None
    body_mass_kg: float | None

    def read(self) -> FrameBlock | None:
        """Wait for the next frames.

        Returns
        -------
        FrameBlock or None
            At least one frame, in order and without gaps; None when the mat has ended.
        """

    def close(self) -> None:
        """Let go of the mat; `read` returns None from then on. Calling it twice is harmless."""


class BeltMat(Mat, Protocol):
    """A mat with a tachometer."""

    def belt_fault(self) -> str | None:
        """Return what is wrong with the tachometer, in one line with its remedy; None if nothing is."""
