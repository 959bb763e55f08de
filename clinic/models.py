"""The store's tables."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

__all__ = ["SCHEMA_VERSION", "Base", "ChunkRow", "GapRow", "RunnerRow", "SessionRow", "StepRow"]

#: Goes up with every change of the tables; kept in the file as `PRAGMA user_version`.
SCHEMA_VERSION = 1


class UtcText(TypeDecorator[datetime]):
    """A moment in UTC, kept as ISO 8601 text that a person can read in any SQLite browser."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Return the moment as text."""
        return None if value is None else value.astimezone(UTC).isoformat(timespec="milliseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Return the text as a moment."""
        return None if value is None else datetime.fromisoformat(value)


class Base(DeclarativeBase):
    """Root of the tables."""

    type_annotation_map = {datetime: UtcText, dict[str, Any]: JSON}  # noqa: RUF012


class RunnerRow(Base):
    """A runner, by name or by the clinic's code."""

    __tablename__ = "runner"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    foot_length_m: Mapped[float | None]
    body_mass_kg: Mapped[float | None]


class SessionRow(Base):
    """One recording of one runner. Times ending in `_s` are seconds on the mat's clock."""

    __tablename__ = "session"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    runner_id: Mapped[int] = mapped_column(ForeignKey("runner.id"), index=True)
    note: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    started_utc: Mapped[datetime]
    ended_utc: Mapped[datetime | None]
    mat_name: Mapped[str]
    mat_label: Mapped[str]
    rows: Mapped[int]
    cols: Mapped[int]
    row_pitch_m: Mapped[float]
    col_pitch_m: Mapped[float]
    frame_rate_hz: Mapped[float]
    foot_length_m: Mapped[float | None]
    body_mass_kg: Mapped[float | None]
    analyzer_version: Mapped[str]
    analyzer_settings: Mapped[dict[str, Any]]
    threshold_n: Mapped[float | None]
    first_s: Mapped[float | None]
    last_s: Mapped[float | None]
    frame_count: Mapped[int] = mapped_column(default=0)
    step_count: Mapped[int] = mapped_column(default=0)
    lost_frame_count: Mapped[int] = mapped_column(default=0)
    lost_step_count: Mapped[int] = mapped_column(default=0)
    summary: Mapped[dict[str, Any] | None]

    runner: Mapped[RunnerRow] = relationship(lazy="joined")


class StepRow(Base):
    """One step: its main fields in columns, its further measures as JSON, its footprint as an `.npz`."""

    __tablename__ = "step"
    __table_args__ = (UniqueConstraint("session_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"))
    number: Mapped[int]
    side: Mapped[str]
    contact_s: Mapped[float]
    off_s: Mapped[float]
    contact_time_s: Mapped[float]
    flight_time_s: Mapped[float | None]
    strike: Mapped[str | None]
    strike_index_percent: Mapped[float | None]
    heel_onset_s: Mapped[float | None]
    ball_onset_s: Mapped[float | None]
    confidence: Mapped[float]
    peak_force_n: Mapped[float]
    complete: Mapped[bool]
    incomplete_reason: Mapped[str | None]
    threshold_n: Mapped[float]
    foot_length_m: Mapped[float | None]
    foot_length_source: Mapped[str]
    landing_x_m: Mapped[float]
    landing_y_m: Mapped[float]
    belt_speed_m_s: Mapped[float | None]
    footprint: Mapped[bytes]
    measures: Mapped[dict[str, float | None]] = mapped_column(JSON)


class ChunkRow(Base):
    """Half a second or so of frames, losslessly packed; never changed once written."""

    __tablename__ = "frame_chunk"

    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), primary_key=True)
    chunk_index: Mapped[int] = mapped_column(primary_key=True)
    first_s: Mapped[float]
    last_s: Mapped[float]
    frame_count: Mapped[int]
    sha256: Mapped[bytes]
    payload: Mapped[bytes]


class GapRow(Base):
    """What could not be kept, and why."""

    __tablename__ = "gap"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), index=True)
    first_s: Mapped[float]
    last_s: Mapped[float]
    frame_count: Mapped[int]
    step_count: Mapped[int]
    reason: Mapped[str]
