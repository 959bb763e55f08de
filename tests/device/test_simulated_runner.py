"""The simulated runner obeys the physics and the literature that it is built on."""

from typing import Any

import numpy as np
import pytest

from device import MatGeometry, Recording, RunnerSettings, TrueStep, simulate_recording
from device.simulated import Runner
from device.simulated.footfall import Footfall

GRAVITY_M_S2 = 9.80665
#: Fine and wide enough that no force is lost and places can be read off.
FINE = MatGeometry(rows=240, cols=80, row_pitch_m=0.005, col_pitch_m=0.005)
FINE_X_M = (np.arange(FINE.cols) + 0.5) * FINE.col_pitch_m
FINE_Y_M = (np.arange(FINE.rows) + 0.5) * FINE.row_pitch_m


def simulate(
    duration_s: float = 6.0, *, geometry: MatGeometry | None = None, **settings: Any
) -> tuple[Recording, list[TrueStep]]:
    mat = {} if geometry is None else {"geometry": geometry}
    return simulate_recording(
        RunnerSettings(**settings), duration_s, noise_n=0.0, quantum_n=0.0, **mat
    )


def total_n(recording: Recording) -> np.ndarray:
    return recording.force_n.sum(axis=(1, 2), dtype=np.float64)


def during(recording: Recording, step: TrueStep) -> np.ndarray:
    return (recording.time_s >= step.contact_s) & (recording.time_s < step.off_s)


@pytest.mark.parametrize("gait", ["running", "walking"])
@pytest.mark.parametrize("strike", ["heel", "midfoot", "ball", "ball-only"])
def test_the_mean_force_is_body_weight(gait: str, strike: str) -> None:
    recording, steps = simulate(20.0, gait=gait, strike=strike, body_mass_kg=62.0)
    whole = slice(*np.searchsorted(recording.time_s, [steps[2].contact_s, steps[-2].contact_s]))
    # One per cent: the steps counted are not exactly as long as the usual step.
    assert total_n(recording)[whole].mean() == pytest.approx(62.0 * GRAVITY_M_S2, rel=0.01)


def test_the_cells_sum_to_the_whole_force_of_the_foot() -> None:
    recording, steps = simulate(2.0, speed_m_s=3.5, geometry=FINE)
    for step in steps[:4]:
        assert total_n(recording)[during(recording, step)].max() == pytest.approx(
            step.peak_force_n, rel=2e-3
        )
        assert step.on_mat == pytest.approx(1.0, abs=1e-6)


def test_the_cells_of_a_coarse_mat_hold_the_same_force_as_those_of_a_fine_one() -> None:
    fine, _ = simulate(2.0, geometry=FINE)
    coarse, _ = simulate(2.0)
    pooled_n = fine.force_n.reshape(-1, 48, 5, 8, 10).sum(axis=(2, 4))
    np.testing.assert_allclose(coarse.force_n, pooled_n, atol=1e-2)


def test_force_begins_and_ends_without_a_jump() -> None:
    recording, steps = simulate_recording(
        RunnerSettings(speed_m_s=6.0), 2.0, frame_rate_hz=5000.0, noise_n=0.0, quantum_n=0.0
    )
    assert len(steps) > 3
    # 3 body weights in a twentieth of a second: 41 kN/s, 8 N in 0.2 ms.
    assert np.abs(np.diff(total_n(recording))).max() < 20.0


def test_a_heel_landing_has_an_impact_peak_and_a_ball_landing_has_none() -> None:
    peaks = {}
    for strike in ("heel", "ball"):
        recording, steps = simulate(speed_m_s=3.5, strike=strike, jitter=0.0)
        stance_n = total_n(recording)[during(recording, steps[2])]
        rising = np.diff(stance_n) > 0.0
        peaks[strike] = np.flatnonzero(rising[:-1] & ~rising[1:]) + 1
        body_weights = stance_n[peaks[strike]] / (70.0 * GRAVITY_M_S2)
        if strike == "heel":
            assert peaks[strike][0] / 500.0 == pytest.approx(0.027, abs=0.006)
            assert body_weights[0] == pytest.approx(1.65, abs=0.1)
        assert body_weights[-1] == pytest.approx(2.4, abs=0.15)
    assert (len(peaks["heel"]), len(peaks["ball"])) == (2, 1)


def test_walking_has_two_humps_and_both_feet_down_at_once() -> None:
    recording, steps = simulate(gait="walking", speed_m_s=1.4, jitter=0.0)
    assert all(step.flight_time_s is None for step in steps)
    overlap_s = steps[2].off_s - steps[3].contact_s
    assert overlap_s == pytest.approx(0.11 * 2.0 * 60.0 / 118.0, rel=0.1)
    alone = (recording.time_s > steps[2].off_s) & (recording.time_s < steps[4].contact_s)
    one_foot = total_n(recording)[alone] / (70.0 * GRAVITY_M_S2)
    assert one_foot.max() == pytest.approx(1.1, abs=0.05)
    assert one_foot.min() == pytest.approx(0.73, abs=0.05)


STRIKES = [
    # gait, strike, range of the strike index, range of ball onset minus heel onset
    ("running", "heel", (8.0, 25.0), (0.025, 0.055)),
    ("running", "midfoot", (36.0, 58.0), (-0.005, 0.005)),
    ("running", "ball", (66.0, 80.0), (-0.040, -0.015)),
    ("walking", "heel", (8.0, 25.0), (0.075, 0.125)),
    ("walking", "midfoot", (36.0, 58.0), (-0.007, 0.007)),
    ("walking", "ball", (66.0, 80.0), (-0.100, -0.030)),
]


@pytest.mark.parametrize(("gait", "strike", "index_percent", "delay_s"), STRIKES)
def test_each_strike_lands_in_its_order(
    gait: str, strike: str, index_percent: tuple[float, float], delay_s: tuple[float, float]
) -> None:
    _, steps = simulate(20.0, gait=gait, strike=strike)
    assert len(steps) > 30
    for step in steps:
        assert step.strike == strike
        assert index_percent[0] <= step.strike_index_percent <= index_percent[1]
        assert step.heel_onset_s is not None
        assert step.ball_onset_s is not None
        assert delay_s[0] <= step.ball_onset_s - step.heel_onset_s <= delay_s[1]


@pytest.mark.parametrize("gait", ["running", "walking"])
def test_a_ball_only_landing_never_loads_the_heel(gait: str) -> None:
    recording, steps = simulate(
        2.0, gait=gait, strike="ball-only", geometry=FINE, toe_out_deg=0.0, step_width_m=0.2
    )
    assert len(steps) >= 3
    for step in steps[:-1]:
        assert step.strike == "ball"
        assert step.heel_onset_s is None
        landed = during(recording, step)
        moved_m = (
            step.heel_u_m
            - step.heel_y_m
            + recording.time_s[landed] * (recording.belt_speed_m_s[landed])
        )
        columns = slice(0, 40) if step.side == "left" else slice(40, 80)
        rows_n = recording.force_n[landed][:, :, columns].sum(axis=2)
        rear = FINE_Y_M[None, :] > (step.heel_y_m - 0.4 * step.foot_length_m + moved_m)[:, None]
        assert rows_n[rear].max() < 0.01 < rows_n[~rear].max()


def test_the_foot_rests_on_the_belt() -> None:
    recording, steps = simulate(
        2.0, strike="ball-only", speed_m_s=3.5, geometry=FINE, jitter=0.0, step_width_m=0.2
    )
    step = steps[2]
    landed = np.flatnonzero(during(recording, step))[5:60]
    rows_n = recording.force_n[landed].sum(axis=2, dtype=np.float64)
    y_m = rows_n @ FINE_Y_M / rows_n.sum(axis=1)
    u_m = y_m - 3.5 * recording.time_s[landed]
    along = (step.heel_u_m - u_m) / step.foot_length_m
    # The centre of pressure stays under the ball, 0.72 of a foot before the heel.
    assert along.min() > 0.66
    assert along.max() < 0.78
    assert y_m[-1] - y_m[0] == pytest.approx(3.5 * 54 / 500.0, abs=0.02)


def test_the_measured_index_is_the_true_one() -> None:
    recording, steps = simulate(3.0, strike="heel", geometry=FINE, toe_out_deg=0.0)
    for step in steps[:6]:
        landing = (recording.time_s >= step.contact_s) & (recording.time_s < step.contact_s + 0.020)
        rows_n = recording.force_n[landing].sum(axis=2, dtype=np.float64)
        travel_m = recording.belt_speed_m_s[landing] * recording.time_s[landing]
        u_m = FINE_Y_M[None, :] - travel_m[:, None]
        along_m = step.heel_u_m - (rows_n * u_m).sum() / rows_n.sum()
        assert 100.0 * along_m / step.foot_length_m == pytest.approx(
            step.strike_index_percent, abs=1.0
        )


def test_left_and_right_are_mirror_images() -> None:
    footfalls: list[Footfall] = []
    runner = Runner(RunnerSettings(jitter=0.0, toe_out_deg=10.0), on_footfall=footfalls.append)
    runner.advance(1.0)
    left, right = footfalls[:2]
    assert (left.side, right.side) == ("left", "right")
    for since_s in (0.01, 0.1, 0.2):
        left_n, right_n = (
            footfall.cell_force_n(
                np.array([footfall.start_s + since_s]), runner.belt, runner.geometry
            )[0]
            for footfall in (left, right)
        )
        np.testing.assert_allclose(left_n, right_n[:, ::-1], atol=1e-3)
        assert np.abs(left_n - right_n).max() > 10.0


def test_the_arch_lies_on_the_inside() -> None:
    recording, steps = simulate(1.0, jitter=0.0, geometry=FINE, toe_out_deg=0.0, step_width_m=0.2)
    step = steps[0]
    assert step.side == "left"
    landed = np.flatnonzero(during(recording, step))
    frame = landed[len(landed) // 3]
    heel_y_m = step.heel_u_m + recording.belt_speed_m_s[frame] * recording.time_s[frame]
    arch_row = round((heel_y_m - 0.40 * step.foot_length_m) / FINE.row_pitch_m)
    across_n = recording.force_n[frame, arch_row]
    assert (across_n @ FINE_X_M) / across_n.sum() < step.heel_x_m - 0.015


def test_a_foot_beside_the_mat_is_partly_missing() -> None:
    _, steps = simulate(centre_x_m=0.0, step_width_m=0.0, toe_out_deg=0.0)
    for step in steps:
        assert step.on_mat == pytest.approx(0.5, abs=0.2)


def test_a_step_cut_by_the_end_keeps_its_true_end() -> None:
    recording, steps = simulate(0.4)
    assert len(steps) == 1
    assert steps[0].off_s > recording.time_s[-1]
    assert steps[0].flight_time_s is not None


def test_a_standing_runner_weighs_what_they_weigh_on_both_feet() -> None:
    recording, steps = simulate(10.0, gait="standing", body_mass_kg=80.0)
    settled = recording.time_s > 1.0
    assert steps == []
    np.testing.assert_allclose(total_n(recording)[settled], 80.0 * GRAVITY_M_S2, rtol=1e-4)
    left_n = recording.force_n[settled][:, :, :4].sum(axis=(1, 2))
    assert left_n.mean() == pytest.approx(40.0 * GRAVITY_M_S2, rel=0.05)
    assert left_n.std() > 1.0
    assert (recording.belt_speed_m_s == 0.0).all()


def test_an_empty_mat_shows_nothing_but_noise() -> None:
    recording, steps = simulate_recording(RunnerSettings(gait="none"), 1.0)
    assert steps == []
    assert 0.0 < recording.force_n.max() < 2.0
    silent, _ = simulate(1.0, gait="none")
    assert not silent.force_n.any()
