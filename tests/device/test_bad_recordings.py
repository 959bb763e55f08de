import io
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from device import BadRecording, DeviceError, RecordingNotFound, load_recording, npz_file
from tests.device.recordings import arrays, force_with, speed_with, time_with, write

REFUSED = {
    "no force": ({"force_n": None}, "'force_n' is missing"),
    "no time": ({"time_s": None}, "'time_s' is missing"),
    "no pitch": ({"col_pitch_m": None}, "'col_pitch_m' is missing"),
    "a misspelt key": ({"belt_speed": np.array(1.0)}, "unknown key 'belt_speed'"),
    "objects": ({"force_n": np.array([{}], dtype=object)}, "force_n holds Python objects"),
    "text": ({"time_s": np.array(["a"] * 10)}, "time_s must hold real numbers"),
    "truth values": ({"force_n": np.ones((10, 4, 3), bool)}, "force_n must hold real numbers"),
    "complex": ({"force_n": np.ones((10, 4, 3), complex)}, "force_n must hold real numbers"),
    "flat force": ({"force_n": np.ones((10, 12))}, r"force_n must have the shape .* \(10, 12\)"),
    "no frames": (
        {"force_n": np.ones((0, 4, 3)), "time_s": np.ones(0), "belt_speed_m_s": None},
        "force_n has no frames",
    ),
    "no cells": ({"force_n": np.ones((10, 0, 3))}, "force_n has no cells"),
    "NaN force": ({"force_n": force_with(np.nan)}, r"force_n\[2, 3, 1\] is nan"),
    "infinite force": ({"force_n": force_with(np.inf)}, r"force_n\[2, 3, 1\] is inf"),
    "negative force": ({"force_n": force_with(-51.0)}, r"force_n\[2, 3, 1\] is -51; .* -50 to"),
    "beyond any foot": ({"force_n": force_with(30_000.0)}, r"force_n\[2, 3, 1\] is 30000"),
    "too few times": ({"time_s": np.arange(9.0)}, r"shape \(10,\), got \(9,\)"),
    "times in a table": ({"time_s": np.ones((10, 1))}, r"time_s must have one time a frame"),
    "NaN time": ({"time_s": time_with(4, np.nan)}, r"time_s\[4\] is nan"),
    "infinite time": ({"time_s": time_with(9, np.inf)}, r"time_s\[9\] is inf"),
    "repeated time": ({"time_s": time_with(6, 0.05)}, r"time_s\[6\] is .* not above time_s\[5\]"),
    "time going back": ({"time_s": time_with(3, 0.5)}, r"time_s\[4\] is .* not above time_s\[3\]"),
    "pitch NaN": ({"row_pitch_m": np.array(np.nan)}, "row_pitch_m must be finite"),
    "pitch in millimetres": ({"row_pitch_m": np.array(25.0)}, "row_pitch_m must be from 0.001"),
    "pitch zero": ({"col_pitch_m": np.array(0.0)}, "col_pitch_m must be from 0.001 to 0.2"),
    "two pitches": ({"row_pitch_m": np.array([0.02, 0.03])}, "row_pitch_m must be a single number"),
    "too many cells": (
        {"force_n": np.ones((1, 257, 256), np.int8), "time_s": np.ones(1), "belt_speed_m_s": None},
        "at most 65536 cells",
    ),
    "too few speeds": ({"belt_speed_m_s": np.ones(9)}, r"belt_speed_m_s must .* got \(9,\)"),
    "NaN speed": ({"belt_speed_m_s": speed_with(np.nan)}, r"belt_speed_m_s\[7\] is nan"),
    "backward belt": ({"belt_speed_m_s": speed_with(-0.1)}, r"belt_speed_m_s\[7\] is -0.1"),
    "speed in km/h": ({"belt_speed_m_s": speed_with(15.1)}, r"belt_speed_m_s\[7\] is 15.1"),
    "scalar NaN speed": ({"belt_speed_m_s": np.array(np.nan)}, r"belt_speed_m_s\[0\] is nan"),
    "foot in centimetres": ({"foot_length_m": np.array(27.0)}, "foot_length_m must be from 0.1"),
    "infinite foot": ({"foot_length_m": np.array(np.inf)}, "foot_length_m must be finite"),
    "mass of a mouse": ({"body_mass_kg": np.array(0.02)}, "body_mass_kg must be from 5 to 300"),
    "too few row times": ({"row_time_s": np.ones((10, 3))}, r"shape \(10, 4\), got \(10, 3\)"),
    "a row of another frame": (
        {"row_time_s": np.full((10, 4), 99.0)},
        r"row_time_s\[0, 0\] is 99; a row is read within 10 s",
    ),
    "too few modes": ({"mode": np.ones(9, np.uint8)}, r"mode must have one .* got \(9,\)"),
    "an unknown mode": ({"mode": np.full(10, 4)}, r"mode\[0\] is 4; it is one of 0 to 3: raster"),
    "mass of a car": ({"body_mass_kg": np.array(900.0)}, "body_mass_kg must be from 5 to 300"),
}


@pytest.mark.parametrize(("changes", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_recording_is_refused_in_one_line(
    tmp_path: Path, changes: dict[str, Any], message: str
) -> None:
    path = write(tmp_path / "bad.npz", **changes)
    with pytest.raises(BadRecording, match=message) as refusal:
        load_recording(path)
    assert str(refusal.value).startswith(f"{path}: ")
    assert "\n" not in str(refusal.value)


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(RecordingNotFound, match="no such recording"):
        load_recording(tmp_path / "absent.npz")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRecording, match="is a folder"):
        load_recording(tmp_path)


@pytest.mark.parametrize("content", [b"", b"time,force\n0,1\n", b"PK\x03\x04 and no more"])
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.npz"
    path.write_bytes(content)
    with pytest.raises(BadRecording, match=r"is not an \.npz recording"):
        load_recording(path)


def test_a_bare_array_is_refused(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", np.ones(3))
    with pytest.raises(BadRecording, match=r"is not an \.npz recording"):
        load_recording(tmp_path / "a.npy")


def test_a_file_cut_short_anywhere_is_refused(tmp_path: Path) -> None:
    whole = write(tmp_path / "whole.npz").read_bytes()
    path = tmp_path / "cut.npz"
    for length in range(0, len(whole), 97):
        path.write_bytes(whole[:length])
        with pytest.raises(BadRecording):
            load_recording(path)


def test_a_damaged_byte_never_gets_past_the_checks_as_another_error(tmp_path: Path) -> None:
    whole = write(tmp_path / "whole.npz").read_bytes()
    path = tmp_path / "damaged.npz"
    random = np.random.default_rng(7)
    refusals = []
    for _ in range(400):
        damaged = bytearray(whole)
        damaged[random.integers(len(whole))] ^= 1 << int(random.integers(8))
        path.write_bytes(damaged)
        try:
            load_recording(path)
        except DeviceError as error:
            refusals.append(str(error))
    assert len(refusals) > 200
    assert not any("\n" in refusal for refusal in refusals)


def write_archive(path: Path, members: list[tuple[str, bytes]]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)


def npy(array: Any) -> bytes:
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def test_an_archive_that_swells_beyond_the_limit_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.npz", force_n=np.zeros((10, 200, 200), np.float32))
    assert path.stat().st_size < 10_000
    monkeypatch.setattr(npz_file, "MOST_BYTES", 1_000_000)
    with pytest.raises(BadRecording, match="uncompressed, at most 1000000 are read"):
        load_recording(path)


@pytest.mark.parametrize("shape", [(10**9, 48, 8), (2**62, 2**62, 8), (11, 4, 3)])
def test_a_header_that_promises_more_than_the_archive_holds_is_refused(
    tmp_path: Path, shape: tuple[int, ...]
) -> None:
    header = io.BytesIO()
    description = {"descr": "<f4", "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(header, description)
    good = arrays()
    members = [(f"{key}.npy", npy(value)) for key, value in good.items() if key != "force_n"]
    body = good["force_n"].tobytes()
    write_archive(tmp_path / "a.npz", [*members, ("force_n.npy", header.getvalue() + body)])
    with pytest.raises(BadRecording, match=r"force_n promises \d+ bytes"):
        load_recording(tmp_path / "a.npz")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_key_that_appears_twice_is_refused(tmp_path: Path) -> None:
    members = [(f"{key}.npy", npy(value)) for key, value in arrays().items()]
    write_archive(tmp_path / "a.npz", [*members, members[0]])
    with pytest.raises(BadRecording, match="'time_s' appears 2 times"):
        load_recording(tmp_path / "a.npz")


def test_a_future_array_format_is_refused(tmp_path: Path) -> None:
    members = {f"{key}.npy": npy(value) for key, value in arrays().items()}
    members["force_n.npy"] = b"\x93NUMPY\x09\x00" + members["force_n.npy"][8:]
    write_archive(tmp_path / "a.npz", list(members.items()))
    with pytest.raises(BadRecording, match="force_n cannot be read"):
        load_recording(tmp_path / "a.npz")
