"""What all tables share: moments as text, who and when of a version."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, LargeBinary, MetaData, String
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped
from sqlalchemy.types import TypeDecorator

__all__ = ["Base", "UtcText", "Versioned"]


class UtcText(TypeDecorator[datetime]):
    """A moment in UTC, kept as ISO 8601 text that a person can read in any database browser."""

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

    metadata = MetaData()
    type_annotation_map = {  # noqa: RUF012
        datetime: UtcText,
        dict[str, Any]: JSON,
        bytes: LargeBinary,
    }


class Versioned:
    """A row that is never changed: a correction is a further row, and the latest one counts.

    `author` is who wrote it (a user's name, or the program), `at_utc` when, `reason` why.
    """

    version: Mapped[int]
    author: Mapped[str]
    at_utc: Mapped[datetime]
    reason: Mapped[str]
