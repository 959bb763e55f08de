"""What people add to a recording: phases, marks, and corrections of steps."""

from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from clinic.tables.base import Base, Versioned

__all__ = ["MarkRow", "PhaseRow", "StepVersionRow"]


class PhaseRow(Versioned, Base):
    """A phase of a session; it lasts until the next one begins, the last one until the session ends."""

    __tablename__ = "phase"
    __table_args__ = (UniqueConstraint("session_id", "number", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"))
    number: Mapped[int]
    kind: Mapped[str]
    start_s: Mapped[float]
    cue: Mapped[str]
    targets: Mapped[dict[str, Any]]
    withdrawn: Mapped[bool]


class MarkRow(Versioned, Base):
    """A remark at a moment of a session, on the mat's clock."""

    __tablename__ = "mark"
    __table_args__ = (UniqueConstraint("session_id", "number", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"))
    number: Mapped[int]
    time_s: Mapped[float]
    note: Mapped[str]
    withdrawn: Mapped[bool]


class StepVersionRow(Versioned, Base):
    """What a person says otherwise of a step than the analyzer; null leaves the analyzer's word."""

    __tablename__ = "step_version"
    __table_args__ = (UniqueConstraint("session_id", "number", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"))
    number: Mapped[int]
    side: Mapped[str | None]
    strike: Mapped[str | None]
    excluded: Mapped[bool]
