"""What a recording's arrays must be before anything is computed from them."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from device.codes import MODES
from device.errors import BadRecording
from device.frames import MatGeometry
from device.geometry import geometry_fault
from device.recording import Recording

__all__ = ["OPTIONAL_KEYS", "REQUIRED_KEYS", "check_keys", "recording_from_arrays"]

REQUIRED_KEYS = ("time_s", "force_n", "row_pitch_m", "col_pitch_m")
OPTIONAL_KEYS = ("belt_speed_m_s", "foot_length_m", "body_mass_kg", "row_time_s", "mode")

#: Force of one cell, newtons. Taring leaves small negative values, which are legal; a whole runner
#: on one cell stays well below the upper bound.
CELL_FORCE_RANGE_N = (-50.0, 20_000.0)
BELT_SPEED_RANGE_M_S = (0.0, 15.0)
FOOT_LENGTH_RANGE_M = (0.10, 0.45)
BODY_MASS_RANGE_KG = (5.0, 300.0)
#: A row is read within the frame that it belongs to; the slowest mat takes some seconds for one.
LONGEST_FRAME_S = 10.0

Arrays = Mapping[str, NDArray[Any]]


def check_keys(keys: list[str], name: str) -> None:
    """Raise `BadRecording` unless the keys are those of a recording, each once."""
    known = REQUIRED_KEYS + OPTIONAL_KEYS
    for key in keys:
        if key not in known:
            raise BadRecording(f"{name}: unknown key {key!r}; a recording has {', '.join(known)}")
        if keys.count(key) > 1:
            raise BadRecording(
                f"{name}: key {key!r} appears {keys.count(key)} times, expected once"
            )
    for key in REQUIRED_KEYS:
        if key not in keys:
            raise BadRecording(
                f"{name}: key {key!r} is missing; a recording needs {', '.join(REQUIRED_KEYS)}"
            )


def recording_from_arrays(arrays: Arrays, name: str) -> Recording:
    """Return the recording that `arrays` hold.

    Parameters
    ----------
    arrays : mapping of str to ndarray
        By the keys of the interchange format.
    name : str
        Of the file, for the error line and for the recording.

    Raises
    ------
    BadRecording
        If anything about them cannot be trusted.
    """
    check_keys(list(arrays), name)
    for key, array in arrays.items():
        _check_number_type(array, key, name)
    force_n = _force_n(arrays["force_n"], name)
    time_s = _time_s(arrays["time_s"], len(force_n), name)
    geometry = MatGeometry(
        rows=force_n.shape[1],
        cols=force_n.shape[2],
        row_pitch_m=_number(arrays["row_pitch_m"], "row_pitch_m", name),
        col_pitch_m=_number(arrays["col_pitch_m"], "col_pitch_m", name),
    )
    if fault := geometry_fault(geometry):
        raise BadRecording(f"{name}: {fault}")
    return Recording(
        geometry=geometry,
        time_s=time_s,
        force_n=force_n,
        belt_speed_m_s=_belt_speed_m_s(arrays, len(force_n), name),
        foot_length_m=_known(arrays, "foot_length_m", FOOT_LENGTH_RANGE_M, name),
        body_mass_kg=_known(arrays, "body_mass_kg", BODY_MASS_RANGE_KG, name),
        name=name,
        row_time_s=_row_time_s(arrays, time_s, geometry.rows, name),
        mode=_mode(arrays, len(force_n), name),
    )


def _check_number_type(array: NDArray[Any], key: str, name: str) -> None:
    if array.dtype.kind not in "fiu":
        raise BadRecording(
            f"{name}: {key} must hold real numbers, got {array.dtype}; "
            "save it as float32 or float64"
        )


def _force_n(force: NDArray[Any], name: str) -> NDArray[np.float32]:
    if force.ndim != 3:
        raise BadRecording(
            f"{name}: force_n must have the shape (frames, rows, cols), got {force.shape}"
        )
    if len(force) == 0:
        raise BadRecording(f"{name}: force_n has no frames; a recording has at least 1")
    if force.size == 0:
        raise BadRecording(f"{name}: force_n has no cells, its shape is {force.shape}")
    low_n, high_n = CELL_FORCE_RANGE_N
    # A NaN makes both false, so one comparison finds it too.
    if not (force.min() >= low_n and force.max() <= high_n):
        first = np.unravel_index(np.argmin((force >= low_n) & (force <= high_n)), force.shape)
        where = ", ".join(map(str, first))
        raise BadRecording(
            f"{name}: force_n[{where}] is {force[first]:g}; "
            f"a cell's force lies from {low_n:g} to {high_n:g} newtons"
        )
    return np.ascontiguousarray(force, dtype=np.float32)


def _time_s(time: NDArray[Any], frames: int, name: str) -> NDArray[np.float64]:
    if time.shape != (frames,):
        raise BadRecording(
            f"{name}: time_s must have one time a frame, shape ({frames},), got {time.shape}"
        )
    time_s = np.ascontiguousarray(time, dtype=np.float64)
    bad = np.flatnonzero(~np.isfinite(time_s))
    if len(bad):
        raise BadRecording(
            f"{name}: time_s[{bad[0]}] is {time_s[bad[0]]:g}; every time must be finite"
        )
    backward = np.flatnonzero(np.diff(time_s) <= 0.0)
    if len(backward):
        frame = int(backward[0]) + 1
        raise BadRecording(
            f"{name}: time_s[{frame}] is {time_s[frame]!r}, not above time_s[{frame - 1}] = "
            f"{time_s[frame - 1]!r}; times must increase, sort the frames and drop repeats"
        )
    return time_s


def _belt_speed_m_s(arrays: Arrays, frames: int, name: str) -> NDArray[np.float64]:
    speed = arrays.get("belt_speed_m_s")
    if speed is None:
        return np.full(frames, np.nan)
    if speed.shape not in {(), (frames,)}:
        raise BadRecording(
            f"{name}: belt_speed_m_s must be one number or one a frame, shape ({frames},), "
            f"got {speed.shape}"
        )
    low_m_s, high_m_s = BELT_SPEED_RANGE_M_S
    bad = np.flatnonzero(~((speed >= low_m_s) & (speed <= high_m_s)))
    if len(bad):
        raise BadRecording(
            f"{name}: belt_speed_m_s[{bad[0]}] is {speed.flat[bad[0]]:g}; it lies from "
            f"{low_m_s:g} to {high_m_s:g} m/s; leave the key out when the speed is not known"
        )
    return np.array(np.broadcast_to(speed, (frames,)), dtype=np.float64)


def _row_time_s(
    arrays: Arrays, time_s: NDArray[np.float64], rows: int, name: str
) -> NDArray[np.float64] | None:
    if "row_time_s" not in arrays:
        return None
    row_time_s = np.ascontiguousarray(arrays["row_time_s"], dtype=np.float64)
    if row_time_s.shape != (len(time_s), rows):
        raise BadRecording(
            f"{name}: row_time_s must have one time a row and frame, shape ({len(time_s)}, {rows}), "
            f"got {row_time_s.shape}"
        )
    far = np.argwhere(~(np.abs(row_time_s - time_s[:, None]) <= LONGEST_FRAME_S))
    if len(far):
        frame, row = far[0]
        raise BadRecording(
            f"{name}: row_time_s[{frame}, {row}] is {row_time_s[frame, row]:g}; a row is read within "
            f"{LONGEST_FRAME_S:g} s of its frame's time, {time_s[frame]:g} s"
        )
    return row_time_s


def _mode(arrays: Arrays, frames: int, name: str) -> NDArray[np.uint8] | None:
    if "mode" not in arrays:
        return None
    mode = arrays["mode"]
    if mode.shape != (frames,):
        raise BadRecording(
            f"{name}: mode must have one number a frame, shape ({frames},), got {mode.shape}"
        )
    bad = np.flatnonzero(~np.isin(mode, range(len(MODES))))
    if len(bad):
        raise BadRecording(
            f"{name}: mode[{bad[0]}] is {mode[bad[0]]:g}; it is one of 0 to {len(MODES) - 1}: "
            f"{', '.join(MODES)}"
        )
    return mode.astype(np.uint8)


def _known(arrays: Arrays, key: str, bounds: tuple[float, float], name: str) -> float | None:
    if key not in arrays:
        return None
    value = _number(arrays[key], key, name)
    low, high = bounds
    if not low <= value <= high:
        raise BadRecording(
            f"{name}: {key} must be from {low:g} to {high:g}, got {value:g}; "
            "leave the key out when it is not known"
        )
    return value


def _number(array: NDArray[Any], key: str, name: str) -> float:
    if array.shape != ():
        raise BadRecording(f"{name}: {key} must be a single number, got shape {array.shape}")
    value = float(array)
    if not math.isfinite(value):
        raise BadRecording(f"{name}: {key} must be finite, got {value:g}")
    return value
