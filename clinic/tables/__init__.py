"""The store's tables. Every change of them is a migration too: see `clinic/migrations/`."""

from clinic.tables.base import Base
from clinic.tables.people import AuditRow, ErasureRow, SettingRow, UserRow
from clinic.tables.recordings import (
    CalibrationRow,
    ChunkRow,
    GapRow,
    SessionRow,
    SessionVersionRow,
    StepRow,
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
    "RunnerRow",
    "RunnerVersionRow",
    "SessionRow",
    "SessionVersionRow",
    "SettingRow",
    "StepRow",
    "StepVersionRow",
    "UserRow",
]
