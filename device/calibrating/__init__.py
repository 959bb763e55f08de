"""How a mat is calibrated: tare, known forces, the fit, and the versions that are kept."""

from device.calibrating.fit import CELL_SOURCES, CellCurves, fit_cells
from device.calibrating.folder import CalibrationFolder
from device.calibrating.presses import Rolling, Samples, SteadyPresses
from device.calibrating.record import CalibrationRecord, Method
from device.calibrating.tare import Tare, take_tare

__all__ = [
    "CELL_SOURCES",
    "CalibrationFolder",
    "CalibrationRecord",
    "CellCurves",
    "Method",
    "Rolling",
    "Samples",
    "SteadyPresses",
    "Tare",
    "fit_cells",
    "take_tare",
]
