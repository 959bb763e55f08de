"""The frame type: what every mat hands over, and all that the analyzer knows of a mat."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from device.codes import RASTER, ScanCodes

__all__ = ["DEFAULT_GEOMETRY", "FrameBlock", "MatGeometry"]


@dataclass(frozen=True, slots=True)
class MatGeometry:
    """Cells of the mat, `[row, col]`: row 0 at the deck's front, column 0 at the runner's left.

    Parameters
    ----------
    rows, cols : int
        Number of cells along and across the belt, at least 1.
    row_pitch_m, col_pitch_m : float
        Distance between cell centres along and across the belt, metres, above 0.
    """

    rows: int
    cols: int
    row_pitch_m: float
    col_pitch_m: float

    @property
    def length_m(self) -> float:
        """Sensing length along the belt, metres."""
        return self.rows * self.row_pitch_m

    @property
    def width_m(self) -> float:
        """Sensing width across the belt, metres."""
        return self.cols * self.col_pitch_m


#: Three tiles of 16 x 8 cells end to end: 1.20 m x 0.40 m.
DEFAULT_GEOMETRY = MatGeometry(rows=48, cols=8, row_pitch_m=0.025, col_pitch_m=0.05)


@dataclass(frozen=True, slots=True)
class FrameBlock:
    """Consecutive force frames of one mat.

    Parameters
    ----------
    time_s : ndarray of float64, shape (n,)
        When each frame was read, seconds on the mat's clock, strictly increasing.
    force_n : ndarray of float32, shape (n, rows, cols)
        Vertical force on each cell, newtons, C-contiguous.
    belt_speed_m_s : ndarray of float64, shape (n,)
        Belt speed at each frame, metres per second; NaN where it is not known, 0 when the belt
        stands.
    row_time_s : ndarray of float64, shape (n, rows), optional
        When the cells of each row were read, seconds on the mat's clock; the frame's time where
        none was. The forces of a column add up to what it bore at the frame's time; in a raster,
        which reads no sums, to what its rows bore at theirs.
    mode : ndarray of uint8, shape (n,), optional
        How each frame was scanned: an index into `device.codes.MODES`.
    saturated : ndarray of bool, shape (n, rows, cols), optional
        Cells that could not be measured: their force is unknown and given as 0.
    scan : ScanCodes, optional
        The raw codes that this whole block was computed from; a part of the block has none.
    """

    time_s: NDArray[np.float64]
    force_n: NDArray[np.float32]
    belt_speed_m_s: NDArray[np.float64]
    row_time_s: NDArray[np.float64] | None = None
    mode: NDArray[np.uint8] | None = None
    saturated: NDArray[np.bool_] | None = None
    scan: ScanCodes | None = None

    def __len__(self) -> int:
        return len(self.time_s)

    def __getitem__(self, span: slice | NDArray[np.bool_]) -> "FrameBlock":
        return FrameBlock(
            self.time_s[span],
            self.force_n[span],
            self.belt_speed_m_s[span],
            None if self.row_time_s is None else self.row_time_s[span],
            None if self.mode is None else self.mode[span],
            None if self.saturated is None else self.saturated[span],
        )

    def at_speed(self, belt_speed_m_s: NDArray[np.float64]) -> "FrameBlock":
        """Return the same frames with other belt speeds."""
        return replace(self, belt_speed_m_s=belt_speed_m_s)

    def with_known_speed(self) -> "FrameBlock":
        """Return the frames whose belt speed is known; without their codes if that is not all."""
        known = ~np.isnan(self.belt_speed_m_s)
        return self if known.all() else self[known]

    @property
    def has_spread_sum(self) -> NDArray[np.bool_]:
        """Whether each frame's forces add up to the load at its rows' times, not at its own, shape (n,)."""
        if self.row_time_s is None or self.mode is None:
            return np.zeros(len(self), np.bool_)
        return np.equal(self.mode, RASTER)
