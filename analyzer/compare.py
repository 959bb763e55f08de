"""Two sets of steps, before and after or shoe A and shoe B: how they differ and whether to believe it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer.bootstrap import RESAMPLES, SEED, block_length, deviations, is_rounding, widening
from analyzer.errors import AnalyzerError
from analyzer.minimal_change import MinimalChange
from analyzer.series import FEWEST_STEPS, Series, series
from analyzer.steps import Side, Step
from analyzer.wording import amount, change_in_words

__all__ = ["Comparison", "ThresholdsDiffer", "compare", "difference_of_means"]

#: Measures that run from one crossing of the contact threshold to another: 1 N moves them by about 0.4 ms.
_BY_THRESHOLD = (
    "contact_time_s",
    "flight_time_s",
    "duty_factor",
    "heel_contact_s",
    "heel_to_ball_s",
    "foot_flat_s",
)
SAME_THRESHOLD_N = 1.0
SAME_SPEED_FRACTION = 0.03
SAME_SIDE_FRACTION = 0.10


class ThresholdsDiffer(AnalyzerError, ValueError):
    """Two sets of steps whose contact thresholds differ, in a measure that depends on the threshold."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Set B against set A in one measure, in the measure's unit.

    Parameters
    ----------
    measure : str
        Its name.
    a_n, b_n : int
        Steps used of each set.
    a_mean, b_mean : float or None
        None without steps.
    difference : float or None
        Mean of B less mean of A; None when a set has fewer than 25 steps, as `low` and `high`.
    low, high : float or None
        95 % interval of the difference, by moving-block bootstrap within each set.
    minimal_change : float or None
        Smallest difference between two sessions worth believing, as the caller gave it.
    believable : bool or None
        Whether the interval leaves out zero and the difference reaches `minimal_change`; None with too few
        steps.
    verdict : str
        The same in words.
    notes : tuple of str
        In what else the two sets differ that by itself can move the measure.
    """

    measure: str
    a_n: int
    b_n: int
    a_mean: float | None
    b_mean: float | None
    difference: float | None
    low: float | None
    high: float | None
    minimal_change: float | None
    believable: bool | None
    verdict: str
    notes: tuple[str, ...]


def compare(
    a: Sequence[Step],
    b: Sequence[Step],
    *,
    measure: str,
    side: Side | None = None,
    minimal_change: MinimalChange | None = None,
    seed: int = SEED,
) -> Comparison:
    """Return how set B differs from set A in one measure, and a verdict.

    Parameters
    ----------
    a, b : sequence of Step
        Each in order of contact.
    measure : str
        One of `analyzer.series.MEASURES`.
    side : {"left", "right"} or None
        Only this foot; None: both.
    minimal_change : MinimalChange or None
        What two sessions of the same measure have to differ by. None: the sets are of one session.
    seed : int
        Of the resamples.

    Raises
    ------
    BadMeasure
        If there is no such measure or side, or `minimal_change` is of another measure.
    ThresholdsDiffer
        If the measure depends on the contact threshold and the thresholds differ by more than 1 N.
    """
    if minimal_change is not None:
        minimal_change.require(measure)
    of_a, of_b = series(a, measure, side), series(b, measure, side)
    _require_one_threshold(of_a, of_b)
    least = None if minimal_change is None else minimal_change.mdc95
    seen = (measure, len(of_a), len(of_b), _mean(of_a.value), _mean(of_b.value))
    notes = _notes(of_a, of_b)
    if minimal_change is not None and least is None:
        notes = (
            *notes,
            "minimal change unknown: too few steps; the scatter between sessions is left out",
        )
    if min(len(of_a), len(of_b)) < FEWEST_STEPS:
        words = f"too few steps to tell (n < {FEWEST_STEPS})"
        return Comparison(*seen, None, None, None, least, None, words, notes)
    difference, (low, high) = difference_of_means(of_a.value, of_b.value, seed=seed)
    believable = (low > 0.0 or high < 0.0) and abs(difference) >= (least or 0.0)
    words = _verdict(measure, difference, believable, least)
    return Comparison(*seen, difference, low, high, least, believable, words, notes)


def difference_of_means(
    a: NDArray[np.float64], b: NDArray[np.float64], *, seed: int = SEED, resamples: int = RESAMPLES
) -> tuple[float, tuple[float, float]]:
    """Return mean of `b` less mean of `a`, and its 95 % interval by moving-block bootstrap.

    Each set is resampled by itself. The interval's percentiles are stretched by Student's against the normal
    quantile, with the blocks of both sets as degrees of freedom (Welch 1947).

    Parameters
    ----------
    a, b : ndarray of float64, shape (n,)
        At least 4 values each, in order of time.
    seed, resamples : int
        Of the resamples.
    """
    rng = np.random.default_rng(seed)
    difference = float(b.mean() - a.mean())
    if is_rounding(difference, np.concatenate([a, b])):
        difference = 0.0
    of_a, of_b = (
        deviations(
            value - value.mean(), np.full(len(value), 1.0 / len(value)), rng, resamples=resamples
        )
        for value in (a, b)
    )
    stretch = widening(_welch_freedom(a, b, (float(of_a.var()), float(of_b.var()))))
    low, high = np.quantile(of_b - of_a, [0.025, 0.975]) * stretch
    return difference, (difference + float(low), difference + float(high))


def _welch_freedom(
    a: NDArray[np.float64], b: NDArray[np.float64], variance: tuple[float, float]
) -> float:
    """Return the degrees of freedom of a difference whose parts vary unlike, from the numbers of blocks."""
    freedom = [len(value) / block_length(len(value)) - 1.0 for value in (a, b)]
    parts = sum(part**2 / free for part, free in zip(variance, freedom, strict=True))
    return sum(variance) ** 2 / parts if parts > 0.0 else sum(freedom)


def _require_one_threshold(a: Series, b: Series) -> None:
    if a.measure not in _BY_THRESHOLD or not len(a) or not len(b):
        return
    a_n, b_n = float(a.threshold_n.mean()), float(b.threshold_n.mean())
    if abs(a_n - b_n) > SAME_THRESHOLD_N:
        raise ThresholdsDiffer(
            f"{a.measure} was measured at {a_n:.1f} N in A and at {b_n:.1f} N in B; thresholds may differ by "
            f"at most {SAME_THRESHOLD_N:g} N: analyze both recordings again with one threshold_n"
        )


def _notes(a: Series, b: Series) -> tuple[str, ...]:
    if not len(a) or not len(b):
        return ()
    notes = []
    a_m_s, b_m_s = float(a.belt_speed_m_s.mean()), float(b.belt_speed_m_s.mean())
    if abs(a_m_s - b_m_s) > SAME_SPEED_FRACTION * max(abs(a_m_s), abs(b_m_s)):
        notes.append(f"belt speed differs: {a_m_s:.2f} m/s in A, {b_m_s:.2f} m/s in B")
    a_left, b_left = float(a.is_left.mean()), float(b.is_left.mean())
    if abs(a_left - b_left) > SAME_SIDE_FRACTION:
        notes.append(f"sides differ: {a_left:.0%} left in A, {b_left:.0%} left in B")
    return tuple(notes)


def _verdict(measure: str, difference: float, believable: bool, least: float | None) -> str:
    if believable:
        return f"{change_in_words(measure, difference)}, believable"
    if least is not None and abs(difference) < least:
        return f"no difference worth believing (below {amount(measure, least)})"
    return "no difference worth believing"


def _mean(value: NDArray[np.float64]) -> float | None:
    return float(value.mean()) if len(value) else None
