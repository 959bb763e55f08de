"""Each cell's curve from known forces: one least-squares fit of the whole mat.

A sample says that the cells' forces add up to a known one, `sum(scale * G ** exponent) = F`; how it is split
among them need not be known. With `G0` the middle of what was read, a cell's curve is

    F = A * exp(a + a_cell) * (G / G0) ** (b + b_cell)

with A and the nominal exponent from the description. `a` and `b`, common to all cells, are free; a cell's
own departures are held near 0 as strongly as parts differ from each other (15 % in gain, 0.05 in exponent),
which is weak beside a single sample. So a cell without a sample gets the common curve, and one that was
pressed with one force only gets the common exponent. What a wrong weight spoils is found by its residual and
left out.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from device.calibrating.presses import Samples, bearing_cells
from device.calibration import Calibration
from device.description import MatDescription
from device.errors import BadCalibration

__all__ = ["CELL_SOURCES", "CellCurves", "fit_cells"]

#: Where a cell's curve comes from; `source` is an index into this. `pooled`: it bore no sample of its own.
#: `gain`: its forces were too much alike to tell its exponent. `curve`: both are its own.
CELL_SOURCES: Final = ("nominal", "pooled", "gain", "curve")

#: How much parts differ from each other: standard deviations of ln(gain) and of the exponent.
GAIN_SD = 0.15
EXPONENT_SD = 0.05
#: How far the common exponent may lie from the nominal one: weak, for a mat pressed with one force.
COMMON_EXPONENT_SD = 0.2
#: A cell's forces, greatest over least, from which on they tell its exponent.
CURVE_RANGE = 1.8
#: A force is never known better than this, newtons: half a code.
LEAST_ERROR_N = 0.5
#: A sample this far off, as a share of its force and in standard deviations of all, is left out.
OUTLIER_SHARE = 0.10
OUTLIER_SDS = 4.0
#: More left out than this share means that the forces were not what was said.
MOST_OUTLIERS = 0.2

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class CellCurves:
    """What was found of each cell.

    Parameters
    ----------
    scale, exponent : ndarray of float64, shape (rows, cols)
        The curves: `force = scale * conductance ** exponent`, newtons and siemens.
    source : ndarray of uint8, shape (rows, cols)
        Where each comes from: an index into `CELL_SOURCES`.
    samples : ndarray of int64, shape (rows, cols)
        Samples of which the cell bore a part.
    residual : ndarray of float64, shape (rows, cols)
        Root mean square error of the force in those, as a share of it; NaN without.
    uncertainty : ndarray of float64, shape (rows, cols)
        Standard deviation of the cell's force in the middle of the range, as a share of it.
    left_out : ndarray of bool, shape (n,)
        Samples that contradicted the others.
    """

    scale: Numbers
    exponent: Numbers
    source: NDArray[np.uint8]
    samples: NDArray[np.int64]
    residual: Numbers
    uncertainty: Numbers
    left_out: NDArray[np.bool_]

    def calibration(self, tare_siemens: Numbers, name: str) -> Calibration:
        """Return the calibration with a tare."""
        return Calibration(self.scale, self.exponent, tare_siemens, name)


def fit_cells(samples: Samples, description: MatDescription) -> CellCurves:
    """Return each cell's curve from samples of known force.

    Parameters
    ----------
    samples : Samples
        At least one.
    description : MatDescription
        The mat, for its nominal cell.

    Raises
    ------
    BadCalibration
        If there is no sample, or more than a fifth of them contradict the others.
    """
    if len(samples) == 0:
        raise BadCalibration("no press was recorded, at least 1 is needed; press the mat")
    used = np.ones(len(samples), np.bool_)
    for _ in range(3):
        fit = _Fit(samples, used, description)
        error = fit.error_n / samples.force_n
        spread = 1.4826 * float(np.median(np.abs(error[used])))
        _check_agreement(spread)
        good = np.abs(error) <= max(OUTLIER_SHARE, OUTLIER_SDS * spread)
        if (good == used).all():
            break
        _check_outliers(good, error)
        used = good
    return fit.curves(used)


class _Fit:
    """The least-squares problem of the samples that are used."""

    def __init__(
        self, samples: Samples, used: NDArray[np.bool_], description: MatDescription
    ) -> None:
        self._shape = samples.siemens.shape[1:]
        self._siemens = samples.siemens.reshape(len(samples), -1)
        self._force_n = samples.force_n
        self._used = used
        self._bearing = bearing_cells(samples.siemens).reshape(len(samples), -1)
        self._sd_n = np.maximum(samples.tolerance * samples.force_n, LEAST_ERROR_N)
        sensor = description.sensor
        self._exponent = float(sensor.force_exponent)
        borne = self._siemens[self._bearing]
        self._middle_siemens = float(np.exp(np.log(borne).mean()))
        self._amplitude_n = sensor.force_scale * self._middle_siemens**self._exponent
        # Cells that bear something are unknowns; each has a gain and an exponent, and the mat has both.
        self._cells = np.flatnonzero(self._bearing[used].any(axis=0))
        sample, column = np.nonzero(self._siemens[:, self._cells] > 0.0)
        self._sample, self._column = sample, column
        self._log_siemens = np.log(
            self._siemens[sample, self._cells[column]] / self._middle_siemens
        )
        self._solution = self._solve()
        self.error_n = self._forces_n(self._solution)[1] - self._force_n

    def curves(self, used: NDArray[np.bool_]) -> CellCurves:
        """Return what was found, cell by cell."""
        count = self._siemens.shape[1]
        common_gain, common_exponent = self._solution[:2]
        gain, exponent = np.full(count, common_gain), np.full(count, common_exponent)
        own = self._solution[2:].reshape(2, -1)
        gain[self._cells] += own[0]
        exponent[self._cells] += own[1]
        exponent += self._exponent
        scale = self._amplitude_n * np.exp(gain) / self._middle_siemens**exponent
        borne = self._bearing & used[:, None]
        samples = borne.sum(axis=0)
        square = np.where(borne, ((self.error_n / self._force_n) ** 2)[:, None], 0.0).sum(axis=0)
        residual = np.full(count, np.nan)
        residual[samples > 0] = np.sqrt(square[samples > 0] / samples[samples > 0])
        return CellCurves(
            scale.reshape(self._shape),
            exponent.reshape(self._shape),
            self._source(borne).reshape(self._shape),
            samples.reshape(self._shape),
            residual.reshape(self._shape),
            self._uncertainty().reshape(self._shape),
            ~used,
        )

    def _uncertainty(self) -> Numbers:
        """Return the standard deviation of each cell's ln(gain), from the curvature at the solution."""
        jacobian = self._jacobian(self._solution)
        covariance = np.linalg.inv((jacobian.T @ jacobian).toarray())
        common = covariance[0, 0]
        variance = np.full(self._siemens.shape[1], common + GAIN_SD**2)
        own = 2 + np.arange(len(self._cells))
        variance[self._cells] = common + covariance[own, own] + 2.0 * covariance[0, own]
        deviation: Numbers = np.sqrt(variance)
        return deviation

    def _source(self, borne: NDArray[np.bool_]) -> NDArray[np.uint8]:
        siemens = np.where(borne, self._siemens, np.nan)
        source = np.full(siemens.shape[1], CELL_SOURCES.index("pooled"), np.uint8)
        for cell in np.flatnonzero(borne.any(axis=0)):
            low, high = np.nanmin(siemens[:, cell]), np.nanmax(siemens[:, cell])
            enough = (high / low) ** self._exponent >= CURVE_RANGE
            source[cell] = CELL_SOURCES.index("curve" if enough else "gain")
        return source

    def _forces_n(self, solution: Numbers) -> tuple[Numbers, Numbers]:
        """Return the force of each cell in each sample, sparse, and the whole force of each sample."""
        own_gain, own_exponent = solution[2:].reshape(2, -1)
        exponent = self._exponent + solution[1] + own_exponent[self._column]
        log_force = solution[0] + own_gain[self._column] + exponent * self._log_siemens
        # A step of the search that goes astray must not overflow.
        force_n = self._amplitude_n * np.exp(np.minimum(log_force, 50.0))
        counted = np.bincount(self._sample, force_n, minlength=len(self._force_n))
        whole_n = counted.astype(np.float64)
        return force_n, whole_n

    def _residuals(self, solution: Numbers) -> Numbers:
        _, whole_n = self._forces_n(solution)
        data = np.where(self._used, (whole_n - self._force_n) / self._sd_n, 0.0)
        own_gain, own_exponent = solution[2:].reshape(2, -1)
        return np.concatenate(
            (
                data,
                [solution[1] / COMMON_EXPONENT_SD],
                own_gain / GAIN_SD,
                own_exponent / EXPONENT_SD,
            )
        )

    def _jacobian(self, solution: Numbers) -> Any:
        from scipy import sparse

        force_n, _ = self._forces_n(solution)
        slope = np.where(self._used, 1.0 / self._sd_n, 0.0)[self._sample] * force_n
        n, cells = len(self._force_n), len(self._cells)
        common = sparse.coo_array(
            (
                np.concatenate((slope, slope * self._log_siemens)),
                (np.tile(self._sample, 2), np.repeat([0, 1], len(slope))),
            ),
            shape=(n, 2),
        )
        places = (self._sample, self._column)
        own = [
            sparse.coo_array((values, places), shape=(n, cells))
            for values in (slope, slope * self._log_siemens)
        ]
        held = sparse.diags_array(
            np.concatenate(
                (
                    [1.0 / COMMON_EXPONENT_SD],
                    np.full(cells, 1.0 / GAIN_SD),
                    np.full(cells, 1.0 / EXPONENT_SD),
                )
            )
        )
        free = sparse.coo_array((1 + 2 * cells, 1))
        return sparse.vstack([sparse.hstack([common, *own]), sparse.hstack([free, held])]).tocsr()

    def _solve(self) -> Numbers:
        # SciPy takes a third of a second to import, and only calibration needs it.
        from scipy.optimize import least_squares

        start = np.zeros(2 + 2 * len(self._cells))
        # A nominal cell that is far off must not send the search astray.
        _, whole_n = self._forces_n(start)
        start[0] = float(np.median(np.log(self._force_n[self._used] / whole_n[self._used])))
        found = least_squares(self._residuals, start, jac=self._jacobian, max_nfev=50)
        solution: Numbers = found.x
        return solution


def _check_agreement(spread: float) -> None:
    if spread > OUTLIER_SHARE:
        raise BadCalibration(
            f"the presses miss their forces by {100 * spread:.0f} % on the whole, at most "
            f"{100 * OUTLIER_SHARE:.0f} % may; check the weights, and that nothing else lay there"
        )


def _check_outliers(good: NDArray[np.bool_], error: Numbers) -> None:
    if (~good).mean() > MOST_OUTLIERS:
        worst = int(np.abs(error).argmax())
        raise BadCalibration(
            f"{(~good).sum()} of {len(good)} presses contradict the others by up to "
            f"{100 * abs(error[worst]):.0f} %, at most {100 * MOST_OUTLIERS:.0f} % of them may; check the "
            "weights, and that nothing else lay on the mat"
        )
