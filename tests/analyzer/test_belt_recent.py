"""A tachometer that begins to slip is told from the feet that are down, and nothing else is taken for it."""

from dataclasses import replace

import numpy as np
import pytest

from analyzer import BeltSpeedEstimator, RecentPrints
from analyzer.belt_estimate import PrintSpeed, combined, sudden_check
from device import (
    FrameBlock,
    IdealMat,
    Recording,
    RunnerSettings,
    load_recording,
    simulate_recording,
)
from tests.analyzer.real import DATA, real

SLIP_S = 3.05


def walk(speed_m_s: float, **runner: object) -> Recording:
    settings = RunnerSettings(gait="walking", speed_m_s=speed_m_s, seed=4, **runner)
    return simulate_recording(settings, 6.0, frame_rate_hz=500.0, seed=4)[0]


def told_s(recording: Recording, *, frames: int = 10) -> list[float]:
    """Return when a disagreement stood, block by block."""
    recent = RecentPrints(recording.geometry)
    estimator = BeltSpeedEstimator(recording.geometry, recent=recent)
    found = []
    for block in recording.blocks(frames=frames):
        estimator.feed(block)
        now_s = float(block.time_s[-1])
        if recent.disagreement(now_s) is not None:
            found.append(now_s)
    return found


def slipping(recording: Recording, share: float) -> Recording:
    slips = recording.time_s >= SLIP_S
    speed_m_s = recording.belt_speed_m_s * np.where(slips, 1.0 - share, 1.0)
    return replace(recording, belt_speed_m_s=speed_m_s)


@pytest.mark.parametrize("speed_m_s", [0.8, 1.2, 1.7])
@pytest.mark.parametrize("share", [0.035, 0.06, 0.2, 0.5])
def test_a_slip_under_a_walker_is_told_within_a_second(speed_m_s: float, share: float) -> None:
    found = told_s(slipping(walk(speed_m_s), share))
    assert SLIP_S < found[0] < SLIP_S + 0.8
    assert found[-1] > 5.9


def test_what_is_told_names_both_speeds() -> None:
    recording = slipping(walk(1.2), 0.05)
    recent = RecentPrints(recording.geometry)
    BeltSpeedEstimator(recording.geometry, recent=recent).feed(recording.block)
    found = recent.disagreement(float(recording.time_s[-1]))
    assert found is not None
    assert found.print_m_s == pytest.approx(1.2, rel=0.01)
    assert found.tachometer_m_s == pytest.approx(1.14, rel=0.005)
    assert recent.disagreement(float(recording.time_s[-1]) + 3.0) is None


@pytest.mark.parametrize("asymmetry", [-0.3, 0.0, 0.3])
@pytest.mark.parametrize("speed_m_s", [0.7, 1.0, 1.5, 1.9])
@pytest.mark.parametrize("share", [0.0, 0.02, -0.06])
def test_a_tachometer_that_does_not_slip_raises_no_alarm(
    speed_m_s: float, asymmetry: float, share: float
) -> None:
    # One that reads too much is no slip, and is left to `cross_check`.
    assert told_s(slipping(walk(speed_m_s, asymmetry=asymmetry), share)) == []


@pytest.mark.parametrize("late_s", [0.0, 0.08])
def test_a_belt_that_changes_its_speed_raises_no_alarm_though_its_tachometer_is_late(
    late_s: float,
) -> None:
    speeds_m_s = (1.0, 1.5, 1.06, 1.12, 0.8, 1.8)
    mat = IdealMat(RunnerSettings(gait="walking", speed_m_s=speeds_m_s[0], seed=6), speed=None)
    recent = RecentPrints(mat.geometry)
    estimator = BeltSpeedEstimator(mat.geometry, recent=recent)
    past_s, past_m_s = np.array([-1.0]), np.array([1.0])
    for number, speed_m_s in enumerate(speeds_m_s):
        mat.set_runner(replace(mat.runner, speed_m_s=speed_m_s))
        while past_s[-1] < 2.0 * (number + 1):
            block = mat.read()
            assert block is not None
            past_s = np.append(past_s, block.time_s)
            past_m_s = np.append(past_m_s, block.belt_speed_m_s)
            late_m_s = np.interp(block.time_s - late_s, past_s, past_m_s)
            estimator.feed(block.at_speed(late_m_s))
            assert recent.disagreement(float(block.time_s[-1])) is None


def test_the_size_of_the_blocks_changes_nothing() -> None:
    recording = slipping(walk(1.2), 0.04)
    single, whole = (
        [time_s for time_s in told_s(recording, frames=frames) if time_s < 4.6] for frames in (1, 7)
    )
    assert whole[0] - single[0] == pytest.approx(0.0, abs=0.02)
    recent = [RecentPrints(recording.geometry) for _ in range(2)]
    for one, frames in zip(recent, (3, 900), strict=True):
        estimator = BeltSpeedEstimator(recording.geometry, recent=one)
        for block in recording.blocks(frames=frames):
            estimator.feed(block)
    assert recent[0].disagreement(6.0) == recent[1].disagreement(6.0)


def test_frames_without_a_speed_and_an_empty_mat_tell_nothing() -> None:
    recording = walk(1.2)
    unknown = np.full(len(recording.time_s), np.nan)
    assert told_s(replace(recording, belt_speed_m_s=unknown)) == []
    recent = RecentPrints(recording.geometry)
    empty = FrameBlock(np.zeros(0), np.zeros((0, 48, 8), np.float32), np.zeros(0))
    recent.take(empty, np.zeros(0, np.bool_))
    assert recent.disagreement(0.0) is None


@real
@pytest.mark.parametrize("name", ["zebris-walk-240hz", "zebris-walk-240hz-coarse"])
def test_a_real_walk_without_a_slip_raises_no_alarm(name: str) -> None:
    assert told_s(load_recording(DATA / f"{name}.npz")) == []


@real
@pytest.mark.parametrize("name", ["zebris-walk-240hz", "zebris-walk-240hz-coarse"])
@pytest.mark.parametrize(("share", "soon", "latest_s"), [(0.05, 11, 2.1), (0.1, 18, 1.1)])
def test_on_a_real_walk_a_slip_is_told_later_the_smaller_it_is(
    name: str, share: float, soon: int, latest_s: float
) -> None:
    # In parts of a stance the real prints read up to 8 % slow.
    recording = load_recording(DATA / f"{name}.npz")
    delays_s = []
    for slip_s in np.arange(2.0, 9.0, 0.37):
        near = (recording.time_s > slip_s - 1.0) & (recording.time_s < slip_s + latest_s + 0.1)
        block = recording.block[near]
        told_m_s = block.belt_speed_m_s * np.where(block.time_s >= slip_s, 1.0 - share, 1.0)
        recent = RecentPrints(recording.geometry)
        estimator = BeltSpeedEstimator(recording.geometry, recent=recent)
        for first in range(0, len(block), 10):
            part = block.at_speed(told_m_s)[first : first + 10]
            estimator.feed(part)
            now_s = float(part.time_s[-1])
            if recent.disagreement(now_s) is not None:
                delays_s.append(now_s - slip_s)
                break
    assert len(delays_s) == 19
    assert sum(0.0 < delay_s < 1.0 for delay_s in delays_s) >= soon
    assert max(delays_s) < latest_s


def windows(*apart, tachometer_m_s=3.0):
    """Windows of the prints' speed so much above the tachometer's, as parts of it."""
    return combined(
        [PrintSpeed(n, n + 0.25, (1.0 + part) * tachometer_m_s, 0.9, tachometer_m_s)
         for n, part in enumerate(apart)]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("apart", "told"),
    [
        ((0.04, 0.04), True),
        ((0.0, 0.0, -0.05, -0.045), True),
        ((0.0, 0.2), False),
        ((0.0, 0.2, 0.0), False),
        ((0.05, -0.05), False),
        ((0.04, 0.2), False),
        ((0.029, 0.04), False),
        ((0.2,), False),
    ],
)
def test_only_two_windows_on_end_that_are_off_alike_are_told_at_once(apart, told):
    assert (sudden_check(windows(*apart)) is not None) == told
    assert sudden_check(windows(*apart, tachometer_m_s=np.nan)) is None
