"""Recordings as `.npz` files, of forces or of raw codes."""

import dataclasses
import os
from pathlib import Path
from typing import Any

import numpy as np

from device.calibration import ChooseCalibration, check_calibration
from device.errors import BadCalibration
from device.native import NativeRecording
from device.native_file import check_native_keys, native_from_arrays
from device.npz_file import read_npz, write_npz
from device.recording import Recording
from device.recording_checks import check_keys, recording_from_arrays

__all__ = ["load_recording", "save_recording"]


def load_recording(
    path: str | os.PathLike[str], *, choose_calibration: ChooseCalibration | None = None
) -> Recording:
    """Return the recording in an `.npz` file, its name the file's.

    Parameters
    ----------
    path : path
        Keys `time_s` (n,), `force_n` (n, rows, cols), `row_pitch_m`, `col_pitch_m`, and optionally
        `belt_speed_m_s` (a number or n), `foot_length_m`, `body_mass_kg`, `row_time_s` (n, rows),
        `mode` (n,). Or a native recording
        (`save_native`): its forces are computed from its codes.
    choose_calibration : callable, optional
        From the description of a native recording's mat to the calibration to compute them with; its own
        by default. What its cells read unloaded stays what they read then.

    Raises
    ------
    RecordingNotFound
        If there is no file at `path`.
    BadCalibration
        If another calibration is wanted of a recording of forces, or the one chosen has other cells.
    BadRecording
        If it is not a recording, is damaged, or holds what cannot be trusted. Cell forces from -50
        to 20 000 N are legal (taring leaves small negative ones), belt speeds from 0 to 15 m/s.
    """
    path = Path(path)
    arrays = read_npz(path, _check_either)
    if "codes_code" in arrays:
        native = native_from_arrays(arrays, str(path))
        return _recalibrated(native, choose_calibration).recording(name=path.name)
    if choose_calibration is not None:
        raise BadCalibration(
            f"{path}: holds forces, not codes, so no other calibration can be applied to it; leave it out"
        )
    recording = recording_from_arrays(arrays, str(path))
    return dataclasses.replace(recording, name=path.name)


def save_recording(path: str | os.PathLike[str], recording: Recording) -> None:
    """Write a recording of forces to an `.npz` file that `load_recording` accepts.

    The file appears whole or not at all; one that was there before is replaced.

    Raises
    ------
    RecordingNotFound
        If the folder does not exist.
    BadRecording
        If the recording would be refused on loading, or the disk refuses it.
    """
    path = Path(path)
    arrays = _to_arrays(recording)
    recording_from_arrays(arrays, str(path))
    write_npz(path, arrays)


def _recalibrated(
    native: NativeRecording, choose_calibration: ChooseCalibration | None
) -> NativeRecording:
    chosen = None if choose_calibration is None else choose_calibration(native.description)
    if chosen is None:
        return native
    check_calibration(chosen, native.description)
    return dataclasses.replace(native, calibration=chosen)


def _check_either(keys: list[str], name: str) -> None:
    if "codes_code" in keys:
        check_native_keys(keys, name)
    else:
        check_keys(keys, name)


def _to_arrays(recording: Recording) -> dict[str, Any]:
    arrays = {
        "time_s": np.asarray(recording.time_s),
        "force_n": np.asarray(recording.force_n),
        "row_pitch_m": np.array(recording.geometry.row_pitch_m),
        "col_pitch_m": np.array(recording.geometry.col_pitch_m),
    }
    if not np.isnan(recording.belt_speed_m_s).all():
        arrays["belt_speed_m_s"] = np.asarray(recording.belt_speed_m_s)
    if recording.row_time_s is not None:
        arrays["row_time_s"] = np.asarray(recording.row_time_s)
    if recording.mode is not None:
        arrays["mode"] = np.asarray(recording.mode)
    if recording.foot_length_m is not None:
        arrays["foot_length_m"] = np.array(recording.foot_length_m)
    if recording.body_mass_kg is not None:
        arrays["body_mass_kg"] = np.array(recording.body_mass_kg)
    return arrays
