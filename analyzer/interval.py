"""How well a session's mean is known: its 95 % interval."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analyzer.bootstrap import SEED, block_length, deviations, is_rounding, widening
from analyzer.series import FEWEST_STEPS, series
from analyzer.steps import Side, Step

__all__ = ["MeanInterval", "mean_interval"]


@dataclass(frozen=True, slots=True)
class MeanInterval:
    """Mean of one measure over the complete steps of a session, in the measure's unit.

    Parameters
    ----------
    n : int
        Steps used.
    mean : float or None
        None without steps.
    low, high : float or None
        95 % interval of the mean by moving-block bootstrap; None with fewer than 25 steps, and where all
        steps have the same value: resampling them can show no scatter.
    """

    n: int
    mean: float | None
    low: float | None
    high: float | None


def mean_interval(
    steps: Sequence[Step], measure: str, *, side: Side | None = None, seed: int = SEED
) -> MeanInterval:
    """Return mean and 95 % interval of one measure.

    The two feet are levelled before the steps are resampled: how they differ is no scatter.

    Parameters
    ----------
    steps : sequence of Step
        In order of contact.
    measure : str
        One of `analyzer.series.MEASURES`.
    side : {"left", "right"} or None
        Only this foot; None: both.
    seed : int
        Of the resamples.

    Raises
    ------
    BadMeasure
        If there is no such measure or side.
    """
    of_steps = series(steps, measure, side)
    n = len(of_steps)
    if n == 0:
        return MeanInterval(0, None, None, None)
    value = of_steps.level_value()
    mean = float(of_steps.value.mean())
    if n < FEWEST_STEPS or is_rounding(float(np.ptp(value)), value):
        return MeanInterval(n, mean, None, None)
    weight = np.full(n, 1.0 / n)
    strayed = deviations(value - mean, weight, np.random.default_rng(seed))
    stretch = widening(n / block_length(n) - 1.0)
    low, high = stretch * np.quantile(strayed, [0.025, 0.975])
    return MeanInterval(n, mean, mean + float(low), mean + float(high))
