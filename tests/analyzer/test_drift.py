"""Fatigue: minutes, trend and a lasting change."""

import numpy as np
import pytest

from analyzer.drift import drift
from tests.analyzer.made_steps import STEP_S, a_step, correlated, steps_with, wandering

TRIALS = 100


def a_session(seed, *, n=1000, ramp_s=0.0, jump_s=0.0, at=0.6, phi=0.5):
    """Contact times of SD 6 ms that rise by `ramp_s` in all and by `jump_s` from the share `at` on."""
    rng = np.random.default_rng(seed)
    times_s = 0.25 + 0.006 * correlated(rng, n, phi) + ramp_s * np.linspace(-0.5, 0.5, n)
    times_s[int(at * n) :] += jump_s
    return steps_with("contact_time_s", times_s)


def test_minutes_are_counted_from_the_first_step():
    steps = steps_with("contact_time_s", [0.2] * 160 + [0.3] * 100)
    minutes = drift(steps, "contact_time_s").minutes
    assert [(m.start_s, m.n) for m in minutes] == [(0.0, 160), (60.0, 100)]
    assert [m.mean for m in minutes] == pytest.approx([0.2, 0.3])


def test_minutes_of_rest_are_left_out_and_the_clock_need_not_begin_at_zero():
    steps = [a_step(i, contact_s=1000.0 + 10.0 * i) for i in (0, 1, 2, 20, 21)]
    minutes = drift(steps, "contact_time_s").minutes
    assert [(m.start_s, m.n) for m in minutes] == [(1000.0, 3), (1180.0, 2)]


def test_a_slow_rise_is_a_trend_and_no_jump():
    found = drift(a_session(1, n=2000, ramp_s=0.02), "contact_time_s")
    per_minute = 0.02 / (2000 * STEP_S / 60)
    assert found.trend.low < per_minute < found.trend.high
    assert found.trend.per_minute == pytest.approx(per_minute, rel=0.2)
    assert found.trend.change == pytest.approx(0.02, rel=0.2)
    assert found.trend.believable
    assert found.change_point is None
    assert found.verdict.startswith("longer by 1.")
    assert "ms a minute (" in found.verdict


def test_a_jump_is_found_at_its_time_with_the_means_on_both_sides():
    found = drift(a_session(2, n=1000, jump_s=0.012), "contact_time_s").change_point
    assert found.time_s == pytest.approx(600 * STEP_S, abs=15 * STEP_S)
    assert found.before_mean == pytest.approx(0.25, abs=0.002)
    assert found.after_mean == pytest.approx(0.262, abs=0.002)
    assert found.before_n + found.after_n == 1000
    assert found.p_value <= 0.001


def test_the_verdict_tells_direction_size_and_minute_of_the_jump():
    steps = steps_with("strike_index_percent", [20.0] * 320 + [45.0] * 180)
    found = drift(steps, "strike_index_percent")
    assert found.change_point.time_s == 320 * STEP_S
    assert found.verdict == "further forward by 25 points from 2:00 on, believable"


@pytest.mark.parametrize("n", [200, 1000])
@pytest.mark.parametrize("phi", [0.0, 0.3, 0.6, 0.8])
def test_steady_runs_rarely_raise_a_false_alarm(n, phi):
    found = [drift(a_session([n, seed], n=n, phi=phi), "contact_time_s") for seed in range(TRIALS)]
    assert sum(one.change_point is not None for one in found) <= 0.10 * TRIALS
    assert sum(one.trend.believable for one in found) <= 0.10 * TRIALS


def test_gait_that_wanders_slowly_rarely_raises_a_false_alarm():
    found = []
    for seed in range(TRIALS):
        rng = np.random.default_rng([11, seed])
        steps = steps_with("contact_time_s", 0.25 + 0.004 * wandering(rng, 3000))
        found.append(drift(steps, "contact_time_s"))
    assert sum(one.change_point is not None for one in found) <= 0.10 * TRIALS
    assert sum(one.trend.believable for one in found) <= 0.10 * TRIALS


def test_no_change_is_reported_that_shuffled_blocks_make_as_well():
    found = [drift(a_session([15, seed], n=240, phi=0.0), "contact_time_s") for seed in range(300)]
    reported = [one.change_point for one in found if one.change_point is not None]
    assert 0 < len(reported) <= 30
    assert max(one.p_value for one in reported) <= 0.05


def test_a_jump_of_one_standard_deviation_is_mostly_found():
    found = [
        drift(a_session([12, seed], n=1000, jump_s=0.006), "contact_time_s").change_point
        for seed in range(TRIALS)
    ]
    assert sum(one is not None for one in found) >= 0.80 * TRIALS
    off_s = [abs(one.time_s - 600 * STEP_S) for one in found if one is not None]
    assert np.median(off_s) <= 10 * STEP_S


@pytest.mark.parametrize("phi", [0.0, 0.5])
def test_interval_of_the_slope_holds_the_truth_in_95_of_100_trials(phi):
    held = 0
    for seed in range(200):
        trend = drift(a_session([13, seed], n=180, ramp_s=0.01, phi=phi), "contact_time_s").trend
        held += trend.low <= 0.01 / (179 * STEP_S / 60) <= trend.high
    assert 180 <= held <= 198


def test_a_limp_and_missed_steps_are_no_drift():
    steps = steps_with("contact_time_s", [0.25, 0.29] * 250)
    lame = steps[:250] + [step for step in steps[250:] if step.side == "left" or step.number % 3]
    found = drift(lame, "contact_time_s")
    assert not found.trend.believable
    assert found.change_point is None
    assert found.verdict == "no drift worth believing"


def test_one_side_can_drift_alone():
    steps = [a_step(i, contact_time_s=0.25 if i % 2 == 0 or i < 300 else 0.30) for i in range(600)]
    assert drift(steps, "contact_time_s", side="left").verdict == "no drift worth believing"
    right = drift(steps, "contact_time_s", side="right")
    assert right.change_point.time_s == 301 * STEP_S
    assert right.change_point.before_n == 150


def test_one_side_only_is_enough():
    steps = [a_step(2 * i, contact_time_s=0.25 if i < 150 else 0.28) for i in range(300)]
    assert drift(steps, "contact_time_s").change_point.before_n == 150


def test_equal_steps_do_not_drift():
    found = drift([a_step(i, contact_time_s=0.1) for i in range(400)], "contact_time_s")
    trend = found.trend
    assert (trend.per_minute, trend.change, trend.believable) == (0.0, 0.0, False)
    assert found.change_point is None
    assert found.verdict == "no drift worth believing"


def test_too_few_steps_have_minutes_and_nothing_else():
    found = drift([a_step(i) for i in range(49)], "contact_time_s")
    assert (found.n, len(found.minutes)) == (49, 1)
    assert (found.trend, found.change_point) == (None, None)
    assert found.verdict == "too few steps to tell (n < 50)"
    nothing = drift([], "contact_time_s")
    assert (nothing.n, nothing.minutes, nothing.trend) == (0, (), None)


def test_one_seed_gives_one_answer():
    steps = a_session(14, ramp_s=0.01)
    assert drift(steps, "contact_time_s") == drift(steps, "contact_time_s")
