"""A calibration as it is kept: the curves, and how they came about."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from device.calibrating.fit import CELL_SOURCES
from device.calibration import Calibration
from device.errors import BadCalibration

__all__ = ["CalibrationRecord", "Method"]

#: How the curves, or the tare, were found.
Method = Literal["tare", "weights", "rolling", "reference"]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class CalibrationRecord:
    """A calibration of one mat, with its provenance.

    Parameters
    ----------
    calibration : Calibration
        The curves; its name is the version's, such as `treadmill-0003`.
    mat : str
        Name of the mat, from its description.
    made_at : datetime
        When, with its time zone.
    method : {"tare", "weights", "rolling", "reference"}
        How.
    software : str
        Version of Strikemat.
    source : ndarray of uint8, shape (rows, cols)
        Where each cell's curve comes from: an index into `CELL_SOURCES`.
    samples : ndarray of int64, shape (rows, cols)
        Samples of which each cell bore a part.
    residual : ndarray of float64, shape (rows, cols)
        Root mean square error of the force in those, as a share of it; NaN without.
    uncertainty : ndarray of float64, shape (rows, cols)
        Standard deviation of each cell's force in the middle of the range, as a share of it; NaN where it is
        not known.
    forces_n : tuple of float
        The known forces; of a load cell, the least and the greatest.
    temperature_deg_c : float or None
        Of the deck, where it was known.
    based_on : str or None
        The calibration whose curves a tare has kept.
    note : str
        What a person wrote.

    Raises
    ------
    BadCalibration
        If the arrays differ in shape, or a value is not one that can be.
    """

    calibration: Calibration
    mat: str
    made_at: datetime
    method: Method
    software: str
    source: NDArray[np.uint8]
    samples: NDArray[np.int64]
    residual: NDArray[np.float64]
    uncertainty: NDArray[np.float64]
    forces_n: tuple[float, ...] = ()
    temperature_deg_c: float | None = None
    based_on: str | None = None
    note: str = ""

    def __post_init__(self) -> None:
        shape = self.calibration.scale.shape
        for key in ("source", "samples", "residual", "uncertainty"):
            if getattr(self, key).shape != shape:
                raise BadCalibration(
                    f"calibration {self.name}: {key} must have shape {shape}, got {getattr(self, key).shape}"
                )
        if self.method not in get_args(Method):
            raise BadCalibration(
                f"calibration {self.name}: method must be one of {', '.join(get_args(Method))}, "
                f"got {self.method!r}"
            )
        if self.made_at.tzinfo is None:
            raise BadCalibration(f"calibration {self.name}: made_at must have a time zone")
        if self.source.size and self.source.max() >= len(CELL_SOURCES):
            raise BadCalibration(
                f"calibration {self.name}: source must be 0 to {len(CELL_SOURCES) - 1}"
            )

    @property
    def name(self) -> str:
        """The version's name."""
        return self.calibration.name

    def cells_from(self, source: str) -> int:
        """Return how many cells have their curve from a source, one of `CELL_SOURCES`."""
        return int((self.source == CELL_SOURCES.index(source)).sum())

    def filled_from(self, earlier: "CalibrationRecord") -> "CalibrationRecord":
        """Return this calibration, with an earlier one's curves in cells that only that one measured."""
        own = [CELL_SOURCES.index("gain"), CELL_SOURCES.index("curve")]
        kept = ~np.isin(self.source, own) & np.isin(earlier.source, own)
        if earlier.calibration.scale.shape != self.calibration.scale.shape or not kept.any():
            return self
        calibration = replace(
            self.calibration,
            scale=np.where(kept, earlier.calibration.scale, self.calibration.scale),
            exponent=np.where(kept, earlier.calibration.exponent, self.calibration.exponent),
        )
        return replace(
            self,
            calibration=calibration,
            source=np.where(kept, earlier.source, self.source),
            samples=np.where(kept, earlier.samples, self.samples),
            residual=np.where(kept, earlier.residual, self.residual),
            uncertainty=np.where(kept, earlier.uncertainty, self.uncertainty),
            based_on=earlier.name,
        )
