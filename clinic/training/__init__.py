"""Training: protocols, how feedback fades, what is aimed at, how load may grow, when to stop."""

from clinic.training.aim import AIMS, Aim, baseline_of
from clinic.training.catalogue import protocol_named, protocols
from clinic.training.course import DAYS_A_WEEK, plan_course
from clinic.training.history import History, history_before
from clinic.training.phase_summary import PhaseSummary, phase_summaries
from clinic.training.protocol import Fading, Stage, TrainingProtocol
from clinic.training.ramp import BallLoad, Ramp, SessionLoad, judge_ramp
from clinic.training.schedule import Schedule, ScheduledStage, lay_out
from clinic.training.stop_rules import set_stop_rules, stop_rules

__all__ = [
    "AIMS",
    "DAYS_A_WEEK",
    "Aim",
    "BallLoad",
    "Fading",
    "History",
    "PhaseSummary",
    "Ramp",
    "Schedule",
    "ScheduledStage",
    "SessionLoad",
    "Stage",
    "TrainingProtocol",
    "baseline_of",
    "history_before",
    "judge_ramp",
    "lay_out",
    "phase_summaries",
    "plan_course",
    "protocol_named",
    "protocols",
    "set_stop_rules",
    "stop_rules",
]
