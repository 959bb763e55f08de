"""The one thing that the runner aims at."""

from dataclasses import dataclass
from typing import Any

from web.errors import BadInput

__all__ = ["TARGET_BOUNDS", "Target"]

#: By measure of the live numbers: least and greatest value, in the measure's own unit.
TARGET_BOUNDS: dict[str, tuple[float, float]] = {
    "ball_first_percent": (0.0, 100.0),
    "cadence_spm": (60.0, 260.0),
    "contact_time_s": (0.08, 1.0),
    "onset_steepness_per_s": (1.0, 300.0),
}

#: Reached at or below the value; the others at or above.
AT_MOST = ("contact_time_s", "onset_steepness_per_s")


@dataclass(frozen=True, slots=True)
class Target:
    """A value of one live number to be reached.

    Parameters
    ----------
    measure : str
        `ball_first_percent` and `cadence_spm` are reached at or above the value, `contact_time_s` and
        `onset_steepness_per_s` (a quieter landing) at or below it.
    value : float
        Percent, steps per minute, seconds, or a share of the peak per second.

    Raises
    ------
    BadInput
        When the measure is unknown or the value out of bounds.
    """

    measure: str
    value: float

    def __post_init__(self) -> None:
        if self.measure not in TARGET_BOUNDS:
            known = ", ".join(TARGET_BOUNDS)
            raise BadInput(f"measure must be one of {known}, got {self.measure!r}")
        low, high = TARGET_BOUNDS[self.measure]
        if not low <= self.value <= high:
            raise BadInput(f"{self.measure} must be {low:g} to {high:g}, got {self.value:g}")

    def is_met(self, numbers: dict[str, Any]) -> bool | None:
        """Return whether live numbers reach it; None while they do not say."""
        now = numbers[self.measure]
        if isinstance(now, dict):
            now = now["mean"]
        if now is None:
            return None
        return bool(now <= self.value if self.measure in AT_MOST else now >= self.value)
