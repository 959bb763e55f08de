"""The mean of many footprints of one foot."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analyzer import Footprint

__all__ = ["mean_footprint"]

#: Points along the mean gait line, from the first to the last touch.
_GAIT_POINTS = 40


def mean_footprint(footprints: Sequence[Footprint]) -> Footprint:
    """Return the mean of at least one footprint.

    Along the foot the prints are laid on each other at the back of the heel; across it, at the middle of
    the force, because a runner does not land on the same column every time. Gait lines are averaged at
    equal shares of the contact.
    """
    bin_m, col_pitch_m = footprints[0].bin_m, footprints[0].col_pitch_m
    above = max(foot.heel_bin for foot in footprints)
    below = max(len(foot.peak_n) - foot.heel_bin for foot in footprints)
    bins = int(np.ceil(above + below)) + 1
    cols = max(foot.peak_n.shape[1] for foot in footprints) + 2
    middle = (cols - 1) / 2
    peak_n = np.mean(
        [
            _shifted(f, above - f.heel_bin, middle - _middle_col(f), (bins, cols))
            for f in footprints
        ],
        axis=0,
    )
    moves = [
        ((above - f.heel_bin) * bin_m, (middle - _middle_col(f)) * col_pitch_m) for f in footprints
    ]
    lines = [_even(f.gait_line_m) + move for f, move in zip(footprints, moves, strict=True)]
    landings = [np.add(f.landing_m, move) for f, move in zip(footprints, moves, strict=True)]
    landing_y_m, landing_x_m = np.mean(landings, axis=0)
    return Footprint(
        peak_n=peak_n.astype(np.float32),
        bin_m=bin_m,
        col_pitch_m=col_pitch_m,
        heel_bin=float(above),
        first_col=round(float(np.mean([foot.first_col for foot in footprints]))) - 1,
        gait_line_m=np.mean(lines, axis=0).astype(np.float32),
        landing_m=(float(landing_y_m), float(landing_x_m)),
    )


def _middle_col(footprint: Footprint) -> float:
    across_n = footprint.peak_n.sum(axis=0)
    if not across_n.any():
        return (len(across_n) - 1) / 2
    return float(np.average(np.arange(len(across_n)), weights=across_n))


def _shifted(
    footprint: Footprint, down: float, right: float, shape: tuple[int, int]
) -> NDArray[np.float64]:
    """Return the print moved by a share of a cell, linearly interpolated, on a canvas of `shape`."""
    bins, cols = footprint.peak_n.shape
    rows_at = np.arange(shape[0]) - down
    cols_at = np.arange(shape[1]) - right
    across = np.array(
        [np.interp(cols_at, np.arange(cols), row, left=0, right=0) for row in footprint.peak_n]
    )
    return np.array(
        [np.interp(rows_at, np.arange(bins), col, left=0, right=0) for col in across.T]
    ).T


def _even(line_m: NDArray[np.float32]) -> NDArray[np.float64]:
    share = np.linspace(0, len(line_m) - 1, _GAIT_POINTS)
    at = np.arange(len(line_m))
    return np.column_stack([np.interp(share, at, line_m[:, axis]) for axis in (0, 1)])
