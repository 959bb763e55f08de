"""From what was read in a walk to a calibration that can be kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from device.calibrating.fit import fit_cells
from device.calibrating.guide import Guide
from device.calibrating.mats import MatUnderTest, Step
from device.calibrating.presses import Samples
from device.calibrating.record import CalibrationRecord, Method
from device.calibrating.tare import Tare
from device.calibrating.walk import READERS, read_tare
from device.calibration import nominal_calibration
from device.errors import BadCalibration

__all__ = ["TARE_S", "Stamp", "calibrate_curves", "calibrate_tare"]

TARE_S = 5.0


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is written on a calibration beside its figures.

    Parameters
    ----------
    software : str
        Version of Strikemat.
    made_at : datetime
        When, with its time zone.
    note : str
        A person's words.
    """

    software: str
    made_at: datetime
    note: str = ""


def calibrate_curves(
    mat: MatUnderTest,
    method: Method,
    steps: Sequence[Step],
    guide: Guide,
    *,
    stamp: Stamp,
    earlier: CalibrationRecord | None = None,
    pause_s: float = 30.0,
) -> CalibrationRecord:
    """Tare, read every step, and fit each cell's curve.

    Parameters
    ----------
    mat : MatUnderTest
        The mat; whoever opened it closes it.
    method : {"weights", "rolling", "reference"}
        How the forces are known.
    steps : sequence of Step
        What is done, one after the other.
    guide : Guide
        Leads whoever does it.
    stamp : Stamp
        What is written on the calibration.
    earlier : CalibrationRecord, optional
        Cells that were not pressed keep its curves.
    pause_s : float
        A step is over when nothing was pressed for so long.

    Raises
    ------
    DeviceError
        If the mat refuses, nothing was pressed, or what was pressed contradicts itself.
    """
    tare = _tare(mat, TARE_S, guide)
    samples = Samples.joined(_read_steps(mat, method, tare, steps, guide, pause_s))
    curves = fit_cells(samples, mat.description)
    if left_out := int(curves.left_out.sum()):
        guide.warn(
            f"{left_out} of {len(samples)} samples contradicted the others and were left out"
        )
    record = CalibrationRecord(
        calibration=curves.calibration(tare.tare_siemens, "new"),
        mat=mat.description.name,
        made_at=stamp.made_at,
        method=method,
        software=stamp.software,
        source=curves.source,
        samples=curves.samples,
        residual=curves.residual,
        uncertainty=curves.uncertainty,
        forces_n=tuple(step.force_n for step in steps),
        temperature_deg_c=mat.temperature_deg_c(),
        note=stamp.note,
    )
    return record if earlier is None else record.filled_from(earlier)


def calibrate_tare(
    mat: MatUnderTest,
    guide: Guide,
    *,
    stamp: Stamp,
    earlier: CalibrationRecord | None = None,
    seconds: float = TARE_S,
) -> CalibrationRecord:
    """Read the empty mat; return an earlier calibration, or the nominal one, with that tare.

    Raises
    ------
    DeviceError
        If the mat refuses, or is not empty and at rest.
    """
    tare = _tare(mat, seconds, guide)
    base = _nominal_record(mat, stamp) if earlier is None else earlier
    return replace(
        base,
        calibration=replace(base.calibration, tare_siemens=tare.tare_siemens),
        made_at=stamp.made_at,
        method="tare",
        software=stamp.software,
        temperature_deg_c=mat.temperature_deg_c(),
        based_on=None if earlier is None else earlier.name,
        note=stamp.note,
    )


def _tare(mat: MatUnderTest, seconds: float, guide: Guide) -> Tare:
    guide.ask(Step("empty"))
    tare = read_tare(mat, seconds, guide)
    guide.tared(tare)
    return tare


def _read_steps(
    mat: MatUnderTest,
    method: Method,
    tare: Tare,
    steps: Sequence[Step],
    guide: Guide,
    pause_s: float,
) -> list[Samples]:
    parts = []
    for step in steps:
        guide.ask(step)
        part = READERS[method](mat, step, tare.tare_siemens, guide, pause_s)
        guide.finished(step, 0 if part is None else len(part))
        if part is not None:
            parts.append(part)
    if not parts:
        raise BadCalibration("nothing was pressed, so nothing is kept; begin again")
    return parts


def _nominal_record(mat: MatUnderTest, stamp: Stamp) -> CalibrationRecord:
    nominal = nominal_calibration(mat.description)
    unknown = np.full(nominal.scale.shape, np.nan)
    return CalibrationRecord(
        calibration=nominal,
        mat=mat.description.name,
        made_at=stamp.made_at,
        method="tare",
        software=stamp.software,
        source=np.zeros(nominal.scale.shape, np.uint8),
        samples=np.zeros(nominal.scale.shape, np.int64),
        residual=unknown,
        uncertainty=unknown,
    )
