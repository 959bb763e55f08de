"""A simulated runner on a simulated mat, with the truth about every step."""

from device.simulated.mat import SimulatedMat
from device.simulated.record import simulate_recording
from device.simulated.runner import Runner
from device.simulated.settings import RunnerSettings
from device.simulated.truth import TRUTH_THRESHOLD_N, TrueStep

__all__ = [
    "TRUTH_THRESHOLD_N",
    "Runner",
    "RunnerSettings",
    "SimulatedMat",
    "TrueStep",
    "simulate_recording",
]
