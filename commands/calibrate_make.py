"""From what was read in a walk to a calibration that is kept."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import click
import numpy as np

from analyzer import VERSION
from commands.calibrate_mats import MatUnderTest, Step, mat_under_test
from commands.calibrate_show import calibration_folder, print_calibration
from commands.calibrate_walk import read_tare
from device import (
    BadCalibration,
    CalibrationFolder,
    CalibrationRecord,
    Method,
    Samples,
    Tare,
    fit_cells,
    nominal_calibration,
)

__all__ = ["TARE_S", "Walk", "make_curves", "make_tare"]

TARE_S = 5.0
EMPTY = "Clear the mat: nothing on it but the belt."

Reader = Callable[..., Samples | None]


@dataclass(frozen=True, slots=True)
class Walk:
    """What a walk is told on the command line."""

    mat: str
    data_dir: Path | None
    pause_s: float
    note: str
    fresh: bool


def make_curves(
    walk: Walk, method: Method, steps: Sequence[Step], read: Reader, *, now: datetime
) -> None:
    """Tare, read every step, fit each cell's curve, keep the calibration and show it.

    Raises
    ------
    DeviceError
        If the mat refuses, nothing was pressed, or what was pressed contradicts itself.
    """
    with closing(mat_under_test(walk.mat)) as tested:
        folder = calibration_folder(walk.data_dir)
        earlier = None if walk.fresh else folder.in_use(tested.description.name)
        ask(tested, EMPTY)
        tare = read_tare(tested, TARE_S)
        _print_tare(tare)
        samples = Samples.joined(_read_steps(tested, tare, steps, read, walk.pause_s))
        curves = fit_cells(samples, tested.description)
        record = CalibrationRecord(
            calibration=curves.calibration(tare.tare_siemens, "new"),
            mat=tested.description.name,
            made_at=now,
            method=method,
            software=VERSION,
            source=curves.source,
            samples=curves.samples,
            residual=curves.residual,
            uncertainty=curves.uncertainty,
            forces_n=tuple(step.force_n for step in steps),
            temperature_deg_c=tested.temperature_deg_c(),
            note=walk.note,
        )
    left_out = int(curves.left_out.sum())
    if left_out:
        click.echo(
            f"{left_out} of {len(samples)} samples contradicted the others and were left out"
        )
    _keep(folder, record if earlier is None else record.filled_from(earlier))


def make_tare(walk: Walk, *, seconds: float, now: datetime) -> None:
    """Read the empty mat and keep the calibration in use, or the nominal one, with that tare.

    Raises
    ------
    DeviceError
        If the mat refuses, or is not empty and at rest.
    """
    with closing(mat_under_test(walk.mat)) as tested:
        folder = calibration_folder(walk.data_dir)
        earlier = folder.in_use(tested.description.name)
        ask(tested, EMPTY)
        tare = read_tare(tested, seconds)
        _print_tare(tare)
        temperature_deg_c = tested.temperature_deg_c()
        base = _nominal_record(tested, now) if earlier is None else earlier
    _keep(
        folder,
        replace(
            base,
            calibration=replace(base.calibration, tare_siemens=tare.tare_siemens),
            made_at=now,
            method="tare",
            software=VERSION,
            temperature_deg_c=temperature_deg_c,
            based_on=None if earlier is None else earlier.name,
            note=walk.note,
        ),
    )


def _nominal_record(mat: MatUnderTest, now: datetime) -> CalibrationRecord:
    nominal = nominal_calibration(mat.description)
    unknown = np.full(nominal.scale.shape, np.nan)
    return CalibrationRecord(
        calibration=nominal,
        mat=mat.description.name,
        made_at=now,
        method="tare",
        software=VERSION,
        source=np.zeros(nominal.scale.shape, np.uint8),
        samples=np.zeros(nominal.scale.shape, np.int64),
        residual=unknown,
        uncertainty=unknown,
    )


def _read_steps(
    mat: MatUnderTest, tare: Tare, steps: Sequence[Step], read: Reader, pause_s: float
) -> list[Samples]:
    parts = []
    for step in steps:
        ask(mat, _instruction(step))
        part = read(mat, step, tare.tare_siemens, pause_s=pause_s, tell=_progress(mat))
        click.echo(f"{step.force_n:.1f} N: {0 if part is None else len(part)} samples")
        if part is not None:
            parts.append(part)
    if not parts:
        raise BadCalibration("nothing was pressed, so nothing is kept; begin again")
    return parts


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


def _instruction(step: Step) -> str:
    return {
        "empty": EMPTY,
        "stamp": f"Stamp with {step.force_n:.1f} N: put it on one cell after another, in any order; leave "
        "it until the cell is named, then lift it.",
        "roll": f"Wheel with {step.force_n:.1f} N: set it down at the front, roll it to the rear in about "
        "8 seconds, lift it; along every column and between columns.",
        "squeeze": f"Load cell, nothing on it yet: then press one cell after another, slowly up to "
        f"{step.force_n:.0f} N and down again, about a second each.",
    }[step.kind]


def ask(mat: MatUnderTest, instruction: str) -> None:
    if mat.waits:
        click.pause(f"{instruction} Press a key when you are ready.")
    else:
        click.echo(f"(simulated hand) {instruction}")


def _progress(mat: MatUnderTest) -> Callable[[str], None]:
    """Tell a person everything; of a simulated hand only warnings are news."""

    def tell(line: str) -> None:
        if mat.waits or "saturated" in line:
            click.echo(line)

    return tell


def _print_tare(tare: Tare) -> None:
    most_us = 1e6 * float(tare.tare_siemens.max())
    click.echo(
        f"Tare: {int(tare.readings.min())} readings of each cell, at most {most_us:.3f} uS, "
        f"noise {float(np.median(tare.noise_codes)):.2f} codes"
    )
