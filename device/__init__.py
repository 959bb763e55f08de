"""The mat: where force frames come from, simulated, replayed or recorded."""

from device.catalogue import open_mat
from device.errors import BadMat, BadRecording, DeviceError, RecordingNotFound
from device.frames import DEFAULT_GEOMETRY, FrameBlock, MatGeometry
from device.mat import Clock, Mat, SystemClock
from device.recording import Recording
from device.recording_file import load_recording, save_recording
from device.replay import ReplayMat
from device.simulated import RunnerSettings, SimulatedMat, TrueStep, simulate_recording

__all__ = [
    "DEFAULT_GEOMETRY",
    "BadMat",
    "BadRecording",
    "Clock",
    "DeviceError",
    "FrameBlock",
    "Mat",
    "MatGeometry",
    "Recording",
    "RecordingNotFound",
    "ReplayMat",
    "RunnerSettings",
    "SimulatedMat",
    "SystemClock",
    "TrueStep",
    "load_recording",
    "open_mat",
    "save_recording",
    "simulate_recording",
]
