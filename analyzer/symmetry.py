"""Left against right: the difference and its two published indices."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.compare import difference_of_means
from analyzer.series import FEWEST_STEPS, series
from analyzer.steps import Step

__all__ = ["Symmetry", "symmetry"]


@dataclass(frozen=True, slots=True)
class Symmetry:
    """Left against right in one measure; None where there are too few steps of a side.

    Parameters
    ----------
    measure : str
        Its name.
    left_n, right_n : int
        Steps used of each side.
    left_mean, right_mean : float or None
        In the measure's unit; None without steps.
    difference : float or None
        Left less right; None when a side has fewer than 25 steps, as everything below.
    low, high : float or None
        95 % interval of the difference, by moving-block bootstrap.
    robinson_index_percent : float or None
        Robinson's symmetry index, see `robinson_index_percent`.
    symmetry_angle_percent : float or None
        Zifchock's symmetry angle, see `symmetry_angle_percent`.
    """

    measure: str
    left_n: int
    right_n: int
    left_mean: float | None
    right_mean: float | None
    difference: float | None
    low: float | None
    high: float | None
    robinson_index_percent: float | None
    symmetry_angle_percent: float | None


def symmetry(steps: Sequence[Step], measure: str) -> Symmetry:
    """Return how left and right differ in one measure.

    Parameters
    ----------
    steps : sequence of Step
        In order of contact.
    measure : str
        One of `analyzer.series.MEASURES`.

    Raises
    ------
    BadMeasure
        If there is no such measure.
    """
    left, right = series(steps, measure, "left").value, series(steps, measure, "right").value
    left_mean = float(left.mean()) if len(left) else None
    right_mean = float(right.mean()) if len(right) else None
    seen = (measure, len(left), len(right), left_mean, right_mean)
    if left_mean is None or right_mean is None or min(len(left), len(right)) < FEWEST_STEPS:
        return Symmetry(*seen, None, None, None, None, None)
    difference, (low, high) = difference_of_means(right, left)
    return Symmetry(
        *seen,
        difference,
        low,
        high,
        robinson_index_percent(left_mean, right_mean),
        symmetry_angle_percent(left_mean, right_mean),
    )


def robinson_index_percent(left: float, right: float) -> float | None:
    """Return Robinson's symmetry index, positive when the left is greater.

    ``100 * (left - right) / ((left + right) / 2)``; 0 is symmetric (Robinson, Herzog and Nigg 1987, Journal
    of Manipulative and Physiological Therapeutics 10:172).

    Returns
    -------
    float or None
        -200 to 200; None when the values have opposite signs or both are 0: their mean is no yardstick.
    """
    if left * right < 0.0 or left + right == 0.0:
        return None
    return 100.0 * (left - right) / abs(0.5 * (left + right))


def symmetry_angle_percent(left: float, right: float) -> float | None:
    """Return Zifchock's symmetry angle, positive when the right is greater.

    ``100 * (45° - atan(left / right)) / 90°``, less 200 where the angle is above 90°; 0 is symmetric, and no
    side has to be chosen as the yardstick (Zifchock, Davis, Higginson and Royer 2008, Gait and Posture
    27:622).

    Returns
    -------
    float or None
        -100 to 100; for two positive values -50 to 50. None when both are 0.
    """
    if left == 0.0 and right == 0.0:
        return None
    slope_deg = math.degrees(math.atan(left / right)) if right else math.copysign(90.0, left)
    angle_deg = 45.0 - slope_deg
    return 100.0 * (angle_deg - 180.0 if angle_deg > 90.0 else angle_deg) / 90.0
