"""Tare and calibration on the page, and the versions that are kept."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from device import (
    CELL_SOURCES,
    GRAVITY_M_S2,
    CalibrationRecord,
    CalibrationStep,
    DeviceError,
    Fault,
    Guide,
    MatUnderTest,
    Method,
    Stamp,
    Tare,
    calibrate_curves,
    calibrate_tare,
    program_version,
)
from web.errors import BadInput
from web.protocol import plain
from web.work import Talk
from web.workshop import Workshop

__all__ = ["METHODS", "CalibrateTask", "TareTask", "calibration_facts", "steps_of"]

#: By method: what is done to the mat in each step.
METHODS: dict[str, str] = {"weights": "stamp", "rolling": "roll", "reference": "squeeze"}
EVEN_CELLS = (1, 2, 4, 8)
MASS_KG, MASSES_MAX = (0.1, 500.0), 8
#: How hard each cell is pressed through a load cell, unless told otherwise.
USUAL_HAND_N = 200.0
HAND_N = (20.0, 5000.0)
NOTE_MAX = 200


def steps_of(
    method: str, masses_kg: Sequence[float], *, even_cells: int = 1, most_n: float | None = None
) -> list[CalibrationStep]:
    """Return the steps of a walk, lightest first.

    Raises
    ------
    BadInput
        When the method is unknown, or a force is missing or out of bounds.
    """
    if method not in METHODS:
        raise BadInput(f"method must be one of {', '.join(METHODS)}, got {method!r}")
    if isinstance(even_cells, bool) or even_cells not in EVEN_CELLS:
        known = ", ".join(map(str, EVEN_CELLS))
        raise BadInput(f"even_cells must be one of {known}, got {even_cells!r}")
    if method == "reference":
        hand_n = USUAL_HAND_N if most_n is None else most_n
        _check("most_n", hand_n, HAND_N)
        return [CalibrationStep("squeeze", hand_n)]
    if not 1 <= len(masses_kg) <= MASSES_MAX:
        raise BadInput(f"masses_kg must have 1 to {MASSES_MAX} masses, got {len(masses_kg)}")
    for mass_kg in masses_kg:
        _check("masses_kg", mass_kg, MASS_KG)
    forces_n = [GRAVITY_M_S2 * mass_kg for mass_kg in sorted(masses_kg)]
    if method == "rolling":
        return [CalibrationStep("roll", force_n) for force_n in forces_n]
    return [CalibrationStep("stamp", force_n, even_cells) for force_n in forces_n]


def _check(name: str, value: float, bounds: tuple[float, float]) -> None:
    low, high = bounds
    if not low <= value <= high:
        raise BadInput(f"{name} must be {low:g} to {high:g}, got {value:g}")


class _CalibrationTask:
    """Makes a calibration of the mat, and keeps it as its next version.

    Parameters
    ----------
    workshop : Workshop
        Opens the mat and keeps the calibration.
    faults : sequence of Fault
        What is broken, if the mat is simulated.
    note : str
        A word to keep with the calibration.
    fresh : bool
        Take nothing over from an earlier calibration.
    """

    kind: str

    def __init__(
        self, workshop: Workshop, faults: Sequence[Fault], note: str = "", *, fresh: bool = False
    ) -> None:
        if len(note) > NOTE_MAX:
            raise BadInput(f"note must have at most {NOTE_MAX} characters, got {len(note)}")
        self._workshop, self._faults, self._note, self._fresh = workshop, tuple(faults), note, fresh

    def run(self, talk: Talk) -> dict[str, Any]:
        """Calibrate, keep, and return the version."""
        shop = self._workshop
        mat = shop.under_test(self._faults)
        try:
            earlier = None if self._fresh else shop.folder.in_use(mat.description.name)
            stamp = Stamp(program_version(), shop.now(), self._note)
            record = self._make(mat, _PageGuide(talk), stamp, earlier)
        finally:
            mat.close()
        kept = shop.folder.add(record)
        chosen = shop.wanted or shop.folder.chosen(kept.mat)
        is_used = chosen in ("latest", kept.name)
        return {"name": kept.name, "is_used": is_used, **_record_facts(kept)}

    def _make(
        self, mat: MatUnderTest, guide: Guide, stamp: Stamp, earlier: CalibrationRecord | None
    ) -> CalibrationRecord:
        raise NotImplementedError


class TareTask(_CalibrationTask):
    """Read the empty mat; the curves stay as they are."""

    kind = "tare"

    def _make(
        self, mat: MatUnderTest, guide: Guide, stamp: Stamp, earlier: CalibrationRecord | None
    ) -> CalibrationRecord:
        return calibrate_tare(mat, guide, stamp=stamp, earlier=earlier)


class CalibrateTask(_CalibrationTask):
    """Tare, read known forces, and fit each cell's curve.

    Parameters
    ----------
    workshop, faults, note, fresh
        As of a tare.
    method : {"weights", "rolling", "reference"}
        How the forces are known.
    steps : sequence of CalibrationStep
        What is done; see `steps_of`.
    """

    kind = "calibrate"

    def __init__(
        self,
        workshop: Workshop,
        faults: Sequence[Fault],
        note: str = "",
        *,
        fresh: bool,
        method: Method,
        steps: Sequence[CalibrationStep],
    ) -> None:
        super().__init__(workshop, faults, note, fresh=fresh)
        self._method, self._steps = method, tuple(steps)

    def _make(
        self, mat: MatUnderTest, guide: Guide, stamp: Stamp, earlier: CalibrationRecord | None
    ) -> CalibrationRecord:
        return calibrate_curves(mat, self._method, self._steps, guide, stamp=stamp, earlier=earlier)


class _PageGuide(Guide):
    """Leads a person on the page."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    def ask(self, step: CalibrationStep) -> None:
        self._talk.ask(step.kind, force_n=step.force_n, cells=step.cells)

    def read(self, since_s: float, seconds: float) -> None:
        self._talk.show(min(since_s / seconds, 1.0), doing="tare")

    def tared(self, tare: Tare) -> None:
        self._talk.show(doing="tared", tare_siemens_max=float(tare.tare_siemens.max()))

    def pressed(self, cells: NDArray[np.bool_], where: str) -> None:
        share = float(cells.sum()) / cells.size
        self._talk.show(share, doing="press", pressed=cells.astype(int).tolist())

    def warn(self, line: str) -> None:
        self._talk.warn(line)

    def has_enough(self) -> bool:
        return self._talk.has_enough()


def calibration_facts(workshop: Workshop) -> dict[str, Any]:
    """Return `mat`, `chosen` (`"latest"`, `"none"` or a name), `in_use` (a name or None) and `versions`.

    The newest version is first. One that cannot be read has `problem` and nothing else.
    """
    mat = workshop.description().name
    folder = workshop.folder
    wanted = workshop.wanted or folder.chosen(mat)
    try:
        record, problem = folder.in_use(mat, wanted), None
    except DeviceError as error:
        record, problem = None, str(error)
    return {
        "mat": mat,
        "chosen": wanted,
        "is_fixed": workshop.wanted is not None,
        "in_use": None if record is None else record.name,
        "problem": problem,
        "versions": [_version(workshop, name) for name in reversed(folder.names(mat))],
    }


def _version(workshop: Workshop, name: str) -> dict[str, Any]:
    try:
        return {"name": name, "problem": None, **_record_facts(workshop.folder.load(name))}
    except DeviceError as error:
        return {"name": name, "problem": str(error)}


def _record_facts(record: CalibrationRecord) -> dict[str, Any]:
    residual = record.residual[~np.isnan(record.residual)]
    uncertainty = record.uncertainty[~np.isnan(record.uncertainty)]
    return dict(
        plain(
            {
                "made_at": record.made_at.isoformat(),
                "method": record.method,
                "forces_n": list(record.forces_n),
                "temperature_deg_c": record.temperature_deg_c,
                "based_on": record.based_on,
                "note": record.note,
                "software": record.software,
                "cells": {source: record.cells_from(source) for source in CELL_SOURCES},
                "residual_median": float(np.median(residual)) if len(residual) else None,
                "uncertainty_median": float(np.median(uncertainty)) if len(uncertainty) else None,
            }
        )
    )
