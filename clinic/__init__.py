"""The clinic: runners, sessions and recordings. What must not be lost."""

from clinic.backlog import Backlog
from clinic.codes import description_toml, stored_calibration
from clinic.errors import (
    BadSession,
    BadStore,
    ClinicError,
    DamagedFrames,
    RunnerNotFound,
    SessionNotFound,
    StoreBusy,
    StoreFailed,
)
from clinic.packing import FrameChunk
from clinic.paths import default_store_path
from clinic.place import Place, chosen_place
from clinic.prints import mean_footprint
from clinic.recorder import Recorder, RecorderStatus
from clinic.records import Gap, NewSession, SessionRecord, StoredCalibration
from clinic.runner_records import Runner, RunnerVersion
from clinic.store import Store

__all__ = [
    "Backlog",
    "BadSession",
    "BadStore",
    "ClinicError",
    "DamagedFrames",
    "FrameChunk",
    "Gap",
    "NewSession",
    "Place",
    "Recorder",
    "RecorderStatus",
    "Runner",
    "RunnerNotFound",
    "RunnerVersion",
    "SessionNotFound",
    "SessionRecord",
    "Store",
    "StoreBusy",
    "StoreFailed",
    "StoredCalibration",
    "chosen_place",
    "default_store_path",
    "description_toml",
    "mean_footprint",
    "stored_calibration",
]
