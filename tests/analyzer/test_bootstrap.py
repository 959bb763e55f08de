"""The moving-block bootstrap: intervals that hold what they promise."""

import numpy as np
import pytest
from scipy import stats

from analyzer.bootstrap import block_length, block_means, deviations, student_t, widening
from analyzer.compare import difference_of_means
from tests.analyzer.made_steps import correlated

TRIALS = 200


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 6, 10, 40, 1000])
def test_student_quantile_is_that_of_the_tables(freedom):
    assert student_t(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=2e-3)
    assert student_t(freedom, 0.9) == pytest.approx(stats.t.ppf(0.95, freedom), rel=2e-3)


def test_many_blocks_need_no_widening():
    assert widening(1e6) == pytest.approx(1.0, abs=1e-4)
    assert widening(4) > widening(9) > widening(99) > 1.0
    assert widening(0.2) == widening(1.0)


def test_blocks_hold_both_feet_and_grow_with_the_series():
    lengths = [block_length(n) for n in (10, 25, 49, 50, 125, 1000, 20_000)]
    assert lengths == [2, 4, 8, 10, 10, 20, 56]


def test_block_means_leave_out_the_rest():
    assert block_means(np.arange(7.0), 3).tolist() == [1.0, 4.0]


def test_resampled_means_vary_as_means_of_independent_values_do():
    rng = np.random.default_rng(5)
    value = rng.standard_normal(4000)
    strayed = deviations(value - value.mean(), np.full(4000, 1 / 4000), rng)
    assert strayed.mean() == pytest.approx(0.0, abs=0.001)
    assert strayed.std() == pytest.approx(1 / np.sqrt(4000), rel=0.1)


def test_resampled_means_vary_more_when_steps_resemble_their_neighbours():
    rng = np.random.default_rng(6)
    value = correlated(rng, 4000, phi=0.6)
    strayed = deviations(value - value.mean(), np.full(4000, 1 / 4000), rng)
    # Variance of the mean of an AR(1): (1 + phi) / (1 - phi) = 4 times that of independent values.
    assert strayed.std() == pytest.approx(2 / np.sqrt(4000), rel=0.15)


@pytest.mark.parametrize("phi", [0.0, 0.3, 0.6])
@pytest.mark.parametrize("n", [60, 200])
def test_interval_holds_the_true_difference_in_95_of_100_trials(phi, n):
    held = 0
    for seed in range(TRIALS):
        rng = np.random.default_rng([n, seed])
        a, b = correlated(rng, n, phi), correlated(rng, n, phi) + 0.7
        _, (low, high) = difference_of_means(a, b, seed=seed, resamples=2000)
        held += low <= 0.7 <= high
    assert 0.90 * TRIALS <= held <= 0.99 * TRIALS


def test_interval_holds_the_truth_when_the_sets_are_unlike_in_size_and_spread():
    held = 0
    for seed in range(TRIALS):
        rng = np.random.default_rng([9, seed])
        a, b = 5.0 * correlated(rng, 50, 0.4), correlated(rng, 800, 0.4)
        _, (low, high) = difference_of_means(a, b, seed=seed, resamples=2000)
        held += low <= 0.0 <= high
    assert 0.90 * TRIALS <= held <= 0.99 * TRIALS


def test_one_seed_gives_one_interval_and_another_nearly_the_same():
    rng = np.random.default_rng(10)
    a, b = correlated(rng, 300), correlated(rng, 300)
    assert difference_of_means(a, b, seed=1) == difference_of_means(a, b, seed=1)
    one, other = (difference_of_means(a, b, seed=seed)[1] for seed in (1, 2))
    assert one != other
    assert one == pytest.approx(other, abs=0.15 * (one[1] - one[0]))
