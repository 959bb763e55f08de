"""What one transaction does to the rows of a session."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analyzer import Step
from clinic.errors import BadSession, SessionNotFound
from clinic.models import ChunkRow, RunnerRow, SessionRow
from clinic.packing import FrameChunk
from clinic.records import Gap, NewSession
from clinic.rows import row_of_chunk, row_of_gap, row_of_step

__all__ = ["add_chunks", "add_gaps", "add_steps", "open_row", "runner_row", "session_row"]


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


def runner_row(db: Session, session: NewSession) -> RunnerRow:
    """Return the row of a session's runner, made when new, with the measures that the session knows."""
    name = session.runner.strip()
    row = db.scalar(select(RunnerRow).where(RunnerRow.name == name))
    if row is None:
        row = RunnerRow(name=name)
        db.add(row)
    if session.runner_foot_length_m is not None:
        row.foot_length_m = session.runner_foot_length_m
    if session.runner_body_mass_kg is not None:
        row.body_mass_kg = session.runner_body_mass_kg
    return row


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
