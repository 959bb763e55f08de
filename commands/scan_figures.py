"""What `strikemat bench scan` measures of steps: those of scanned frames against the truth."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyzer import AnalyzerSettings, Step, StepAnalyzer
from device import FrameBlock, RunnerSettings, ScanRun, SimulatedMat, Simulation, TrueStep

__all__ = ["index_change", "match_steps", "mixed_run", "steps_of"]

#: Force of contact in the comparison with the truth.
THRESHOLD_N = 20.0
TRUE_RATE_HZ = 1000.0


def steps_of(block: FrameBlock, run: ScanRun) -> list[Step]:
    """Return the steps of frames with the threshold that the truth uses."""
    analyzer = StepAnalyzer(
        run.native.description.geometry,
        AnalyzerSettings(threshold_n=THRESHOLD_N),
        foot_length_m=run.runner.foot_length_m,
    )
    return analyzer.feed(block) + analyzer.finish()


def index_change(run: ScanRun) -> NDArray[np.float64]:
    """Return, for each step, strike index from scanned frames minus that from true frames, points."""
    ideal = steps_of(run.true_frames(TRUE_RATE_HZ), run)
    pairs = _nearest(steps_of(run.block, run), ideal)
    return np.array(
        [
            one.strike_index_percent - other.strike_index_percent
            for one, other in pairs
            if one.strike_index_percent is not None and other.strike_index_percent is not None
        ]
    )


def match_steps(
    steps: list[Step], truth: list[TrueStep], end_s: float
) -> tuple[list[float], int, int]:
    """Return the contact times' errors in seconds, and how many steps were missed and invented.

    True steps that are not over well before `end_s` need not be found.
    """
    due = [true for true in truth if true.off_s < end_s - 0.1]
    pairs = _nearest(due, steps)
    errors_s = [found.contact_s - true.contact_s for true, found in pairs]
    return errors_s, len(due) - len(pairs), len(steps) - len(_nearest(steps, truth))


def mixed_run(
    simulation: Simulation, runners: list[RunnerSettings], each_s: float
) -> tuple[list[Step], list[TrueStep], float]:
    """Let runners follow each other on one mat; return the steps found, the true ones, and the end."""
    mat = SimulatedMat(runners[0], simulation=simulation, speed=None, keep_truth=True)
    analyzer = StepAnalyzer(
        mat.geometry, AnalyzerSettings(threshold_n=THRESHOLD_N), foot_length_m=mat.foot_length_m
    )
    steps: list[Step] = []
    last_s = 0.0
    for number, runner in enumerate(runners):
        mat.set_runner(runner)
        while last_s < (number + 1) * each_s:
            block = mat.read()
            assert block is not None
            steps += analyzer.feed(block)
            last_s = float(block.time_s[-1])
    steps += analyzer.finish()
    return steps, mat.true_steps(), last_s


def _nearest(these: list[Any], those: list[Any]) -> list[tuple[Any, Any]]:
    """Pair each of `these` with the one of `those` whose contact is nearest, within 50 ms."""
    times_s = np.array([one.contact_s for one in those])
    pairs = []
    for one in these:
        if len(times_s) == 0:
            break
        near = int(np.argmin(np.abs(times_s - one.contact_s)))
        if abs(times_s[near] - one.contact_s) < 0.05:
            pairs.append((one, those[near]))
    return pairs
