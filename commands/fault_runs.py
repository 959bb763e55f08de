"""What the live view makes of a fault that appears while somebody is on the simulated mat."""

from dataclasses import dataclass

import numpy as np

from analyzer import AnalyzerSettings, Step
from commands.fault_cases import FaultCase
from device import SimulatedMat, Simulation, TrueStep, simulate_recording
from web import Hub, Live

__all__ = ["FaultRun", "false_steps", "fault_run"]

#: How finely the truth is asked, and how long a fault is waited for.
TRUTH_RATE_HZ = 1000.0
WATCHED_S = 3.0
#: A step is that of a true contact if so much of it lies within.
LEAST_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class FaultRun:
    """One fault in one run.

    Parameters
    ----------
    shown_s : float
        When it could first be seen: the first load on the broken part after it broke.
    end_s : float
        When the run was over.
    told_s : dict of str to float
        When each code was first warned of, on the mat's clock.
    false_steps : int
        Steps that overlap no true contact, and second parts of one that was told already.
    steps, true_steps : int
        Told, and really made.
    """

    shown_s: float
    end_s: float
    told_s: dict[str, float]
    false_steps: int
    steps: int
    true_steps: int

    def delay_s(self, codes: tuple[str, ...]) -> float | None:
        """Return from showing to the first warning with one of the codes, at least 0; None = never."""
        told = [self.told_s[code] for code in codes if code in self.told_s]
        return max(min(told) - self.shown_s, 0.0) if told else None


def fault_run(case: FaultCase) -> FaultRun | None:
    """Let somebody run, break the mat at the case's moment, and follow it until the fault is old.

    Returns
    -------
    FaultRun or None
        None if nobody steps on what is broken.
    """
    shown_s = first_load_s(case)
    if shown_s is None:
        return None
    mat = SimulatedMat(
        case.runner, simulation=Simulation(seed=case.runner.seed), speed=None, keep_truth=True
    )
    end_s = shown_s + WATCHED_S
    live = Live(Hub(), lambda: 0.0)
    live.begin(mat, AnalyzerSettings(), foot_length_m=None, body_mass_kg=None)
    steps: list[Step] = []
    told_s: dict[str, float] = {}
    time_s, broken = 0.0, False
    while time_s < end_s:
        if not broken and time_s >= case.begin_s:
            if case.fault is not None:
                mat.inject(case.fault)
            broken = True
        block = mat.read()
        assert block is not None
        time_s = float(block.time_s[-1])
        steps += live.take(block)[1]
        for warning in live.warnings():
            told_s.setdefault(warning["code"], time_s)
    steps += live.finish()
    truth = [true for true in mat.true_steps() if true.contact_s < time_s]
    return FaultRun(shown_s, time_s, told_s, len(false_steps(steps, truth)), len(steps), len(truth))


def first_load_s(case: FaultCase) -> float | None:
    """Return when the broken part first bears load after the fault; None if it never does."""
    if case.cells is None:
        return case.begin_s
    rows, cols = (np.array(places) for places in zip(*case.cells, strict=True))
    truth, _ = simulate_recording(
        case.runner, case.begin_s + WATCHED_S, frame_rate_hz=TRUTH_RATE_HZ, noise_n=0.0
    )
    load_n = truth.force_n[:, rows, cols].sum(axis=1)
    late = np.flatnonzero((load_n >= case.shows_n) & (truth.time_s >= case.begin_s))
    return float(truth.time_s[late[0]]) if len(late) else None


def false_steps(steps: list[Step], truth: list[TrueStep]) -> list[Step]:
    """Return the steps that no true contact is left for: each takes the one that it lies in most."""
    free = list(truth)
    false = []
    for step in steps:
        shared_s = [min(step.off_s, one.off_s) - max(step.contact_s, one.contact_s) for one in free]
        best = max(range(len(free)), key=lambda index: shared_s[index], default=None)
        if best is None or shared_s[best] < LEAST_SHARED * (step.off_s - step.contact_s):
            false.append(step)
        else:
            del free[best]
    return false
