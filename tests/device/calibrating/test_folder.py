"""Versions of calibrations: added whole, never changed, one of them in use."""

import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from device import (
    BadCalibration,
    CalibrationFolder,
    CalibrationNotFound,
    CalibrationRecord,
    load_description,
    nominal_calibration,
)
from device.calibration import Calibration
from tests.device.calibrating.pressed import BENCH, SHAPE

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def record(seed: int = 0, *, mat: str = "bench", **settings) -> CalibrationRecord:
    random = np.random.default_rng(seed)
    residual = random.uniform(0.0, 0.1, SHAPE)
    residual[3] = np.nan
    return CalibrationRecord(
        **{
            "calibration": Calibration(
                random.uniform(1e5, 9e5, SHAPE), random.uniform(0.9, 1.1, SHAPE),
                random.uniform(0.0, 1e-6, SHAPE), "new",
            ),
            "mat": mat,
            "made_at": NOON,
            "method": "weights",
            "software": "1.2.3",
            "source": random.integers(0, 4, SHAPE).astype(np.uint8),
            "samples": random.integers(0, 9, SHAPE),
            "residual": residual,
            "uncertainty": residual / 2.0,
            "forces_n": (49.0, 98.1),
            "temperature_deg_c": 21.5,
            "note": "after the new belt",
        }
        | settings
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> CalibrationFolder:
    return CalibrationFolder(tmp_path / "data" / "calibrations")


def test_a_calibration_comes_back_to_the_last_bit(folder: CalibrationFolder) -> None:
    kept = folder.add(record())
    again = folder.load(kept.name)
    for key in ("scale", "exponent", "tare_siemens"):
        np.testing.assert_array_equal(
            getattr(again.calibration, key), getattr(kept.calibration, key)
        )
    for key in ("source", "samples", "residual", "uncertainty"):
        np.testing.assert_array_equal(getattr(again, key), getattr(kept, key))
    for key in ("mat", "made_at", "method", "software", "forces_n", "temperature_deg_c", "note"):
        assert getattr(again, key) == getattr(kept, key)


def test_versions_are_numbered_and_none_is_overwritten(folder: CalibrationFolder) -> None:
    names = [folder.add(record(seed)).name for seed in range(3)]
    first = (folder.path / "bench-0001.json").read_bytes()
    assert names == ["bench-0001", "bench-0002", "bench-0003"] == folder.names("bench")
    folder.add(record(9))
    assert (folder.path / "bench-0001.json").read_bytes() == first
    assert not list(folder.path.glob(".*"))


def test_who_comes_second_takes_the_next_number(
    folder: CalibrationFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, raced = os.link, []

    def raced_link(source: str, target: str) -> None:
        if not raced:
            raced.append(folder)
            CalibrationFolder(folder.path).add(record(1))
        link(source, target)

    monkeypatch.setattr("os.link", raced_link)
    assert folder.add(record(2)).name == "bench-0002"
    assert folder.names("bench") == ["bench-0001", "bench-0002"]


def test_a_full_disk_leaves_nothing_behind(
    folder: CalibrationFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(BadCalibration, match="cannot be written: No space left"):
        folder.add(record())
    assert list(folder.path.iterdir()) == []


def test_the_latest_is_in_use_until_another_is_chosen(folder: CalibrationFolder) -> None:
    assert folder.in_use("bench") is None
    assert folder.calibration_for(BENCH) is None
    for seed in range(2):
        folder.add(record(seed))
    assert folder.in_use("bench").name == "bench-0002"
    folder.choose("bench", "bench-0001")
    folder.add(record(5))
    assert folder.calibration_for(BENCH).name == "bench-0001"
    assert folder.calibration_for(BENCH, "latest").name == "bench-0003"
    folder.choose("bench", "none")
    np.testing.assert_array_equal(
        folder.calibration_for(BENCH).scale, nominal_calibration(BENCH).scale
    )
    folder.choose("bench", "latest")
    assert folder.calibration_for(BENCH).name == "bench-0003"


def test_each_mat_has_its_own(folder: CalibrationFolder) -> None:
    folder.add(record(mat="bench"))
    folder.add(record(mat="Lab 2: bench"))
    assert folder.all_names() == ["bench-0001", "lab-2-bench-0001"]
    assert folder.names("bench") == ["bench-0001"]
    with pytest.raises(BadCalibration, match="is of the mat 'Lab 2: bench', this is 'bench'"):
        folder.in_use("bench", "lab-2-bench-0001")


def test_a_mat_that_has_grown_is_told_so(folder: CalibrationFolder) -> None:
    folder.add(record(mat="treadmill"))
    with pytest.raises(
        BadCalibration,
        match=r"treadmill-0001 is of \(16, 8\) cells, the mat treadmill has \(48, 8\)",
    ):
        folder.calibration_for(load_description("treadmill"))


def test_a_calibration_that_is_not_there_is_not_found(folder: CalibrationFolder) -> None:
    with pytest.raises(CalibrationNotFound, match="there are none yet"):
        folder.load("bench-0001")
    folder.add(record())
    for name in ("bench-0007", "../calibrations/bench-0001"):
        with pytest.raises(CalibrationNotFound, match="there are bench-0001"):
            folder.load(name)


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("format", "strikemat calibration 9", "its format is 'strikemat calibration 9'"),
        ("colour", 3, "unknown key 'colour'"),
        ("scale", [[1.0], [1.0, 2.0]], "scale is"),
        ("scale", [[0.0] * 8] * 16, r"scale\[0, 0\] must be above 0"),
        ("exponent", [[1.0] * 8] * 15, "must have one shape"),
        ("residual", [[1.0] * 8] * 15, "residual must have shape"),
        ("source", [["guess"] * 8] * 16, "source must name one of nominal, pooled, gain, curve"),
        ("samples", [[None] * 8] * 16, "samples must be whole numbers"),
        ("made_at", "yesterday", "made_at is 'yesterday'"),
        ("made_at", "2026-05-04T12:00:00", "made_at must have a time zone"),
        ("method", "guess", "method must be one of tare, weights, rolling, reference"),
        ("note", None, "note must be str"),
        ("tare_siemens", None, "key 'tare_siemens' is missing"),
    ],
)
def test_a_damaged_file_is_refused_in_one_line(
    folder: CalibrationFolder, key: str, value: object, message: str
) -> None:
    path = folder.path / f"{folder.add(record()).name}.json"
    values = json.loads(path.read_text())
    values[key] = value
    if key == "tare_siemens":
        del values[key]
    path.write_text(json.dumps(values))
    with pytest.raises(BadCalibration, match=message) as caught:
        folder.load("bench-0001")
    assert "\n" not in str(caught.value)


def test_a_file_cut_short_is_refused(folder: CalibrationFolder) -> None:
    path = folder.path / f"{folder.add(record()).name}.json"
    path.write_text(path.read_text()[:500])
    with pytest.raises(BadCalibration, match="is not JSON, or was cut short"):
        folder.in_use("bench")


def test_cells_that_were_not_pressed_keep_what_is_known_of_them() -> None:
    measured, pooled = np.full(SHAPE, 3, np.uint8), np.full(SHAPE, 1, np.uint8)
    pooled[0] = 3
    earlier = replace(record(1, source=measured), based_on=None)
    new = record(2, source=pooled).filled_from(earlier)
    np.testing.assert_array_equal(new.calibration.scale[1:], earlier.calibration.scale[1:])
    np.testing.assert_array_equal(new.calibration.scale[0], record(2).calibration.scale[0])
    np.testing.assert_array_equal(new.calibration.tare_siemens, record(2).calibration.tare_siemens)
    assert new.based_on == earlier.name
