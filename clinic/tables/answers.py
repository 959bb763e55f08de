"""What was asked of a session beside the recording: protocol, checklist, guess, baseline, load."""

from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from clinic.tables.base import Base, Versioned

__all__ = ["SessionAnswerRow"]


class SessionAnswerRow(Versioned, Base):
    """One answer about a session by its name; the latest version counts."""

    __tablename__ = "session_answer"
    __table_args__ = (UniqueConstraint("session_id", "name", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"))
    name: Mapped[str]
    value: Mapped[dict[str, Any]]
