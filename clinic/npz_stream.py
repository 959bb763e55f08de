"""A session as an interchange recording (`.npz`), written frame block by frame block."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from clinic.errors import DamagedFrames
from clinic.store import Store
from device import FrameBlock

__all__ = ["write_recording"]


def write_recording(store: Store, session_id: int, path: Path) -> None:
    """Write a session's frames to `path` as `docs/data.md` describes a recording, in bounded memory.

    Raises
    ------
    DamagedFrames
        When the stored frames are not what was stored; nothing usable is left at `path`.
    """
    record = store.session(session_id)
    geometry = record.geometry
    shape = (record.frame_count, geometry.rows, geometry.cols)
    constants: dict[str, Any] = {
        "row_pitch_m": geometry.row_pitch_m,
        "col_pitch_m": geometry.col_pitch_m,
        "foot_length_m": record.foot_length_m,
        "body_mass_kg": record.body_mass_kg,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        with file.open("force_n.npy", "w", force_zip64=True) as member:
            _write_head(member, shape, np.dtype("<f4"))
            time_s, belt_speed_m_s = _write_frames(member, store.frames(session_id), shape[0])
        if not np.isnan(belt_speed_m_s).any():
            constants["belt_speed_m_s"] = belt_speed_m_s
        constants["time_s"] = time_s
        for name, value in constants.items():
            if value is not None:
                with file.open(f"{name}.npy", "w") as member:
                    np.lib.format.write_array(member, np.asarray(value))


def _write_head(file: IO[bytes], shape: tuple[int, ...], kind: np.dtype[Any]) -> None:
    descr = np.lib.format.dtype_to_descr(kind)
    head = {"descr": descr, "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_2_0(file, head)


def _write_frames(
    file: IO[bytes], blocks: Iterator[FrameBlock], count: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    time_s, belt_speed_m_s = np.empty(count), np.empty(count)
    done = 0
    for block in blocks:
        end = done + len(block)
        if end > count:
            raise DamagedFrames(f"the session holds more than its {count} frames")
        time_s[done:end], belt_speed_m_s[done:end] = block.time_s, block.belt_speed_m_s
        file.write(np.ascontiguousarray(block.force_n, "<f4").tobytes())
        done = end
    if done != count:
        raise DamagedFrames(f"the session holds {done} of its {count} frames")
    return time_s, belt_speed_m_s
