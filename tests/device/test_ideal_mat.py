import dataclasses

import numpy as np
import pytest

from device import (
    BadMat,
    FrameBlock,
    IdealMat,
    MatGeometry,
    RunnerSettings,
    simulate_recording,
)
from device.simulated import Runner
from tests.device.clocks import HandWoundClock


def read_seconds(mat: IdealMat, duration_s: float) -> FrameBlock:
    blocks: list[FrameBlock] = []
    while not blocks or blocks[-1].time_s[-1] < duration_s:
        block = mat.read()
        assert block is not None
        blocks.append(block)
    return FrameBlock(
        np.concatenate([block.time_s for block in blocks]),
        np.concatenate([block.force_n for block in blocks]),
        np.concatenate([block.belt_speed_m_s for block in blocks]),
    )


def test_frames_do_not_depend_on_how_they_are_read() -> None:
    runner = RunnerSettings(seed=5)
    recording, _ = simulate_recording(runner, 3.0, seed=9)
    fast = read_seconds(IdealMat(runner, seed=9, speed=None), 3.0)
    late_clock = HandWoundClock(overshoot_s=0.113)
    late = read_seconds(IdealMat(runner, seed=9, clock=late_clock), 3.0)
    for frames in (fast, late):
        np.testing.assert_array_equal(frames.time_s[:1500], recording.time_s)
        np.testing.assert_array_equal(frames.force_n[:1500], recording.force_n)


def test_a_late_reader_gets_several_chunks_at_once() -> None:
    mat = IdealMat(clock=HandWoundClock(overshoot_s=0.113))
    assert [len(block) for block in (mat.read(), mat.read()) if block] == [60, 60]


def test_another_seed_is_another_noise_and_another_runner() -> None:
    runner = RunnerSettings(seed=1)
    first, first_steps = simulate_recording(runner, 2.0, seed=1)
    other_noise, same_steps = simulate_recording(runner, 2.0, seed=2)
    _, other_steps = simulate_recording(dataclasses.replace(runner, seed=2), 2.0, seed=1)
    assert first_steps == same_steps
    assert first_steps != other_steps
    assert (first.force_n != other_noise.force_n).any()


def test_cells_show_whole_quanta_and_never_less_than_nothing() -> None:
    recording, _ = simulate_recording(RunnerSettings(), 1.0, noise_n=0.5, quantum_n=0.25)
    assert recording.force_n.min() == 0.0
    assert (np.rint(recording.force_n / 0.25) * 0.25 == recording.force_n).all()


def test_a_change_of_runner_takes_effect_with_the_next_footfall() -> None:
    footfalls = []
    runner = Runner(RunnerSettings(speed_m_s=3.0, jitter=0.0), on_footfall=footfalls.append)
    runner.cell_force_n(np.arange(0.0, 1.1, 0.002))
    runner.settings = RunnerSettings(speed_m_s=4.0, strike="ball", jitter=0.0)
    runner.cell_force_n(np.arange(1.1, 3.0, 0.002))
    strikes = [footfall.strike for footfall in footfalls]
    changed = strikes.index("ball")
    assert strikes == ["heel"] * changed + ["ball"] * (len(strikes) - changed)
    assert footfalls[changed - 1].start_s < 1.1 <= footfalls[changed].start_s
    assert runner.belt_speed_m_s(np.array([1.0, 3.0])).tolist() == [3.0, 4.0]


def test_belt_travel_stays_continuous_through_a_change_of_speed() -> None:
    mat = IdealMat(RunnerSettings(speed_m_s=2.0), speed=None)
    read_seconds(mat, 1.0)
    mat.set_runner(RunnerSettings(speed_m_s=5.0))
    speed_m_s = read_seconds(mat, 4.0).belt_speed_m_s
    assert speed_m_s[0] == 2.0
    assert speed_m_s[-1] == 5.0
    assert np.abs(np.diff(speed_m_s)).max() < 0.005


def test_a_foot_that_is_down_while_the_belt_changes_speed_stays_at_rest_on_it() -> None:
    fine = MatGeometry(rows=400, cols=60, row_pitch_m=0.005, col_pitch_m=0.01)
    walk = RunnerSettings(gait="walking", speed_m_s=0.6, strike="ball-only", jitter=0.0)
    footfalls = []
    runner = Runner(walk, fine, on_footfall=footfalls.append)
    runner.cell_force_n(np.arange(0.0, 0.9, 0.002))
    runner.settings = dataclasses.replace(walk, speed_m_s=2.0)
    runner.cell_force_n(np.arange(0.9, 0.98, 0.002))
    time_s = np.arange(0.98, 1.15, 0.002)
    force_n = runner.cell_force_n(time_s)
    speed_m_s = runner.belt_speed_m_s(time_s)
    assert speed_m_s[-1] - speed_m_s[0] > 0.2
    right = footfalls[1]
    assert right.side == "right"
    apart_n = force_n[:, :, 30:].sum(axis=2)
    y_m = apart_n @ ((np.arange(400) + 0.5) * 0.005) / apart_n.sum(axis=1)
    along_m = right.heel_u_m + runner.belt.travel_m(time_s) - y_m
    assert np.ptp(along_m) < 0.02 < np.ptp(y_m)


def test_the_runner_can_leave_the_mat_and_come_back() -> None:
    mat = IdealMat(RunnerSettings(), speed=None, noise_n=0.0)
    read_seconds(mat, 1.0)
    mat.set_runner(RunnerSettings(gait="none"))
    read_seconds(mat, 3.0)
    assert not read_seconds(mat, 4.0).force_n.any()
    mat.set_runner(RunnerSettings(gait="walking"))
    assert read_seconds(mat, 8.0).force_n.sum(axis=(1, 2)).max() > 500.0


def test_a_runner_stands_only_when_the_belt_has_stopped_and_lifts_before_it_moves() -> None:
    mat = IdealMat(RunnerSettings(speed_m_s=3.0), speed=None, noise_n=0.0)
    read_seconds(mat, 1.0)
    mat.set_runner(RunnerSettings(gait="standing"))
    stopping = read_seconds(mat, 6.0)
    standing_n = stopping.force_n.sum(axis=(1, 2))
    assert standing_n[-1] == pytest.approx(70.0 * 9.80665, rel=0.01)
    empty = np.flatnonzero((stopping.belt_speed_m_s > 0.0) & (stopping.time_s > 2.0))
    assert standing_n[empty].max() == 0.0
    mat.set_runner(RunnerSettings(gait="running", speed_m_s=3.0))
    leaving = read_seconds(mat, 9.0)
    assert leaving.belt_speed_m_s[-1] == 3.0
    moving = np.flatnonzero(leaving.belt_speed_m_s > 0.0)[0]
    assert leaving.force_n[moving - 50 : moving].sum(axis=(1, 2)).min() == 0.0


def test_the_mat_knows_the_runner_that_is_on_it() -> None:
    mat = IdealMat(RunnerSettings(foot_length_m=0.25), speed=None)
    assert mat.foot_length_m == 0.25
    other = RunnerSettings(foot_length_m=0.30, body_mass_kg=90.0)
    mat.set_runner(other)
    assert mat.runner == other
    assert (mat.foot_length_m, mat.body_mass_kg) == (0.30, 90.0)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"frame_rate_hz": 10.0}, "frame_rate_hz must be from 50 to 5000, got 10.0"),
        ({"frame_rate_hz": float("nan")}, "frame_rate_hz must be"),
        ({"noise_n": -1.0}, "noise_n must be at least 0"),
        ({"quantum_n": float("inf")}, "quantum_n must be at least 0 and finite"),
        ({"speed": 0.0}, "speed must be above 0"),
        ({"geometry": MatGeometry(0, 8, 0.025, 0.05)}, "at least 1 row"),
        ({"geometry": MatGeometry(48, 8, 25.0, 50.0)}, "row_pitch_m must be from"),
    ],
)
def test_a_mat_that_cannot_be_is_refused(settings: dict[str, object], message: str) -> None:
    with pytest.raises(BadMat, match=message):
        IdealMat(**settings)  # type: ignore[arg-type]


@pytest.mark.parametrize("duration_s", [0.0, -1.0, float("inf")])
def test_a_recording_of_no_length_is_refused(duration_s: float) -> None:
    with pytest.raises(BadMat, match="duration_s must be above 0"):
        simulate_recording(RunnerSettings(), duration_s)


@pytest.mark.parametrize("rate_hz", [100.0, 333.0, 1000.0])
def test_frames_lie_at_the_rate_from_zero_to_below_the_duration(rate_hz: float) -> None:
    recording, _ = simulate_recording(RunnerSettings(), 0.5, frame_rate_hz=rate_hz)
    assert recording.time_s[0] == 0.0
    assert recording.time_s[-1] < 0.5 <= recording.time_s[-1] + 1.001 / rate_hz
    np.testing.assert_allclose(np.diff(recording.time_s), 1.0 / rate_hz, rtol=1e-9)
