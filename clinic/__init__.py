"""The clinic: runners, sessions and recordings. What must not be lost."""

from clinic.backlog import Backlog
from clinic.errors import (
    BadSession,
    BadStore,
    BadWording,
    ClinicError,
    DamagedFrames,
    SessionNotFound,
    StoreBusy,
    StoreFailed,
    UnknownText,
)
from clinic.figures import DASH, Figures, SpeedUnit, Units
from clinic.language import Language, Wording
from clinic.packing import FrameChunk
from clinic.paths import default_store_path
from clinic.prints import mean_footprint
from clinic.recorder import Recorder, RecorderStatus
from clinic.records import Gap, NewSession, Runner, SessionRecord
from clinic.store import Store

__all__ = [
    "DASH",
    "Backlog",
    "BadSession",
    "BadStore",
    "BadWording",
    "ClinicError",
    "DamagedFrames",
    "Figures",
    "FrameChunk",
    "Gap",
    "Language",
    "NewSession",
    "Recorder",
    "RecorderStatus",
    "Runner",
    "SessionNotFound",
    "SessionRecord",
    "SpeedUnit",
    "Store",
    "StoreBusy",
    "StoreFailed",
    "Units",
    "UnknownText",
    "Wording",
    "default_store_path",
    "mean_footprint",
]
