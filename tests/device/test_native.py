"""Raw codes are recorded, and make the same frames and the same steps again."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from analyzer import AnalyzerSettings, Step, StepAnalyzer
from device import (
    BadRecording,
    FrameBlock,
    NativeRecording,
    RecordingNotFound,
    RunnerSettings,
    SimulatedMat,
    Simulation,
    join_blocks,
    load_native,
    load_recording,
    save_native,
)
from device.codes import MODES, ScanCodes
from device.description_file import load_description

ARRAYS = ("time_s", "force_n", "belt_speed_m_s", "row_time_s", "mode", "saturated")


def analyzer_for(mat: SimulatedMat) -> StepAnalyzer:
    return StepAnalyzer(
        mat.geometry,
        AnalyzerSettings(),
        foot_length_m=mat.foot_length_m,
        body_mass_kg=mat.body_mass_kg,
    )


def live(
    gait: str, *, skip: int, reads: int, scan: str = "adaptive"
) -> tuple[SimulatedMat, list[FrameBlock], list[Step]]:
    """Run a mat for a while before the session begins; return its blocks and steps."""
    runner = RunnerSettings(gait=gait, seed=11)  # type: ignore[arg-type]
    mat = SimulatedMat(runner, simulation=Simulation(scan=scan), speed=None)  # type: ignore[arg-type]
    for _ in range(skip):
        mat.read()
    blocks = [block for block in (mat.read() for _ in range(reads)) if block is not None]
    analyzer = analyzer_for(mat)
    steps = [step for block in blocks for step in analyzer.feed(block)]
    return mat, blocks, steps + analyzer.finish()


def recorded(mat: SimulatedMat, blocks: list[FrameBlock]) -> NativeRecording:
    return join_blocks(
        blocks,
        mat.description,
        mat.calibration,
        foot_length_m=mat.foot_length_m,
        body_mass_kg=mat.body_mass_kg,
        name="session",
    )


@pytest.mark.parametrize(
    ("gait", "scan"), [("running", "adaptive"), ("walking", "adaptive"), ("running", "raster")]
)
def test_a_native_recording_gives_exactly_the_steps_that_live_gave(
    tmp_path: Path, gait: str, scan: str
) -> None:
    mat, blocks, live_steps = live(gait, skip=33, reads=200, scan=scan)
    path = tmp_path / "session.npz"
    save_native(path, recorded(mat, blocks))
    recording = load_recording(path)
    assert (recording.foot_length_m, recording.name) == (mat.foot_length_m, "session.npz")
    analyzer = analyzer_for(mat)
    again = [step for block in recording.blocks(frames=777) for step in analyzer.feed(block)]
    again += analyzer.finish()
    assert len(live_steps) >= 6
    assert [step.to_dict() for step in again] == [step.to_dict() for step in live_steps]
    for one, other in zip(again, live_steps, strict=True):
        np.testing.assert_array_equal(one.footprint.peak_n, other.footprint.peak_n)


def test_every_frame_is_the_same_to_the_last_bit(tmp_path: Path) -> None:
    mat, blocks, _ = live("running", skip=20, reads=60)
    save_native(tmp_path / "a.npz", recorded(mat, blocks))
    frames = load_native(tmp_path / "a.npz").frames()
    for name in ARRAYS:
        whole = np.concatenate([getattr(block, name) for block in blocks])
        np.testing.assert_array_equal(getattr(frames, name), whole)


def test_the_codes_carry_patterns_times_and_modes() -> None:
    mat, blocks, _ = live("running", skip=0, reads=60)
    codes = recorded(mat, blocks).scan.codes
    assert (np.diff(codes["time_ns"]) > 0).all()
    assert {MODES[mode] for mode in np.unique(codes["mode"])} == {"idle", "locate", "track"}
    assert codes["end"].sum() == sum(len(block) for block in blocks)


def test_another_calibration_makes_other_forces_of_the_same_codes() -> None:
    mat, blocks, _ = live("running", skip=0, reads=60)
    recording = recorded(mat, blocks)
    double = dataclasses.replace(mat.calibration, scale=2.0 * mat.calibration.scale)
    forces = recording.frames().force_n
    np.testing.assert_allclose(
        dataclasses.replace(recording, calibration=double).frames().force_n, 2.0 * forces, rtol=1e-6
    )


def test_two_buses_are_kept_in_one_recording(tmp_path: Path) -> None:
    plain = load_description("treadmill")
    devices = ("/dev/spidev0.0", "/dev/spidev3.0", "/dev/spidev0.1")
    tiles = tuple(
        dataclasses.replace(tile, spi_device=path)
        for tile, path in zip(plain.tiles, devices, strict=True)
    )
    description = dataclasses.replace(plain, tiles=tiles)
    mat = SimulatedMat(
        RunnerSettings(seed=5), simulation=Simulation(description=description), speed=None
    )
    blocks = [block for block in (mat.read() for _ in range(60)) if block is not None]
    save_native(tmp_path / "two.npz", recorded(mat, blocks))
    frames = load_native(tmp_path / "two.npz").frames()
    for name in ARRAYS:
        whole = np.concatenate([getattr(block, name) for block in blocks])
        np.testing.assert_array_equal(getattr(frames, name)[: len(whole)], whole)


def test_a_part_of_a_block_has_no_codes_and_cannot_be_recorded() -> None:
    mat, blocks, _ = live("running", skip=0, reads=2)
    with pytest.raises(BadRecording, match="1 of 2 blocks have no raw codes"):
        recorded(mat, [blocks[0], blocks[1][2:]])
    with pytest.raises(BadRecording, match="at least one block of frames"):
        recorded(mat, [])


def test_a_recording_that_lost_codes_is_refused() -> None:
    mat, blocks, _ = live("running", skip=0, reads=5)
    recording = recorded(mat, blocks)
    cut = ScanCodes(recording.scan.codes[:-200], recording.scan.ahead, recording.scan.states)
    with pytest.raises(BadRecording, match=r"the codes make \d+ frames, but there are \d+ belt"):
        dataclasses.replace(recording, scan=cut).frames()


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("format", np.array("strikemat codes 9"), "its format is 'strikemat codes 9'"),
        ("description_json", np.array("{"), "Expecting property name"),
        ("description_json", np.array('{"tiles": 3}'), "tiles must be written as"),
        ("scale", np.zeros((48, 8)), r"scale\[0, 0\] must be above 0"),
        ("scale", np.ones((16, 8)), "must have one shape"),
        ("codes_col", np.zeros(3, np.uint8), "codes_col must be uint8 of shape"),
        ("tare_sum_v", np.zeros((2, 8)), r"tare_sum_v must have shape \(3, 8\)"),
        ("colour", np.zeros(1), "unknown key 'colour' in a native recording"),
        ("last_ns", None, "key 'last_ns' is missing"),
    ],
)
def test_a_damaged_native_recording_is_refused_in_one_line(
    tmp_path: Path, key: str, value: np.ndarray | None, message: str
) -> None:
    mat, blocks, _ = live("running", skip=0, reads=2)
    save_native(tmp_path / "a.npz", recorded(mat, blocks))
    with np.load(tmp_path / "a.npz") as file:
        arrays = dict(file)
    if value is None:
        del arrays[key]
    else:
        arrays[key] = value
    np.savez(tmp_path / "b.npz", **arrays)
    with pytest.raises(BadRecording, match=message) as caught:
        load_recording(tmp_path / "b.npz")
    assert "\n" not in str(caught.value)


def test_a_native_recording_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(RecordingNotFound, match="no such recording"):
        load_native(tmp_path / "absent.npz")
