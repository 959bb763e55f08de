"""The store's tables. Every change of them is a migration too: see `clinic/migrations/`."""

from clinic.tables.answers import SessionAnswerRow
from clinic.tables.base import Base
from clinic.tables.people import AuditRow, ErasureRow, SettingRow, SignInRow, UserRow
from clinic.tables.recordings import (
    CalibrationRow,
    ChunkRow,
    GapRow,
    RestRow,
    SessionRow,
    SessionVersionRow,
    StepRow,
    WorkedOutRow,
)
from clinic.tables.remarks import MarkRow, PhaseRow, StepVersionRow
from clinic.tables.runners import PlannedSessionRow, RunnerRow, RunnerVersionRow

__all__ = [
    "AuditRow",
    "Base",
    "CalibrationRow",
    "ChunkRow",
    "ErasureRow",
    "GapRow",
    "MarkRow",
    "PhaseRow",
    "PlannedSessionRow",
    "RestRow",
    "RunnerRow",
    "RunnerVersionRow",
    "SessionAnswerRow",
    "SessionRow",
    "SessionVersionRow",
    "SettingRow",
    "SignInRow",
    "StepRow",
    "StepVersionRow",
    "UserRow",
    "WorkedOutRow",
]
