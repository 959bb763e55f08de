"""The hot path by itself: the ring, the scan on recorded answers, and what both must not do."""

import ctypes
import shutil
import subprocess
import sys
import threading
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from device import RunnerSettings, SimulatedMat
from device._adaptive import AdaptiveScanner
from device._ring import Ring
from device._scan import Scanner
from device.codes import ALL_ROWS, MODES, Codes, frame_ends
from device.description_file import load_description
from device.simulated._tape import Tape, TapeBus

TILES = load_description("treadmill").tiles


@pytest.fixture(scope="module")
def codes() -> Codes:
    """The first second of a scanned run."""
    mat = SimulatedMat(RunnerSettings(speed_m_s=3.0, seed=1), speed=None)
    blocks = [block for block in (mat.read() for _ in range(50)) if block is not None]
    return np.concatenate([block.scan.codes for block in blocks if block.scan is not None])


def scanner_on(tape: Tape, ring: Ring) -> AdaptiveScanner:
    return AdaptiveScanner([TapeBus(tape, tile) for tile in TILES], TILES, range(3), ring)


def test_the_same_answers_make_the_same_scan(codes: Codes) -> None:
    tape = Tape(codes)
    scanner = scanner_on(tape, Ring(1 << 17))
    assert scanner.run(int(codes["time_ns"][-1]))
    again = scanner.ring.drain()
    assert len(again) >= 0.99 * len(codes)
    np.testing.assert_array_equal(again, codes[: len(again)])
    assert tape.strayed == 0


def test_the_scan_never_holds_the_gil(codes: Codes) -> None:
    tape = Tape(codes)
    scanner_on(tape, Ring(1 << 17)).run(int(codes["time_ns"][-1]))
    assert tape.held_gil == 0


COUNTER = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>
static long count;
long allocations(void) { return count; }
void *malloc(size_t size) {
    static void *(*real)(size_t);
    if (!real) real = dlsym(RTLD_NEXT, "malloc");
    count++;
    return real(size);
}
void *realloc(void *old, size_t size) {
    static void *(*real)(void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "realloc");
    count++;
    return real(old, size);
}
"""

CLIENT = """
import ctypes
import numpy as np
from device._adaptive import AdaptiveScanner
from device._ring import Ring
from device.description_file import load_description
from device.simulated._tape import Tape, TapeBus

count = ctypes.CDLL(None).allocations
count.restype = ctypes.c_long
codes = np.load(CODES)
tiles = load_description("treadmill").tiles
tape, ring = Tape(codes), Ring(1 << 17)
scanner = AdaptiveScanner([TapeBus(tape, tile) for tile in tiles], tiles, range(3), ring)
times = codes["time_ns"]
scanner.run(int(times[100]))
made = []
for last in (len(codes) // 10, len(codes) - 200):
    until, before = int(times[last]), count()
    scanner.run(until)
    made.append(count() - before)
print(scanner.conversions, *made)
"""


@pytest.mark.skipif(shutil.which("gcc") is None, reason="gcc is needed to count allocations")
def test_the_scan_allocates_nothing(codes: Codes, tmp_path: Path) -> None:
    source, library, saved = tmp_path / "count.c", tmp_path / "count.so", tmp_path / "codes.npy"
    source.write_text(COUNTER)
    np.save(saved, codes)
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
    done = subprocess.run(
        [sys.executable, "-c", CLIENT.replace("CODES", repr(str(saved)))],
        env={"LD_PRELOAD": str(library), "PATH": "/usr/bin:/bin", "PYTHONMALLOC": "malloc"},
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    conversions, few, many = map(int, done.stdout.split())
    assert conversions > 40_000
    # Nine times the conversions, and not one allocation more than the call itself makes.
    assert many <= few <= 5


def test_a_ring_that_is_full_loses_whole_frames_and_says_so(codes: Codes) -> None:
    tape = Tape(codes)
    ring = Ring(4096)
    scanner = scanner_on(tape, ring)
    scanner.run(int(codes["time_ns"][-1]))
    kept = ring.drain()
    assert 0 < len(kept) <= 4096
    assert kept["end"][-1] == 1
    assert ring.lost_frames + len(frame_ends(kept)) == scanner.frames
    assert len(ring.drain()) == 0


def test_a_reader_beside_the_writer_gets_every_conversion_once_in_order(codes: Codes) -> None:
    tape = Tape(codes)
    scanner = scanner_on(tape, Ring(1 << 17))
    writer = threading.Thread(target=scanner.run, args=(int(codes["time_ns"][-1]),))
    writer.start()
    parts = []
    while writer.is_alive():
        parts.append(scanner.ring.drain())
    parts.append(scanner.ring.drain())
    got = np.concatenate(parts)
    np.testing.assert_array_equal(got, codes[: len(got)])
    assert all(len(part) == 0 or part["end"][-1] == 1 for part in parts)


def test_a_frame_has_sums_first_and_every_cell_at_most_once(codes: Codes) -> None:
    ends = frame_ends(codes)
    for begin, end in pairwise(ends):
        frame = codes[begin:end]
        single = frame[(frame["rows"] & (frame["rows"] - 1)) == 0]
        cells = {(one["tile"], one["rows"], one["col"]) for one in single}
        assert len(cells) == len(single)
        for tile in range(3):
            of_tile = frame[frame["tile"] == tile]
            if len(of_tile):
                assert of_tile["rows"][0] == ALL_ROWS


def test_a_bus_that_fails_stops_the_scan_and_names_its_tile(codes: Codes) -> None:
    scanner = scanner_on(Tape(codes[:1000]), Ring(1 << 12))
    assert not scanner.run(2**62)
    assert scanner.failed_errno != 0
    assert scanner.failed_tile in {0, 1, 2}
    ring_frames = scanner.ring.drain()
    assert ring_frames["end"][-1] == 1


def test_a_stopped_scanner_returns_at_once(codes: Codes) -> None:
    scanner = scanner_on(Tape(codes), Ring(1 << 12))
    scanner.stop()
    assert scanner.run(2**62)
    assert scanner.frames == 0


@pytest.mark.parametrize("size", [0, -1, 1 << 27])
def test_a_ring_of_no_size_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match="size must be from 1 to"):
        Ring(size)


def test_a_scanner_needs_a_bus_for_each_tile() -> None:
    with pytest.raises(ValueError, match="1 to 12 tiles"):
        Scanner([], [], [], Ring(16))
    with pytest.raises(TypeError, match="buses must be Bus"):
        Scanner([ctypes], TILES[:1], [0], Ring(16))  # type: ignore[list-item]


def test_every_mode_has_a_name() -> None:
    assert MODES == ("raster", "idle", "locate", "track")
