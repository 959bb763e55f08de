"""`strikemat analyze`: a recording in, every step out, as a table or as JSON."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import click
import numpy as np
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from analyzer import (
    VERSION,
    AnalyzerError,
    AnalyzerSettings,
    BadSetting,
    BeltSpeedUnknown,
    Step,
    StepAnalyzer,
    cross_check,
    estimate_belt_speed,
    summarize,
)
from commands.refusal import one_line_refusals
from commands.table import print_table
from device import DeviceError, FrameBlock, Recording, load_recording

__all__ = ["analyze", "analyze_recording"]

BLOCK_FRAMES = 10_000
#: A recording of fewer blocks is analysed before a bar could be read.
LONG_BLOCKS = 10


@click.command()
@click.argument("recording", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
@click.option(
    "--threshold-n",
    type=click.FloatRange(0, 1000, min_open=True),
    help="Force that counts as contact, newtons.  [default: from noise and body weight]",
)
@click.option(
    "--foot-length-m",
    type=click.FloatRange(0.1, 0.45),
    help="Length of foot or shoe, metres.  [default: the recording's, else learned from prints]",
)
@click.option(
    "--body-mass-kg",
    type=click.FloatRange(5, 300),
    help="Body mass, kilograms.  [default: the recording's]",
)
@click.option(
    "--belt-speed-m-s",
    type=click.FloatRange(0, 15),
    help="Belt speed, metres per second.  [default: the recording's, else estimated from the prints]",
)
@one_line_refusals(DeviceError, AnalyzerError)
def analyze(
    *,
    recording: Path,
    as_json: bool,
    threshold_n: float | None,
    foot_length_m: float | None,
    body_mass_kg: float | None,
    belt_speed_m_s: float | None,
) -> None:
    """Find every step of a RECORDING (.npz) and say how each landed."""
    loaded = _with_what_was_given(
        load_recording(recording), foot_length_m, body_mass_kg, belt_speed_m_s
    )
    loaded, belt = _with_belt_speed(recording, loaded, given=belt_speed_m_s is not None)
    settings = AnalyzerSettings(threshold_n=threshold_n)
    steps = analyze_recording(loaded, settings)
    if as_json:
        result = _result(recording, loaded, settings, steps, belt)
        click.echo(json.dumps(result, indent=2, allow_nan=False))
    else:
        print_table(recording.name, loaded, steps, summarize(steps), notes=belt.notes)


@dataclass(frozen=True, slots=True)
class BeltSource:
    """Where the belt speed came from, and what is to be said of it."""

    source: Literal["recording", "given", "prints"]
    notes: list[str]


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


def analyze_recording(recording: Recording, settings: AnalyzerSettings) -> list[Step]:
    """Return every step of a recording; a long one shows a progress bar on standard error."""
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
    return steps + analyzer.finish()


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


def _with_what_was_given(
    recording: Recording,
    foot_length_m: float | None,
    body_mass_kg: float | None,
    belt_speed_m_s: float | None,
) -> Recording:
    """Return the recording with what the command line says of it."""
    given: dict[str, Any] = {}
    if foot_length_m is not None:
        given["foot_length_m"] = foot_length_m
    if body_mass_kg is not None:
        given["body_mass_kg"] = body_mass_kg
    if belt_speed_m_s is not None:
        given["belt_speed_m_s"] = np.full(len(recording.time_s), belt_speed_m_s)
    return replace(recording, **given)


def _result(
    path: Path,
    recording: Recording,
    settings: AnalyzerSettings,
    steps: list[Step],
    belt: BeltSource,
) -> dict[str, Any]:
    geometry, time_s = recording.geometry, recording.time_s
    return {
        "analyzer": VERSION,
        "settings": settings.to_dict(),
        "recording": {
            "file": path.name,
            "frames": len(time_s),
            "start_s": float(time_s[0]),
            "duration_s": float(time_s[-1] - time_s[0]),
            "frame_rate_hz": _frame_rate_hz(recording),
            "rows": geometry.rows,
            "cols": geometry.cols,
            "row_pitch_m": geometry.row_pitch_m,
            "col_pitch_m": geometry.col_pitch_m,
            "belt_speed_m_s": float(recording.belt_speed_m_s.mean()),
            "belt_speed_source": belt.source,
            "foot_length_m": recording.foot_length_m,
            "body_mass_kg": recording.body_mass_kg,
        },
        "notes": belt.notes,
        "steps": [step.to_dict() for step in steps],
        "summary": summarize(steps),
    }


def _frame_rate_hz(recording: Recording) -> float | None:
    """Return the median frame rate; None for a lone frame."""
    if len(recording.time_s) < 2:
        return None
    return float(1.0 / np.median(np.diff(recording.time_s)))
