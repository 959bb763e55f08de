"""Who did what, when, to whose data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic.store import Store
from clinic.tables import AuditRow

__all__ = ["AuditEntry", "audit_entries", "note_action", "note_actions", "write_audit"]


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the audit log.

    Parameters
    ----------
    at_utc : datetime
        When, by the store's clock.
    who : str
        A user's name, or the program.
    action : str
        What was done, in a word or two: `"export runner"`.
    runner_id, session_id : int or None
        Whose data, by number, never by name: the entry outlives the data.
    detail : dict
        Counts and settings as plain values; nothing personal.
    """

    at_utc: datetime
    who: str
    action: str
    runner_id: int | None
    session_id: int | None
    detail: Mapping[str, Any]


def note_action(
    store: Store,
    who: str,
    action: str,
    *,
    runner_id: int | None = None,
    session_id: int | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write into the audit log that somebody did something."""
    entry = AuditEntry(store.now(), who, action, runner_id, session_id, detail or {})
    with store.writing() as db:
        write_audit(db, entry)


def note_actions(store: Store, entries: Iterable[AuditEntry]) -> None:
    """Write several entries at once: all of them, or on an error none."""
    with store.writing() as db:
        for entry in entries:
            write_audit(db, entry)


def write_audit(db: Session, entry: AuditEntry) -> None:
    """Add an entry in the transaction of what it tells of, so that neither is stored without the other."""
    db.add(
        AuditRow(
            at_utc=entry.at_utc,
            who=entry.who,
            action=entry.action,
            runner_id=entry.runner_id,
            session_id=entry.session_id,
            detail=dict(entry.detail),
        )
    )


def audit_entries(
    store: Store,
    *,
    runner_id: int | None = None,
    session_id: int | None = None,
    who: str | None = None,
    action: str | None = None,
    since_utc: datetime | None = None,
    last: int = 1000,
) -> list[AuditEntry]:
    """Return the last entries to which all that is given applies, in the order in which they were written."""
    wanted = (
        (AuditRow.runner_id, runner_id),
        (AuditRow.session_id, session_id),
        (AuditRow.who, who),
        (AuditRow.action, action),
    )
    query = select(AuditRow).order_by(AuditRow.id.desc()).limit(last)
    query = query.where(*(column == value for column, value in wanted if value is not None))
    if since_utc is not None:
        query = query.where(AuditRow.at_utc >= since_utc)
    with store.reading() as db:
        rows = list(db.scalars(query))[::-1]
        return [
            AuditEntry(row.at_utc, row.who, row.action, row.runner_id, row.session_id, row.detail)
            for row in rows
        ]
