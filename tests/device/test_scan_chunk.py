"""Chunks of raw codes: small, and exactly what the mat said."""

import dataclasses
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from device import (
    BadRecording,
    ChunkReader,
    ChunkWriter,
    FrameBlock,
    RunnerSettings,
    SimulatedMat,
    Simulation,
    join_blocks,
)
from device.belt_speed import rounded_speed_m_s
from device.code_packing import pack_codes, pack_speeds, unpack_codes, unpack_speeds
from device.codes import CONVERSION
from device.description_file import load_description
from device.scan_chunk import KEY_INTERVAL

ARRAYS = ("time_s", "force_n", "belt_speed_m_s", "row_time_s", "mode", "saturated")


def two_buses() -> SimulatedMat:
    plain = load_description("treadmill")
    devices = ("/dev/spidev0.0", "/dev/spidev3.0", "/dev/spidev0.1")
    tiles = tuple(
        dataclasses.replace(tile, spi_device=path)
        for tile, path in zip(plain.tiles, devices, strict=True)
    )
    simulation = Simulation(description=dataclasses.replace(plain, tiles=tiles))
    return SimulatedMat(RunnerSettings(seed=5), simulation=simulation, speed=None)


def one_bus() -> SimulatedMat:
    return SimulatedMat(RunnerSettings(seed=5), speed=None)


def read(mat: SimulatedMat, count: int) -> list[FrameBlock]:
    return [block for block in (mat.read() for _ in range(count)) if block is not None]


def packed(mat: SimulatedMat, blocks: list[FrameBlock], per_chunk: int) -> list[bytes]:
    writer = ChunkWriter()
    chunks = []
    for first in range(0, len(blocks), per_chunk):
        native = join_blocks(blocks[first : first + per_chunk], mat.description, mat.calibration)
        chunks.append(writer.pack(native.scan, native.belt_speed_m_s))
    return chunks


def assert_same_frames(found: list[FrameBlock], meant: list[FrameBlock]) -> None:
    for name in ARRAYS:
        whole = np.concatenate([getattr(block, name) for block in found])
        np.testing.assert_array_equal(
            whole, np.concatenate([getattr(block, name) for block in meant]), name
        )


@pytest.mark.parametrize("make", [one_bus, two_buses])
def test_chunks_make_the_very_frames_again(make: object) -> None:
    mat = make()  # type: ignore[operator]
    read(mat, 13)
    blocks = read(mat, 60)
    reader = ChunkReader(mat.description, mat.calibration)
    chunks = packed(mat, blocks, 3)
    assert_same_frames([reader.read(chunk) for chunk in chunks], blocks)


def test_frames_from_chunks_carry_their_codes_and_can_be_recorded_again() -> None:
    mat = one_bus()
    blocks = read(mat, 20)
    reader = ChunkReader(mat.description, mat.calibration)
    again = [reader.read(chunk) for chunk in packed(mat, blocks, 5)]
    native = join_blocks(again, mat.description, mat.calibration)
    meant = join_blocks(blocks, mat.description, mat.calibration)
    np.testing.assert_array_equal(native.scan.codes, meant.scan.codes)
    assert_same_frames([native.frames()], [meant.frames()])


def test_a_recording_can_be_entered_at_a_chunk_with_states() -> None:
    mat = one_bus()
    blocks = read(mat, KEY_INTERVAL + 4)
    chunks = packed(mat, blocks, 1)
    late = ChunkReader(mat.description, mat.calibration)
    with pytest.raises(BadRecording, match="it follows another"):
        late.read(chunks[1])
    found = [late.read(chunk) for chunk in chunks[KEY_INTERVAL:]]
    assert_same_frames(found, blocks[KEY_INTERVAL:])


def test_after_missing_blocks_the_next_chunk_stands_on_its_own() -> None:
    mat = one_bus()
    blocks = read(mat, 8)
    kept = [*blocks[:3], *blocks[5:]]
    reader = ChunkReader(mat.description, mat.calibration)
    assert_same_frames([reader.read(chunk) for chunk in packed(mat, kept, 1)], kept)


def test_a_chunk_that_was_lost_makes_the_next_one_stand_on_its_own() -> None:
    mat = one_bus()
    blocks = read(mat, 3)
    writer = ChunkWriter()
    scans = [block.scan for block in blocks]
    chunks = []
    for block, scan in zip(blocks, scans, strict=True):
        assert scan is not None
        chunks.append(writer.pack(scan, block.belt_speed_m_s))
        if block is blocks[1]:
            writer.forget()
    reader = ChunkReader(mat.description, mat.calibration)
    assert_same_frames([reader.read(chunks[2])], [blocks[2]])


def test_a_conversion_takes_less_than_a_byte_and_a_quarter() -> None:
    mat = one_bus()
    blocks = read(mat, 100)
    chunks = packed(mat, blocks, 20)
    conversions = sum(len(block.scan.codes) for block in blocks if block.scan is not None)
    # A general packer that every Python has; the clinic's does better.
    assert sum(len(zlib.compress(chunk, 6)) for chunk in chunks) < 1.25 * conversions


@pytest.mark.parametrize("cut", [0, 1, 9, 1000, -1])
def test_a_damaged_chunk_is_refused(cut: int) -> None:
    mat = one_bus()
    (chunk,) = packed(mat, read(mat, 2), 2)
    with pytest.raises(BadRecording, match=r"version is 0|damaged|states take \d+ bytes"):
        ChunkReader(mat.description, mat.calibration).read(chunk[:cut])


def test_a_chunk_of_a_larger_mat_is_refused() -> None:
    mat = one_bus()
    (chunk,) = packed(mat, read(mat, 2), 2)
    bench = SimulatedMat(simulation=Simulation(description=load_description("bench")))
    with pytest.raises(BadRecording, match="states take 1216 bytes, got 3648"):
        ChunkReader(bench.description, bench.calibration).read(chunk)


conversions = st.lists(
    st.tuples(
        st.integers(-(2**60), 2**60),
        st.integers(0, 0xFFFF),
        st.integers(0, 2047),
        st.integers(0, 255),
        st.integers(0, 15),
        st.integers(0, 7),
        st.integers(0, 1),
    ),
    max_size=40,
)


@given(conversions)
@settings(max_examples=60, deadline=None)
def test_any_conversions_come_back_as_they_were(rows: list[tuple[int, ...]]) -> None:
    codes = np.array(rows, CONVERSION)
    again, end = unpack_codes(pack_codes(codes))
    np.testing.assert_array_equal(again, codes)
    assert end == len(pack_codes(codes))


@given(st.lists(st.one_of(st.floats(0.0, 15.0), st.just(np.nan)), max_size=40), st.booleans())
@settings(max_examples=60, deadline=None)
def test_any_belt_speeds_come_back_as_they_were(speeds: list[float], rounded: bool) -> None:
    speed_m_s = np.array(speeds, np.float64)
    if rounded:
        speed_m_s = rounded_speed_m_s(speed_m_s)
    again, _ = unpack_speeds(pack_speeds(speed_m_s))
    np.testing.assert_array_equal(again, speed_m_s)


def test_a_field_that_has_no_room_is_refused() -> None:
    codes = np.zeros(1, CONVERSION)
    codes["mode"] = 8
    with pytest.raises(BadRecording, match="mode of a conversion must fit 3 bits, got 8"):
        pack_codes(codes)
