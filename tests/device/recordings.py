"""Recordings for tests, good but for what a test changes."""

from pathlib import Path
from typing import Any

import numpy as np


def arrays(**changes: Any) -> dict[str, Any]:
    """A good recording's arrays; a change to None leaves the key out."""
    good = {
        "time_s": np.arange(10) / 100.0,
        "force_n": np.ones((10, 4, 3), np.float32),
        "row_pitch_m": np.array(0.025),
        "col_pitch_m": np.array(0.05),
        "belt_speed_m_s": np.full(10, 2.5),
        "foot_length_m": np.array(0.27),
        "body_mass_kg": np.array(70.0),
    }
    return {key: value for key, value in (good | changes).items() if value is not None}


def write(path: Path, **changes: Any) -> Path:
    np.savez_compressed(path, **arrays(**changes))
    return path


def force_with(value: float) -> np.ndarray:
    force_n = np.ones((10, 4, 3), np.float32)
    force_n[2, 3, 1] = value
    return force_n


def time_with(frame: int, value: float) -> np.ndarray:
    time_s = np.arange(10) / 100.0
    time_s[frame] = value
    return time_s


def speed_with(value: float) -> np.ndarray:
    speed_m_s = np.full(10, 2.5)
    speed_m_s[7] = value
    return speed_m_s
