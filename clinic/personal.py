"""All that the store holds of one runner, row by row: the one list that export and erasure go by."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.orm import Session

from clinic.tables import (
    ChunkRow,
    GapRow,
    MarkRow,
    PhaseRow,
    PlannedSessionRow,
    RestRow,
    RunnerRow,
    RunnerVersionRow,
    SessionAnswerRow,
    SessionRow,
    SessionVersionRow,
    StepRow,
    StepVersionRow,
    WorkedOutRow,
)

__all__ = ["count_and_hash", "delete_rows", "plain_row", "session_ids_of", "table_rows"]

#: Rows that name no runner but belong to a session; children come before what they refer to.
OF_SESSION = (
    ChunkRow,
    StepVersionRow,
    StepRow,
    RestRow,
    GapRow,
    MarkRow,
    PhaseRow,
    SessionAnswerRow,
)
#: What was worked out from them: it goes with them, and is no data of its own.
FOLLOWING = (WorkedOutRow,)
#: Rows that name a runner.
OF_RUNNER = (SessionVersionRow, SessionRow, PlannedSessionRow, RunnerVersionRow, RunnerRow)
ROWS_AT_ONCE = 200

Kind = type[Any]


def session_ids_of(db: Session, runner_id: int) -> list[int]:
    """Return the numbers of a runner's sessions."""
    query = select(SessionRow.id).where(SessionRow.runner_id == runner_id)
    return list(db.scalars(query.order_by(SessionRow.id)))


def count_and_hash(db: Session, runner_id: int) -> tuple[dict[str, int], str]:
    """Return how many rows of each table are a runner's, and the SHA-256 of all of them.

    The hash is of one JSON line a row, keys sorted, tables and rows in a fixed order; bytes enter by
    their own SHA-256.
    """
    digest, counts = hashlib.sha256(), {}
    for kind in (*OF_SESSION, *OF_RUNNER):
        name = str(kind.__tablename__)
        counts[name] = 0
        for row in table_rows(db, kind, runner_id):
            counts[name] += 1
            digest.update(f"{name} {json.dumps(plain_row(row), sort_keys=True)}\n".encode())
    return counts, digest.hexdigest()


def delete_rows(db: Session, runner_id: int) -> None:
    """Delete all that is a runner's."""
    for kind in (*FOLLOWING, *OF_SESSION, *OF_RUNNER):
        db.execute(
            delete(kind).where(_is_of(kind, runner_id)),
            execution_options={"synchronize_session": False},
        )


def table_rows(db: Session, kind: Kind, runner_id: int) -> Iterator[Any]:
    """Yield a runner's rows of one table, a few at a time in memory, in the order of their keys."""
    keys = list(kind.__table__.primary_key.columns)
    query = select(kind.__table__).where(_is_of(kind, runner_id)).order_by(*keys)
    result = db.execute(query, execution_options={"yield_per": ROWS_AT_ONCE})
    for row in result:
        yield row._mapping


def plain_row(row: Any) -> dict[str, Any]:
    """Return a row as values that JSON knows; bytes become `sha256:...`."""
    return {str(name): _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return "sha256:" + hashlib.sha256(value).hexdigest()
    return value.isoformat() if isinstance(value, datetime) else value


def _is_of(kind: Kind, runner_id: int) -> ColumnElement[bool]:
    columns = kind.__table__.c
    sessions = select(SessionRow.id).where(SessionRow.runner_id == runner_id)
    if kind is RunnerRow:
        return cast(ColumnElement[bool], columns.id == runner_id)
    if kind not in (*OF_SESSION, *FOLLOWING) and kind is not SessionVersionRow:
        return cast(ColumnElement[bool], columns.runner_id == runner_id)
    of_session = cast(ColumnElement[bool], columns.session_id.in_(sessions))
    if kind is SessionVersionRow:
        # Also what was said while a session that is another's now went by this runner's name.
        return or_(of_session, columns.runner_id == runner_id)
    return of_session
