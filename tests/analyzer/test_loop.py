"""The hot loop itself: what it takes, what it refuses, and that it neither allocates nor holds the GIL."""

import math
import os
import subprocess
import sys
import threading
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from analyzer._early import LandingWatch
from analyzer._loop import Loop
from analyzer._noise import CellNoise
from device import RunnerSettings, simulate_recording


def new_loop(rows: int = 4, cols: int = 3, *, watch: LandingWatch | None = None) -> Loop:
    loop = Loop(
        rows,
        cols,
        0.025,
        0.05,
        foot_span_m=0.34,
        foot_width_m=0.2,
        bin_m=0.005,
        max_frames=512,
        noise=CellNoise(rows * cols, factor=8.0, floor_n=0.3),
    )
    loop.configure(
        threshold_n=20.0,
        fixed_threshold=True,
        noise_factor=6.0,
        hold_s=0.03,
        max_contact_s=2.5,
        watch=watch,
    )
    return loop


def frames(n: int, cells: int, value: float = 0.0):
    return np.arange(n) / 500.0, np.full((n, cells), value, np.float32), np.zeros(n)


def test_no_frames_are_taken_from_an_empty_block():
    assert new_loop().run(*frames(0, 12), 0) == 0


def test_a_mat_of_one_cell_works():
    loop = new_loop(1, 1)
    time_s, cells_n, speed = frames(300, 1)
    cells_n[100:200] = 500.0
    assert loop.run(time_s, cells_n, speed, 0) < 300
    assert len(loop.ended()) == 1


def test_a_landing_that_is_never_sure_is_told_once_without_a_name_when_its_time_is_over():
    watch = LandingWatch(
        np.array([0.0, 0.5, 1.0]),
        beyond_m=0.1,
        zone_fraction=0.06,
        edge_fraction=0.08,
        least_peak_factor=2.0,
        longest_flight_s=0.5,
    )
    watch.expect(length_m=0.26, usual_peak_n=0.0, last_off_s=-1.0)
    loop = new_loop(3, 1, watch=watch)
    time_s, cells_n, speed = frames(400, 3)
    cells_n[100:300, 1] = 500.0
    begin = loop.run(time_s, cells_n, speed, 0)
    (told,) = loop.take_told()
    assert (told["strike"], told["before"], loop.ended()) == (None, 0, [])
    assert told["now_s"] - told["contact_s"] == pytest.approx(0.25, abs=0.006)
    assert loop.take_told() == []
    loop.run(time_s, cells_n, speed, begin)
    assert (loop.take_told(), loop.ended()) == ([], [0])


@pytest.mark.parametrize(
    ("borders", "length_m", "reason"),
    [([0.0, 1.0], 0.26, "2 to 8 zones, got 1"), ([0.0, 0.5, 1.0], 0.0, "above 0, got 0.0")],
)
def test_a_watch_refuses_what_is_no_foot(borders, length_m, reason):
    with pytest.raises(ValueError, match=reason):
        LandingWatch(
            np.array(borders),
            beyond_m=0.1,
            zone_fraction=0.06,
            edge_fraction=0.08,
            least_peak_factor=2.0,
            longest_flight_s=0.5,
        ).expect(length_m=length_m, usual_peak_n=0.0, last_off_s=0.0)


def test_flat_frames_have_no_contact():
    loop = new_loop()
    assert loop.run(*frames(400, 12, 0.1), 0) == 400
    assert loop.open_since_s() == math.inf


@pytest.mark.parametrize("cells", [1, 19, 31, 32, 33, 64, 75])
@pytest.mark.parametrize("at", [0, -1])
def test_a_cell_is_seen_wherever_it_lies_in_a_block_of_cells(cells, at):
    """The vector pass takes 32 cells at a time; the rest are looked at one by one."""
    loop = new_loop(cells, 1)
    time_s, cells_n, speed = frames(300, cells)
    cells_n[100:200, at] = 500.0
    loop.run(time_s, cells_n, speed, 0)
    assert len(loop.ended()) == 1


def test_a_foot_that_lands_while_another_stays_in_its_box_is_seen():
    """While all that is loaded lies in one foot's box, a frame is passed by with a count."""
    loop = new_loop(40, 3)
    time_s, cells_n, speed = frames(600, 120)
    feet_n = cells_n.reshape(600, 40, 3)
    feet_n[50:400, 2:6, 1] = 200.0
    feet_n[200:300, 30:34, 1] = 200.0
    ended, at = 0, 0
    while at < 600:
        at = loop.run(time_s, cells_n, speed, at)
        for slot in loop.ended():
            ended += 1
            loop.free(slot)
    assert ended == 2


def test_read_only_frames_are_taken():
    time_s, cells_n, speed = frames(10, 12)
    for array in (time_s, cells_n, speed):
        array.flags.writeable = False
    assert new_loop().run(time_s, cells_n, speed, 0) == 10


def test_none_is_refused():
    time_s, _, speed = frames(10, 12)
    with pytest.raises(TypeError, match="cells_n"):
        new_loop().run(time_s, None, speed, 0)


def test_a_wrong_dtype_is_refused():
    time_s, cells_n, speed = frames(10, 12)
    with pytest.raises(ValueError, match="dtype"):
        new_loop().run(time_s, cells_n.astype(np.float64), speed, 0)


def test_frames_with_gaps_in_memory_are_refused():
    time_s, cells_n, speed = frames(10, 24)
    with pytest.raises(ValueError, match="contiguous"):
        new_loop().run(time_s, cells_n[:, ::2], speed, 0)


def test_frames_of_another_size_are_refused():
    time_s, cells_n, speed = frames(10, 13)
    with pytest.raises(ValueError, match="12 cells, got 13"):
        new_loop().run(time_s, cells_n, speed, 0)


def test_lengths_that_differ_are_refused():
    time_s, cells_n, speed = frames(10, 12)
    with pytest.raises(ValueError, match="same length"):
        new_loop().run(time_s[:9], cells_n, speed, 0)


def test_more_objects_than_slots_are_survived():
    """Nine loads too far apart for one foot: eight are followed, nothing breaks."""
    loop = new_loop(200, 1)
    time_s, cells_n, speed = frames(300, 200)
    cells_n[100:200, 5::22] = 300.0
    assert loop.run(time_s, cells_n, speed, 0) < 300
    assert len(loop.ended()) == 8


@pytest.fixture(scope="module")
def run():
    return simulate_recording(RunnerSettings(speed_m_s=3.0, seed=1), 6.0)[0]


def taken(loop: Loop, recording, count: int) -> None:
    cells_n = recording.force_n.reshape(len(recording.time_s), -1)
    begin = 0
    while begin < count:
        begin = loop.run(
            recording.time_s[:count], cells_n[:count], recording.belt_speed_m_s[:count], begin
        )
        for slot in loop.ended():
            loop.free(slot)


@pytest.fixture
def later(run):
    """The frames of `run` from its 500th on."""
    n = len(run.time_s)
    return (
        np.ascontiguousarray(run.time_s[500:]),
        np.ascontiguousarray(run.force_n[500:].reshape(n - 500, -1)),
        np.ascontiguousarray(run.belt_speed_m_s[500:]),
    )


MALLOC_COUNTER = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>
static volatile long calls;
long malloc_calls(void) { return calls; }
extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
void *malloc(size_t n) { calls++; return __libc_malloc(n); }
void *calloc(size_t n, size_t m) { calls++; return __libc_calloc(n, m); }
void *realloc(void *p, size_t n) { calls++; return __libc_realloc(p, n); }
void *aligned_alloc(size_t a, size_t n) { calls++; return __libc_memalign(a, n); }
int posix_memalign(void **p, size_t a, size_t n) { calls++; *p = __libc_memalign(a, n); return !*p; }
"""

COUNTING_RUN = """
import ctypes, gc, sys
from device import RunnerSettings, simulate_recording
from tests.analyzer.test_loop import new_loop

calls = ctypes.CDLL(None).malloc_calls
calls.restype = ctypes.c_long
recording, truth = simulate_recording(RunnerSettings(speed_m_s=3.0, seed=1), 2.0)
cells_n = recording.force_n.reshape(len(recording.time_s), -1)
contact = int(500 * truth[2].contact_s)  # a whole contact, flight before and after it
for count in (2, 150):
    loop = new_loop(48, 8)
    span = slice(contact - 20, contact - 20 + count)
    block = recording.time_s[span], cells_n[span], recording.belt_speed_m_s[span]
    gc.collect(); gc.disable()
    before = calls()
    taken = loop.run(*block, 0)
    counted = calls() - before
    print(taken, counted, loop.open_since_s() < float('inf'))
"""


def test_frames_take_nothing_from_malloc(tmp_path):
    """Every call of malloc and its kin is counted: 150 frames with a foot cost as many as 2 without."""
    source, library = tmp_path / "count.c", tmp_path / "count.so"
    source.write_text(MALLOC_COUNTER)
    subprocess.run(["cc", "-O1", "-shared", "-fPIC", source, "-o", library], check=True)
    environment = {**os.environ, "LD_PRELOAD": str(library)}
    done = subprocess.run(
        [sys.executable, "-c", COUNTING_RUN],
        env=environment, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    few, many = (line.split() for line in done.stdout.splitlines())
    assert few[0::2] == ["2", "False"]
    assert many[0::2] == ["150", "True"], "a foot must be down at the end of the longer run"
    assert many[1] == few[1]


def test_frames_take_nothing_from_python(run, later):
    loop = new_loop(48, 8)
    taken(loop, run, 500)
    tracemalloc.start()
    try:
        held = tracemalloc.get_traced_memory()[0]
        begin, peaks = 0, []
        while begin < len(later[0]):
            tracemalloc.reset_peak()
            begin = loop.run(*later, begin)
            peaks.append(tracemalloc.get_traced_memory()[1] - held)
            for slot in loop.ended():
                loop.free(slot)
    finally:
        tracemalloc.stop()
    # A call costs three views and an integer, however many frames it takes.
    assert max(peaks) < 4096


def seen_by_another_thread(block):
    """Return how many frames a loop has taken when a thread that waits for the GIL gets it, and in all."""
    loop, begun = new_loop(48, 8), threading.Event()

    def work() -> None:
        begun.set()
        loop.run(*block, 0)

    switch_s = sys.getswitchinterval()
    sys.setswitchinterval(1000.0)  # nobody is asked to give up the GIL: it must be given
    try:
        thread = threading.Thread(target=work)
        thread.start()
        begun.wait()
        seen = loop.frames_seen
    finally:
        sys.setswitchinterval(switch_s)
    thread.join()
    return seen, loop.frames_seen


def test_the_gil_is_free_while_frames_are_taken():
    """Another thread gets it before a long call to run has ended, unless the computer gives it no time."""
    block = frames(50_000, 384)
    assert any(a < b == 50_000 for a, b in (seen_by_another_thread(block) for _ in range(20)))
