"""What the analyzer found of a session on a belt at rest: standing, and drills."""

from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import func, select

from analyzer import Drill, Standing
from clinic.adding import session_row
from clinic.store import Store
from clinic.tables import RestRow

__all__ = ["add_rests", "rests"]

RestKind = Literal["standing", "drill"]


def add_rests(store: Store, session_id: int, found: Sequence[Standing | Drill]) -> None:
    """Keep intervals of standing and drills with a session, in order of their start."""
    if not found:
        return
    with store.writing() as db:
        session_row(db, session_id)
        newest = select(func.max(RestRow.number)).where(RestRow.session_id == session_id)
        first_free = (db.scalar(newest) or 0) + 1
        ordered = sorted(found, key=lambda one: one.start_s)
        db.add_all(
            RestRow(
                session_id=session_id,
                number=number,
                kind="standing" if isinstance(one, Standing) else "drill",
                measures=one.to_dict(),
            )
            for number, one in enumerate(ordered, first_free)
        )


def rests(store: Store, session_id: int) -> dict[RestKind, list[dict[str, Any]]]:
    """Return under `standing` and `drill` the measures of each, in order."""
    query = select(RestRow).where(RestRow.session_id == session_id).order_by(RestRow.number)
    with store.reading() as db:
        session_row(db, session_id)
        rows = list(db.scalars(query))
    return {
        "standing": [row.measures for row in rows if row.kind == "standing"],
        "drill": [row.measures for row in rows if row.kind == "drill"],
    }
