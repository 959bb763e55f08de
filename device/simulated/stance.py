"""How one foot presses while it is on the belt: the whole force, and how the sole shares it."""

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from device.simulated.foot import PATCH_LAG, PATCH_WEIGHT, PATCH_ZONE

__all__ = ["GRAVITY_M_S2", "ForceCurve", "Press", "Stance", "ZoneLoading", "smooth_step"]

GRAVITY_M_S2 = 9.80665
#: Length of the impact transient of a heel landing; its peak lies halfway, at 25 ms.
TRANSIENT_S = 0.050


class Press(Protocol):
    """How a foot presses, as continuous functions of the time since it touched down."""

    def total_n(self, time_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the whole vertical force, newtons, shape (n,)."""

    def patch_share(self, time_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return each patch's share of it, 0 to 1, shape (n, patches)."""

    @property
    def duration_s(self) -> float:
        """When the force is over; infinite for a foot that stays."""


@dataclass(frozen=True, slots=True)
class ForceCurve:
    """Vertical force of one contact: a short sine series and an impact transient.

    `scale * (sin(pi u) + skew * sin(2 pi u) + humps * sin(3 pi u))` with `u = t / duration`: zero
    at both ends, positive between. `skew` moves the peak forward, `humps` makes the two peaks of
    walking.
    """

    duration_s: float
    scale_n: float
    skew: float
    humps: float
    transient_n: float

    @classmethod
    def from_impulse(
        cls, impulse_ns: float, duration_s: float, *, skew: float, humps: float, transient_n: float
    ) -> "ForceCurve":
        """Return the curve whose integral is `impulse_ns`, newton seconds."""
        sine_impulse_ns = impulse_ns - transient_n * TRANSIENT_S / 2.0
        unit_s = duration_s * (2.0 / math.pi) * (1.0 + humps / 3.0)
        return cls(duration_s, sine_impulse_ns / unit_s, skew, humps, transient_n)

    def total_n(self, time_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the force at each time since touch-down, newtons, shape (n,)."""
        phase = math.pi * np.clip(time_s / self.duration_s, 0.0, 1.0)
        sines = np.sin(phase) + self.skew * np.sin(2.0 * phase) + self.humps * np.sin(3.0 * phase)
        transient = np.sin(math.pi * np.clip(time_s / TRANSIENT_S, 0.0, 1.0)) ** 2
        return np.maximum(self.scale_n * sines + self.transient_n * transient, 0.0)


@dataclass(frozen=True, slots=True)
class ZoneLoading:
    """When each zone of the sole takes load and gives it up; one value a zone, heel to toes.

    Parameters
    ----------
    on_s, rise_s : ndarray, shape (4,)
        When the zone begins to take load, and how long it takes to.
    level : ndarray, shape (4,)
        How much it takes, relative to the others; 0 = the zone never touches.
    release_s, fall_s : ndarray, shape (4,)
        When it begins to give load up, and how long it takes to. The toes never do: they are last.
    """

    on_s: NDArray[np.float64]
    rise_s: NDArray[np.float64]
    level: NDArray[np.float64]
    release_s: NDArray[np.float64]
    fall_s: NDArray[np.float64]

    def patch_share(self, time_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return each patch's share of the force, 0 to 1, shape (n, patches)."""
        zone = PATCH_ZONE
        since_on_s = time_s[:, None] - self.on_s[zone] - PATCH_LAG * self.rise_s[zone]
        since_release_s = time_s[:, None] - self.release_s[zone] - PATCH_LAG * self.fall_s[zone]
        taken = smooth_step(since_on_s / self.rise_s[zone])
        held = 1.0 - smooth_step(since_release_s / self.fall_s[zone])
        weight = self.level[zone] * PATCH_WEIGHT * taken * held
        whole = weight.sum(axis=1, keepdims=True)
        share: NDArray[np.float64] = np.zeros_like(weight)
        np.divide(weight, whole, out=share, where=whole > 0.0)
        return share


@dataclass(frozen=True, slots=True)
class Stance:
    """One contact of a running or walking foot."""

    curve: ForceCurve
    loading: ZoneLoading

    @property
    def duration_s(self) -> float:
        """Length of the contact, seconds."""
        return self.curve.duration_s

    def total_n(self, time_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the whole vertical force, newtons, shape (n,)."""
        return self.curve.total_n(time_s)

    def patch_share(self, time_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return each patch's share of it, 0 to 1, shape (n, patches)."""
        return self.loading.patch_share(time_s)


def smooth_step(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return 0 below 0, 1 above 1, and the smooth cubic `3x^2 - 2x^3` between."""
    inside = np.clip(x, 0.0, 1.0)
    smooth: NDArray[np.float64] = inside * inside * (3.0 - 2.0 * inside)
    return smooth
