"""How much room a recording takes, and when the last one began."""

from datetime import datetime

from sqlalchemy import func, select

from clinic.reading import StoreReader
from clinic.tables import ChunkRow, SessionRow, StepRow

__all__ = ["newest_start_utc", "recording_rate_bytes_s"]

#: Shorter sessions say little.
LEAST_S = 5.0


def recording_rate_bytes_s(store: StoreReader) -> float | None:
    """Return what a second of the newest session that is long enough takes in the store, bytes.

    Frames or codes, and footprints; the session that is being recorded counts. None before there is one.

    Raises
    ------
    StoreFailed
        When the disk refuses.
    """
    with store.reading() as db:
        newest = (
            select(SessionRow.id, SessionRow.first_s, SessionRow.last_s)
            .where(
                SessionRow.last_s - SessionRow.first_s >= LEAST_S, SessionRow.pruned_utc.is_(None)
            )
            .order_by(SessionRow.id.desc())
            .limit(1)
        )
        found = db.execute(newest).one_or_none()
        if found is None:
            return None
        chunks = select(func.sum(func.length(ChunkRow.payload))).where(
            ChunkRow.session_id == found.id
        )
        prints = select(func.sum(func.length(StepRow.footprint))).where(
            StepRow.session_id == found.id
        )
        taken = (db.scalar(chunks) or 0) + (db.scalar(prints) or 0)
        return float(taken / (found.last_s - found.first_s))


def newest_start_utc(store: StoreReader) -> datetime | None:
    """Return when the session began that claims to be the latest; None before the first.

    Raises
    ------
    StoreFailed
        When the disk refuses.
    """
    with store.reading() as db:
        return db.scalar(select(func.max(SessionRow.started_utc)))
