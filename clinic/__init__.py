"""The clinic: runners, sessions and recordings. What must not be lost."""

from clinic.audit import AuditEntry, audit_entries, note_action
from clinic.backlog import Backlog
from clinic.backup import back_up, restore
from clinic.codes import CodePacker, description_toml, stored_calibration
from clinic.erasing import Receipt, erase_runner, overwrite_erased, receipts
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
from clinic.exporting import export_runner
from clinic.figures import DASH, Figures, SpeedUnit, Units
from clinic.language import Language, Wording
from clinic.packing import FrameChunk
from clinic.paths import default_store_path
from clinic.place import Place, chosen_place
from clinic.plans import PlannedSession, plan_session, planned_sessions, withdraw_planned_session
from clinic.prints import mean_footprint
from clinic.recorder import Recorder, RecorderStatus
from clinic.records import Gap, NewSession, SessionRecord, StoredCalibration
from clinic.remarks import Mark, Phase, PhaseKind, add_mark, add_phase, correct_mark, marks, phases
from clinic.reporting import (
    REPORT_WORDING,
    ReportFormat,
    SessionReport,
    gather_report,
    make_report,
    save_report,
)
from clinic.retention import Pruned, prune_raw, raw_days, set_raw_days
from clinic.runner_records import Runner, RunnerVersion
from clinic.session_recording import native_recording, session_recording
from clinic.store import Store
from clinic.verifying import StoreCheck, verify_store
from clinic.versions import (
    Signature,
    StepCorrection,
    correct_runner,
    correct_session,
    correct_step,
    corrected_steps,
    corrected_summary,
    runner_history,
    session_history,
    step_corrections,
)

__all__ = [
    "DASH",
    "REPORT_WORDING",
    "AuditEntry",
    "Backlog",
    "BadSession",
    "BadStore",
    "BadWording",
    "ClinicError",
    "CodePacker",
    "DamagedFrames",
    "Figures",
    "FrameChunk",
    "Gap",
    "Language",
    "Mark",
    "NewSession",
    "Phase",
    "PhaseKind",
    "Place",
    "PlannedSession",
    "Pruned",
    "Receipt",
    "Recorder",
    "RecorderStatus",
    "ReportFormat",
    "Runner",
    "RunnerNotFound",
    "RunnerVersion",
    "SessionNotFound",
    "SessionRecord",
    "SessionReport",
    "Signature",
    "SpeedUnit",
    "StepCorrection",
    "Store",
    "StoreBusy",
    "StoreCheck",
    "StoreFailed",
    "StoredCalibration",
    "Units",
    "UnknownText",
    "Wording",
    "add_mark",
    "add_phase",
    "audit_entries",
    "back_up",
    "chosen_place",
    "correct_mark",
    "correct_runner",
    "correct_session",
    "correct_step",
    "corrected_steps",
    "corrected_summary",
    "default_store_path",
    "description_toml",
    "erase_runner",
    "export_runner",
    "gather_report",
    "make_report",
    "marks",
    "mean_footprint",
    "native_recording",
    "note_action",
    "overwrite_erased",
    "phases",
    "plan_session",
    "planned_sessions",
    "prune_raw",
    "raw_days",
    "receipts",
    "restore",
    "runner_history",
    "save_report",
    "session_history",
    "session_recording",
    "set_raw_days",
    "step_corrections",
    "stored_calibration",
    "verify_store",
    "withdraw_planned_session",
]
