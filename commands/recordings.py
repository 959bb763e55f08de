"""A recording from a file to its steps, with what the command line says of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from analyzer import (
    AnalyzerSettings,
    BadSetting,
    BeltSpeedUnknown,
    Drill,
    Standing,
    Step,
    StepAnalyzer,
    cross_check,
    estimate_belt_speed,
)
from device import ChooseCalibration, FrameBlock, Recording, load_recording

__all__ = ["Analyzed", "BeltSource", "Given", "analyze_file"]

BLOCK_FRAMES = 10_000
#: A recording of fewer blocks is analysed before a bar could be read.
LONG_BLOCKS = 10


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line says of a recording; None: what the recording says itself."""

    foot_length_m: float | None = None
    body_mass_kg: float | None = None
    belt_speed_m_s: float | None = None
    choose_calibration: ChooseCalibration | None = None


@dataclass(frozen=True, slots=True)
class BeltSource:
    """Where the belt speed came from, and what is to be said of it."""

    source: Literal["recording", "given", "prints"]
    notes: list[str]


@dataclass(frozen=True, slots=True)
class Analyzed:
    """A recording, where its belt speed came from, and what was done on it."""

    recording: Recording
    belt: BeltSource
    steps: list[Step]
    standing: list[Standing]
    drills: list[Drill]


def analyze_file(path: Path, settings: AnalyzerSettings, given: Given) -> Analyzed:
    """Return every step of the recording at `path`; a long one shows a bar on standard error.

    Raises
    ------
    DeviceError
        When the file is missing or no recording.
    BeltSpeedUnknown
        When neither recording, command line nor prints tell the belt speed.
    """
    recording = _with_what_was_given(
        load_recording(path, choose_calibration=given.choose_calibration), given
    )
    recording, belt = _with_belt_speed(path, recording, given=given.belt_speed_m_s is not None)
    return Analyzed(recording, belt, *_done_on(recording, settings))


def _with_belt_speed(
    path: Path, recording: Recording, *, given: bool
) -> tuple[Recording, BeltSource]:
    """Return the recording with a belt speed: its own, checked against the prints, or the prints'."""
    known = not np.isnan(recording.belt_speed_m_s).any()
    try:
        blocks = _watched(
            recording.blocks(frames=BLOCK_FRAMES), len(recording.time_s), "Belt speed"
        )
        estimate = estimate_belt_speed(blocks, recording.geometry)
    except BadSetting:
        estimate = None  # too few rows, or too long ones, for prints to tell a speed
    if known:
        disagreement = cross_check(estimate) if estimate is not None else None
        notes = [] if disagreement is None else [str(disagreement)]
        return recording, BeltSource("given" if given else "recording", notes)
    if estimate is None or estimate.speed_m_s is None:
        raise BeltSpeedUnknown(
            f"{path}: belt_speed_m_s is not in the recording, and too few prints tell it; "
            "give it with --belt-speed-m-s (0 for a belt that stands)"
        )
    speed_m_s = (
        np.full(len(recording.time_s), estimate.speed_m_s)
        if estimate.steady
        else np.asarray(estimate.speed_at(recording.time_s), np.float64)
    )
    note = (
        f"belt speed estimated from the prints: {estimate.speed_m_s:.2f} "
        f"± {estimate.uncertainty_m_s:.2f} m/s"
    )
    return replace(recording, belt_speed_m_s=speed_m_s), BeltSource("prints", [note])


def _done_on(
    recording: Recording, settings: AnalyzerSettings
) -> tuple[list[Step], list[Standing], list[Drill]]:
    """Return every step of a recording, and the standing and the drills on a belt at rest."""
    analyzer = StepAnalyzer(
        recording.geometry,
        settings,
        foot_length_m=recording.foot_length_m,
        body_mass_kg=recording.body_mass_kg,
    )
    steps: list[Step] = []
    blocks = recording.blocks(frames=BLOCK_FRAMES)
    for block in _watched(blocks, len(recording.time_s), "Steps"):
        steps += analyzer.feed(block)
    steps += analyzer.finish()
    return steps, analyzer.take_standing(), analyzer.take_drills()


def _watched(blocks: Iterable[FrameBlock], frames: int, task_name: str) -> Iterator[FrameBlock]:
    """Yield the blocks; move a bar on a terminal if there are many."""
    console = Console(stderr=True)
    if not console.is_terminal or frames < LONG_BLOCKS * BLOCK_FRAMES:
        yield from blocks
        return
    columns = (
        TextColumn("{task.description:10}"),
        BarColumn(),
        TextColumn("{task.percentage:3.0f} %"),
    )
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as progress:
        task = progress.add_task(task_name, total=frames)
        for block in blocks:
            yield block
            progress.advance(task, len(block))


def _with_what_was_given(recording: Recording, given: Given) -> Recording:
    """Return the recording with what the command line says of it."""
    said: dict[str, Any] = {}
    if given.foot_length_m is not None:
        said["foot_length_m"] = given.foot_length_m
    if given.body_mass_kg is not None:
        said["body_mass_kg"] = given.body_mass_kg
    if given.belt_speed_m_s is not None:
        said["belt_speed_m_s"] = np.full(len(recording.time_s), given.belt_speed_m_s)
    return replace(recording, **said)
