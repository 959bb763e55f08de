"""One measure of many steps as arrays: what every statistic here is computed from."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, get_type_hints

import numpy as np
from numpy.typing import NDArray

from analyzer.errors import AnalyzerError
from analyzer.measures import Measures
from analyzer.steps import Side, Step

__all__ = ["FEWEST_STEPS", "MEASURES", "BadMeasure", "Series", "series", "values"]

#: Fewer steps do not hold still enough to speak of a mean (Oliveira and Pirscoveanu 2021).
FEWEST_STEPS = 25
#: Share of the steps with a named strike that landed on the ball: 100 or 0 for one step.
BALL_FIRST = "ball_first_percent"


class BadMeasure(AnalyzerError, ValueError):
    """A measure or a side that no step has, or a value that is no number."""


@dataclass(frozen=True, slots=True)
class Series:
    """One measure of the complete steps that have it, in the order of the steps.

    Parameters
    ----------
    measure : str
        Its name, one of `MEASURES`.
    value : ndarray of float64, shape (n,)
        In the measure's own unit.
    contact_s : ndarray of float64, shape (n,)
        When each step began, seconds on the recording's clock.
    is_left : ndarray of bool, shape (n,)
        The foot.
    threshold_n, belt_speed_m_s : ndarray of float64, shape (n,)
        Contact threshold and belt speed of each step.
    """

    measure: str
    value: NDArray[np.float64]
    contact_s: NDArray[np.float64]
    is_left: NDArray[np.bool_]
    threshold_n: NDArray[np.float64]
    belt_speed_m_s: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.value)

    def level_value(self) -> NDArray[np.float64]:
        """Return the values with both sides moved to the common mean: a limp is no change over time."""
        level = self.value.copy()
        for of_side in (self.is_left, ~self.is_left):
            if of_side.any():
                level[of_side] += self.value.mean() - self.value[of_side].mean()
        return level


def series(steps: Sequence[Step], measure: str, side: Side | None = None) -> Series:
    """Return one measure of the complete steps that have it.

    Parameters
    ----------
    steps : sequence of Step
        In order of contact.
    measure : str
        One of `MEASURES`.
    side : {"left", "right"} or None
        Only this foot; None: both.

    Raises
    ------
    BadMeasure
        If there is no such measure or side, or a value is infinite or NaN.
    """
    if side not in (None, "left", "right"):
        raise BadMeasure(f"side must be 'left', 'right' or None, got {side!r}")
    read = _reader(measure)
    used = [
        (value, step.contact_s, step.side == "left", step.threshold_n, step.belt_speed_m_s)
        for step in steps
        if step.complete and side in (None, step.side) and (value := read(step)) is not None
    ]
    table = np.array(used, dtype=np.float64).reshape(-1, 5)
    if not np.isfinite(table[:, 0]).all():
        number = int(np.argmin(np.isfinite(table[:, 0])))
        raise BadMeasure(
            f"{measure} must be a finite number or None, got {table[number, 0]} "
            f"for the step at {table[number, 1]:.3f} s"
        )
    return Series(measure, table[:, 0], table[:, 1], table[:, 2] > 0.0, table[:, 3], table[:, 4])


def values(steps: Sequence[Step], measure: str, side: Side | None = None) -> NDArray[np.float64]:
    """Return one measure of the complete steps that have it, shape (n,), in the measure's unit.

    Raises
    ------
    BadMeasure
        If there is no such measure or side, or a value is infinite or NaN.
    """
    return series(steps, measure, side).value


def _reader(measure: str) -> Any:
    if measure == BALL_FIRST:
        return _ball_first_percent
    if measure not in _PATHS:
        raise BadMeasure(f"unknown measure {measure!r}; the measures are {', '.join(MEASURES)}")
    return attrgetter(_PATHS[measure])


def _ball_first_percent(step: Step) -> float | None:
    return None if step.strike is None else 100.0 * (step.strike == "ball")


def _paths() -> dict[str, str]:
    """Return where each measure stands in a step: numbers, but no moments of the recording's clock."""
    found = {name: name for name in _numbers_of(Step)}
    found |= {name: f"measures.{name}" for name in _numbers_of(Measures)}
    moments = ("contact_s", "off_s")
    return {
        name: path
        for name, path in found.items()
        if name not in moments and not name.endswith(("_onset_s", "_end_s"))
    }


def _numbers_of(record: type) -> list[str]:
    return [name for name, kind in get_type_hints(record).items() if kind in (float, float | None)]


_PATHS = _paths()

#: Every measure that the statistics take, by its field's name.
MEASURES: tuple[str, ...] = (*_PATHS, BALL_FIRST)
