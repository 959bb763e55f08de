"""Native recordings as `.npz` files: the codes field by field, which packs best."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from device.calibration import Calibration
from device.codes import CONVERSION, Codes, DecoderState, ScanCodes
from device.description import TILE_COLS, TILE_ROWS, MatDescription
from device.description_file import description_from_tables, description_tables
from device.errors import BadMat, BadRecording
from device.native import NativeRecording
from device.npz_file import read_npz, write_npz

__all__ = ["check_native_keys", "load_native", "native_from_arrays", "save_native"]

FORMAT = "strikemat codes 1"
_PARTS = ("codes", "ahead")
_STATE = ("tare_sum_v", "tare_siemens", "last_v", "last_ns")
_CODE_KEYS = tuple(f"{part}_{field}" for part in _PARTS for field in CONVERSION.fields or ())
_KEYS = (
    "format",
    "description_json",
    "calibration_name",
    "scale",
    "exponent",
    "calibration_tare_siemens",
    "belt_speed_m_s",
    *_STATE,
    *_CODE_KEYS,
)
_OPTIONAL_KEYS = ("foot_length_m", "body_mass_kg")

Arrays = Mapping[str, NDArray[Any]]


def save_native(path: str | os.PathLike[str], recording: NativeRecording) -> None:
    """Write a native recording to an `.npz` file; whole or not at all.

    Raises
    ------
    RecordingNotFound
        If the folder does not exist.
    BadRecording
        If the disk refuses it.
    """
    arrays: dict[str, Any] = {
        "format": np.array(FORMAT),
        "description_json": np.array(json.dumps(description_tables(recording.description))),
        "calibration_name": np.array(recording.calibration.name),
        "scale": recording.calibration.scale,
        "exponent": recording.calibration.exponent,
        "calibration_tare_siemens": recording.calibration.tare_siemens,
        "belt_speed_m_s": recording.belt_speed_m_s,
    }
    for index, key in enumerate(_STATE):
        arrays[key] = np.concatenate([state[index] for state in recording.scan.states])
    for part in _PARTS:
        arrays |= _columns(part, getattr(recording.scan, part))
    for key in _OPTIONAL_KEYS:
        if getattr(recording, key) is not None:
            arrays[key] = np.array(getattr(recording, key))
    write_npz(Path(path), arrays)


def load_native(path: str | os.PathLike[str]) -> NativeRecording:
    """Return the native recording in an `.npz` file, its name the file's.

    Raises
    ------
    RecordingNotFound
        If there is no file at `path`.
    BadRecording
        If it is no native recording, or is damaged.
    """
    return native_from_arrays(read_npz(Path(path), check_native_keys), str(path))


def check_native_keys(keys: list[str], name: str) -> None:
    """Raise `BadRecording` unless the keys are those of a native recording."""
    for key in keys:
        if key not in _KEYS + _OPTIONAL_KEYS:
            raise BadRecording(f"{name}: unknown key {key!r} in a native recording")
    for key in _KEYS:
        if key not in keys:
            raise BadRecording(f"{name}: key {key!r} is missing from the native recording")


def native_from_arrays(arrays: Arrays, name: str) -> NativeRecording:
    """Return the native recording that arrays hold; raise `BadRecording` if they hold none."""
    if str(arrays["format"]) != FORMAT:
        raise BadRecording(f"{name}: its format is {str(arrays['format'])!r}, known is {FORMAT!r}")
    try:
        tables = json.loads(str(arrays["description_json"]))
        description = description_from_tables(tables, name="description")
        calibration = Calibration(
            _numbers(arrays, "scale"),
            _numbers(arrays, "exponent"),
            _numbers(arrays, "calibration_tare_siemens"),
            str(arrays["calibration_name"]),
        )
    except (json.JSONDecodeError, TypeError, BadMat) as error:
        raise BadRecording(f"{name}: {error}") from error
    _check_shape(calibration.scale, description, name)
    codes, ahead = (_codes(arrays, part, description, name) for part in _PARTS)
    return NativeRecording(
        description=description,
        calibration=calibration,
        scan=ScanCodes(codes, ahead, _states(arrays, description, name)),
        belt_speed_m_s=_numbers(arrays, "belt_speed_m_s"),
        foot_length_m=_known(arrays, "foot_length_m"),
        body_mass_kg=_known(arrays, "body_mass_kg"),
        name=name,
    )


def _columns(part: str, codes: Codes) -> dict[str, NDArray[Any]]:
    """Return each field of the codes as an array; of times, the steps."""
    fields = {f"{part}_{field}": codes[field] for field in CONVERSION.fields or ()}
    fields[f"{part}_time_ns"] = np.diff(codes["time_ns"], prepend=0)
    return fields


def _codes(arrays: Arrays, part: str, description: MatDescription, name: str) -> Codes:
    length = len(np.atleast_1d(arrays[f"{part}_code"]))
    codes = np.zeros(length, CONVERSION)
    for field, (kind, *_) in (CONVERSION.fields or {}).items():
        column = arrays[f"{part}_{field}"]
        if column.shape != (length,) or column.dtype != kind:
            raise BadRecording(
                f"{name}: {part}_{field} must be {kind} of shape ({length},), got {column.dtype} "
                f"{column.shape}"
            )
        codes[field] = np.cumsum(column) if field == "time_ns" else column
    tiles = len(description.tiles)
    if length and (codes["tile"].max() >= tiles or codes["col"].max() >= TILE_COLS):
        raise BadRecording(f"{name}: {part} name a tile or column that the mat does not have")
    return codes


def _states(arrays: Arrays, description: MatDescription, name: str) -> tuple[DecoderState, ...]:
    tiles = len(description.tiles)
    parts = [_numbers(arrays, key) for key in _STATE]
    lengths = [tiles, tiles * TILE_ROWS, tiles, tiles]
    for key, part, length in zip(_STATE, parts, lengths, strict=True):
        if part.shape != (length, TILE_COLS):
            raise BadRecording(
                f"{name}: {key} must have shape {(length, TILE_COLS)}, got {part.shape}"
            )
    states, first = [], 0
    for bus in description.buses:
        end = first + len(bus)
        rows = slice(TILE_ROWS * first, TILE_ROWS * end)
        states.append(
            (parts[0][first:end], parts[1][rows], parts[2][first:end], parts[3][first:end])
        )
        first = end
    return tuple(states)


def _check_shape(scale: NDArray[np.float64], description: MatDescription, name: str) -> None:
    shape = (description.geometry.rows, description.geometry.cols)
    if scale.shape != shape:
        raise BadRecording(
            f"{name}: the calibration is of {scale.shape} cells, the mat has {shape}"
        )


def _numbers(arrays: Arrays, key: str) -> NDArray[np.float64]:
    return np.ascontiguousarray(arrays[key], dtype=np.float64)


def _known(arrays: Arrays, key: str) -> float | None:
    return float(arrays[key]) if key in arrays else None
