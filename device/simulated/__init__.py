"""A simulated runner on a simulated mat, with the truth about every step."""

from device.simulated.bench import SimulatedBench
from device.simulated.drills import Rhythm, change_of_support, hops, quiet_standing, tapping
from device.simulated.fault_words import FAULT_KINDS, fault_words, parse_fault
from device.simulated.faults import Fault
from device.simulated.figures import (
    ScanRun,
    force_errors,
    naive_force_errors,
    scan_cpu_ns,
    scan_run,
)
from device.simulated.ideal import IdealMat
from device.simulated.mat import SimulatedMat, Simulation
from device.simulated.metered import MeteredMat, planned_steps
from device.simulated.presses import (
    PressedMat,
    Pressing,
    empty_mat,
    roll_wheel,
    squeeze_cells,
    stamp_cells,
)
from device.simulated.record import simulate_recording
from device.simulated.runner import Runner
from device.simulated.scene import Person, Scene
from device.simulated.scene_record import simulate_changes, simulate_scene
from device.simulated.second_opinion import adafruit_on
from device.simulated.sensors import IDEAL_SENSORS, SensorModel
from device.simulated.settings import RunnerSettings
from device.simulated.transitions import belt_stop, from_the_side, shuffle
from device.simulated.truth import TRUTH_THRESHOLD_N, TrueStep
from device.simulated.truth_print import TruePrint, TrueZones, true_print, true_zones

__all__ = [
    "FAULT_KINDS",
    "IDEAL_SENSORS",
    "TRUTH_THRESHOLD_N",
    "Fault",
    "IdealMat",
    "MeteredMat",
    "Person",
    "PressedMat",
    "Pressing",
    "Rhythm",
    "Runner",
    "RunnerSettings",
    "ScanRun",
    "Scene",
    "SensorModel",
    "SimulatedBench",
    "SimulatedMat",
    "Simulation",
    "TruePrint",
    "TrueStep",
    "TrueZones",
    "adafruit_on",
    "belt_stop",
    "change_of_support",
    "empty_mat",
    "fault_words",
    "force_errors",
    "from_the_side",
    "hops",
    "naive_force_errors",
    "parse_fault",
    "planned_steps",
    "quiet_standing",
    "roll_wheel",
    "scan_cpu_ns",
    "scan_run",
    "shuffle",
    "simulate_changes",
    "simulate_recording",
    "simulate_scene",
    "squeeze_cells",
    "stamp_cells",
    "tapping",
    "true_print",
    "true_zones",
]
