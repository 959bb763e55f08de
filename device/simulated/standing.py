"""A foot that stands: it steps on, sways a little, and lifts when its runner moves on."""

import math

import numpy as np
from numpy.typing import NDArray

from device.simulated.foot import PATCH_WEIGHT, PATCH_ZONE, Side
from device.simulated.stance import smooth_step

__all__ = ["StandingPress"]

#: How long a standing foot takes to be loaded and to be lifted.
STEP_ON_S = 0.4
LIFT_S = 0.2
# Quiet standing: more than half of the load on the heel; a slow sway, smaller sideways.
_ZONE_SHARE = np.array([0.55, 0.08, 0.31, 0.06])
_SIDEWAYS_SWAY = 0.04
_SIDEWAYS_SWAY_HZ = 0.23
_FORE_AFT_SWAY = 0.08
_FORE_AFT_SWAY_HZ = 0.31


class StandingPress:
    """Half of a standing runner's weight.

    Parameters
    ----------
    weight_n : float
        Of the whole runner.
    side : {"left", "right"}
        Sideways sway loads one foot by what it takes from the other.
    """

    def __init__(self, weight_n: float, side: Side) -> None:
        self._weight_n = weight_n
        self._sway_sign = 1.0 if side == "right" else -1.0
        self._lift_s = math.inf

    @property
    def duration_s(self) -> float:
        """When the force is over; infinite until the foot is told to lift."""
        return self._lift_s + LIFT_S

    def lift(self, at_s: float) -> None:
        """Begin to lift the foot `at_s` seconds after it touched down."""
        self._lift_s = at_s

    def total_n(self, time_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the whole vertical force, newtons, shape (n,)."""
        sway = self._sway_sign * _SIDEWAYS_SWAY * np.sin(math.tau * _SIDEWAYS_SWAY_HZ * time_s)
        loaded = smooth_step(time_s / STEP_ON_S) - smooth_step((time_s - self._lift_s) / LIFT_S)
        return np.maximum(0.5 * self._weight_n * (1.0 + sway) * loaded, 0.0)

    def patch_share(self, time_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return each patch's share of it, 0 to 1, shape (n, patches)."""
        sway = _FORE_AFT_SWAY * np.sin(math.tau * _FORE_AFT_SWAY_HZ * time_s)
        zone_share = np.tile(_ZONE_SHARE, (len(time_s), 1))
        zone_share[:, 0] -= sway
        zone_share[:, 2] += sway
        patch_share: NDArray[np.float64] = zone_share[:, PATCH_ZONE] * PATCH_WEIGHT
        return patch_share
