"""A recording: force frames with their geometry, from any mat."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from device.frames import FrameBlock, MatGeometry

__all__ = ["Recording"]


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """Force frames of one mat, and what is known of the runner on it.

    Parameters
    ----------
    geometry : MatGeometry
        The cells.
    time_s : ndarray of float64, shape (n,)
        When each frame was read, seconds on the recording's clock, strictly increasing; n >= 1.
    force_n : ndarray of float32, shape (n, rows, cols)
        Vertical force on each cell, newtons.
    belt_speed_m_s : ndarray of float64, shape (n,)
        Belt speed at each frame, metres per second; NaN where it is not known.
    foot_length_m, body_mass_kg : float or None
        Of the runner, where known.
    name : str
        What the recording is called, for people.
    calibration_name : str or None
        The calibration that made forces of codes; None where forces were recorded.
    row_time_s : ndarray of float64, shape (n, rows), optional
        When each row was read; see `FrameBlock`.
    mode : ndarray of uint8, shape (n,), optional
        How each frame was scanned; see `FrameBlock`.
    """

    geometry: MatGeometry
    time_s: NDArray[np.float64]
    force_n: NDArray[np.float32]
    belt_speed_m_s: NDArray[np.float64]
    foot_length_m: float | None = None
    body_mass_kg: float | None = None
    name: str = ""
    calibration_name: str | None = None
    row_time_s: NDArray[np.float64] | None = None
    mode: NDArray[np.uint8] | None = None

    @property
    def block(self) -> FrameBlock:
        """All frames as one block."""
        return FrameBlock(
            self.time_s, self.force_n, self.belt_speed_m_s, self.row_time_s, self.mode
        )

    def blocks(self, *, frames: int) -> Iterator[FrameBlock]:
        """Yield the frames in blocks of `frames`, at least 1; the last may be shorter."""
        if frames < 1:
            raise ValueError(f"frames must be at least 1, got {frames}")
        for first in range(0, len(self.time_s), frames):
            yield self.block[first : first + frames]
