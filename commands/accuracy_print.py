"""How near a belt-scan print comes to the true one, beside what the bare grid of cells would show."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyzer import BeltScan, Footprint
from device import TrueStep, true_print

__all__ = ["MapError", "PrintErrors", "print_errors"]

Map = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MapError:
    """One map against the true one.

    Parameters
    ----------
    misplaced : float
        Sum of the differences' sizes over the true sum: 0 = the same.
    contrast : float
        Sum of the sizes of the rises and falls along the foot, over that of the true map: below 1 blurred.
    """

    misplaced: float
    contrast: float


@dataclass(frozen=True, slots=True)
class PrintErrors:
    """A step's two maps, from the belt scan and from the grid alone."""

    peak: MapError
    peak_grid: MapError
    impulse: MapError
    impulse_grid: MapError


def print_errors(footprint: Footprint, true: TrueStep) -> PrintErrors:
    """Return the errors of a footprint that was measured with its belt scan."""
    scan = footprint.scan
    if scan is None:
        raise ValueError("a footprint without its belt scan has nothing to compare")
    bins, cols = footprint.peak_n.shape
    truth = true_print(
        true.footfall,
        scan.origin_u_m + np.arange(bins + 1) * footprint.bin_m,
        (footprint.first_col + np.arange(cols + 1)) * footprint.col_pitch_m,
    )
    return PrintErrors(
        peak=_error(scan.peak_n, truth.peak_n),
        peak_grid=_error(_grid_alone(scan.peak_reading_n, scan), truth.peak_n),
        impulse=_error(scan.impulse_n_s, truth.impulse_n_s),
        impulse_grid=_error(_grid_alone(_gathered(scan), scan), truth.impulse_n_s),
    )


def _error(map_: NDArray[np.floating], truth: Map) -> MapError:
    return MapError(
        misplaced=float(np.abs(map_ - truth).sum() / truth.sum()),
        contrast=float(np.abs(np.diff(map_, axis=0)).sum() / np.abs(np.diff(truth, axis=0)).sum()),
    )


def _gathered(scan: BeltScan) -> Map:
    """Return the impulse that a cell of the grid would gather, centred on each bin."""
    reach = np.ones(max(1, round(scan.aperture_bins)))
    return np.column_stack(
        [np.convolve(col, reach, mode="same") for col in scan.placed_impulse_n_s.T]
    )


def _grid_alone(reading: NDArray[Any], scan: BeltScan) -> Map:
    """Return what cells a pitch apart tell, spread evenly and interpolated linearly between their middles."""
    middles = np.arange(0.5 * scan.aperture_bins - 0.5, len(reading), scan.aperture_bins)
    nearest = np.rint(middles).astype(np.intp).clip(0, len(reading) - 1)
    at = np.arange(len(reading))
    return np.column_stack(
        [np.interp(at, middles, col[nearest]) / scan.aperture_bins for col in reading.T]
    )
