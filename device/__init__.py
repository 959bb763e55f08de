"""The mat: where force frames come from, simulated, replayed or recorded."""

from device.assembler import Assembler
from device.calibrating import (
    CELL_SOURCES,
    CalibrationFolder,
    CalibrationRecord,
    CellCurves,
    Method,
    Rolling,
    Samples,
    SteadyPresses,
    Tare,
    fit_cells,
    take_tare,
)
from device.calibration import (
    Calibration,
    ChooseCalibration,
    conductance_calibration,
    nominal_calibration,
)
from device.catalogue import describe_mat, open_mat
from device.codes import ALL_ROWS, CONVERSION, ScanCodes
from device.description import MatDescription
from device.description_file import description_tables, load_description, parse_description
from device.errors import (
    BadCalibration,
    BadDescription,
    BadMat,
    BadRecording,
    BusFailed,
    CalibrationNotFound,
    DescriptionNotFound,
    DeviceError,
    RecordingNotFound,
)
from device.frames import DEFAULT_GEOMETRY, FrameBlock, MatGeometry
from device.housekeeping import HousekeepingReader
from device.mat import BeltSpeedSource, Clock, Mat, SystemClock
from device.native import NativeRecording, join_blocks, join_scans
from device.native_file import load_native, save_native
from device.recording import Recording
from device.recording_file import load_recording, save_recording
from device.replay import ReplayMat
from device.scan_chunk import ChunkReader, ChunkWriter
from device.simulated import (
    IDEAL_SENSORS,
    IdealMat,
    PressedMat,
    Pressing,
    RunnerSettings,
    ScanRun,
    SensorModel,
    SimulatedMat,
    Simulation,
    TrueStep,
    empty_mat,
    force_errors,
    naive_force_errors,
    roll_wheel,
    scan_cpu_ns,
    scan_run,
    simulate_recording,
    squeeze_cells,
    stamp_cells,
)
from device.spi_mat import SpiMat

__all__ = [
    "ALL_ROWS",
    "CELL_SOURCES",
    "CONVERSION",
    "DEFAULT_GEOMETRY",
    "IDEAL_SENSORS",
    "Assembler",
    "BadCalibration",
    "BadDescription",
    "BadMat",
    "BadRecording",
    "BeltSpeedSource",
    "BusFailed",
    "Calibration",
    "CalibrationFolder",
    "CalibrationNotFound",
    "CalibrationRecord",
    "CellCurves",
    "ChooseCalibration",
    "ChunkReader",
    "ChunkWriter",
    "Clock",
    "DescriptionNotFound",
    "DeviceError",
    "FrameBlock",
    "HousekeepingReader",
    "IdealMat",
    "Mat",
    "MatDescription",
    "MatGeometry",
    "Method",
    "NativeRecording",
    "PressedMat",
    "Pressing",
    "Recording",
    "RecordingNotFound",
    "ReplayMat",
    "Rolling",
    "RunnerSettings",
    "Samples",
    "ScanCodes",
    "ScanRun",
    "SensorModel",
    "SimulatedMat",
    "Simulation",
    "SpiMat",
    "SteadyPresses",
    "SystemClock",
    "Tare",
    "TrueStep",
    "conductance_calibration",
    "describe_mat",
    "description_tables",
    "empty_mat",
    "fit_cells",
    "force_errors",
    "join_blocks",
    "join_scans",
    "load_description",
    "load_native",
    "load_recording",
    "naive_force_errors",
    "nominal_calibration",
    "open_mat",
    "parse_description",
    "roll_wheel",
    "save_native",
    "save_recording",
    "scan_cpu_ns",
    "scan_run",
    "simulate_recording",
    "squeeze_cells",
    "stamp_cells",
    "take_tare",
]
