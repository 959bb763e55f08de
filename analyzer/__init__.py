"""Frames to contacts to steps to a summary: no I/O, no clock, no threads."""

from analyzer.belt import BeltSpeedEstimator, estimate_belt_speed
from analyzer.belt_estimate import BeltDisagreement, BeltEstimate, cross_check, sudden_check
from analyzer.belt_recent import RecentPrints
from analyzer.belt_scan import BeltScan, FootPose
from analyzer.compare import Comparison, ThresholdsDiffer, compare
from analyzer.drift import Drift, drift
from analyzer.drill import Drill, on_the_spot
from analyzer.early import Landing
from analyzer.errors import AnalyzerError, BadFrames, BadSetting, BeltSpeedUnknown
from analyzer.interval import MeanInterval, mean_interval
from analyzer.mean_print import MeanPrint, MeanPrints
from analyzer.measures import Measures
from analyzer.minimal_change import BadAssumption, MinimalChange, minimal_change
from analyzer.series import MEASURES, BadMeasure, values
from analyzer.settings import AnalyzerSettings
from analyzer.spread import Spread, describe
from analyzer.standing import Standing
from analyzer.stepper import StepAnalyzer
from analyzer.steps import Footprint, Side, Step, Strike
from analyzer.strike import STRIKE_BORDERS_PERCENT
from analyzer.summary import summarize
from analyzer.symmetry import Symmetry, symmetry
from analyzer.zones import ZONE_BORDERS as FOOT_ZONE_BORDERS
from analyzer.zones import ZONES as FOOT_ZONES

__all__ = [
    "FOOT_ZONES",
    "FOOT_ZONE_BORDERS",
    "MEASURES",
    "STRIKE_BORDERS_PERCENT",
    "VERSION",
    "AnalyzerError",
    "AnalyzerSettings",
    "BadAssumption",
    "BadFrames",
    "BadMeasure",
    "BadSetting",
    "BeltDisagreement",
    "BeltEstimate",
    "BeltScan",
    "BeltSpeedEstimator",
    "BeltSpeedUnknown",
    "Comparison",
    "Drift",
    "Drill",
    "FootPose",
    "Footprint",
    "Landing",
    "MeanInterval",
    "MeanPrint",
    "MeanPrints",
    "Measures",
    "MinimalChange",
    "RecentPrints",
    "Side",
    "Spread",
    "Standing",
    "Step",
    "StepAnalyzer",
    "Strike",
    "Symmetry",
    "ThresholdsDiffer",
    "compare",
    "cross_check",
    "describe",
    "drift",
    "estimate_belt_speed",
    "mean_interval",
    "minimal_change",
    "on_the_spot",
    "sudden_check",
    "summarize",
    "symmetry",
    "values",
]

#: Changes whenever a number that is shown or stored could change; not the program's version.
VERSION = "0.2.0"
