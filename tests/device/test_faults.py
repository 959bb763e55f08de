"""Faults in words, and a mat that is repaired; a mat that notes what it costs."""

import numpy as np
import pytest

from device import (
    FAULT_KINDS,
    BadMat,
    MeteredMat,
    RunnerSettings,
    SimulatedMat,
    Simulation,
    fault_words,
    parse_fault,
    planned_steps,
)
from device.simulated.faults import RowOpen, TachometerSlips

WORDS = [
    "converter-missing:1:1023",
    "row-open:20",
    "rows-shorted:4",
    "driver-stuck:5:high",
    "column-open:1:3",
    "columns-shorted:1:3",
    "dead-cell:20:3",
    "shorted-cell:20:3",
    "noise-burst:1:3.0:0.0:9.0",
    "tachometer-slips:0.3:0.0",
]


def test_every_fault_has_words_that_make_it_again() -> None:
    assert [words.split(":")[0] for words in WORDS] == list(FAULT_KINDS)
    for words in WORDS:
        assert fault_words(parse_fault(words)) == words


@pytest.mark.parametrize(
    "words", ["noise-burst:0:-1:0:1", "noise-burst:0:nan:0:1", "tachometer-slips:1.5:0"]
)
def test_a_value_out_of_bounds_is_refused(words: str) -> None:
    with pytest.raises(BadMat, match="must be 0 to"):
        parse_fault(words)


@pytest.mark.parametrize(
    "words", ["dead-cell:20:8", "column-open:1:-1", "columns-shorted:1:7", "row-open:48"]
)
def test_a_place_that_the_mat_does_not_have_is_refused(words: str) -> None:
    with pytest.raises(BadMat, match="must be 0 to"):
        SimulatedMat(speed=None).inject(parse_fault(words))


def force_n(mat: SimulatedMat, blocks: int) -> float:
    total = 0.0
    for _ in range(blocks):
        block = mat.read()
        assert block is not None
        total += float(block.force_n[:, 16:32].sum())
    return total


def test_a_repaired_mat_reads_again_and_its_tachometer_holds() -> None:
    standing = RunnerSettings(gait="standing", seed=1)
    mat = SimulatedMat(standing, simulation=Simulation(), speed=None)
    whole_n = force_n(mat, 20)
    for row in range(16, 32):
        mat.inject(RowOpen(row))
    mat.inject(TachometerSlips(0.5))
    force_n(mat, 10)
    assert force_n(mat, 20) < 0.05 * whole_n
    mat.repair()
    force_n(mat, 10)
    assert force_n(mat, 20) > 0.5 * whole_n
    assert mat._load._tachometer is not None
    assert mat._load._tachometer.slip is None


class StillClock:
    """Nobody waits: time is where a mat wants it to be."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def now_s(self) -> float:
        return self.seconds

    def sleep_s(self, duration_s: float) -> None:
        self.seconds += duration_s


def test_a_metered_mat_notes_its_frames_and_when_it_began() -> None:
    mat = MeteredMat(RunnerSettings(seed=3), clock=StillClock())
    assert mat.begun_s is None
    blocks = [mat.read() for _ in range(30)]
    time_s = np.concatenate([block.time_s for block in blocks if block is not None])
    np.testing.assert_array_equal(mat.frame_time_s(), time_s)
    assert (mat.frames, mat.begun_s) == (len(time_s), 100.0)
    assert mat.conversions > 8 * mat.frames
    assert mat.model_cpu_s > 0.0


def test_the_planned_steps_are_those_that_a_mat_sees() -> None:
    runner = RunnerSettings(seed=3, strike="ball")
    mat = SimulatedMat(runner, speed=None, keep_truth=True)
    for _ in range(150):
        mat.read()
    seen = [step.contact_s for step in mat.true_steps()]
    planned = [step.contact_s for step in planned_steps(runner, 3.5)]
    assert len(seen) > 5
    assert planned[: len(seen) - 1] == seen[:-1]
