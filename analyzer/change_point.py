"""The one moment at which a measure changed for good, when there was one."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer.bootstrap import SEED, block_length, block_means, is_rounding
from analyzer.series import FEWEST_STEPS

__all__ = ["FEWEST_TO_SPLIT", "ChangePoint", "change_point"]

#: In shorter series slow wandering passes for a change too often (10 % and more).
FEWEST_TO_SPLIT = 200
PERMUTATIONS = 1999
SIGNIFICANCE = 0.05
#: A change has to exceed the scatter of the blocks about it by this, in standard deviations.
LEAST_CHANGE_SD = 2.0


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """A lasting change of the mean, in the measure's unit.

    Parameters
    ----------
    time_s : float
        First contact after the change, seconds on the recording's clock.
    before_mean, after_mean : float
        Of the steps before and from there on, the sides brought to one level.
    before_n, after_n : int
        How many they are.
    p_value : float
        Share of the permutations of blocks whose greatest step is as great.
    """

    time_s: float
    before_mean: float
    after_mean: float
    before_n: int
    after_n: int
    p_value: float


def change_point(
    value: NDArray[np.float64], contact_s: NDArray[np.float64], *, seed: int = SEED
) -> ChangePoint | None:
    """Return the moment of the greatest lasting change, or None when there is none to believe.

    The series is cut into blocks of steps. The greatest standardized CUSUM of their means, which is the step
    that explains most of their variance, marks the change (Hawkins 1977, Journal of the American Statistical
    Association 72:180). It is believed when all of these hold:

    - at most 5 % of the permutations of the blocks have as great a step;
    - a step explains the blocks better than a straight line: otherwise it is a drift;
    - the change exceeds twice the SD of the blocks about it: steps that wander slowly, as gait does over
      minutes (Hausdorff 1996, Journal of Applied Physiology 80:1448), pass the permutation but rarely this.

    Parameters
    ----------
    value, contact_s : ndarray of float64, shape (n,)
        The measure and the moment of each step, in order of time.
    seed : int
        Of the permutations.
    """
    if len(value) < FEWEST_TO_SPLIT or is_rounding(float(np.ptp(value)), value):
        return None
    length = block_length(len(value))
    means = block_means(value - value.mean(), length)
    means -= means.mean()
    margin = math.ceil(FEWEST_STEPS / length)
    score = _step_scores(means, margin)
    cut = margin + int(score.argmax())
    p_value = _p_value(means, margin, seed)
    if p_value > SIGNIFICANCE or not _is_a_step(means, cut, float(score.max())):
        return None
    first = _first_after(value, cut * length, length)
    before, after = value[:first], value[first:]
    return ChangePoint(
        float(contact_s[first]),
        float(before.mean()),
        float(after.mean()),
        len(before),
        len(after),
        p_value,
    )


def _step_scores(centred: NDArray[np.float64], margin: int) -> NDArray[np.float64]:
    """Return the root of the sum of squares that a step explains, for each place that leaves `margin` values.

    ``|S_k| * sqrt(n / (k * (n - k)))`` with S_k the sum of the first k values; the last axis is time.
    """
    n = centred.shape[-1]
    k = np.arange(margin, n - margin + 1)
    total = np.cumsum(centred, axis=-1)[..., k - 1]
    scores: NDArray[np.float64] = np.abs(total) * np.sqrt(n / (k * (n - k)))
    return scores


def _p_value(means: NDArray[np.float64], margin: int, seed: int) -> float:
    shuffled = np.tile(means, (PERMUTATIONS, 1))
    np.random.default_rng(seed).permuted(shuffled, axis=1, out=shuffled)
    greatest = _step_scores(means, margin).max()
    as_great = int((_step_scores(shuffled, margin).max(axis=1) >= greatest).sum())
    return (1 + as_great) / (1 + PERMUTATIONS)


def _is_a_step(means: NDArray[np.float64], cut: int, score: float) -> bool:
    """Return whether a step at `cut` explains more than a line and stands out of the scatter about it."""
    place = np.arange(len(means)) - 0.5 * (len(means) - 1)
    line = abs(float(place @ means)) / math.sqrt(float(place @ place))
    change = abs(float(means[cut:].mean() - means[:cut].mean()))
    left_over = max(0.0, float(means @ means) - score**2) / (len(means) - 2)
    return score > line and change > LEAST_CHANGE_SD * math.sqrt(left_over)


def _first_after(value: NDArray[np.float64], near: int, reach: int) -> int:
    """Return the first step after the change: the greatest score within a block of `near`."""
    scores = _step_scores(value - value.mean(), FEWEST_STEPS)
    low = max(0, near - reach - FEWEST_STEPS)
    return low + FEWEST_STEPS + int(scores[low : near + reach + 1 - FEWEST_STEPS].argmax())
