"""How a measure moves through a session: by the minute, its trend, and a lasting change."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer.bootstrap import (
    SEED,
    block_length,
    block_means,
    deviations,
    is_rounding,
    widening,
)
from analyzer.change_point import LEAST_CHANGE_SD, ChangePoint, change_point
from analyzer.series import FEWEST_STEPS, Series, series
from analyzer.steps import Side, Step
from analyzer.wording import amount, change_in_words

__all__ = ["Drift", "Minute", "Trend", "drift"]

FEWEST_FOR_TREND = 2 * FEWEST_STEPS


@dataclass(frozen=True, slots=True)
class Minute:
    """One minute of a measure.

    Parameters
    ----------
    start_s : float
        Of the interval [start, start + 60 s), seconds on the recording's clock.
    n : int
        Steps used, at least 1.
    mean : float
        In the measure's unit.
    """

    start_s: float
    n: int
    mean: float


@dataclass(frozen=True, slots=True)
class Trend:
    """The straight line through the steps, in the measure's unit per minute.

    Parameters
    ----------
    per_minute : float
        Slope by least squares.
    low, high : float
        Its 95 % interval, by moving-block bootstrap of what the line leaves.
    change : float
        What the slope makes from the first step to the last, in the measure's unit.
    believable : bool
        Whether the interval leaves out zero and the change exceeds twice the SD of blocks about the line.
    """

    per_minute: float
    low: float
    high: float
    change: float
    believable: bool


@dataclass(frozen=True, slots=True)
class Drift:
    """How one measure moved through a session.

    Parameters
    ----------
    measure : str
        Its name.
    n : int
        Steps used.
    minutes : tuple of Minute
        From the first step on; minutes without a step are left out.
    trend : Trend or None
        None below 50 steps.
    change_point : ChangePoint or None
        None when there is none to believe, and below 200 steps.
    verdict : str
        The same in words.
    """

    measure: str
    n: int
    minutes: tuple[Minute, ...]
    trend: Trend | None
    change_point: ChangePoint | None
    verdict: str


def drift(
    steps: Sequence[Step], measure: str, *, side: Side | None = None, seed: int = SEED
) -> Drift:
    """Return how a measure moved through a session.

    For trend and change point of both feet, each side is first moved to the common mean, so that a difference
    between the sides is not taken for a change.

    Parameters
    ----------
    steps : sequence of Step
        Of one session, in order of contact.
    measure : str
        One of `analyzer.series.MEASURES`.
    side : {"left", "right"} or None
        Only this foot; None: both.
    seed : int
        Of the resamples and permutations.

    Raises
    ------
    BadMeasure
        If there is no such measure or side.
    """
    of_steps = series(steps, measure, side)
    level = of_steps.level_value()
    trend = _trend(level, of_steps.contact_s, seed)
    change = change_point(level, of_steps.contact_s, seed=seed)
    verdict = _verdict(of_steps, trend, change)
    return Drift(measure, len(of_steps), _minutes(of_steps), trend, change, verdict)


def _minutes(of_steps: Series) -> tuple[Minute, ...]:
    if not len(of_steps):
        return ()
    start_s = float(of_steps.contact_s[0])
    minute = ((of_steps.contact_s - start_s) // 60.0).astype(np.intp)
    count = np.bincount(minute)
    total = np.bincount(minute, weights=of_steps.value)
    return tuple(
        Minute(start_s + 60.0 * int(i), int(count[i]), float(total[i] / count[i]))
        for i in np.flatnonzero(count)
    )


def _trend(value: NDArray[np.float64], contact_s: NDArray[np.float64], seed: int) -> Trend | None:
    n = len(value)
    if n < FEWEST_FOR_TREND:
        return None
    minute = (contact_s - contact_s.mean()) / 60.0
    weight = minute / float(minute @ minute)
    slope = float(weight @ value)
    change = slope * float(minute[-1] - minute[0])
    if is_rounding(change, value):
        slope, change = 0.0, 0.0
    residual = value - value.mean() - slope * minute
    strayed = deviations(residual, weight, np.random.default_rng(seed))
    low, high = np.quantile(strayed, [0.025, 0.975]) * widening(n / block_length(n) - 2.0)
    means = block_means(residual, block_length(n))
    scatter = math.sqrt(float(means @ means) / (len(means) - 2))
    is_clear = low + slope > 0.0 or high + slope < 0.0
    believable = bool(is_clear and abs(change) > LEAST_CHANGE_SD * scatter)
    return Trend(slope, slope + float(low), slope + float(high), change, believable)


def _verdict(of_steps: Series, trend: Trend | None, change: ChangePoint | None) -> str:
    measure = of_steps.measure
    if change is not None:
        step = change_in_words(measure, change.after_mean - change.before_mean)
        minutes, seconds = divmod(round(change.time_s - float(of_steps.contact_s[0])), 60)
        return f"{step} from {minutes}:{seconds:02d} on, believable"
    if trend is None:
        return f"too few steps to tell (n < {FEWEST_FOR_TREND})"
    if not trend.believable:
        return "no drift worth believing"
    interval = f"{amount(measure, trend.low)} to {amount(measure, trend.high)}"
    return f"{change_in_words(measure, trend.per_minute)} a minute ({interval}), believable"
