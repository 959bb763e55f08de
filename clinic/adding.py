"""What one transaction does to the rows of a session."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analyzer import Step
from clinic.errors import BadSession, SessionNotFound
from clinic.packing import FrameChunk
from clinic.records import Gap, NewSession, StoredCalibration
from clinic.rows import row_of_chunk, row_of_gap, row_of_session, row_of_step
from clinic.runner_rows import current_runner_row, write_runner
from clinic.tables import CalibrationRow, ChunkRow, RunnerRow, SessionRow, SessionVersionRow

__all__ = [
    "add_chunks",
    "add_gaps",
    "add_session",
    "add_steps",
    "end_utc",
    "open_row",
    "session_row",
]

#: Who writes what no person wrote.
PROGRAM = "strikemat"


def session_row(db: Session, session_id: int) -> SessionRow:
    """Return the row of a session, or raise SessionNotFound."""
    row = db.get(SessionRow, session_id)
    if row is None:
        raise SessionNotFound(f"there is no session {session_id}")
    return row


def open_row(db: Session, session_id: int) -> SessionRow:
    """Return the row of a session that is being recorded, or raise BadSession."""
    row = session_row(db, session_id)
    if row.state != "recording":
        raise BadSession(f"session {session_id} has ended ({row.state}); begin a new one")
    return row


def add_session(
    db: Session, session: NewSession, *, treadmill: str, now: datetime, author: str = PROGRAM
) -> SessionRow:
    """Add a session that begins, its runner when new, and its calibration; return its row."""
    runner = _runner_of(db, session, now, author)
    row = row_of_session(session, runner)
    row.state, row.started_utc, row.treadmill = "recording", now, treadmill
    if session.calibration is not None:
        row.calibration_id = _calibration_id(db, session.calibration, now)
    db.add(row)
    db.flush()
    row.versions.append(
        SessionVersionRow(
            runner_id=runner.id,
            note=session.note.strip(),
            pain_before=session.pain_before,
            pain_after=None,
            version=1,
            author=author,
            at_utc=now,
            reason="began",
        )
    )
    return row


def _runner_of(db: Session, session: NewSession, now: datetime, author: str) -> RunnerRow:
    """Return the session's runner, made when new; measures that the session knows become a new version."""
    learned = {
        "foot_length_m": session.runner_foot_length_m,
        "body_mass_kg": session.runner_body_mass_kg,
    }
    row = current_runner_row(db, session.runner)
    known = {name: value for name, value in learned.items() if value is not None}
    return write_runner(
        db, row, {"name": session.runner.strip(), **known},
        author=author, now=now, reason="told when a session began",
    )  # fmt: skip


def _calibration_id(db: Session, calibration: StoredCalibration, now: datetime) -> int:
    digest = hashlib.sha256(
        b"\0".join((calibration.name.encode(), calibration.format.encode(), calibration.payload))
    ).digest()
    row = db.scalar(select(CalibrationRow).where(CalibrationRow.sha256 == digest))
    if row is None:
        row = CalibrationRow(
            sha256=digest,
            name=calibration.name,
            format=calibration.format,
            payload=calibration.payload,
            first_used_utc=now,
        )
        db.add(row)
        db.flush()
    return row.id


def end_utc(row: SessionRow, now: datetime | None) -> datetime:
    """Return when a session ended: now; where that is unknown, as long after its start as it has frames.

    The computer's clock may have been set back meanwhile, and a Raspberry Pi without a network starts in the
    past: then the mat's clock, which only runs forward, says how long the session was.
    """
    recorded_s = 0.0 if row.first_s is None or row.last_s is None else row.last_s - row.first_s
    by_mat = row.started_utc + timedelta(seconds=recorded_s)
    return by_mat if now is None else max(now, by_mat)


def add_chunks(db: Session, row: SessionRow, chunks: Sequence[FrameChunk]) -> None:
    """Add frames after those that are stored, or raise BadSession where they do not come after."""
    last_index = select(func.max(ChunkRow.chunk_index)).where(ChunkRow.session_id == row.id)
    stored = db.scalar(last_index)
    first_free = 0 if stored is None else stored + 1
    for index, chunk in enumerate(chunks, first_free):
        if row.last_s is not None and chunk.first_s <= row.last_s:
            raise BadSession(
                f"frames of session {row.id} must come after {row.last_s:.6f} s, got {chunk.first_s:.6f} s"
            )
        db.add(row_of_chunk(row.id, index, chunk))
        row.first_s = chunk.first_s if row.first_s is None else row.first_s
        row.last_s = chunk.last_s
        row.frame_count += chunk.frame_count


def add_steps(db: Session, row: SessionRow, steps: Sequence[Step]) -> None:
    """Add steps."""
    for step in steps:
        db.add(row_of_step(row.id, step))
        row.threshold_n = step.threshold_n
    row.step_count += len(steps)


def add_gaps(db: Session, row: SessionRow, gaps: Sequence[Gap]) -> None:
    """Add what was lost."""
    for gap in gaps:
        db.add(row_of_gap(row.id, gap))
        row.lost_frame_count += gap.frame_count
        row.lost_step_count += gap.step_count
