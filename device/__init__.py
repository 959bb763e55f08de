"""The mat: where force frames come from, simulated, replayed or recorded."""

from device.calibration import Calibration
from device.catalogue import open_mat
from device.codes import ScanCodes
from device.description import MatDescription
from device.description_file import description_tables, load_description, parse_description
from device.errors import (
    BadDescription,
    BadMat,
    BadRecording,
    BusFailed,
    DescriptionNotFound,
    DeviceError,
    RecordingNotFound,
)
from device.frames import DEFAULT_GEOMETRY, FrameBlock, MatGeometry
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
    RunnerSettings,
    ScanRun,
    SensorModel,
    SimulatedMat,
    Simulation,
    TrueStep,
    force_errors,
    naive_force_errors,
    scan_cpu_ns,
    scan_run,
    simulate_recording,
)
from device.spi_mat import SpiMat

__all__ = [
    "DEFAULT_GEOMETRY",
    "IDEAL_SENSORS",
    "BadDescription",
    "BadMat",
    "BadRecording",
    "BeltSpeedSource",
    "BusFailed",
    "Calibration",
    "ChunkReader",
    "ChunkWriter",
    "Clock",
    "DescriptionNotFound",
    "DeviceError",
    "FrameBlock",
    "IdealMat",
    "Mat",
    "MatDescription",
    "MatGeometry",
    "NativeRecording",
    "Recording",
    "RecordingNotFound",
    "ReplayMat",
    "RunnerSettings",
    "ScanCodes",
    "ScanRun",
    "SensorModel",
    "SimulatedMat",
    "Simulation",
    "SpiMat",
    "SystemClock",
    "TrueStep",
    "description_tables",
    "force_errors",
    "join_blocks",
    "join_scans",
    "load_description",
    "load_native",
    "load_recording",
    "naive_force_errors",
    "open_mat",
    "parse_description",
    "save_native",
    "save_recording",
    "scan_cpu_ns",
    "scan_run",
    "simulate_recording",
]
