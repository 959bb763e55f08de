"""The mat: where force frames come from, simulated, replayed or recorded."""

from device.calibration import Calibration
from device.catalogue import open_mat
from device.codes import ScanCodes
from device.description import MatDescription
from device.description_file import load_description
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
from device.native import NativeRecording, join_blocks
from device.native_file import load_native, save_native
from device.recording import Recording
from device.recording_file import load_recording, save_recording
from device.replay import ReplayMat
from device.simulated import (
    IDEAL_SENSORS,
    IdealMat,
    Person,
    Rhythm,
    RunnerSettings,
    ScanRun,
    Scene,
    SensorModel,
    SimulatedMat,
    Simulation,
    TrueStep,
    belt_stop,
    change_of_support,
    force_errors,
    from_the_side,
    hops,
    naive_force_errors,
    quiet_standing,
    scan_cpu_ns,
    scan_run,
    shuffle,
    simulate_changes,
    simulate_recording,
    simulate_scene,
    tapping,
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
    "Clock",
    "DescriptionNotFound",
    "DeviceError",
    "FrameBlock",
    "IdealMat",
    "Mat",
    "MatDescription",
    "MatGeometry",
    "NativeRecording",
    "Person",
    "Recording",
    "RecordingNotFound",
    "ReplayMat",
    "Rhythm",
    "RunnerSettings",
    "ScanCodes",
    "ScanRun",
    "Scene",
    "SensorModel",
    "SimulatedMat",
    "Simulation",
    "SpiMat",
    "SystemClock",
    "TrueStep",
    "belt_stop",
    "change_of_support",
    "force_errors",
    "from_the_side",
    "hops",
    "join_blocks",
    "load_description",
    "load_native",
    "load_recording",
    "naive_force_errors",
    "open_mat",
    "quiet_standing",
    "save_native",
    "save_recording",
    "scan_cpu_ns",
    "scan_run",
    "shuffle",
    "simulate_changes",
    "simulate_recording",
    "simulate_scene",
    "tapping",
]
