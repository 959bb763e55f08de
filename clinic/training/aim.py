"""What a runner aims at in a session: one measure, and how far from the runner's own baseline."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from analyzer import Step, summarize
from clinic.errors import BadProtocol
from clinic.training.protocol import check_within

__all__ = ["AIMS", "Aim", "baseline_of"]

#: By measure: a value in its own unit, or a share of the baseline; what the evidence used stands first.
#: Ball first: our convention. Cadence: Heiderscheit 2011 (+5 %). Onset: targets of 50 to 80 % of
#: baseline are published for loading; the gentler one.
AIMS: dict[str, dict[str, float]] = {
    "ball_first_percent": {"value": 80.0},
    "cadence_spm": {"percent_of_baseline": 105.0},
    "onset_steepness_per_s": {"percent_of_baseline": 80.0},
}
#: Of a share of the baseline.
SHARE_PERCENT = (30.0, 130.0)
#: Of a value, whatever the measure; the measure's own bounds are the live view's.
VALUE = (0.0, 300.0)
#: Fewer steps do not hold a mean still (Oliveira and Pirscoveanu 2021).
STEPS_MIN = 25


@dataclass(frozen=True, slots=True)
class Aim:
    """One measure and how far it shall go.

    Parameters
    ----------
    measure : str
        One of `AIMS`.
    value : float or None
        In the measure's own unit.
    percent_of_baseline : float or None
        30 to 130, where there is no value.

    Raises
    ------
    BadProtocol
        When it is not one of both, the measure is unknown, or a value is out of bounds.
    """

    measure: str
    value: float | None = None
    percent_of_baseline: float | None = None

    def __post_init__(self) -> None:
        if self.measure not in AIMS:
            raise BadProtocol(f"measure must be one of {', '.join(AIMS)}, got {self.measure!r}")
        if (self.value is None) == (self.percent_of_baseline is None):
            raise BadProtocol("an aim needs either value or percent_of_baseline, not both")
        if self.value is not None:
            check_within("value", self.value, VALUE)
        if self.percent_of_baseline is not None:
            check_within("percent_of_baseline", self.percent_of_baseline, SHARE_PERCENT)

    @classmethod
    def usual(cls, measure: str) -> Self:
        """Return the aim that a measure usually has."""
        return cls(measure, **AIMS.get(measure, {"value": 0.0}))

    @classmethod
    def from_mapping(cls, targets: Mapping[str, Any]) -> Self | None:
        """Return the aim among a plan's targets; None where there is none."""
        measure = targets.get("measure")
        if measure is None:
            return None
        return cls(measure, targets.get("value"), targets.get("percent_of_baseline"))

    def value_from(self, baseline: Mapping[str, Any] | None) -> float | None:
        """Return the value to reach; None where it needs a baseline that is not known."""
        if self.value is not None:
            return self.value
        known = None if baseline is None else baseline.get(self.measure)
        if known is None or self.percent_of_baseline is None:
            return None
        return 0.01 * self.percent_of_baseline * float(known)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values, without what is not given."""
        values = {"value": self.value, "percent_of_baseline": self.percent_of_baseline}
        return {"measure": self.measure} | {k: v for k, v in values.items() if v is not None}


def baseline_of(steps: Sequence[Step]) -> dict[str, Any] | None:
    """Return what `steps` of natural running say by measure of `AIMS`, and `steps`, their number.

    None with fewer than 25 complete steps.
    """
    complete = [step for step in steps if step.complete]
    if len(complete) < STEPS_MIN:
        return None
    summary = summarize(complete)
    onsets = [step.measures.onset_steepness_per_s for step in complete]
    known = [onset for onset in onsets if onset is not None]
    return {
        "ball_first_percent": summary["ball_first_percent"],
        "cadence_spm": summary["cadence_spm"],
        "onset_steepness_per_s": math.fsum(known) / len(known) if known else None,
        "steps": len(complete),
    }
