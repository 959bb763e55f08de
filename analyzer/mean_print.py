"""The running mean of belt-scan prints, by side: laid on each other at the heel and along the foot's axis."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer.belt_scan import BeltScan, FootPose
from analyzer.steps import Side, Step

__all__ = ["MeanPrint", "MeanPrints"]

#: Cells of the mean print along and across the foot's axis, metres.
BIN_M, COL_M = 0.005, 0.010
#: What is kept beyond heel and toes, and on each side of the axis, metres.
_MARGIN_M, _HALF_WIDTH_M = 0.03, 0.08
_LONGEST_FOOT_M = 0.45

Map = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MeanPrint:
    """The mean print of one foot, in the foot's own frame: toes up, the axis upright.

    Parameters
    ----------
    steps : int
        Steps that it is the mean of.
    peak_n : ndarray of float64, shape (bins, cols)
        Mean over the steps of the greatest force on each place, newtons. Bin 0 is at the toes, column 0 on
        the foot's left.
    impulse_n_s : ndarray of float64, shape (bins, cols)
        Mean force-time integral of each place, newton seconds.
    bin_m, col_m : float
        Size of a place along and across the axis, metres.
    heel_bin, axis_col : float
        The back of the heel, in bins from the front edge of bin 0; the axis, in columns from the left edge
        of column 0.
    """

    steps: int
    peak_n: Map
    impulse_n_s: Map
    bin_m: float
    col_m: float
    heel_bin: float
    axis_col: float


class MeanPrints:
    """Gathers the mean print of each side, one step at a time and in constant memory."""

    def __init__(self) -> None:
        bins = round((_LONGEST_FOOT_M + 2.0 * _MARGIN_M) / BIN_M)
        shape = (2, bins, round(2.0 * _HALF_WIDTH_M / COL_M))
        self._sums: dict[Side, Map] = {"left": np.zeros(shape), "right": np.zeros(shape)}
        self._steps: dict[Side, int] = {"left": 0, "right": 0}
        self._longest_m: dict[Side, float] = {"left": 0.0, "right": 0.0}

    def add(self, step: Step) -> None:
        """Take a step; one that is incomplete, or whose foot's place is not known, changes nothing."""
        scan = step.footprint.scan
        if not step.complete or scan is None or scan.pose is None:
            return
        pitch_m = (step.footprint.bin_m, step.footprint.col_pitch_m)
        self._sums[step.side] += _in_foot_frame(scan, scan.pose, pitch_m, self._sums[step.side])
        self._steps[step.side] += 1
        self._longest_m[step.side] = max(self._longest_m[step.side], scan.pose.length_m)

    def of(self, side: Side) -> MeanPrint | None:
        """Return the mean print of a side so far; None before its first step."""
        steps = self._steps[side]
        if steps == 0:
            return None
        heel_bin = (self._longest_m[side] + _MARGIN_M) / BIN_M
        last = self._sums[side].shape[1]
        first = max(0, round((_LONGEST_FOOT_M + _MARGIN_M) / BIN_M - heel_bin))
        means = self._sums[side][:, first:last] / steps
        return MeanPrint(
            steps=steps,
            peak_n=means[0],
            impulse_n_s=means[1],
            bin_m=BIN_M,
            col_m=COL_M,
            heel_bin=(_LONGEST_FOOT_M + _MARGIN_M) / BIN_M - first,
            axis_col=_HALF_WIDTH_M / COL_M,
        )


def _in_foot_frame(scan: BeltScan, pose: FootPose, pitch_m: tuple[float, float], like: Map) -> Map:
    """Return peak and impulse of a print at the places of a canvas (2, bins, cols) in the foot's frame."""
    bin_m, col_pitch_m = pitch_m
    _, bins, cols = like.shape
    ahead_m = _LONGEST_FOOT_M + _MARGIN_M - (np.arange(bins)[:, None] + 0.5) * BIN_M
    right_m = (np.arange(cols)[None, :] + 0.5) * COL_M - _HALF_WIDTH_M
    sin, cos = np.sin(pose.axis_rad), np.cos(pose.axis_rad)
    at_bin = pose.heel_bin - (ahead_m * cos - right_m * sin) / bin_m - 0.5
    at_col = np.floor((pose.heel_x_m + ahead_m * sin + right_m * cos) / col_pitch_m)
    share = BIN_M * COL_M / (bin_m * col_pitch_m)
    return share * np.stack(
        [_read(part, at_bin, at_col) for part in (scan.peak_n, scan.impulse_n_s)]
    )


def _read(print_: NDArray[np.float32], at_bin: Map, at_col: Map) -> Map:
    """Read a print between its bins, linearly, and in its columns as they are; 0 beside it."""
    bins, cols = print_.shape
    low = np.floor(at_bin).astype(np.intp)
    part = at_bin - low
    inside = (low >= 0) & (low < bins - 1) & (at_col >= 0) & (at_col < cols)
    low, col = np.clip(low, 0, max(bins - 2, 0)), np.clip(at_col, 0, cols - 1).astype(np.intp)
    above = np.minimum(low + 1, bins - 1)
    read: Map = (1.0 - part) * print_[low, col] + part * print_[above, col]
    return np.where(inside, read, 0.0)
