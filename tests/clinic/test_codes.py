"""Sessions of a mat that scans keep its raw codes, and make the same frames and steps of them again."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import create_engine, text

from analyzer import VERSION, AnalyzerSettings, Step, StepAnalyzer
from clinic import (
    DamagedFrames,
    NewSession,
    Recorder,
    Store,
    StoredCalibration,
    description_toml,
    stored_calibration,
)
from clinic.codes import CodePacker, calibration_of, description_of, frames_of
from device import FrameBlock, MatDescription, RunnerSettings, SimulatedMat, load_description

ARRAYS = ("time_s", "force_n", "belt_speed_m_s", "row_time_s", "mode", "saturated")


def session_of(mat: SimulatedMat) -> NewSession:
    return NewSession(
        runner="Anna",
        mat_name=mat.name,
        mat_label=mat.label,
        geometry=mat.geometry,
        frame_rate_hz=mat.frame_rate_hz,
        foot_length_m=mat.foot_length_m,
        body_mass_kg=mat.body_mass_kg,
        mat_description_toml=description_toml(mat.description),
        calibration=stored_calibration(mat.calibration),
        analyzer_version=VERSION,
        analyzer_settings=AnalyzerSettings().to_dict(),
    )


def recorded(path: Path, reads: int = 150) -> tuple[list[FrameBlock], list[Step]]:
    """Record a runner who was on the mat before; return the blocks and steps that live saw."""
    mat = SimulatedMat(RunnerSettings(seed=4), speed=None)
    for _ in range(17):
        mat.read()
    blocks = [block for block in (mat.read() for _ in range(reads)) if block is not None]
    analyzer = StepAnalyzer(
        mat.geometry, foot_length_m=mat.foot_length_m, body_mass_kg=mat.body_mass_kg
    )
    steps = []
    with Store(path) as store:
        # Only what `stop` asks for is written, and in blocks as they come.
        recorder = Recorder(store, commit_interval_s=0.02)
        recorder.start(session_of(mat))
        for block in blocks:
            found = analyzer.feed(block)
            recorder.put(block, found)
            steps += found
        steps += (last := analyzer.finish())
        recorder.put(None, last)
        assert recorder.stop()
    return blocks, steps


def test_a_recorded_session_is_analysed_again_to_the_last_bit(tmp_path: Path) -> None:
    blocks, live_steps = recorded(tmp_path / "s.sqlite")
    with Store(tmp_path / "s.sqlite") as store:
        (record,) = store.sessions()
        analyzer = StepAnalyzer(
            record.geometry,
            AnalyzerSettings.from_mapping(record.analyzer_settings),
            foot_length_m=record.foot_length_m,
            body_mass_kg=record.body_mass_kg,
        )
        again = [step for block in store.frames(record.id) for step in analyzer.feed(block)]
        again += analyzer.finish()
        assert len(live_steps) >= 7
        stored = store.steps(record.id)
        for steps in (again, stored):
            assert [step.to_dict() for step in steps] == [step.to_dict() for step in live_steps]
            for one, other in zip(steps, live_steps, strict=True):
                np.testing.assert_array_equal(one.footprint.peak_n, other.footprint.peak_n)
        frames = list(store.frames(record.id))
        for name in ARRAYS:
            np.testing.assert_array_equal(
                np.concatenate([getattr(block, name) for block in frames]),
                np.concatenate([getattr(block, name) for block in blocks]),
                name,
            )


def test_only_codes_are_kept_and_take_less_than_a_byte_each(tmp_path: Path) -> None:
    blocks, _ = recorded(tmp_path / "s.sqlite", reads=100)
    conversions = sum(len(block.scan.codes) for block in blocks if block.scan is not None)
    engine = create_engine(f"sqlite:///{tmp_path / 's.sqlite'}")
    with engine.connect() as connection:
        kinds = connection.execute(text("SELECT DISTINCT format FROM raw_chunk")).scalars().all()
        packed = connection.execute(text("SELECT sum(length(payload)) FROM raw_chunk")).scalar_one()
    engine.dispose()
    assert kinds == ["codes"]
    # Chunks of 20 ms here: of 0.4 s, as they are live, they are smaller still.
    assert packed < 1.6 * conversions


def test_a_damaged_chunk_of_codes_is_said(tmp_path: Path) -> None:
    blocks, _ = recorded(tmp_path / "s.sqlite", reads=10)
    (chunk,) = CodePacker().pack(blocks)
    with Store(tmp_path / "s.sqlite") as store:
        record, calibration = store.session(1), store.calibration(1)
        for changes, message in (
            ({"sha256": bytes(32)}, "do not match their SHA-256 checksum"),
            ({"payload": chunk.payload[:-9]}, "cannot be unpacked"),
            ({"frame_count": 3}, r"the codes make \d+ frames"),
            ({"format": "waves"}, "kept as 'waves'; read them with a newer Strikemat"),
        ):
            bad = dataclasses.replace(chunk, **changes)  # type: ignore[arg-type]
            with pytest.raises(DamagedFrames, match=message):
                list(frames_of(record, calibration, [bad]))


def test_a_session_without_its_mat_cannot_be_computed(tmp_path: Path) -> None:
    recorded(tmp_path / "s.sqlite", reads=10)
    engine = create_engine(f"sqlite:///{tmp_path / 's.sqlite'}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE session SET mat_description_toml = NULL"))
    engine.dispose()
    with (
        Store(tmp_path / "s.sqlite") as store,
        pytest.raises(DamagedFrames, match="not its mat's description and calibration"),
    ):
        list(store.frames(1))


def test_a_part_of_a_block_is_kept_as_forces() -> None:
    mat = SimulatedMat(speed=None)
    block = mat.read()
    assert block is not None
    (chunk,) = CodePacker().pack([block[3:]])
    assert chunk.format == "force"
    np.testing.assert_array_equal(chunk.unpack(48, 8).force_n, block.force_n[3:])


def test_where_blocks_are_missing_a_new_chunk_begins() -> None:
    mat = SimulatedMat(speed=None)
    blocks = [block for block in (mat.read() for _ in range(7)) if block is not None]
    chunks = CodePacker().pack([*blocks[:3], *blocks[4:]])
    assert [chunk.frame_count for chunk in chunks] == [
        sum(map(len, blocks[:3])),
        sum(map(len, blocks[4:])),
    ]


@pytest.mark.parametrize("name", ["bench", "treadmill"])
def test_a_description_comes_back_from_its_text(name: str) -> None:
    description: MatDescription = load_description(name)
    assert description_of(description_toml(description)) == description


def test_a_calibration_comes_back_and_has_one_payload() -> None:
    calibration = SimulatedMat().calibration
    stored = stored_calibration(calibration)
    assert stored == stored_calibration(calibration)
    again = calibration_of(stored)
    assert again.name == calibration.name
    for name in ("scale", "exponent", "tare_siemens"):
        np.testing.assert_array_equal(getattr(again, name), getattr(calibration, name))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"format": "cell curves 9"}, "its format is 'cell curves 9'"),
        ({"payload": b"?"}, "is not what"),
    ],
)
def test_a_calibration_that_cannot_be_read_is_said(
    changes: dict[str, object], message: str
) -> None:
    stored: StoredCalibration = stored_calibration(SimulatedMat().calibration)
    with pytest.raises(DamagedFrames, match=message):
        calibration_of(dataclasses.replace(stored, **changes))  # type: ignore[arg-type]
