"""Recordings: a session, and what the mat and the analyzer gave."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from clinic.tables.base import Base, Versioned
from clinic.tables.runners import RunnerRow

__all__ = [
    "CalibrationRow",
    "ChunkRow",
    "GapRow",
    "RestRow",
    "SessionRow",
    "SessionVersionRow",
    "StepRow",
    "WorkedOutRow",
]


class CalibrationRow(Base):
    """A calibration that sessions were recorded with, kept once however many use it."""

    __tablename__ = "calibration"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[bytes] = mapped_column(unique=True)
    name: Mapped[str]
    format: Mapped[str]
    payload: Mapped[bytes]
    first_used_utc: Mapped[datetime]


class SessionRow(Base):
    """One recording of one runner. Times ending in `_s` are seconds on the mat's clock.

    Counts and times grow while it is recorded; from its end on nothing here changes, but for `runner_id`,
    which repeats that of the latest version, and `pruned_utc`.
    """

    __tablename__ = "session"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    runner_id: Mapped[int] = mapped_column(ForeignKey("runner.id"), index=True)
    treadmill: Mapped[str] = mapped_column(server_default="")
    simulated: Mapped[bool] = mapped_column(server_default=false())
    plan_number: Mapped[int | None]
    state: Mapped[str] = mapped_column(index=True)
    started_utc: Mapped[datetime]
    ended_utc: Mapped[datetime | None]
    mat_name: Mapped[str]
    mat_label: Mapped[str]
    mat_description_toml: Mapped[str | None]
    calibration_id: Mapped[int | None] = mapped_column(ForeignKey("calibration.id"))
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
    pruned_utc: Mapped[datetime | None]
    summary: Mapped[dict[str, Any] | None]

    runner: Mapped[RunnerRow] = relationship(lazy="joined")
    versions: Mapped[list["SessionVersionRow"]] = relationship(
        lazy="selectin", order_by="SessionVersionRow.version", cascade="all, delete-orphan"
    )

    @property
    def current(self) -> "SessionVersionRow":
        """The latest version of what people say of the session."""
        return self.versions[-1]


class SessionVersionRow(Versioned, Base):
    """What people say of a session: whose it is, notes, pain before and after (0 to 10)."""

    __tablename__ = "session_version"
    __table_args__ = (UniqueConstraint("session_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"))
    runner_id: Mapped[int] = mapped_column(ForeignKey("runner.id"), index=True)
    note: Mapped[str]
    pain_before: Mapped[float | None]
    pain_after: Mapped[float | None]


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
    """Half a second or so of what the mat gave, losslessly packed; never changed once written.

    `format` says how: `"force"` (see `clinic.packing`) or `"codes"`. The payload is one zstd frame;
    `sha256` is of what is inside.
    """

    __tablename__ = "raw_chunk"

    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), primary_key=True)
    chunk_index: Mapped[int] = mapped_column(primary_key=True)
    format: Mapped[str] = mapped_column(server_default="force")
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


class RestRow(Base):
    """What the analyzer found on a belt at rest: `kind` is `"standing"` or `"drill"`."""

    __tablename__ = "rest"
    __table_args__ = (UniqueConstraint("session_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"))
    number: Mapped[int]
    kind: Mapped[str]
    measures: Mapped[dict[str, Any]]


class WorkedOutRow(Base):
    """What follows from a session's rows and takes long to work out; may be deleted at any time.

    `made_of` says what it was worked out from: of anything else it is out of date.
    """

    __tablename__ = "worked_out"

    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    made_of: Mapped[str]
    content: Mapped[dict[str, Any]]
