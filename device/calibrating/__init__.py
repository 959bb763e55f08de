"""How a mat is calibrated: tare, known forces, the fit, and the versions that are kept."""

from device.calibrating.fit import CELL_SOURCES, CellCurves, fit_cells
from device.calibrating.folder import CalibrationFolder
from device.calibrating.guide import Guide
from device.calibrating.making import TARE_S, Stamp, calibrate_curves, calibrate_tare
from device.calibrating.mats import (
    GRAVITY_M_S2,
    MatUnderTest,
    SimulatedMatUnderTest,
    Step,
    WiredMatUnderTest,
    mat_under_test,
)
from device.calibrating.presses import Rolling, Samples, SteadyPresses
from device.calibrating.record import CalibrationRecord, Method
from device.calibrating.tare import Tare, take_tare
from device.calibrating.walk import calibrated

__all__ = [
    "CELL_SOURCES",
    "GRAVITY_M_S2",
    "TARE_S",
    "CalibrationFolder",
    "CalibrationRecord",
    "CellCurves",
    "Guide",
    "MatUnderTest",
    "Method",
    "Rolling",
    "Samples",
    "SimulatedMatUnderTest",
    "Stamp",
    "SteadyPresses",
    "Step",
    "Tare",
    "WiredMatUnderTest",
    "calibrate_curves",
    "calibrate_tare",
    "calibrated",
    "fit_cells",
    "mat_under_test",
    "take_tare",
]
