"""The interval of a mean holds the truth as often as it says."""

import numpy as np
import pytest

from analyzer import BadMeasure, mean_interval
from tests.analyzer.made_steps import correlated, steps_with


def test_the_interval_holds_the_true_mean_in_about_95_of_100_sessions() -> None:
    held = 0
    for seed in range(100):
        values = 0.25 + 0.01 * correlated(np.random.default_rng(seed), 300)
        found = mean_interval(steps_with("contact_time_s", values), "contact_time_s")
        held += found.low <= 0.25 <= found.high
    assert 88 <= held <= 100


def test_the_feet_may_differ_without_widening_the_interval() -> None:
    values = 0.25 + 0.01 * correlated(np.random.default_rng(1), 300)
    limping = values + np.where(np.arange(300) % 2, 0.03, -0.03)
    even, odd = (
        mean_interval(steps_with("contact_time_s", one), "contact_time_s")
        for one in (values, limping)
    )
    assert odd.high - odd.low == pytest.approx(even.high - even.low, rel=0.05)


def test_few_or_equal_steps_have_a_mean_and_no_interval() -> None:
    for values in ([0.25, 0.26] * 12, [0.25] * 60):
        found = mean_interval(steps_with("contact_time_s", values), "contact_time_s")
        assert (found.n, found.low, found.high) == (len(values), None, None)
        assert found.mean == pytest.approx(np.mean(values))
    assert mean_interval([], "contact_time_s").mean is None


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(BadMeasure, match="unknown measure"):
        mean_interval([], "height")
