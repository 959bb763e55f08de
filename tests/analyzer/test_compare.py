"""Two sets of steps and the verdict."""

import numpy as np
import pytest

from analyzer.compare import ThresholdsDiffer, compare
from analyzer.errors import AnalyzerError
from analyzer.minimal_change import minimal_change
from analyzer.series import BadMeasure
from tests.analyzer.made_steps import a_step, correlated, steps_with


def a_run(seed, n=300, mean_s=0.25, **changed):
    rng = np.random.default_rng(seed)
    return steps_with("contact_time_s", mean_s + 0.006 * correlated(rng, n, 0.4), **changed)


def test_a_real_difference_is_believed_and_put_in_words():
    found = compare(a_run(1), a_run(2, mean_s=0.262), measure="contact_time_s")
    assert found.difference == pytest.approx(0.012, abs=0.002)
    assert 0.0 < found.low < found.difference < found.high
    assert found.believable
    assert found.verdict == f"longer by {1000 * found.difference:.0f} ms, believable"
    assert found.notes == ()


def test_swapped_sets_turn_the_difference():
    there = compare(a_run(1), a_run(2, mean_s=0.262), measure="contact_time_s")
    back = compare(a_run(2, mean_s=0.262), a_run(1), measure="contact_time_s")
    assert back.difference == pytest.approx(-there.difference)
    assert back.verdict == there.verdict.replace("longer", "shorter")


def test_equal_runs_are_rarely_told_apart():
    believed = sum(
        compare(a_run([3, i]), a_run([4, i]), measure="contact_time_s").believable
        for i in range(200)
    )
    assert believed <= 20


def test_a_difference_below_the_minimal_change_is_not_believed():
    before, after = a_run(5), a_run(6, mean_s=0.254)
    alone = compare(before, after, measure="contact_time_s")
    assert alone.believable
    least = minimal_change(before, "contact_time_s", between_sd=0.004)
    found = compare(before, after, measure="contact_time_s", minimal_change=least)
    assert found.low > 0.0
    assert (found.believable, found.minimal_change) == (False, least.mdc95)
    assert found.verdict.startswith("no difference worth believing (below 1")


def test_an_unknown_minimal_change_is_named():
    least = minimal_change([], "contact_time_s")
    found = compare(a_run(5), a_run(6), measure="contact_time_s", minimal_change=least)
    assert found.minimal_change is None
    assert "minimal change unknown" in found.notes[0]


def test_a_minimal_change_of_another_measure_is_refused():
    least = minimal_change(a_run(5), "flight_time_s")
    with pytest.raises(BadMeasure, match="must be of 'contact_time_s', got one of 'flight_time_s'"):
        compare(a_run(5), a_run(6), measure="contact_time_s", minimal_change=least)


def test_too_few_steps_have_no_verdict():
    found = compare(a_run(1), a_run(2, n=24, mean_s=0.4), measure="contact_time_s")
    assert (found.a_n, found.b_n) == (300, 24)
    assert found.b_mean == pytest.approx(0.4, abs=0.01)
    assert (found.difference, found.low, found.believable) == (None, None, None)
    assert found.verdict == "too few steps to tell (n < 25)"
    nothing = compare([], [], measure="contact_time_s")
    assert (nothing.a_n, nothing.a_mean, nothing.verdict) == (0, None, found.verdict)


def test_equal_steps_do_not_differ_however_the_sum_rounds():
    a = [a_step(i, contact_time_s=0.1) for i in range(30)]
    b = [a_step(i, contact_time_s=0.1) for i in range(77)]
    found = compare(a, b, measure="contact_time_s")
    assert (found.difference, found.low, found.high) == (0.0, 0.0, 0.0)
    assert found.verdict == "no difference worth believing"


def test_only_the_side_that_is_asked_for_is_compared():
    a = [a_step(i) for i in range(100)]
    b = [a_step(i, contact_time_s=0.25 if i % 2 == 0 else 0.30) for i in range(100)]
    assert compare(a, b, measure="contact_time_s", side="left").difference == 0.0
    right = compare(a, b, measure="contact_time_s", side="right")
    assert right.verdict == "longer by 50 ms, believable"


def test_heel_and_ball_landings_of_one_run_are_compared():
    rng = np.random.default_rng(7)
    ball = rng.random(400) < 0.5
    times_s = np.where(ball, 0.235, 0.25) + 0.005 * rng.standard_normal(400)
    steps = steps_with("contact_time_s", times_s)
    a = [step for step, is_ball in zip(steps, ball, strict=True) if not is_ball]
    b = [step for step, is_ball in zip(steps, ball, strict=True) if is_ball]
    assert compare(a, b, measure="contact_time_s").verdict == "shorter by 15 ms, believable"


def test_contact_times_at_different_thresholds_are_refused():
    with pytest.raises(ThresholdsDiffer, match=r"20\.0 N in A and at 50\.0 N in B.*at most 1 N"):
        compare(a_run(1), a_run(2, threshold_n=50.0), measure="contact_time_s")
    assert issubclass(ThresholdsDiffer, AnalyzerError)
    assert issubclass(ThresholdsDiffer, ValueError)
    assert compare(a_run(1), a_run(2, threshold_n=20.5), measure="contact_time_s").difference


def test_a_measure_that_does_not_hang_on_the_threshold_is_compared_across_thresholds():
    found = compare(a_run(1), a_run(2, threshold_n=50.0), measure="strike_index_percent")
    assert found.difference == 0.0


def test_unlike_speeds_and_sides_are_named():
    faster = compare(a_run(1), a_run(2, belt_speed_m_s=3.5), measure="contact_time_s")
    assert faster.notes == ("belt speed differs: 3.00 m/s in A, 3.50 m/s in B",)
    left = [step for step in a_run(2) if step.side == "left"]
    one_sided = compare(a_run(1), left, measure="contact_time_s")
    assert one_sided.notes == ("sides differ: 50% left in A, 100% left in B",)


@pytest.mark.parametrize(
    ("measure", "by", "verdict"),
    [
        ("strike_index_percent", 6.0, "further forward by 6 points, believable"),
        ("peak_force_n", -120.0, "lower by 120 N, believable"),
        ("landing_y_m", 0.05, "further back by 50 mm, believable"),
        ("belt_speed_m_s", 0.25, "faster by 0.25 m/s, believable"),
        ("confidence", -0.04, "lower by 0.04, believable"),
    ],
)
def test_each_measure_has_its_own_words(measure, by, verdict):
    a = [a_step(i) for i in range(60)]
    b = [a_step(i, **{measure: getattr(a[0], measure) + by}) for i in range(60)]
    assert compare(a, b, measure=measure).verdict == verdict


def test_further_measures_have_words_too():
    before = {
        "step_width_m": 0.05,
        "toe_out_deg": 4.0,
        "contact_area_m2": 0.01,
        "heel_to_ball_s": 0.03,
    }
    after = {
        "step_width_m": 0.03,
        "toe_out_deg": 7.5,
        "contact_area_m2": 0.011,
        "heel_to_ball_s": -0.01,
    }
    a, b = ([a_step(i, **measures) for i in range(60)] for measures in (before, after))
    words = {name: compare(a, b, measure=name).verdict for name in before}
    assert words == {
        "step_width_m": "narrower by 20 mm, believable",
        "toe_out_deg": "further outward by 3.5 degrees, believable",
        "contact_area_m2": "larger by 10 cm², believable",
        "heel_to_ball_s": "ball earlier by 40 ms, believable",
    }
