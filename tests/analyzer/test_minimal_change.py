"""The smallest difference of two sessions worth believing."""

import math

import numpy as np
import pytest

from analyzer.errors import AnalyzerError
from analyzer.minimal_change import BadAssumption, minimal_change
from analyzer.series import BadMeasure
from tests.analyzer.made_steps import a_step, correlated, steps_with


def a_session(seed, n=600, mean_s=0.25, phi=0.3):
    rng = np.random.default_rng(seed)
    return steps_with("contact_time_s", mean_s + 0.006 * correlated(rng, n, phi))


def test_part_within_the_session_is_the_error_of_its_mean():
    found = minimal_change(a_session(1, 3000), "contact_time_s", between_sd=0.0)
    # SD of an AR(1) mean: 6 ms * sqrt((1 + 0.3) / (1 - 0.3) / 3000) = 0.149 ms.
    assert found.within_sem == pytest.approx(0.000149, rel=0.2)
    assert found.sem == found.within_sem
    assert found.mdc95 == pytest.approx(1.98 * math.sqrt(2) * found.sem, rel=0.01)


def test_two_sessions_of_an_unchanged_runner_differ_by_less_19_times_of_20():
    believed = 0
    for seed in range(200):
        rng = np.random.default_rng([2, seed])
        means_s = 0.25 + 0.003 * rng.standard_normal(2)
        first, second = (a_session([seed, i], mean_s=means_s[i]) for i in range(2))
        least = minimal_change(first, "contact_time_s", between_sd=0.003).mdc95
        difference = np.mean([s.contact_time_s for s in second]) - np.mean(
            [s.contact_time_s for s in first]
        )
        believed += abs(difference) > least
    assert believed <= 20


def test_few_earlier_sessions_raise_the_bar_enough():
    believed = 0
    rng = np.random.default_rng(3)
    steps = a_session(3)
    for _ in range(200):
        earlier = rng.normal(0.25, 0.003, 3)
        before, after = rng.normal(0.25, 0.003, 2)
        least = minimal_change(steps, "contact_time_s", earlier_means=earlier).mdc95
        believed += abs(after - before) > least
    assert believed <= 20


def test_earlier_sessions_take_the_place_of_the_assumption():
    earlier = [0.250, 0.256, 0.247, 0.253]
    found = minimal_change(a_session(4), "contact_time_s", earlier_means=earlier)
    assert (found.basis, found.sessions, found.between_sd) == ("earlier sessions", 4, None)
    assert found.sem == pytest.approx(np.std(earlier, ddof=1))
    assert found.mdc95 == pytest.approx(3.182 * math.sqrt(2) * found.sem, rel=0.002)


def test_earlier_sessions_that_agree_by_chance_do_not_outdo_the_session_itself():
    found = minimal_change(a_session(5), "contact_time_s", earlier_means=[0.25, 0.25, 0.25])
    assert found.sem == found.within_sem > 0.0


def test_earlier_sessions_serve_a_session_that_is_too_short_itself():
    found = minimal_change([], "contact_time_s", earlier_means=[0.250, 0.256, 0.247])
    assert (found.basis, found.n, found.within_sem) == ("earlier sessions", 0, None)
    assert found.mdc95 > 0.0


def test_without_a_word_on_other_sessions_the_blocks_stand_for_them():
    found = minimal_change(a_session(6), "contact_time_s")
    assert (found.basis, found.n, found.blocks) == ("assumed scatter", 600, 600 // 26)
    assert found.between_sd == pytest.approx(found.within_sem * math.sqrt(600 / 26))
    assert found.sem == pytest.approx(math.hypot(found.within_sem, found.between_sd))
    known = minimal_change(a_session(6), "contact_time_s", between_sd=0.004)
    assert (known.basis, known.between_sd) == ("given scatter", 0.004)
    assert known.mdc95 > found.mdc95


def test_a_limp_is_no_scatter():
    even = minimal_change([a_step(i) for i in range(300)], "contact_time_s")
    limp = minimal_change(steps_with("contact_time_s", [0.25, 0.30] * 150), "contact_time_s")
    assert even.mdc95 == pytest.approx(0.0, abs=1e-12)
    assert limp.mdc95 == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize("n", [0, 1, 103])
def test_too_few_steps_have_no_minimal_change(n):
    found = minimal_change([a_step(i) for i in range(n)], "contact_time_s")
    assert (found.basis, found.n, found.sem, found.mdc95) == ("too few steps", n, None, None)


def test_impossible_words_on_other_sessions_are_refused():
    for wrong, message in [
        ({"between_sd": -0.1}, "between_sd must be a number, at least 0, got -0.1"),
        ({"between_sd": math.nan}, "between_sd must be a number, at least 0, got nan"),
        ({"earlier_means": [0.2]}, "at least 3 means, got 1: leave them out"),
        ({"earlier_means": [0.2, 0.3, math.inf]}, "earlier_means must be finite"),
        ({"earlier_means": [0.2] * 3, "between_sd": 0.1}, "both given: leave one of them out"),
    ]:
        with pytest.raises(BadAssumption, match=message):
            minimal_change([], "contact_time_s", **wrong)
    with pytest.raises(BadMeasure, match="unknown measure"):
        minimal_change([], "knee_load_n")
    assert issubclass(BadAssumption, AnalyzerError)
