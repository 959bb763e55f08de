"""Who runs on the simulated mat, and how: every setting checked before anyone sets foot on it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

import numpy as np

from device.errors import BadMat

__all__ = ["Gait", "RunnerSettings", "StrikeSetting"]

Gait = Literal["running", "walking", "standing", "none"]
StrikeSetting = Literal["heel", "midfoot", "ball", "ball-only"]

#: Belt speeds each gait can be simulated at, metres per second.
SPEED_RANGE_M_S: dict[str, tuple[float, float]] = {
    "running": (1.5, 8.0),
    "walking": (0.3, 2.2),
    "standing": (0.0, 0.0),
    "none": (0.0, 8.0),
}
#: Belt speed when none is asked for, metres per second.
USUAL_SPEED_M_S: dict[str, float] = {
    "running": 3.0,
    "walking": 1.3,
    "standing": 0.0,
    "none": 0.0,
}
CADENCE_RANGE_SPM: dict[str, tuple[float, float]] = {
    "running": (120.0, 300.0),
    "walking": (40.0, 180.0),
    "standing": (40.0, 300.0),
    "none": (40.0, 300.0),
}
#: Bounds of the settings that do not depend on the gait.
RANGES: dict[str, tuple[float, float]] = {
    "body_mass_kg": (5.0, 300.0),
    "foot_length_m": (0.10, 0.45),
    "step_width_m": (-0.15, 0.40),
    "toe_out_deg": (-30.0, 45.0),
    "asymmetry": (-0.4, 0.4),
    "landing_y_m": (-1.0, 4.0),
    "centre_x_m": (-1.0, 4.0),
    "jitter": (0.0, 3.0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunnerSettings:
    """One simulated runner; a value out of its bounds is refused.

    Parameters
    ----------
    gait : {"running", "walking", "standing", "none"}
        `"standing"` puts both feet on a belt at rest; `"none"` leaves the mat empty.
    strike : {"heel", "midfoot", "ball", "ball-only"}
        What lands first; with `"ball-only"` the heel and the arch never come down.
    right_strike : {"heel", "midfoot", "ball", "ball-only"} or None
        Another strike for the right foot; None = the same.
    speed_m_s : float or None
        Belt speed: 1.5-8 running, 0.3-2.2 walking, 0 standing; None = usual for the gait
        (3.0, 1.3, 0 and 0 for an empty mat).
    cadence_spm : float or None
        Steps per minute, 120-300 running, 40-180 walking; None = usual at that speed. The contact
        time changes in proportion, so that the duty factor stays that of the speed.
    body_mass_kg : float
        5-300.
    foot_length_m : float
        Back of the heel to tip of the toes, 0.10-0.45.
    step_width_m : float
        Between the left and the right foot's middle, across the belt; below 0 the feet cross over.
    toe_out_deg : float
        Angle of each foot's long axis to the belt, positive outward.
    asymmetry : float
        (left - right) / mean of the contact time, -0.4 to 0.4; the delays between the zones of the
        foot differ by the same fraction, and with them the strike index.
    landing_y_m : float or None
        Deck place of the tip of the toes at touch-down; None = the whole stance lies mid-mat.
    centre_x_m : float or None
        Deck place midway between the two feet; None = the middle of the mat.
    jitter : float
        Step-to-step variation: 0 = every step alike, 1 = as of a practised runner.
    seed : int
        Of that variation; at least 0.

    Raises
    ------
    BadMat
        If a value is of the wrong kind or out of bounds.
    """

    gait: Gait = "running"
    strike: StrikeSetting = "heel"
    right_strike: StrikeSetting | None = None
    speed_m_s: float | None = None
    cadence_spm: float | None = None
    body_mass_kg: float = 70.0
    foot_length_m: float = 0.27
    step_width_m: float = 0.10
    toe_out_deg: float = 7.0
    asymmetry: float = 0.0
    landing_y_m: float | None = None
    centre_x_m: float | None = None
    jitter: float = 1.0
    seed: int = 0

    def __post_init__(self) -> None:
        _check_choice("gait", self.gait, get_args(Gait))
        _check_choice("strike", self.strike, get_args(StrikeSetting))
        if self.right_strike is not None:
            _check_choice("right_strike", self.right_strike, get_args(StrikeSetting))
        bounds = {
            "speed_m_s": SPEED_RANGE_M_S[self.gait],
            "cadence_spm": CADENCE_RANGE_SPM[self.gait],
            **RANGES,
        }
        for name, (low, high) in bounds.items():
            value = getattr(self, name)
            if value is None and name in {"speed_m_s", "cadence_spm", "landing_y_m", "centre_x_m"}:
                continue
            _check_range(f"{name} (gait {self.gait})", value, low, high)
        if isinstance(self.seed, bool) or not isinstance(self.seed, int) or self.seed < 0:
            raise BadMat(f"seed must be a whole number of at least 0, got {self.seed!r}")

    @classmethod
    def from_mapping(cls, settings: Mapping[str, Any]) -> "RunnerSettings":
        """Return the runner that `settings` describes; absent keys take their defaults.

        Raises
        ------
        BadMat
            If a key is unknown or a value is refused.
        """
        known = [field.name for field in fields(cls)]
        for key in settings:
            if key not in known:
                raise BadMat(f"unknown runner setting {key!r}; the settings are {', '.join(known)}")
        return cls(**settings)

    @property
    def belt_speed_m_s(self) -> float:
        """Belt speed asked for, or the gait's usual one, metres per second."""
        return USUAL_SPEED_M_S[self.gait] if self.speed_m_s is None else float(self.speed_m_s)

    def strike_of(self, side: Literal["left", "right"]) -> StrikeSetting:
        """Return the strike of one foot."""
        if side == "right" and self.right_strike is not None:
            return self.right_strike
        return self.strike


def _check_choice(name: str, value: object, choices: tuple[str, ...]) -> None:
    if not isinstance(value, str) or value not in choices:
        raise BadMat(f"{name} must be one of {', '.join(choices)}, got {value!r}")


def _check_range(name: str, value: Any, low: float, high: float) -> None:
    number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    # A NaN is in no range.
    if not number or not low <= value <= high:
        raise BadMat(f"{name} must be a number from {low:g} to {high:g}, got {value!r}")
