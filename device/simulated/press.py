"""Presses that do not follow a gait: weight that comes, shifts, taps and goes."""

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from device.simulated.foot import PATCH_WEIGHT, PATCH_ZONE
from device.simulated.stance import Stance, smooth_step

__all__ = ["QUIET_ZONES", "DrillPress", "QuietPress", "StayingPress"]

Numbers = NDArray[np.float64]

#: Share of a quietly standing foot's load on heel, midfoot, ball and toes.
QUIET_ZONES = (0.55, 0.08, 0.31, 0.06)
#: How long a foot takes from its last stride to quiet standing, seconds.
SETTLING_S = 0.4


@dataclass(frozen=True)
class DrillPress:
    """One contact of a drill: force along smooth pieces between knots.

    Parameters
    ----------
    knot_s : tuple of float
        Seconds since the contact's begin, the first 0, increasing.
    knot_n : tuple of float
        Force at each knot, newtons; 0 at both ends.
    zones : tuple of four floats
        Share of the force on heel, midfoot, ball and toes; sums to 1.
    """

    knot_s: tuple[float, ...]
    knot_n: tuple[float, ...]
    zones: tuple[float, float, float, float]

    @property
    def duration_s(self) -> float:
        """Length of the contact, seconds."""
        return self.knot_s[-1]

    def total_n(self, time_s: Numbers) -> Numbers:
        """Return the whole vertical force, newtons, shape (n,)."""
        return _smooth_between(time_s, self.knot_s, self.knot_n)

    def patch_share(self, time_s: Numbers) -> Numbers:
        """Return each patch's share of it, 0 to 1, shape (n, patches)."""
        return _patch_share(np.tile(self.zones, (len(time_s), 1)))


@dataclass(frozen=True)
class QuietPress:
    """One foot of a person who stands: its part of the weight, which sways between feet and zones.

    Sideways a person in side-by-side stance sways by loading one foot and unloading the other, fore
    and aft by rolling over the feet (Winter 1996, J Neurophysiol 75:2334-2343).

    Parameters
    ----------
    knot_s, knot_n : tuple of float
        Mean force of this foot: as of `DrillPress`.
    sway_n, roll : callable
        Newtons that the sway adds to this foot, and share of its load that it moves from heel to
        ball, at times since the contact's begin.
    """

    knot_s: tuple[float, ...]
    knot_n: tuple[float, ...]
    sway_n: "Sway"
    roll: "Sway"

    @property
    def duration_s(self) -> float:
        """Length of the contact, seconds."""
        return self.knot_s[-1]

    def total_n(self, time_s: Numbers) -> Numbers:
        """Return the whole vertical force, newtons, shape (n,)."""
        mean_n = _smooth_between(time_s, self.knot_s, self.knot_n)
        loaded = mean_n / max(self.knot_n)
        return np.maximum(mean_n + loaded * self.sway_n.at(time_s), 0.0)

    def patch_share(self, time_s: Numbers) -> Numbers:
        """Return each patch's share of it, 0 to 1, shape (n, patches)."""
        zones = np.tile(QUIET_ZONES, (len(time_s), 1))
        roll = self.roll.at(time_s)
        zones[:, 0] -= roll
        zones[:, 2] += roll
        return _patch_share(zones)


@dataclass(frozen=True)
class Sway:
    """A slow, irregular movement: sines of 0.1 to 1.3 Hz whose amplitude falls with their frequency.

    Parameters
    ----------
    rms : float
        Its standard deviation over a long time.
    seed : int
        Of the phases.
    sign : float
        1 or -1: two feet that take from each other share a seed and differ in sign.
    start_s : float
        Time of the sway's own clock at the contact's begin, so that two feet that landed at different
        times sway together.
    """

    rms: float
    seed: int
    sign: float = 1.0
    start_s: float = 0.0
    _hz: Numbers = field(
        default_factory=lambda: np.array([0.11, 0.19, 0.31, 0.47, 0.67, 0.97, 1.3]), repr=False
    )

    def at(self, time_s: Numbers) -> Numbers:
        """Return the sway at each time, shape (n,)."""
        phase = np.random.default_rng(self.seed).uniform(0.0, math.tau, len(self._hz))
        weight = 1.0 / self._hz
        weight *= self.sign * self.rms * math.sqrt(2.0) / math.sqrt(float((weight**2).sum()))
        angle = math.tau * (time_s[:, None] + self.start_s) * self._hz + phase
        swayed: Numbers = np.sin(angle) @ weight
        return swayed


@dataclass(frozen=True)
class StayingPress:
    """A step that becomes standing: the belt stops under it, and the foot stays until it is lifted.

    Parameters
    ----------
    stance : Stance
        The step that it would have been.
    stay_s : float
        When the foot begins to settle into standing, seconds since its contact.
    standing_n : float
        What it then carries, newtons.
    lift_s : float
        When it begins to lift; it takes 0.2 s.
    """

    stance: Stance
    stay_s: float
    standing_n: float
    lift_s: float

    @property
    def duration_s(self) -> float:
        """Length of the contact, seconds."""
        return self.lift_s + 0.2

    def total_n(self, time_s: Numbers) -> Numbers:
        """Return the whole vertical force, newtons, shape (n,)."""
        stepping_n = self.stance.total_n(np.minimum(time_s, self.stay_s))
        settled = self._settled(time_s)
        lifted = smooth_step((time_s - self.lift_s) / 0.2)
        held_n: Numbers = (stepping_n * (1.0 - settled) + self.standing_n * settled) * (
            1.0 - lifted
        )
        return held_n

    def patch_share(self, time_s: Numbers) -> Numbers:
        """Return each patch's share of it, 0 to 1, shape (n, patches)."""
        settled = self._settled(time_s)[:, None]
        quiet = _patch_share(np.tile(QUIET_ZONES, (len(time_s), 1)))
        stepping = self.stance.patch_share(np.minimum(time_s, self.stay_s))
        shared: Numbers = stepping * (1.0 - settled) + quiet * settled
        return shared

    def _settled(self, time_s: Numbers) -> Numbers:
        return smooth_step((time_s - self.stay_s) / SETTLING_S)


def _smooth_between(time_s: Numbers, knot_s: tuple[float, ...], knot: tuple[float, ...]) -> Numbers:
    """Return values that pass smoothly from knot to knot and are flat at each; 0 outside."""
    at = np.clip(np.searchsorted(knot_s, time_s, side="right") - 1, 0, len(knot_s) - 2)
    begin_s, begin = np.asarray(knot_s)[at], np.asarray(knot)[at]
    length_s, rise = np.diff(knot_s)[at], np.diff(knot)[at]
    value: Numbers = begin + rise * smooth_step((time_s - begin_s) / length_s)
    return np.where((time_s >= knot_s[0]) & (time_s <= knot_s[-1]), value, 0.0)


def _patch_share(zones: Numbers) -> Numbers:
    share: Numbers = zones[:, PATCH_ZONE] * PATCH_WEIGHT
    return share
