"""The table of a report: key measures with interval, minimal change, both feet, and last time."""

from collections.abc import Sequence
from dataclasses import dataclass

from analyzer import (
    Comparison,
    MeanInterval,
    Step,
    ThresholdsDiffer,
    compare,
    mean_interval,
    minimal_change,
)

__all__ = ["KEY_MEASURES", "KeyMeasure", "key_measures"]

#: In the order of the page, with the factor from the field's unit to the one that is read.
KEY_MEASURES: dict[str, float] = {
    "ball_first_percent": 1.0,
    "strike_index_percent": 1.0,
    "contact_time_s": 1000.0,
    "flight_time_s": 1000.0,
    "step_time_s": 1000.0,
    "step_length_m": 100.0,
    "step_width_m": 100.0,
}


@dataclass(frozen=True, slots=True)
class KeyMeasure:
    """One line of the table, in the measure's own unit.

    Parameters
    ----------
    measure : str
        Its name.
    both, left, right : MeanInterval
        Means and their 95 % intervals.
    minimal_change : float or None
        MDC95 as this session's blocks let it be estimated; None with too few steps.
    comparison : Comparison or None
        This session against the earlier one; None without one, or where it cannot be compared.
    differs : bool
        Whether it cannot be compared because the contact thresholds differ.
    """

    measure: str
    both: MeanInterval
    left: MeanInterval
    right: MeanInterval
    minimal_change: float | None
    comparison: Comparison | None
    differs: bool = False


def key_measures(steps: Sequence[Step], earlier: Sequence[Step] | None) -> tuple[KeyMeasure, ...]:
    """Return the table of a session, against an earlier one of the same runner where there is one."""
    return tuple(_key_measure(steps, earlier, measure) for measure in KEY_MEASURES)


def _key_measure(steps: Sequence[Step], earlier: Sequence[Step] | None, measure: str) -> KeyMeasure:
    least = minimal_change(steps, measure)
    comparison, differs = None, False
    if earlier is not None:
        # The scatter of the steadier session would make a change look surer than it is.
        before = minimal_change(earlier, measure)
        greater = max(least, before, key=lambda one: one.mdc95 or 0.0)
        try:
            comparison = compare(earlier, steps, measure=measure, minimal_change=greater)
        except ThresholdsDiffer:
            differs = True
    return KeyMeasure(
        measure,
        mean_interval(steps, measure),
        mean_interval(steps, measure, side="left"),
        mean_interval(steps, measure, side="right"),
        least.mdc95,
        comparison,
        differs,
    )
