"""The frames that can tell a belt's speed: thinned, freed of noise, with whole feet on them."""

import numpy as np
from numpy.typing import NDArray

from analyzer.errors import BadFrames, BadSetting
from device.frames import FrameBlock, MatGeometry

__all__ = ["FrameSieve"]

FEWEST_ROWS = 8
#: Wider rows see too little of a foot's edges: at 50 mm the speed reads 3 % low.
WIDEST_ROW_M = 0.04
#: One frame of every so many seconds is used: more add cost, not evidence.
SPACING_S = 0.004
#: A frame with more than this part of its force on the first or last row may show a cut foot.
EDGE_FRACTION = 0.02
#: As in `AnalyzerSettings`: standard deviations and newtons that a loaded cell reads above its noise.
NOISE_FACTOR, CELL_FLOOR_N = 8.0, 0.3
#: The row with the noise of all: this part of the rows reads less. The rest may be under feet.
QUIET_PART = 6


class FrameSieve:
    """Keeps the frames worth looking at, the same whatever the size of the blocks.

    Parameters
    ----------
    geometry : MatGeometry
        The mat's cells: at least 8 rows, at most 0.04 m apart.
    threshold_n : float
        A frame is loaded when the cells above their noise carry this much together, newtons, above 0.

    Raises
    ------
    BadSetting
        If the mat's rows are too few or too wide, or the threshold is out of bounds.
    """

    def __init__(self, geometry: MatGeometry, *, threshold_n: float) -> None:
        if geometry.rows < FEWEST_ROWS:
            raise BadSetting(
                f"belt speed from prints needs at least {FEWEST_ROWS} rows, "
                f"the mat has {geometry.rows}: give the belt's speed by hand"
            )
        if geometry.row_pitch_m > WIDEST_ROW_M:
            raise BadSetting(
                f"belt speed from prints needs rows at most {WIDEST_ROW_M} m apart, "
                f"the mat's are {geometry.row_pitch_m} m: give the belt's speed by hand"
            )
        if not 0.0 < threshold_n < 1e6:
            raise BadSetting(
                f"threshold_n must be a number above 0 and below 1000000, got {threshold_n!r}"
            )
        self._geometry, self._threshold_n = geometry, threshold_n
        self._last_time_s, self._last_place = -np.inf, -np.inf
        self._quiet_cells, self._quiet_sum_n, self._quiet_square = 0.0, 0.0, 0.0

    def take(self, block: FrameBlock) -> tuple[FrameBlock, NDArray[np.bool_]]:
        """Return some of the frames, with 0 in cells at noise, and which of them are loaded by whole feet.

        Raises
        ------
        BadFrames
            Frames of another shape than the mat's, or time that does not advance.
        """
        self._check(block)
        place = np.floor(block.time_s / SPACING_S)
        kept = np.diff(place, prepend=self._last_place) > 0
        if len(place):
            self._last_time_s, self._last_place = float(block.time_s[-1]), float(place[-1])
        force_n = block.force_n[kept]
        mean_n, threshold_n = self._noise(force_n)
        force_n = np.where(force_n > threshold_n, force_n - mean_n, np.float32(0.0))
        row_n = force_n.sum(axis=2)
        whole_n = row_n.sum(axis=1)
        edge_n = row_n[:, 0] + row_n[:, -1]
        loaded = (whole_n > self._threshold_n) & (edge_n <= EDGE_FRACTION * whole_n)
        return FrameBlock(block.time_s[kept], force_n, block.belt_speed_m_s[kept]), loaded

    def _check(self, block: FrameBlock) -> None:
        n, shape = len(block.time_s), (self._geometry.rows, self._geometry.cols)
        if block.force_n.shape != (n, *shape):
            raise BadFrames(
                f"force_n must have shape {(n, *shape)} for this mat, got {block.force_n.shape}"
            )
        if n and not (block.time_s[0] > self._last_time_s and np.all(np.diff(block.time_s) > 0)):
            raise BadFrames(
                f"time_s must increase from frame to frame (last was {self._last_time_s} s)"
            )

    def _noise(
        self, force_n: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return mean and threshold of unloaded cells at each frame, from a quiet row of all so far."""
        frames = len(force_n)
        quiet = self._geometry.rows // QUIET_PART
        row = np.argpartition(force_n.sum(axis=2), quiet, axis=1)[:, quiet]
        cells_n = force_n[np.arange(frames), row].astype(np.float64)
        cells = self._quiet_cells + self._geometry.cols * np.arange(1, frames + 1)
        sum_n = _running_sum(self._quiet_sum_n, cells_n.sum(axis=1))
        square = _running_sum(self._quiet_square, (cells_n**2).sum(axis=1))
        if frames:
            self._quiet_cells, self._quiet_sum_n = float(cells[-1]), float(sum_n[-1])
            self._quiet_square = float(square[-1])
        mean_n = sum_n / cells
        sd_n = np.sqrt(np.maximum(square / cells - mean_n**2, 0.0))
        threshold_n = mean_n + np.maximum(CELL_FLOOR_N, NOISE_FACTOR * sd_n)
        return (
            mean_n.astype(np.float32)[:, None, None],
            threshold_n.astype(np.float32)[:, None, None],
        )


def _running_sum(before: float, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the sum so far at each value, to the last bit the same for any size of block."""
    so_far: NDArray[np.float64] = np.cumsum(np.concatenate([[before], values]))[1:]
    return so_far
