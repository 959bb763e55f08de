"""A calibration as JSON text: one object, every key checked, no key unknown."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from device.calibrating.fit import CELL_SOURCES
from device.calibrating.record import CalibrationRecord
from device.calibration import Calibration
from device.errors import BadCalibration

__all__ = ["record_from_text", "record_to_text"]

FORMAT = "strikemat calibration 1"
_KEYS = (
    "format",
    "name",
    "mat",
    "made_at",
    "method",
    "software",
    "forces_n",
    "temperature_deg_c",
    "based_on",
    "note",
    "scale",
    "exponent",
    "tare_siemens",
    "source",
    "samples",
    "residual",
    "uncertainty",
)


def record_to_text(record: CalibrationRecord) -> str:
    """Return a calibration as JSON: a row of the mat a line, so that people can read it."""
    calibration = record.calibration
    values = {
        "format": FORMAT,
        "name": record.name,
        "mat": record.mat,
        "made_at": record.made_at.isoformat(),
        "method": record.method,
        "software": record.software,
        "forces_n": list(record.forces_n),
        "temperature_deg_c": record.temperature_deg_c,
        "based_on": record.based_on,
        "note": record.note,
    }
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in values.items()]
    tables = {
        "scale": calibration.scale.tolist(),
        "exponent": calibration.exponent.tolist(),
        "tare_siemens": calibration.tare_siemens.tolist(),
        "source": np.array(CELL_SOURCES)[record.source].tolist(),
        "samples": record.samples.tolist(),
        "residual": _with_nulls(record.residual),
        "uncertainty": _with_nulls(record.uncertainty),
    }
    for key, table in tables.items():
        rows = ",\n".join(f"    {json.dumps(row, allow_nan=False)}" for row in table)
        lines.append(f"  {json.dumps(key)}: [\n{rows}\n  ]")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def record_from_text(text: str, *, name: str) -> CalibrationRecord:
    """Return the calibration that JSON text holds; `name` stands in error lines.

    Raises
    ------
    BadCalibration
        If it holds none.
    """
    values = _object(text, name)
    calibration = Calibration(
        _table(values, "scale", name),
        _table(values, "exponent", name),
        _table(values, "tare_siemens", name),
        _of_type(values, "name", str, name),
    )
    based_on = values["based_on"]
    temperature = values["temperature_deg_c"]
    if temperature is not None:
        temperature = _converted(values, "temperature_deg_c", float, name)
    return CalibrationRecord(
        calibration=calibration,
        mat=_of_type(values, "mat", str, name),
        made_at=_converted(values, "made_at", datetime.fromisoformat, name),
        method=values["method"],
        software=_of_type(values, "software", str, name),
        source=_sources(values["source"], name),
        samples=_table(values, "samples", name).astype(np.int64),
        residual=_table(values, "residual", name),
        uncertainty=_table(values, "uncertainty", name),
        forces_n=tuple(_converted(values, "forces_n", _numbers, name)),
        temperature_deg_c=temperature,
        based_on=None if based_on is None else _of_type(values, "based_on", str, name),
        note=_of_type(values, "note", str, name),
    )


def _with_nulls(table: NDArray[np.float64]) -> list[list[float | None]]:
    return [[None if np.isnan(value) else float(value) for value in row] for row in table]


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        values = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadCalibration(f"{name}: is not JSON, or was cut short: {error}") from error
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        found = values.get("format") if isinstance(values, dict) else type(values).__name__
        raise BadCalibration(f"{name}: its format is {found!r}, known is {FORMAT!r}")
    for key in values:
        if key not in _KEYS:
            raise BadCalibration(f"{name}: unknown key {key!r} in a calibration")
    for key in _KEYS:
        if key not in values:
            raise BadCalibration(f"{name}: key {key!r} is missing from the calibration")
    return values


def _of_type(values: dict[str, Any], key: str, kind: type, name: str) -> Any:
    if not isinstance(values[key], kind):
        raise BadCalibration(f"{name}: {key} must be {kind.__name__}, got {values[key]!r}")
    return values[key]


def _converted(values: dict[str, Any], key: str, convert: Callable[[Any], Any], name: str) -> Any:
    try:
        return convert(values[key])
    except (TypeError, ValueError) as error:
        raise BadCalibration(f"{name}: {key} is {values[key]!r}: {error}") from error


def _numbers(values: Any) -> list[float]:
    return [float(value) for value in values]


def _table(values: dict[str, Any], key: str, name: str) -> NDArray[np.float64]:
    # null stands for what is not known, and becomes NaN.
    table: NDArray[np.float64] = _converted(
        values, key, lambda rows: np.array(rows, np.float64), name
    )
    if table.ndim != 2:
        raise BadCalibration(f"{name}: {key} must have rows and columns, got shape {table.shape}")
    if key == "samples" and not (np.isfinite(table) & (table >= 0.0)).all():
        raise BadCalibration(f"{name}: samples must be whole numbers of at least 0")
    return table


def _sources(rows: Any, name: str) -> NDArray[np.uint8]:
    try:
        indices = [[CELL_SOURCES.index(one) for one in row] for row in rows]
        return np.array(indices, np.uint8)
    except (TypeError, ValueError) as error:
        raise BadCalibration(
            f"{name}: source must name one of {', '.join(CELL_SOURCES)} for each cell: {error}"
        ) from error
