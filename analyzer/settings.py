"""What can be set about the analysis; every result names the settings it was made with."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from analyzer.errors import BadSetting

__all__ = ["AnalyzerSettings"]

GRAVITY_M_S2 = 9.80665


@dataclass(frozen=True, slots=True)
class AnalyzerSettings:
    """Thresholds and times of the analysis. Defaults suit the 48 x 8 mat and finer ones.

    Parameters
    ----------
    threshold_n : float or None
        Contact threshold set by hand, newtons, above 0. None: the greatest of `base_threshold_n` (or
        `body_weight_fraction` of the body weight where the mass is known) and `noise_factor` times the
        noise of as many cells as a foot covers.
    base_threshold_n : float
        Threshold for a runner of unknown mass, newtons. Published references use 20 to 50 N.
    body_weight_fraction : float
        Threshold for a runner of known mass, as a share of body weight.
    noise_factor : float
        Standard deviations of a foot's noise that the threshold keeps above.
    cell_noise_factor, cell_floor_n : float
        A single cell is loaded when it reads this many standard deviations of its noise, and this many
        newtons, above the mean of unloaded cells.
    hold_s : float
        A contact is over when the force has been below the threshold for this long, seconds.
    min_contact_s, max_contact_s : float
        Contacts shorter than this are touches, longer ones standing; neither is a step.
    min_peak_factor : float
        A contact whose peak stays below this many thresholds is a touch, not a step.
    longest_flight_s : float
        A gap between contacts longer than this is a pause, not a flight.
    """

    threshold_n: float | None = None
    base_threshold_n: float = 20.0
    body_weight_fraction: float = 0.025
    noise_factor: float = 6.0
    cell_noise_factor: float = 8.0
    cell_floor_n: float = 0.3
    hold_s: float = 0.03
    min_contact_s: float = 0.05
    max_contact_s: float = 2.5
    min_peak_factor: float = 3.0
    longest_flight_s: float = 0.6

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if value is None and field.name == "threshold_n":
                continue
            if not isinstance(value, (int, float)) or not 0 < value < 1e6:
                raise BadSetting(
                    f"{field.name} must be a number above 0 and below 1000000, got {value!r}"
                )
        if self.min_contact_s >= self.max_contact_s:
            raise BadSetting(
                f"min_contact_s must be below max_contact_s ({self.max_contact_s} s), "
                f"got {self.min_contact_s} s"
            )

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, Any]) -> "AnalyzerSettings":
        """Return settings from stored names and values; a name that does not exist is an error."""
        known = [field.name for field in fields(cls)]
        for name in mapping:
            if name not in known:
                raise BadSetting(f"unknown setting {name!r}; known are {', '.join(known)}")
        return cls(**mapping)

    def to_dict(self) -> dict[str, float | None]:
        """Return names and values, as they are stored with results."""
        return asdict(self)

    def contact_threshold_n(self, body_mass_kg: float | None) -> float:
        """Return the contact threshold before noise raises it, newtons."""
        if self.threshold_n is not None:
            return self.threshold_n
        if body_mass_kg is None:
            return self.base_threshold_n
        return self.body_weight_fraction * body_mass_kg * GRAVITY_M_S2
