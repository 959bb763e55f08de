"""Rows that are read one after the other are placed and timed by when they were read."""

import dataclasses
from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest

from analyzer import AnalyzerSettings, BadFrames, Step, StepAnalyzer
from device import (
    DEFAULT_GEOMETRY,
    IDEAL_SENSORS,
    FrameBlock,
    IdealMat,
    RunnerSettings,
    SimulatedMat,
    Simulation,
)

SECONDS = 5.0
#: What may be left of a measure's scatter.
LEAST_GAIN = {
    "heel_onset_s": 0.5,
    "heel_to_ball_s": 0.65,
    "contact_s": 0.9,
    "strike_index_percent": 0.9,
}


def steps_of(blocks: Sequence[FrameBlock], runner: RunnerSettings) -> list[Step]:
    analyzer = StepAnalyzer(
        DEFAULT_GEOMETRY, AnalyzerSettings(threshold_n=20.0), foot_length_m=runner.foot_length_m
    )
    steps = [step for block in blocks for step in analyzer.feed(block)]
    return [step for step in steps + analyzer.finish() if step.complete]


def without_row_times(blocks: Sequence[FrameBlock]) -> list[FrameBlock]:
    return [dataclasses.replace(block, row_time_s=None) for block in blocks]


@cache
def rastered(runner: RunnerSettings) -> list[FrameBlock]:
    simulation = Simulation(scan="raster", sensors=IDEAL_SENSORS)
    mat = SimulatedMat(runner, simulation=simulation, speed=None)
    return [
        block for block in (mat.read() for _ in range(int(SECONDS / 0.02))) if block is not None
    ]


@cache
def finely(runner: RunnerSettings) -> list[FrameBlock]:
    """Return the same feet, all cells at once, 1000 times a second."""
    mat = IdealMat(runner, frame_rate_hz=1000.0, noise_n=0.02, quantum_n=0.0, speed=None)
    return [
        block for block in (mat.read() for _ in range(int(SECONDS / 0.02))) if block is not None
    ]


def errors(steps: Sequence[Step], meant: Sequence[Step], name: str) -> list[float]:
    """Return how far a measure of the same contacts is off."""
    found = []
    for step in steps:
        true = min(meant, key=lambda other: abs(other.contact_s - step.contact_s))
        values = [one.to_dict()[name] for one in (step, true)]
        if abs(true.contact_s - step.contact_s) < 0.03 and None not in values:
            found.append(values[0] - values[1])
    return found


def test_a_slow_raster_times_and_places_better_by_its_rows_times() -> None:
    # They land on other rows, which a raster reads at other moments of its frame.
    runners = [
        RunnerSettings(strike="heel", speed_m_s=3.5, seed=3),
        RunnerSettings(strike="midfoot", speed_m_s=5.0, seed=3),
        RunnerSettings(gait="walking", strike="heel", speed_m_s=1.5, seed=3),
    ]
    scatter: dict[str, list[float]] = {}
    for timed in (True, False):
        found: dict[str, list[float]] = {name: [] for name in LEAST_GAIN}
        for runner in runners:
            blocks, meant = rastered(runner), steps_of(finely(runner), runner)
            assert 90.0 < sum(map(len, blocks)) / SECONDS < 130.0
            steps = steps_of(blocks if timed else without_row_times(blocks), runner)
            assert len(steps) >= len(meant) - 1
            for name, values in found.items():
                values += errors(steps, meant, name)
        for name, values in found.items():
            scatter.setdefault(name, []).append(float(np.std(values)))
    for name, (with_s, without_s) in scatter.items():
        assert with_s < LEAST_GAIN[name] * without_s, name


def test_row_times_that_are_the_frames_own_change_nothing() -> None:
    runner = RunnerSettings(seed=2)
    blocks = finely(runner)[:150]
    timed = [
        dataclasses.replace(
            block,
            row_time_s=np.repeat(block.time_s[:, None], 48, axis=1),
            mode=np.zeros(len(block), np.uint8),
        )
        for block in blocks
    ]
    assert [step.to_dict() for step in steps_of(timed, runner)] == [
        step.to_dict() for step in steps_of(blocks, runner)
    ]


def test_the_size_of_the_blocks_changes_nothing() -> None:
    runner = RunnerSettings(seed=2)
    blocks = rastered(runner)[:200]
    pieces = [block[at : at + 1] for block in blocks for at in range(len(block))]
    assert [step.to_dict() for step in steps_of(pieces, runner)] == [
        step.to_dict() for step in steps_of(blocks, runner)
    ]


@pytest.mark.parametrize(
    ("row_time_s", "message"),
    [
        (np.zeros((3, 47)), r"row_time_s must have shape \(3, 48\), got \(3, 47\)"),
        (np.full((3, 48), np.nan), "row_time_s must be finite"),
    ],
)
def test_row_times_that_cannot_be_are_refused(row_time_s: np.ndarray, message: str) -> None:
    block = FrameBlock(
        np.arange(3.0), np.zeros((3, 48, 8), np.float32), np.ones(3), row_time_s=row_time_s
    )
    with pytest.raises(BadFrames, match=message):
        StepAnalyzer(DEFAULT_GEOMETRY).feed(block)


def test_row_times_that_stop_coming_are_refused() -> None:
    analyzer = StepAnalyzer(DEFAULT_GEOMETRY)
    force_n = np.zeros((3, 48, 8), np.float32)
    time_s = np.arange(3.0)
    analyzer.feed(FrameBlock(time_s, force_n, np.ones(3), row_time_s=np.zeros((3, 48))))
    with pytest.raises(ValueError, match="give it for every frame"):
        analyzer.feed(FrameBlock(time_s + 3.0, force_n, np.ones(3)))
