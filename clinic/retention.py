"""How long raw data are kept: for ever, unless the clinic sets a number of days and asks to prune."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from clinic.audit import AuditEntry, write_audit
from clinic.errors import BadSession
from clinic.settings import add_setting, newest_setting
from clinic.store import Store
from clinic.tables import ChunkRow, SessionRow
from clinic.versions import Signature

__all__ = ["Pruned", "prune_raw", "raw_days", "set_raw_days"]

SETTING = "raw_days"
DAYS = (1, 36_500)


@dataclass(frozen=True, slots=True)
class Pruned:
    """Raw data that went, or would go: of which session, how many chunks and bytes."""

    session_id: int
    chunk_count: int
    payload_bytes: int


def raw_days(store: Store) -> int | None:
    """Return how many days raw data are kept after a session; None = for ever."""
    with store.reading() as db:
        value = newest_setting(db, SETTING)
    return None if value is None else value["days"]


def set_raw_days(store: Store, days: int | None, *, by: Signature) -> None:
    """Set how many days raw data are kept, 1 to 36500; None = for ever. Nothing is pruned by this alone.

    Raises
    ------
    BadSession
        When the days are out of bounds.
    """
    if days is not None and not DAYS[0] <= days <= DAYS[1]:
        raise BadSession(f"days must be {DAYS[0]} to {DAYS[1]}, got {days}")
    with store.writing() as db:
        now = store.now()
        add_setting(db, SETTING, {"days": days}, by=by, now=now)
        write_audit(db, AuditEntry(now, by.author, "set retention", None, None, {"days": days}))


def prune_raw(store: Store, *, who: str, dry_run: bool = False) -> list[Pruned]:
    """Remove the raw data of sessions that ended longer ago than is set; steps and prints stay.

    What went is written into the audit log, session by session. Without a setting nothing goes.
    """
    days = raw_days(store)
    if days is None:
        return []
    before_utc = store.now() - timedelta(days=days)
    with store.reading() as db:
        rows = db.execute(
            select(SessionRow.id, SessionRow.ended_utc).where(
                SessionRow.state != "recording", SessionRow.pruned_utc.is_(None)
            )
        ).all()
        old = sorted(number for number, ended in rows if ended is not None and ended < before_utc)
        due = [_due(db, session_id) for session_id in old]
    if not dry_run:
        for pruned in due:
            _prune(store, pruned, who=who, days=days)
    return due


def _due(db: Session, session_id: int) -> Pruned:
    query = select(func.count(), func.coalesce(func.sum(func.length(ChunkRow.payload)), 0))
    count, size_bytes = db.execute(query.where(ChunkRow.session_id == session_id)).one()
    return Pruned(session_id, count, int(size_bytes))


def _prune(store: Store, pruned: Pruned, *, who: str, days: int) -> None:
    with store.writing() as db:
        row = db.get(SessionRow, pruned.session_id, with_for_update={"of": SessionRow})
        if row is None:
            return  # erased in the meantime
        db.execute(delete(ChunkRow).where(ChunkRow.session_id == row.id))
        row.pruned_utc = store.now()
        detail = {"days": days, "chunks": pruned.chunk_count, "bytes": pruned.payload_bytes}
        entry = AuditEntry(row.pruned_utc, who, "prune raw data", row.runner_id, row.id, detail)
        write_audit(db, entry)
