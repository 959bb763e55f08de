from pathlib import Path
from typing import Any

import numpy as np
import pytest

from device import (
    BadRecording,
    MatGeometry,
    Recording,
    RecordingNotFound,
    load_recording,
    save_recording,
)
from tests.device.recordings import force_with, write


def test_a_saved_recording_loads_as_it_was(tmp_path: Path, recording: Recording) -> None:
    save_recording(tmp_path / "small.npz", recording)
    loaded = load_recording(tmp_path / "small.npz")
    assert loaded.geometry == recording.geometry
    np.testing.assert_array_equal(loaded.time_s, recording.time_s)
    np.testing.assert_array_equal(loaded.force_n, recording.force_n)
    np.testing.assert_array_equal(loaded.belt_speed_m_s, recording.belt_speed_m_s)
    assert (loaded.foot_length_m, loaded.body_mass_kg) == (0.27, 70.0)
    assert loaded.name == "small.npz"
    assert loaded.force_n.dtype == np.float32
    assert loaded.force_n.flags.c_contiguous


def test_what_is_not_known_stays_unknown_on_disk(tmp_path: Path) -> None:
    unknown = Recording(
        MatGeometry(4, 3, 0.025, 0.05),
        np.arange(10) / 100.0,
        np.ones((10, 4, 3), np.float32),
        np.full(10, np.nan),
    )
    save_recording(tmp_path / "a.npz", unknown)
    loaded = load_recording(tmp_path / "a.npz")
    assert np.isnan(loaded.belt_speed_m_s).all()
    assert loaded.foot_length_m is None
    assert loaded.body_mass_kg is None


def test_a_scalar_belt_speed_holds_for_every_frame(tmp_path: Path) -> None:
    loaded = load_recording(write(tmp_path / "a.npz", belt_speed_m_s=np.array(1.5)))
    np.testing.assert_array_equal(loaded.belt_speed_m_s, np.full(10, 1.5))


@pytest.mark.parametrize("dtype", ["float64", "float16", ">f4", "int16", "uint8"])
def test_force_of_any_real_type_is_read(tmp_path: Path, dtype: str) -> None:
    force = np.full((10, 4, 3), 3, dtype=dtype)
    loaded = load_recording(write(tmp_path / "a.npz", force_n=force))
    assert loaded.force_n.dtype == np.float32
    assert (loaded.force_n == 3.0).all()


def test_small_negative_force_from_taring_is_legal(tmp_path: Path) -> None:
    loaded = load_recording(write(tmp_path / "a.npz", force_n=force_with(-49.0)))
    assert loaded.force_n.min() == -49.0


def test_a_lone_frame_is_a_recording(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.npz",
        time_s=np.zeros(1),
        force_n=np.ones((1, 4, 3), np.float32),
        belt_speed_m_s=None,
    )
    assert len(load_recording(path).block) == 1


def test_fortran_order_is_read_as_it_is_meant(tmp_path: Path) -> None:
    force_n = np.arange(120, dtype=np.float32).reshape(10, 4, 3)
    loaded = load_recording(write(tmp_path / "a.npz", force_n=np.asfortranarray(force_n)))
    np.testing.assert_array_equal(loaded.force_n, force_n)


def test_a_recording_that_could_not_be_loaded_again_is_not_saved(
    tmp_path: Path, recording: Recording
) -> None:
    recording.force_n[3, 2, 1] = np.nan
    with pytest.raises(BadRecording, match=r"force_n\[3, 2, 1\] is nan"):
        save_recording(tmp_path / "a.npz", recording)
    assert list(tmp_path.iterdir()) == []


def test_a_failed_save_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, recording: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.npz"
    save_recording(path, recording)
    before = path.read_bytes()

    def full_disk(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez_compressed", full_disk)
    with pytest.raises(BadRecording, match="cannot be written: No space left on device"):
        save_recording(path, recording)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_saving_into_a_missing_folder_says_so(tmp_path: Path, recording: Recording) -> None:
    with pytest.raises(RecordingNotFound, match="there is no folder"):
        save_recording(tmp_path / "absent" / "a.npz", recording)


def test_blocks_hand_over_every_frame_once_and_in_order(recording: Recording) -> None:
    blocks = list(recording.blocks(frames=30))
    assert [len(block) for block in blocks] == [30, 30, 30, 10]
    np.testing.assert_array_equal(np.concatenate([b.time_s for b in blocks]), recording.time_s)
    np.testing.assert_array_equal(np.concatenate([b.force_n for b in blocks]), recording.force_n)


def test_blocks_of_no_frames_are_refused(recording: Recording) -> None:
    with pytest.raises(ValueError, match="at least 1, got 0"):
        next(recording.blocks(frames=0))
