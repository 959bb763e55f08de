"""The clinic: runners, sessions and recordings. What must not be lost."""

from clinic.backlog import Backlog
from clinic.errors import (
    BadSession,
    BadStore,
    BadWording,
    ClinicError,
    DamagedFrames,
    RunnerNotFound,
    SessionNotFound,
    StoreBusy,
    StoreFailed,
    UnknownText,
)
from clinic.figures import DASH, Figures, SpeedUnit, Units
from clinic.language import Language, Wording
from clinic.packing import FrameChunk
from clinic.paths import default_store_path
from clinic.place import Place, chosen_place
from clinic.prints import mean_footprint
from clinic.recorder import Recorder, RecorderStatus
from clinic.records import Gap, NewSession, SessionRecord, StoredCalibration
from clinic.runner_records import Runner, RunnerVersion
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
    "Place",
    "Recorder",
    "RecorderStatus",
    "Runner",
    "RunnerNotFound",
    "RunnerVersion",
    "SessionNotFound",
    "SessionRecord",
    "SpeedUnit",
    "Store",
    "StoreBusy",
    "StoreFailed",
    "StoredCalibration",
    "Units",
    "UnknownText",
    "Wording",
    "chosen_place",
    "default_store_path",
    "mean_footprint",
]
