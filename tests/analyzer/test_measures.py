"""The further measures of a step, against the simulated truth."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from analyzer import Measures
from device import RunnerSettings, simulate_recording
from tests.analyzer.scoring import score, steps_of

RUNNERS = {
    "heel": RunnerSettings(strike="heel", speed_m_s=3.5, seed=1),
    "ball": RunnerSettings(strike="ball", speed_m_s=3.0, seed=2),
    "walking": RunnerSettings(gait="walking", speed_m_s=1.3, seed=3),
}


@cache
def pairs_of(name: str):
    recording, truth = simulate_recording(RUNNERS[name], 10.0, seed=1)
    return name, score(steps_of(recording), truth, recording.block).pairs


@pytest.fixture(params=RUNNERS)
def pairs(request):
    return pairs_of(request.param)


def neighbours(pairs):
    """Return each step with its truth and the truth of the step before it."""
    return [(step, true, before) for (_, before), (step, true) in pairwise(pairs[1:])]


def test_step_and_stride_length_are_those_of_the_heels_on_the_belt(pairs):
    _, found = pairs
    for step, true, before in neighbours(found):
        assert step.measures.step_length_m == pytest.approx(
            before.heel_u_m - true.heel_u_m, abs=0.010
        )
    (_, first), _, (third, last) = found[2:5]
    assert third.measures.stride_length_m == pytest.approx(
        first.heel_u_m - last.heel_u_m, abs=0.010
    )


def test_step_time_stride_time_and_duty_factor_follow_from_the_contacts(pairs):
    name, found = pairs
    for step, true, before in neighbours(found):
        measures = step.measures
        assert measures.step_time_s == pytest.approx(true.contact_s - before.contact_s, abs=0.003)
        assert measures.duty_factor == pytest.approx(step.contact_time_s / measures.stride_time_s)
        assert (measures.duty_factor > 0.5) == (name == "walking")


def test_toe_out_is_within_two_degrees(pairs):
    _, found = pairs
    errors = [step.measures.toe_out_deg - true.toe_out_deg for step, true in found]
    assert np.max(np.abs(errors)) < 2.0


def test_step_width_is_that_of_the_runner():
    for width_m in (-0.03, 0.0, 0.10):
        runner = RunnerSettings(speed_m_s=3.0, step_width_m=width_m, jitter=0.2, toe_out_deg=0)
        steps = steps_of(simulate_recording(runner, 8.0)[0])
        measured = np.mean([s.measures.step_width_m for s in steps if s.measures.step_width_m])
        assert measured == pytest.approx(width_m, abs=0.03)


@pytest.mark.parametrize("name", ["heel", "ball"])
def test_impulses_add_up_to_the_runners_weight(name):
    """Over a running step the mean force is body weight: impulse = weight x step time."""
    _, found = pairs_of(name)
    weight_n = 70.0 * 9.80665
    impulse = np.mean([step.measures.impulse_n_s for step, _ in found[2:]])
    step_s = np.mean([step.measures.step_time_s for step, _ in found[2:]])
    assert impulse == pytest.approx(weight_n * step_s, rel=0.03)


def test_zones_and_sides_add_up_to_the_whole(pairs):
    _, found = pairs
    for step, _ in found:
        m = step.measures
        zones = m.heel_impulse_n_s + m.midfoot_impulse_n_s + m.ball_impulse_n_s + m.toes_impulse_n_s
        assert zones == pytest.approx(m.impulse_n_s, rel=0.02)
        assert m.medial_impulse_n_s + m.lateral_impulse_n_s == pytest.approx(zones, rel=1e-4)


def test_a_ball_landing_has_a_short_light_heel_and_a_negative_delay():
    heel = steps_of(simulate_recording(RUNNERS["heel"], 6.0)[0])[2].measures
    ball = steps_of(simulate_recording(RUNNERS["ball"], 6.0)[0])[2].measures
    assert heel.heel_to_ball_s > 0 > ball.heel_to_ball_s
    assert ball.heel_contact_s < heel.heel_contact_s
    assert ball.heel_peak_n < heel.heel_peak_n
    assert ball.onset_steepness_per_s < heel.onset_steepness_per_s


@pytest.mark.parametrize("name", ["heel", "walking"])
def test_zones_are_loaded_in_the_order_of_a_heel_landing(name):
    _, found = pairs_of(name)
    for step, true in found:
        m = step.measures
        assert step.heel_onset_s <= m.midfoot_onset_s <= m.toes_onset_s
        assert m.heel_end_s < m.ball_end_s <= step.off_s + 0.002
        assert step.heel_onset_s == pytest.approx(true.heel_onset_s, abs=0.012)
        assert m.foot_flat_s == pytest.approx(step.ball_onset_s - step.contact_s, abs=1e-9)


def test_the_gait_line_of_a_heel_landing_is_longer_than_that_of_a_ball_landing():
    lines = {
        name: steps_of(simulate_recording(RUNNERS[name], 6.0)[0])[2].measures
        for name in ("heel", "ball")
    }
    assert 0.15 < lines["heel"].gait_line_length_m < 0.27
    assert lines["ball"].gait_line_length_m < lines["heel"].gait_line_length_m
    for line in lines.values():
        assert 0.0 < line.gait_line_width_m < 0.05
        assert line.gait_line_speed_m_s > 0


def test_the_index_errs_about_as_much_as_it_says(pairs):
    _, found = pairs
    said = np.mean([step.measures.strike_index_sd_percent for step, _ in found])
    errors = [step.strike_index_percent - true.strike_index_percent for step, true in found]
    assert np.sqrt(np.mean(np.square(errors))) < 1.5 * said


def test_an_incomplete_step_has_no_measures_of_the_whole_contact():
    recording, truth = simulate_recording(RUNNERS["heel"], 6.0)
    end = int(np.searchsorted(recording.time_s, truth[8].contact_s + 0.1))
    cut = replace(
        recording,
        time_s=recording.time_s[:end],
        force_n=recording.force_n[:end],
        belt_speed_m_s=recording.belt_speed_m_s[:end],
    )
    last = steps_of(cut)[-1]
    assert not last.complete
    assert last.measures.impulse_n_s is None
    assert last.measures.duty_factor is None
    assert last.measures.step_time_s is not None


def test_a_first_step_has_no_neighbours():
    first = steps_of(simulate_recording(RUNNERS["heel"], 3.0)[0])[0]
    for name in ("step_time_s", "stride_time_s", "step_length_m", "step_width_m", "duty_factor"):
        assert getattr(first.measures, name) is None


def test_measures_stand_beside_the_fields_of_a_step():
    step = steps_of(simulate_recording(RUNNERS["heel"], 3.0)[0])[2]
    assert set(Measures._fields) < set(step.to_dict())
