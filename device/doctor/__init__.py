"""The doctor: what is wrong with a mat, where, and what to do about it. Nothing here repairs anything."""

from device.doctor.bench import Bench, WiredBench
from device.doctor.calibrated import check_calibration
from device.doctor.cells import STATES, cell_states
from device.doctor.computer import Computer, check_devices, look_at_computer
from device.doctor.examination import Report, examine
from device.doctor.kinds import KINDS, Finding, finding
from device.doctor.second_opinion import OpenConverter, SlowConverter
from device.doctor.steps import BUILD_STEPS, Area, BuildStep, build_step
from device.doctor.timing import BusTimes

__all__ = [
    "BUILD_STEPS",
    "KINDS",
    "STATES",
    "Area",
    "Bench",
    "BuildStep",
    "BusTimes",
    "Computer",
    "Finding",
    "OpenConverter",
    "Report",
    "SlowConverter",
    "WiredBench",
    "build_step",
    "cell_states",
    "check_calibration",
    "check_devices",
    "examine",
    "finding",
    "look_at_computer",
]
