"""The strikes: which zone of the sole lands first, and when the others follow."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from device.simulated.settings import RunnerSettings, StrikeSetting
from device.simulated.stance import ZoneLoading

__all__ = ["IMPACT_BODY_WEIGHTS", "zone_loading"]

#: Height of a runner's impact transient over the smooth force, in body weights. At 3.5 m/s a heel
#: landing so peaks near 1.6 body weights (1.6 at 2.5 m/s, 2.3 at 5 m/s: Munro, Miller, Fuglevand
#: 1987, J Biomech 20:147-155); a ball landing has no transient.
IMPACT_BODY_WEIGHTS: dict[StrikeSetting, float] = {
    "heel": 0.65,
    "midfoot": 0.20,
    "ball": 0.0,
    "ball-only": 0.0,
}


@dataclass(frozen=True, slots=True)
class _Landing:
    """One strike; four values each, heel to toes: seconds, plus parts of the contact time."""

    delay_s: tuple[float, float, float, float]
    rise_s: tuple[float, float, float, float]
    delay_part: tuple[float, float, float, float]
    rise_part: tuple[float, float, float, float]
    level: tuple[float, float, float, float]
    scatter_s: float


_RELEASE_PART = np.array([0.28, 0.38, 0.76, np.inf])
_FALL_PART = np.array([0.27, 0.25, 0.20, 1.0])

# Seen in the zone forces, heel and ball are some milliseconds further apart than here: a zone
# counts as landed when it takes 20 N.
_RUNNING: dict[StrikeSetting, _Landing] = {
    "heel": _Landing(
        delay_s=(0.0, 0.008, 0.031, 0.0),
        rise_s=(0.012, 0.018, 0.0, 0.0),
        delay_part=(0.0, 0.0, 0.0, 0.30),
        rise_part=(0.0, 0.0, 0.25, 0.30),
        level=(1.0, 0.35, 1.6, 0.45),
        scatter_s=0.0035,
    ),
    "midfoot": _Landing(
        delay_s=(0.0, 0.0, 0.0, 0.0),
        rise_s=(0.015, 0.015, 0.015, 0.0),
        delay_part=(0.0, 0.0, 0.0, 0.15),
        rise_part=(0.0, 0.0, 0.0, 0.40),
        level=(0.80, 0.30, 1.2, 0.40),
        scatter_s=0.0012,
    ),
    "ball": _Landing(
        delay_s=(0.019, 0.008, 0.0, 0.0),
        rise_s=(0.0, 0.020, 0.012, 0.0),
        delay_part=(0.0, 0.0, 0.0, 0.0),
        rise_part=(0.12, 0.0, 0.0, 0.35),
        level=(0.35, 0.18, 1.3, 0.45),
        scatter_s=0.003,
    ),
    "ball-only": _Landing(
        delay_s=(0.0, 0.0, 0.0, 0.0),
        rise_s=(0.010, 0.010, 0.012, 0.0),
        delay_part=(0.0, 0.0, 0.0, 0.0),
        rise_part=(0.0, 0.0, 0.0, 0.35),
        level=(0.0, 0.0, 1.3, 0.45),
        scatter_s=0.0,
    ),
}
#: Walking rolls over the foot more slowly: its delays are these multiples of running's.
_WALKING_TEMPO: dict[StrikeSetting, float] = {
    "heel": 2.1,
    "midfoot": 1.0,
    "ball": 2.0,
    "ball-only": 1.0,
}
#: Step-to-step variation of a landing, one standard deviation.
_ARCH_DELAY_SD_S = 0.003
_ARCH_LEVEL_SD = 0.40
_HEEL_LEVEL_SD = 0.12


def zone_loading(
    settings: RunnerSettings,
    strike: StrikeSetting,
    *,
    contact_time_s: float,
    delay_factor: float,
    scatter: float,
    flatness: float,
) -> ZoneLoading:
    """Return how the sole takes load through one contact.

    Parameters
    ----------
    settings : RunnerSettings
        Says whether the foot walks or runs.
    strike : {"heel", "midfoot", "ball", "ball-only"}
        What lands first.
    contact_time_s : float
        Length of the contact.
    delay_factor : float
        Stretches the delays between the zones and lessens what lands beside the first: the
        asymmetry of the two feet.
    scatter, flatness : float
        How this step differs from the strike's usual one, in standard deviations: the delay between
        heel and ball, and how soon and how much the rest of the sole lands too.
    """
    landing = _RUNNING[strike]
    scatter, flatness = np.clip([scatter, flatness], -2.0, 2.0)
    tempo = _WALKING_TEMPO[strike] if settings.gait == "walking" else 1.0
    delay_s = tempo * delay_factor * _delay_s(strike, landing, scatter, flatness)
    level = np.array(landing.level)
    level[1] *= math.exp(_ARCH_LEVEL_SD * flatness) / delay_factor**2
    if strike == "midfoot":
        level[0] *= math.exp(_HEEL_LEVEL_SD * flatness) / delay_factor**2
    return ZoneLoading(
        on_s=delay_s + contact_time_s * np.array(landing.delay_part),
        rise_s=tempo * np.array(landing.rise_s) + contact_time_s * np.array(landing.rise_part),
        level=level,
        release_s=contact_time_s * _RELEASE_PART,
        fall_s=contact_time_s * _FALL_PART,
    )


def _delay_s(
    strike: StrikeSetting, landing: _Landing, scatter: float, flatness: float
) -> NDArray[np.float64]:
    """Return this step's delays, heel to toes; the first zone to land stays at 0."""
    delay_s = np.array(landing.delay_s)
    shift_s = landing.scatter_s * scatter
    if strike == "midfoot":
        delay_s[0 if shift_s > 0.0 else 2] = abs(shift_s)
        return delay_s
    later = np.array([shift_s, -_ARCH_DELAY_SD_S * flatness, shift_s, 0.0])
    return np.where(delay_s > 0.0, np.maximum(delay_s + later, 0.0), 0.0)
