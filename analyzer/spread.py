"""Where a measure lies and how much it varies from step to step."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from analyzer.series import series
from analyzer.steps import Step

__all__ = ["Spread", "describe"]


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean and variation of one measure; None where there are too few steps to tell.

    Parameters
    ----------
    n : int
        Complete steps that have the measure: those that were used.
    mean, median : float or None
        In the measure's unit; None without steps.
    sd : float or None
        Standard deviation with n - 1, in the measure's unit; None below two steps.
    cv_percent : float or None
        100 * SD / abs(mean); None as well when the values lie on both sides of zero or the mean is zero: a
        share of such a mean says nothing.
    """

    n: int
    mean: float | None
    sd: float | None
    cv_percent: float | None
    median: float | None


def describe(steps: Sequence[Step], measure: str) -> dict[Literal["both", "left", "right"], Spread]:
    """Return mean, SD, CV and median of one measure, of both feet together and of each.

    Parameters
    ----------
    steps : sequence of Step
        In any order. Incomplete steps and steps without the measure are left out.
    measure : str
        One of `analyzer.series.MEASURES`.

    Raises
    ------
    BadMeasure
        If there is no such measure.
    """
    of_steps = series(steps, measure)
    return {
        "both": _spread(of_steps.value),
        "left": _spread(of_steps.value[of_steps.is_left]),
        "right": _spread(of_steps.value[~of_steps.is_left]),
    }


def _spread(value: NDArray[np.float64]) -> Spread:
    if not len(value):
        return Spread(0, None, None, None, None)
    mean = float(value.mean())
    sd = float(value.std(ddof=1)) if len(value) > 1 else None
    has_ratio = sd is not None and mean != 0.0 and value.min() * value.max() >= 0.0
    cv_percent = 100.0 * sd / abs(mean) if has_ratio and sd is not None else None
    return Spread(len(value), mean, sd, cv_percent, float(np.median(value)))
