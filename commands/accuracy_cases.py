"""The simulated runners that accuracy is measured on: drawn from the whole range, with a fixed seed."""

from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from device import (
    FrameBlock,
    Recording,
    RunnerSettings,
    SimulatedMat,
    Simulation,
    TrueStep,
    simulate_recording,
)

__all__ = ["CASES", "Case", "Spoiled", "drawn_runner", "frames_of", "spoil"]

Gait = Literal["running", "walking"]
Strike = Literal["heel", "midfoot", "ball", "ball-only"]

GAITS: tuple[tuple[Gait, Strike], ...] = (
    ("running", "heel"),
    ("running", "midfoot"),
    ("running", "ball"),
    ("running", "ball-only"),
    ("walking", "heel"),
)
#: Of these, at other frame rates too.
TIMED: tuple[tuple[Gait, Strike], ...] = (
    ("running", "heel"),
    ("running", "ball-only"),
    ("walking", "heel"),
)
OTHER_RATES_HZ = (100.0, 200.0, 1000.0)
#: What the analyzer is given of scanned frames, on a mat as here.
_FRAME_PARTS = ("time_s", "force_n", "belt_speed_m_s", "row_time_s", "mode")


@dataclass(frozen=True, slots=True)
class Spoiled:
    """What is wrong with the mat.

    Parameters
    ----------
    gain_sd : float
        Spread of the cells' gains, one standard deviation, as a part of 1.
    dead_cells : int
        Cells that read nothing.
    drift_n : float
        Greatest drift of a cell over the recording, newtons; each cell drifts for itself.
    """

    gain_sd: float = 0.0
    dead_cells: int = 0
    drift_n: float = 0.0


@dataclass(frozen=True, slots=True)
class Case:
    """One row of the table.

    Parameters
    ----------
    gait, strike : str
        Of the runners.
    mat : str
        How the row is called: `good`, `worn`, or `chip` for frames that were scanned through modelled chips.
    rate_hz : float or None
        Frames per second; None where the scan sets its own pace.
    spoiled : Spoiled
        What is wrong with the mat; the modelled chips have faults of their own.
    """

    gait: Gait
    strike: Strike
    mat: Literal["good", "worn", "chip"]
    rate_hz: float | None
    spoiled: Spoiled = Spoiled()


_WORN = Spoiled(gain_sd=0.05, dead_cells=3, drift_n=2.0)
CASES = (
    *(Case(gait, strike, "good", 500.0) for gait, strike in GAITS),
    *(Case(gait, strike, "worn", 500.0, _WORN) for gait, strike in GAITS),
    *(Case(gait, strike, "chip", None) for gait, strike in GAITS),
    *(Case(gait, strike, "good", rate_hz) for gait, strike in TIMED for rate_hz in OTHER_RATES_HZ),
)


def frames_of(case: Case, number: int, seconds: float) -> tuple[Recording, list[TrueStep]]:
    """Return what a case's mat read of its runner of that number, and what really happened."""
    runner = drawn_runner(number, case.gait, case.strike)
    if case.rate_hz is None:
        return _scanned(runner, number, seconds)
    recording, truth = simulate_recording(runner, seconds, frame_rate_hz=case.rate_hz, seed=number)
    return spoil(recording, case.spoiled, seed=number), truth


def _scanned(runner: RunnerSettings, seed: int, seconds: float) -> tuple[Recording, list[TrueStep]]:
    """Scan the runner through modelled chips: cells that differ, creep and drift, noise, real timing."""
    mat = SimulatedMat(runner, simulation=Simulation(seed=seed), speed=None, keep_truth=True)
    blocks: list[FrameBlock] = []
    while not blocks or blocks[-1].time_s[-1] < seconds:
        block = mat.read()
        if block is not None and len(block.time_s):
            blocks.append(block)
    truth = mat.true_steps()
    mat.close()
    joined: dict[str, Any] = {
        name: np.concatenate([getattr(block, name) for block in blocks]) for name in _FRAME_PARTS
    }
    recording = Recording(
        geometry=mat.geometry,
        foot_length_m=runner.foot_length_m,
        body_mass_kg=runner.body_mass_kg,
        name="simulated-chip",
        **joined,
    )
    return recording, [step for step in truth if step.contact_s < recording.time_s[-1]]


def drawn_runner(
    number: int,
    gait: Gait,
    strike: Strike,
) -> RunnerSettings:
    """Return the runner of that number: body, feet, speed and gait drawn from the whole range."""
    draw = np.random.default_rng([number, len(gait), len(strike)])
    low_m_s, high_m_s = (2.0, 6.0) if gait == "running" else (0.6, 2.0)
    return RunnerSettings(
        gait=gait,
        strike=strike,
        speed_m_s=float(draw.uniform(low_m_s, high_m_s)),
        body_mass_kg=float(draw.uniform(45, 110)),
        foot_length_m=float(draw.uniform(0.22, 0.31)),
        step_width_m=float(draw.uniform(-0.03, 0.15)),
        toe_out_deg=float(draw.uniform(-5, 20)),
        asymmetry=float(draw.uniform(-0.1, 0.1)),
        seed=number,
    )


def spoil(recording: Recording, how: Spoiled, *, seed: int) -> Recording:
    """Return what a mat with these faults would have read."""
    draw = np.random.default_rng(seed)
    rows, cols = recording.geometry.rows, recording.geometry.cols
    gain = 1.0 + how.gain_sd * draw.standard_normal((rows, cols))
    gain[draw.integers(0, rows, how.dead_cells), draw.integers(0, cols, how.dead_cells)] = 0.0
    part = (recording.time_s - recording.time_s[0]) / np.ptp(recording.time_s)
    drift_n = how.drift_n * draw.uniform(0.0, 1.0, (rows, cols)) * part[:, None, None]
    return replace(recording, force_n=(recording.force_n * gain + drift_n).astype(np.float32))
