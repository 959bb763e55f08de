"""The belt's speed from the prints alone, within 1 %, and the tachometer held against it."""

from dataclasses import replace

import numpy as np
import pytest

from analyzer import BadFrames, BadSetting
from analyzer.belt import BeltEstimate, BeltSpeedEstimator, cross_check, estimate_belt_speed
from analyzer.belt_estimate import sudden_check
from device import (
    DEFAULT_GEOMETRY,
    FrameBlock,
    IdealMat,
    MatGeometry,
    Recording,
    RunnerSettings,
    load_recording,
    simulate_recording,
)
from tests.analyzer.real import DATA, real

REAL_M_S = {
    "zebris-walk-240hz": 1.1355,
    "zebris-walk-240hz-coarse": 1.1355,
    "run-rearfoot-3.5mps": 3.5,
    "run-forefoot-2.5mps": 2.5,
}


def simulated(
    seconds=6.0, *, frame_rate_hz=500.0, geometry=DEFAULT_GEOMETRY, **runner
) -> Recording:
    """Simulate a runner and forget the belt's speed."""
    seed = runner.setdefault("seed", 3)
    recording, _ = simulate_recording(
        RunnerSettings(**runner), seconds, frame_rate_hz=frame_rate_hz, geometry=geometry, seed=seed
    )
    return replace(recording, belt_speed_m_s=np.full(len(recording.time_s), np.nan))


def estimate_of(recording: Recording) -> BeltEstimate:
    return estimate_belt_speed(recording.blocks(frames=1000), recording.geometry)


def assert_within_one_percent(estimate: BeltEstimate, speed_m_s: float) -> None:
    assert estimate.speed_m_s == pytest.approx(speed_m_s, rel=0.01)
    assert abs(estimate.speed_m_s - speed_m_s) < 3 * estimate.uncertainty_m_s
    assert estimate.uncertainty_m_s < 0.01 * speed_m_s
    assert estimate.steady


def running_through(*runners: tuple[RunnerSettings, float]) -> FrameBlock:
    """Return the frames of one mat under one runner after the other, each for some seconds."""
    mat = IdealMat(runners[0][0], speed=None)
    blocks, until_s = [], 0.0
    for runner, seconds in runners:
        mat.set_runner(runner)
        until_s += seconds
        while not blocks or blocks[-1].time_s[-1] < until_s:
            blocks.append(mat.read())
    return FrameBlock(
        *(
            np.concatenate([getattr(block, name) for block in blocks])
            for name in ("time_s", "force_n", "belt_speed_m_s")
        )
    )


@real
@pytest.mark.parametrize(("name", "speed_m_s"), REAL_M_S.items())
def test_recordings_of_known_speed_tell_it_within_one_percent(name, speed_m_s):
    recording = load_recording(DATA / f"{name}.npz")
    unknown = replace(recording, belt_speed_m_s=np.full(len(recording.time_s), np.nan))
    assert_within_one_percent(estimate_of(unknown), speed_m_s)
    assert cross_check(estimate_of(recording)) is None


@pytest.mark.parametrize("speed_m_s", [2.5, 3.5, 4.5, 6.0])
@pytest.mark.parametrize("strike", ["heel", "midfoot", "ball", "ball-only"])
def test_every_strike_tells_the_running_speed(strike, speed_m_s):
    estimate = estimate_of(simulated(strike=strike, speed_m_s=speed_m_s))
    assert_within_one_percent(estimate, speed_m_s)
    assert all(w.speed_m_s == pytest.approx(speed_m_s, rel=0.03) for w in estimate.windows)


@pytest.mark.parametrize("speed_m_s", [0.3, 0.6, 1.0, 1.4, 1.8])
def test_two_feet_down_at_once_tell_the_walking_speed(speed_m_s):
    recording = simulated(10.0, gait="walking", speed_m_s=speed_m_s)
    assert_within_one_percent(estimate_of(recording), speed_m_s)


@pytest.mark.parametrize("frame_rate_hz", [100.0, 200.0, 1000.0])
@pytest.mark.parametrize(("gait", "speed_m_s"), [("walking", 1.2), ("running", 6.0)])
def test_frame_rates_from_100_to_1000_hz_tell_the_same_speed(gait, speed_m_s, frame_rate_hz):
    recording = simulated(frame_rate_hz=frame_rate_hz, gait=gait, speed_m_s=speed_m_s)
    assert_within_one_percent(estimate_of(recording), speed_m_s)


@pytest.mark.parametrize("gait", ["running", "walking"])
@pytest.mark.parametrize(
    "body",
    [
        {"body_mass_kg": 15.0, "foot_length_m": 0.17},
        {"body_mass_kg": 45.0, "foot_length_m": 0.22, "strike": "ball"},
        {"body_mass_kg": 110.0, "foot_length_m": 0.31, "strike": "midfoot"},
        {"toe_out_deg": 20.0},
        {"step_width_m": -0.03},
    ],
    ids=["child", "light", "heavy", "toes out", "crossing over"],
)
def test_other_bodies_and_feet_tell_it_too(body, gait):
    recording = simulated(gait=gait, **body)
    assert_within_one_percent(estimate_of(recording), 3.0 if gait == "running" else 1.3)


@pytest.mark.parametrize(
    "runner", [{"gait": "walking", "speed_m_s": 1.2}, {"strike": "ball-only", "speed_m_s": 4.0}]
)
def test_uneven_dead_and_drifting_cells_are_not_taken_for_a_slow_belt(runner):
    recording = simulated(**runner)
    random = np.random.default_rng(5)
    gain = random.normal(1.0, 0.05, (48, 8))
    gain.ravel()[random.choice(48 * 8, 3, replace=False)] = 0.0
    drift_n = np.linspace(0.0, 1.0, len(recording.time_s))[:, None, None] * (
        random.uniform(0.0, 3.0, (48, 8))
    )
    worn = replace(recording, force_n=(recording.force_n * gain + drift_n).astype(np.float32))
    assert_within_one_percent(estimate_of(worn), runner["speed_m_s"])


@pytest.mark.parametrize(
    "geometry",
    [MatGeometry(120, 8, 0.010, 0.05), MatGeometry(32, 8, 0.040, 0.05)],
    ids=["fine rows", "coarse rows"],
)
def test_other_mats_tell_it_too(geometry):
    assert_within_one_percent(estimate_of(simulated(geometry=geometry, speed_m_s=3.0)), 3.0)


def test_a_foot_that_leaves_the_mat_tells_it_while_it_is_whole():
    estimate = estimate_of(simulated(landing_y_m=0.6, speed_m_s=3.0))
    assert len(estimate.windows) > 5
    assert_within_one_percent(estimate, 3.0)


def test_standing_feet_tell_that_the_belt_stands():
    estimate = estimate_of(simulated(gait="standing"))
    assert estimate.speed_m_s == pytest.approx(0.0, abs=0.005)
    assert estimate.steady


@pytest.mark.parametrize("noise_n", [0.25, 2.0])
def test_an_empty_mat_tells_nothing(noise_n):
    recording, _ = simulate_recording(RunnerSettings(gait="none"), 6.0, noise_n=noise_n)
    estimate = estimate_of(recording)
    assert estimate == BeltEstimate(None, None, False, ())
    assert np.isnan(estimate.speed_at(recording.time_s)).all()
    assert cross_check(estimate, 3.0) is None


def test_two_contacts_are_not_enough_and_three_are():
    recording = simulated(strike="ball", speed_m_s=3.0)
    known = []
    estimator = BeltSpeedEstimator(recording.geometry)
    for block in recording.blocks(frames=10):
        estimate = estimator.feed(block)
        known.append((len(estimate.windows), estimate.speed_m_s is not None))
    assert {known_ for windows, known_ in known if windows < 3} == {False}
    assert {known_ for windows, known_ in known if windows >= 3} == {True}


@pytest.mark.parametrize("frames", [1, 7, 64, 5000])
def test_the_size_of_the_blocks_changes_nothing(frames):
    recording = simulated(3.0, gait="walking")
    whole = estimate_belt_speed(recording.block, recording.geometry)
    in_blocks = estimate_belt_speed(recording.blocks(frames=frames), recording.geometry)
    assert repr(in_blocks) == repr(whole)


def test_a_belt_that_changes_its_speed_is_followed_and_called_unsteady():
    block = running_through(
        (RunnerSettings(strike="ball", speed_m_s=2.5), 8.0),
        (RunnerSettings(strike="heel", speed_m_s=4.0), 8.0),
        (RunnerSettings(gait="walking", speed_m_s=1.2), 12.0),
    )
    estimate = estimate_belt_speed(block, DEFAULT_GEOMETRY)
    assert not estimate.steady
    constant = np.ones(len(block), bool)
    for change_s in (8.0, 16.0):
        # A step before, a footfall until the motor is told, its ramp, and a step after.
        constant &= (block.time_s < change_s - 0.5) | (block.time_s > change_s + 2.5)
    told_m_s = estimate.speed_at(block.time_s)[constant]
    np.testing.assert_allclose(told_m_s, block.belt_speed_m_s[constant], rtol=0.01)
    assert cross_check(estimate) is None


def test_the_live_estimate_follows_the_belt():
    block = running_through(
        (RunnerSettings(speed_m_s=2.5), 8.0), (RunnerSettings(speed_m_s=4.0), 8.0)
    )
    estimator = BeltSpeedEstimator(DEFAULT_GEOMETRY)
    before, after = estimator.feed(block[:4000]), estimator.feed(block[4000:])
    assert_within_one_percent(before, 2.5)
    assert_within_one_percent(after, 4.0)


@pytest.mark.parametrize(
    ("error", "reported"), [(-0.05, True), (-0.02, False), (0.02, False), (0.05, True)]
)
def test_a_tachometer_more_than_three_percent_off_is_reported(error, reported):
    estimate = estimate_of(simulated(strike="ball", speed_m_s=3.0))
    disagreement = cross_check(estimate, 3.0 * (1 + error))
    assert (disagreement is not None) == reported
    if disagreement is not None:
        assert f"{estimate.speed_m_s:.2f}" in str(disagreement)
        assert f"{3.0 * (1 + error):.3f} m/s" in str(disagreement)
        assert "3 %" in str(disagreement)


def test_a_tachometer_that_fails_halfway_is_reported_from_then_on():
    recording = simulated(12.0, strike="ball", speed_m_s=3.0)
    tachometer_m_s = np.where(recording.time_s < 6.0, 3.0, 1.5)
    estimate = estimate_of(replace(recording, belt_speed_m_s=tachometer_m_s))
    assert_within_one_percent(estimate, 3.0)
    disagreement = cross_check(estimate)
    assert disagreement.start_s == pytest.approx(6.0, abs=1.0)
    assert disagreement.end_s > 11.0
    assert disagreement.tachometer_m_s == pytest.approx(1.5)
    assert disagreement.print_m_s == pytest.approx(3.0, rel=0.01)


@pytest.mark.parametrize("share", [0.04, 0.3])
def test_a_tachometer_that_begins_to_slip_is_told_after_two_contacts(share):
    recording = simulated(12.0, strike="ball", speed_m_s=3.0)
    tachometer_m_s = np.where(recording.time_s < 6.0, 3.0, 3.0 * (1.0 - share))
    estimator = BeltSpeedEstimator(recording.geometry)
    told_s = []
    for block in replace(recording, belt_speed_m_s=tachometer_m_s).blocks(frames=50):
        if sudden_check(estimator.feed(block)) is not None:
            told_s.append(block.time_s[-1])
    # The contact that it begins in counts only in part.
    assert 6.0 < told_s[0] < 7.1
    assert len(told_s) > 0.8 * (12.0 - told_s[0]) / 0.1


def test_a_tachometer_that_turns_while_feet_stand_still_is_reported():
    disagreement = cross_check(estimate_of(simulated(gait="standing")), 0.5)
    assert disagreement.print_m_s == pytest.approx(0.0, abs=0.005)


def test_frames_without_a_speed_are_not_checked():
    assert cross_check(estimate_of(simulated(speed_m_s=3.0))) is None


@pytest.mark.parametrize("tachometer_m_s", [-1.0, np.nan, np.inf])
def test_a_tachometer_speed_that_cannot_be_is_refused(tachometer_m_s):
    estimate = BeltEstimate(None, None, False, ())
    with pytest.raises(BadSetting, match="at least 0"):
        cross_check(estimate, tachometer_m_s)


@pytest.mark.parametrize(
    ("geometry", "threshold_n", "message"),
    [
        (MatGeometry(7, 8, 0.025, 0.05), 20.0, "at least 8 rows"),
        (MatGeometry(24, 8, 0.050, 0.05), 20.0, "at most 0.04 m apart"),
        (DEFAULT_GEOMETRY, 0.0, "threshold_n"),
        (DEFAULT_GEOMETRY, np.nan, "threshold_n"),
    ],
)
def test_what_cannot_work_is_refused(geometry, threshold_n, message):
    with pytest.raises(BadSetting, match=message):
        BeltSpeedEstimator(geometry, threshold_n=threshold_n)


def test_frames_of_another_mat_or_out_of_order_are_refused():
    estimator = BeltSpeedEstimator(DEFAULT_GEOMETRY)
    block = simulated(0.1).block
    with pytest.raises(BadFrames, match="shape"):
        estimator.feed(replace(block, force_n=block.force_n[:, :40]))
    estimator.feed(block)
    with pytest.raises(BadFrames, match="time_s must increase"):
        estimator.feed(block)
