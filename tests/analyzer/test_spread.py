"""Mean, SD, CV and median, and the reading of measures by name."""

import math
from itertools import pairwise

import numpy as np
import pytest

from analyzer.errors import AnalyzerError
from analyzer.series import MEASURES, BadMeasure, series, values
from analyzer.spread import describe
from tests.analyzer.made_steps import a_step, steps_with


def test_spread_is_that_of_the_numbers():
    spread = describe(steps_with("contact_time_s", [0.20, 0.30, 0.22, 0.32]), "contact_time_s")
    assert spread["both"].n == 4
    assert spread["both"].mean == pytest.approx(0.26)
    assert spread["both"].sd == pytest.approx(np.std([0.20, 0.30, 0.22, 0.32], ddof=1))
    assert spread["both"].cv_percent == pytest.approx(100 * spread["both"].sd / 0.26)
    assert spread["both"].median == pytest.approx(0.26)
    assert (spread["left"].n, spread["left"].mean) == (2, pytest.approx(0.21))
    assert (spread["right"].n, spread["right"].mean) == (2, pytest.approx(0.31))


def test_known_distribution_is_recovered():
    rng = np.random.default_rng(1)
    spread = describe(steps_with("contact_time_s", rng.normal(0.25, 0.01, 5000)), "contact_time_s")
    assert spread["both"].mean == pytest.approx(0.25, abs=4 * 0.01 / math.sqrt(5000))
    assert spread["both"].cv_percent == pytest.approx(4.0, rel=0.05)


def test_incomplete_steps_and_missing_values_are_left_out():
    steps = [
        a_step(0, flight_time_s=0.1),
        a_step(1, flight_time_s=None),
        a_step(2, flight_time_s=9.0, complete=False),
        a_step(3, flight_time_s=0.2),
    ]
    assert values(steps, "flight_time_s").tolist() == [0.1, 0.2]
    assert values(steps, "flight_time_s", side="right").tolist() == [0.2]
    assert describe(steps, "flight_time_s")["both"].n == 2


def test_no_steps_have_no_spread():
    for spread in describe([], "contact_time_s").values():
        assert (spread.n, spread.mean, spread.sd, spread.cv_percent, spread.median) == (
            0,
            *[None] * 4,
        )


def test_one_step_has_a_mean_and_no_sd():
    spread = describe([a_step(0)], "contact_time_s")
    assert (spread["left"].mean, spread["left"].sd, spread["left"].cv_percent) == (0.25, None, None)
    assert spread["right"].n == 0


def test_equal_steps_do_not_vary():
    spread = describe([a_step(i) for i in range(40)], "contact_time_s")
    assert (spread["both"].sd, spread["both"].cv_percent) == (0.0, 0.0)


def test_values_on_both_sides_of_zero_have_no_cv():
    spread = describe(steps_with("step_width_m", [-0.01, 0.03, 0.02, 0.0]), "step_width_m")["both"]
    assert spread.mean == pytest.approx(0.01)
    assert spread.sd > 0.0
    assert spread.cv_percent is None


def test_ball_first_is_a_share_of_the_named_strikes():
    steps = [a_step(i, strike=name) for i, name in enumerate(["ball", "heel", None, "ball"])]
    assert describe(steps, "ball_first_percent")["both"].mean == pytest.approx(200 / 3)


@pytest.mark.parametrize("measure", MEASURES)
def test_every_offered_measure_can_be_read(measure):
    assert all(np.isfinite(values([a_step(0), a_step(1)], measure)))


def test_moments_of_the_clock_are_no_measures():
    for name in ("contact_s", "off_s", "heel_onset_s", "ball_end_s", "number", "side", "footprint"):
        assert name not in MEASURES


def test_unknown_measures_and_sides_are_refused_with_the_remedy():
    with pytest.raises(BadMeasure, match=r"unknown measure 'contact_tme_s'.*contact_time_s"):
        values([], "contact_tme_s")
    with pytest.raises(BadMeasure, match="side must be 'left', 'right' or None, got 'both'"):
        values([], "contact_time_s", side="both")
    with pytest.raises(BadMeasure, match=r"peak_force_n must be a finite number.* at 0\.375 s"):
        values(steps_with("peak_force_n", [1.0, math.nan]), "peak_force_n")
    assert issubclass(BadMeasure, AnalyzerError)
    assert issubclass(BadMeasure, ValueError)


def test_sides_are_moved_to_one_level_and_the_mean_stays():
    steps = steps_with("contact_time_s", [0.2, 0.3, 0.21, 0.31, 0.2])
    of_steps = series(steps, "contact_time_s")
    level = of_steps.level_value()
    assert level.mean() == pytest.approx(of_steps.value.mean())
    assert level[of_steps.is_left].mean() == pytest.approx(level[~of_steps.is_left].mean())
    assert all(b > a for a, b in pairwise(level[of_steps.is_left][:2]))
