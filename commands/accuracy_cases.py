"""The simulated runners that accuracy is measured on: drawn from the whole range, with a fixed seed."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from device import Recording, RunnerSettings

__all__ = ["Spoiled", "drawn_runner", "spoil"]


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


def drawn_runner(
    number: int,
    gait: Literal["running", "walking"],
    strike: Literal["heel", "midfoot", "ball", "ball-only"],
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
