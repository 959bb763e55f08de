"""What stands on a tile while its circuit is tried: a runner's heaviest moment, and worse."""

import numpy as np
from numpy.typing import NDArray

from device import RunnerSettings, simulate_recording
from hardware.circuit.tile import COLS, ROWS
from hardware.circuit.values import Values

__all__ = ["HEAVY_RUNNER", "full_row", "heaviest_tile"]

#: 100 kg at 4 m/s on the ball of the foot: the heaviest person whom the mat is proved for.
HEAVY_RUNNER = RunnerSettings(
    body_mass_kg=100.0, speed_m_s=4.0, strike="ball", foot_length_m=0.28, jitter=0.0
)


def heaviest_tile(runner: RunnerSettings = HEAVY_RUNNER) -> NDArray[np.float64]:
    """Return the forces on the tile's cells when a simulated runner presses it most, (16, 8), newtons."""
    recording, _ = simulate_recording(runner, 1.5, noise_n=0.0, quantum_n=0.0)
    force_n = recording.force_n.astype(np.float64)
    tiles_n = force_n.reshape(len(force_n), -1, ROWS, COLS)
    frame, tile = np.unravel_index(tiles_n.sum(axis=(2, 3)).argmax(), tiles_n.shape[:2])
    heaviest: NDArray[np.float64] = tiles_n[frame, tile]
    return heaviest


def full_row(values: Values) -> NDArray[np.float64]:
    """Return a row of eight cells at full scale, (16, 8), newtons: more than any foot can do."""
    force_n = np.zeros((ROWS, COLS))
    force_n[ROWS // 2] = values.full_scale_n
    return force_n
