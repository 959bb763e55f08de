"""A calibration from a terminal: what a person is asked and told, and what is kept."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from commands.calibrate_show import calibration_folder, print_calibration
from device import (
    CalibrationFolder,
    CalibrationRecord,
    CalibrationStep,
    Guide,
    Method,
    Stamp,
    Tare,
    calibrate_curves,
    calibrate_tare,
    mat_under_test,
    program_version,
)

__all__ = ["Walk", "make_curves", "make_tare"]


@dataclass(frozen=True, slots=True)
class Walk:
    """What a walk is told on the command line."""

    mat: str
    data_dir: Path | None
    pause_s: float
    note: str
    fresh: bool


class _TerminalGuide(Guide):
    """Leads a person on the terminal; of a simulated hand only warnings are news."""

    def __init__(self, *, waits: bool) -> None:
        self._waits = waits

    def ask(self, step: CalibrationStep) -> None:
        instruction = _instruction(step)
        if self._waits:
            click.pause(f"{instruction} Press a key when you are ready.")
        else:
            click.echo(f"(simulated hand) {instruction}")

    def tared(self, tare: Tare) -> None:
        most_us = 1e6 * float(tare.tare_siemens.max())
        click.echo(
            f"Tare: {int(tare.readings.min())} readings of each cell, at most {most_us:.3f} uS, "
            f"noise {float(np.median(tare.noise_codes)):.2f} codes"
        )

    def pressed(self, cells: NDArray[np.bool_], where: str) -> None:
        if self._waits:
            click.echo(f"{where}{cells.sum()} of {cells.size} cells")

    def warn(self, line: str) -> None:
        click.echo(line)

    def finished(self, step: CalibrationStep, samples: int) -> None:
        click.echo(f"{step.force_n:.1f} N: {samples} samples")


def make_curves(
    walk: Walk, method: Method, steps: Sequence[CalibrationStep], *, now: datetime
) -> None:
    """Tare, read every step, fit each cell's curve, keep the calibration and show it.

    Raises
    ------
    DeviceError
        If the mat refuses, nothing was pressed, or what was pressed contradicts itself.
    """
    with closing(mat_under_test(walk.mat)) as tested:
        folder = calibration_folder(walk.data_dir)
        record = calibrate_curves(
            tested,
            method,
            steps,
            _TerminalGuide(waits=tested.waits),
            stamp=Stamp(program_version(), now, walk.note),
            earlier=None if walk.fresh else folder.in_use(tested.description.name),
            pause_s=walk.pause_s,
        )
    _keep(folder, record)


def make_tare(walk: Walk, *, seconds: float, now: datetime) -> None:
    """Read the empty mat and keep the calibration in use, or the nominal one, with that tare.

    Raises
    ------
    DeviceError
        If the mat refuses, or is not empty and at rest.
    """
    with closing(mat_under_test(walk.mat)) as tested:
        folder = calibration_folder(walk.data_dir)
        record = calibrate_tare(
            tested,
            _TerminalGuide(waits=tested.waits),
            stamp=Stamp(program_version(), now, walk.note),
            earlier=folder.in_use(tested.description.name),
            seconds=seconds,
        )
    _keep(folder, record)


def _keep(folder: CalibrationFolder, record: CalibrationRecord) -> None:
    kept = folder.add(record)
    print_calibration(kept)
    chosen = folder.chosen(kept.mat)
    if chosen in ("latest", kept.name):
        click.echo(f"Kept as {kept.name}; applied from now on whenever the mat {kept.mat} opens.")
    else:
        click.echo(
            f"Kept as {kept.name}, but {chosen} is in use; change that with: "
            f"strikemat calibrate use {kept.name}"
        )


def _instruction(step: CalibrationStep) -> str:
    return {
        "empty": "Clear the mat: nothing on it but the belt.",
        "stamp": f"Stamp with {step.force_n:.1f} N: put it on one cell after another, in any order; leave "
        "it until the cell is named, then lift it.",
        "roll": f"Wheel with {step.force_n:.1f} N: set it down at the front, roll it to the rear in about "
        "8 seconds, lift it; along every column and between columns.",
        "squeeze": f"Load cell, nothing on it yet: then press one cell after another, slowly up to "
        f"{step.force_n:.0f} N and down again, about a second each.",
    }[step.kind]
