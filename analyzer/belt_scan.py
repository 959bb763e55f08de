"""The belt-scan print: finer along the foot than the cells, for the belt carries the foot past each cell.

A cell reads the mean over its own length. While the belt moves, it reads the foot at one place after the
other: its readings are the print seen through a window one row pitch long, at every 5 mm.

    foot on the belt    . . #######. . . ####. .        5 mm bins
    a cell                  [-window-] -> -> ->         what it reads: sums over the window
"""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyzer._sharpen import sharpened

__all__ = ["ROUNDS", "BeltScan", "FootPose"]

#: Rounds of the reconstruction: more sharpen further and let noise through. Against the simulated truth the
#: error is least at 5 to 15; at 60 a print that the belt carried past at 6 m/s shows twice its contrast.
ROUNDS = 12

Map = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class FootPose:
    """How a foot lay on the belt.

    Parameters
    ----------
    heel_bin : float
        Where its axis leaves the back of the heel, in bins from the front edge of the print's bin 0.
    heel_x_m : float
        The same point from the left edge of the print's column 0, metres.
    axis_rad : float
        Angle of the axis to the belt, positive when the toes point rightward.
    length_m : float
        Its length.
    """

    heel_bin: float
    heel_x_m: float
    axis_rad: float
    length_m: float

    def in_foot_m(self, points_m: NDArray[Any], bin_m: float) -> NDArray[np.float64]:
        """Return points of the print in the foot's own frame: metres ahead of the heel, right of the axis.

        Parameters
        ----------
        points_m : ndarray, shape (n, 2)
            Metres rearward of the front edge of bin 0, rightward of the left edge of column 0.
        bin_m : float
            Length of a bin.
        """
        ahead_m = self.heel_bin * bin_m - points_m[:, 0]
        right_m = points_m[:, 1] - self.heel_x_m
        cos, sin = math.cos(self.axis_rad), math.sin(self.axis_rad)
        return np.column_stack(
            [ahead_m * cos + right_m * sin, right_m * cos - ahead_m * sin]
        ).astype(np.float64)


@dataclass(frozen=True)
class BeltScan:
    """What the cells read while the belt carried a foot past them, and the print that this tells.

    Parameters
    ----------
    peak_reading_n : ndarray of float32, shape (bins, cols)
        Greatest force that a cell centred on the bin read, newtons.
    placed_impulse_n_s : ndarray of float32, shape (bins, cols)
        Force-time integral of the cells, put where their centres were, frame by frame; newton seconds.
    aperture_bins : float
        Length of a cell along the belt, in bins.
    origin_u_m : float
        Belt-frame place of the front edge of bin 0.
    pose : FootPose or None
        None when the foot's place or axis is not known.
    """

    peak_reading_n: NDArray[np.float32]
    placed_impulse_n_s: NDArray[np.float32]
    aperture_bins: float
    origin_u_m: float
    pose: FootPose | None

    @cached_property
    def peak_n(self) -> Map:
        """Greatest force on each bin of each column, newtons, shape (bins, cols)."""
        return sharpened(self.peak_reading_n, self.aperture_bins, ROUNDS, summed=False)

    @cached_property
    def impulse_n_s(self) -> Map:
        """Force-time integral of each bin of each column, newton seconds, shape (bins, cols).

        Neighbouring bins are met by cell centres in different frames. The load changes between frames, so
        that single bins disagree; their sums over a cell's length take every frame into account.
        """
        return sharpened(self.placed_impulse_n_s, self.aperture_bins, ROUNDS, summed=True)
