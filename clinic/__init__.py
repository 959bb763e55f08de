"""The clinic: runners, sessions and recordings. What must not be lost."""

from clinic.backlog import Backlog
from clinic.errors import (
    BadSession,
    BadStore,
    ClinicError,
    DamagedFrames,
    SessionNotFound,
    StoreBusy,
    StoreFailed,
)
from clinic.packing import FrameChunk
from clinic.paths import default_store_path
from clinic.prints import mean_footprint
from clinic.recorder import Recorder, RecorderStatus
from clinic.records import Gap, NewSession, Runner, SessionRecord
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
    "Recorder",
    "RecorderStatus",
    "Runner",
    "SessionNotFound",
    "SessionRecord",
    "Store",
    "StoreBusy",
    "StoreFailed",
    "default_store_path",
    "mean_footprint",
]
