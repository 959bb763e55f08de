"""From conductance to force: one curve a cell."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from device.description import TILE_COLS, MatDescription
from device.errors import BadCalibration

__all__ = [
    "Calibration",
    "ChooseCalibration",
    "check_calibration",
    "conductance_calibration",
    "nominal_calibration",
]


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """`force = scale * (conductance - tare) ** exponent` for each cell.

    Parameters
    ----------
    scale : ndarray of float64, shape (rows, cols)
        Newtons at a conductance of one siemens, above 0.
    exponent : ndarray of float64, shape (rows, cols)
        Above 0; 1 = force is proportional to conductance.
    tare_siemens : ndarray of float64, shape (rows, cols)
        Conductance of the unloaded cell, at least 0.
    name : str
        What the calibration is called: its date, or how it came about.

    Raises
    ------
    BadCalibration
        If the shapes differ, or a value is not above 0 and finite.
    """

    scale: NDArray[np.float64]
    exponent: NDArray[np.float64]
    tare_siemens: NDArray[np.float64]
    name: str

    def __post_init__(self) -> None:
        if not self.scale.shape == self.exponent.shape == self.tare_siemens.shape:
            raise BadCalibration(
                f"calibration {self.name}: scale, exponent and tare_siemens must have one shape, got "
                f"{self.scale.shape}, {self.exponent.shape} and {self.tare_siemens.shape}"
            )
        self._check("scale", self.scale > 0.0)
        self._check("exponent", self.exponent > 0.0)
        self._check("tare_siemens", self.tare_siemens >= 0.0)

    def _check(self, key: str, good: NDArray[np.bool_]) -> None:
        values = getattr(self, key)
        bad = np.argwhere(~(good & np.isfinite(values)))
        if len(bad):
            row, col = bad[0]
            bound = "at least 0" if key == "tare_siemens" else "above 0"
            raise BadCalibration(
                f"calibration {self.name}: {key}[{row}, {col}] must be {bound} and finite, "
                f"got {values[row, col]:g}; calibrate that cell again"
            )

    def force_n(self, conductance_siemens: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the force of each cell, newtons, shape (..., rows, cols)."""
        above = np.maximum(conductance_siemens - self.tare_siemens, 0.0)
        force_n: NDArray[np.float64] = self.scale * above**self.exponent
        return force_n


#: Tells which calibration a described mat is to have; None = what is usual for it.
ChooseCalibration = Callable[[MatDescription], Calibration | None]


def nominal_calibration(description: MatDescription) -> Calibration:
    """Return the curve of the description's nominal cell for every cell."""
    shape = (description.geometry.rows, TILE_COLS)
    sensor = description.sensor
    return Calibration(
        np.full(shape, float(sensor.force_scale)),
        np.full(shape, float(sensor.force_exponent)),
        np.zeros(shape),
        "nominal",
    )


def conductance_calibration(
    description: MatDescription, tare_siemens: NDArray[np.float64]
) -> Calibration:
    """Return the calibration under which a mat's "forces" are conductances above the tare, siemens."""
    shape = (description.geometry.rows, TILE_COLS)
    return Calibration(np.ones(shape), np.ones(shape), tare_siemens, "conductance")


def check_calibration(calibration: Calibration, description: MatDescription) -> None:
    """Raise `BadCalibration` unless the calibration has a curve for each cell of the mat."""
    shape = (description.geometry.rows, TILE_COLS)
    if calibration.scale.shape != shape:
        raise BadCalibration(
            f"calibration {calibration.name} is of {calibration.scale.shape} cells, the mat "
            f"{description.name} has {shape}; calibrate this mat, or choose another calibration"
        )
