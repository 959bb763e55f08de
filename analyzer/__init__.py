"""Frames to contacts to steps to a summary: no I/O, no clock, no threads."""

from analyzer.belt import BeltSpeedEstimator, estimate_belt_speed
from analyzer.belt_estimate import BeltDisagreement, BeltEstimate, cross_check
from analyzer.errors import AnalyzerError, BadFrames, BadSetting, BeltSpeedUnknown
from analyzer.measures import Measures
from analyzer.settings import AnalyzerSettings
from analyzer.stepper import StepAnalyzer
from analyzer.steps import Footprint, Side, Step, Strike
from analyzer.summary import summarize

__all__ = [
    "VERSION",
    "AnalyzerError",
    "AnalyzerSettings",
    "BadFrames",
    "BadSetting",
    "BeltDisagreement",
    "BeltEstimate",
    "BeltSpeedEstimator",
    "BeltSpeedUnknown",
    "Footprint",
    "Measures",
    "Side",
    "Step",
    "StepAnalyzer",
    "Strike",
    "cross_check",
    "estimate_belt_speed",
    "summarize",
]

#: Changes whenever a number that is shown or stored could change.
VERSION = "0.1.0"
