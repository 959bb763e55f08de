"""Every step of the simulated runner, on its right side, at its right time, with its right strike."""

import numpy as np
import pytest

from analyzer import StepAnalyzer
from device import RunnerSettings, simulate_recording
from tests.analyzer.scoring import Score, simulated_score, steps_of

SEEDS = range(5)
RUNNING_M_S = (2.5, 3.5, 4.5, 6.0)
WALKING_M_S = (1.0, 1.4, 1.8)
LEAST_RIGHT = {"heel": 0.98, "midfoot": 0.90, "ball": 0.98, "ball-only": 0.98}


def pooled(runners: list[RunnerSettings]) -> Score:
    whole = Score()
    for runner in runners:
        part = simulated_score(runner)
        whole.pairs += part.pairs
        whole.missed += part.missed
        whole.invented += part.invented
    return whole


def assert_all_found(found: Score) -> None:
    assert not found.missed, f"missed {found.missed}"
    assert not found.invented, f"invented {found.invented}"
    assert not found.wrong_side, f"wrong side {[step.number for step, _ in found.wrong_side]}"


def assert_measured_well(found: Score, least_right: float) -> None:
    assert np.median(np.abs(found.onset_errors_s())) < 0.002
    assert np.quantile(np.abs(found.onset_errors_s()), 0.95) < 0.004
    assert abs(np.mean(found.off_errors_s() - found.onset_errors_s())) < 0.003
    assert found.right_strikes() >= least_right
    assert np.mean(np.abs(found.index_errors())) < 4.0


@pytest.mark.parametrize("speed_m_s", RUNNING_M_S)
@pytest.mark.parametrize("strike", LEAST_RIGHT)
def test_every_running_step_is_found_and_named(strike, speed_m_s):
    found = pooled(
        [
            RunnerSettings(gait="running", strike=strike, speed_m_s=speed_m_s, seed=seed)
            for seed in SEEDS
        ]
    )
    assert len(found.pairs) > 90
    assert_all_found(found)
    assert_measured_well(found, LEAST_RIGHT[strike])


@pytest.mark.parametrize("speed_m_s", WALKING_M_S)
def test_every_walking_step_is_found_with_both_feet_down(speed_m_s):
    found = pooled(
        [RunnerSettings(gait="walking", speed_m_s=speed_m_s, seed=seed) for seed in SEEDS]
    )
    assert_all_found(found)
    assert_measured_well(found, 0.98)
    assert all(step.flight_time_s is None for step, _ in found.pairs)


@pytest.mark.parametrize("asymmetry", [-0.15, 0.15])
def test_left_and_right_may_differ(asymmetry):
    found = pooled(
        [RunnerSettings(strike="heel", speed_m_s=3.2, asymmetry=asymmetry, seed=s) for s in SEEDS]
    )
    assert_all_found(found)
    assert_measured_well(found, 0.98)
    times = {
        side: np.mean([step.contact_time_s for step, _ in found.pairs if step.side == side])
        for side in ("left", "right")
    }
    true = {
        side: np.mean([true.contact_time_s for _, true in found.pairs if true.side == side])
        for side in ("left", "right")
    }
    assert times["left"] - times["right"] == pytest.approx(true["left"] - true["right"], abs=0.002)


def test_a_runner_with_a_heel_left_and_a_ball_right_is_told_apart():
    found = simulated_score(
        RunnerSettings(strike="heel", right_strike="ball", speed_m_s=3.0, seed=2)
    )
    assert_all_found(found)
    assert found.right_strikes() == 1.0


@pytest.mark.parametrize(
    "runner",
    [
        RunnerSettings(body_mass_kg=45, foot_length_m=0.22, seed=1),
        RunnerSettings(body_mass_kg=110, foot_length_m=0.31, strike="ball", seed=2),
        RunnerSettings(step_width_m=0.0, toe_out_deg=-5, seed=3),
        RunnerSettings(step_width_m=0.15, toe_out_deg=10, strike="ball", seed=4),
        RunnerSettings(gait="walking", speed_m_s=0.6, seed=5),
    ],
    ids=["light", "heavy", "one line", "wide and toes out", "slow walk"],
)
def test_other_bodies_and_feet_are_found_too(runner):
    found = simulated_score(runner, seconds=15.0)
    assert_all_found(found)
    assert_measured_well(found, 0.98)


@pytest.mark.parametrize("toe_out_deg", [-5, 12, 20])
def test_the_index_follows_the_foot_not_the_belt(toe_out_deg):
    found = simulated_score(
        RunnerSettings(toe_out_deg=toe_out_deg, strike="ball", speed_m_s=3.5, seed=4), seconds=10.0
    )
    assert_all_found(found)
    assert found.right_strikes() == 1.0
    assert np.mean(np.abs(found.index_errors())) < 2.0


@pytest.mark.parametrize("frame_rate_hz", [100.0, 200.0, 1000.0])
def test_frame_rates_from_100_to_1000_hz_find_every_step(frame_rate_hz):
    runner = RunnerSettings(strike="heel", speed_m_s=3.5, seed=6)
    recording, truth = simulate_recording(runner, 8.0, frame_rate_hz=frame_rate_hz, seed=6)
    steps = [step for step in steps_of(recording) if step.complete]
    whole = [true for true in truth if true.contact_s > 0 and true.off_s < 8.0]
    assert [step.side for step in steps] == [true.side for true in whole]
    errors = [step.contact_s - true.contact_s for step, true in zip(steps, whole, strict=True)]
    assert np.median(np.abs(errors)) < 0.25 / frame_rate_hz + 0.0005


@pytest.mark.parametrize("gait", ["standing", "none"])
def test_standing_still_and_an_empty_mat_have_no_step(gait):
    recording, _ = simulate_recording(RunnerSettings(gait=gait), 10.0)
    assert steps_of(recording, threshold_n=None) == []


@pytest.mark.parametrize("gait", ["standing", "running", "none"])
def test_a_recording_of_one_frame_has_no_step(gait):
    recording, _ = simulate_recording(RunnerSettings(gait=gait), 0.002)
    assert len(recording.time_s) == 1
    assert steps_of(recording) == []


def test_measures_lie_where_the_simulated_foot_lay():
    recording, truth = simulate_recording(RunnerSettings(strike="heel", speed_m_s=3.0), 8.0)
    steps = steps_of(recording)
    analyzer = StepAnalyzer(recording.geometry)
    assert analyzer.geometry == recording.geometry
    by_contact = {round(true.contact_s, 1): true for true in truth}
    for step in steps[1:-1]:
        true = by_contact[round(step.contact_s, 1)]
        print_ = step.footprint
        heel_x_m = true.heel_x_m - print_.first_col * print_.col_pitch_m
        assert print_.landing_m[1] == pytest.approx(heel_x_m, abs=0.03)
        length_bins = true.foot_length_m / print_.bin_m
        assert print_.heel_bin <= print_.peak_n.shape[0]
        assert print_.heel_bin - length_bins >= -4
        assert step.belt_speed_m_s == pytest.approx(3.0, rel=0.01)
        assert step.peak_force_n == pytest.approx(true.peak_force_n, rel=0.03)
