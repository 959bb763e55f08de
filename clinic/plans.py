"""The sessions that are planned for a runner over the weeks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clinic.bounds import check_name, check_text
from clinic.errors import BadSession
from clinic.runner_rows import runner_row
from clinic.store import Store
from clinic.tables import PlannedSessionRow, SessionRow
from clinic.versions import Signature

__all__ = [
    "PlannedSession",
    "plan_session",
    "plan_sessions",
    "planned_sessions",
    "withdraw_planned_session",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSession:
    """A session that a runner shall do.

    Parameters
    ----------
    number : int
        Place in the runner's plan, from 1; 0 = not planned yet.
    protocol : str
        What is to be done, by name.
    due_on : date or None
        When; None = any day.
    targets : dict
        What is aimed at, as plain values.
    note : str
        Free text.
    session_ids : tuple of int
        Sessions that were recorded for it, set by the store.
    """

    number: int = 0
    protocol: str
    due_on: date | None = None
    targets: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    session_ids: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        check_name("protocol", self.protocol)
        check_text("note", self.note)


def plan_session(store: Store, runner_id: int, planned: PlannedSession, *, by: Signature) -> int:
    """Plan a session, or with a number write that one anew; return its number.

    Raises
    ------
    RunnerNotFound
        When there is no such runner.
    BadSession
        When the plan has no such number.
    """
    return plan_sessions(store, runner_id, [planned], by=by)[0]


def plan_sessions(
    store: Store, runner_id: int, planned: Sequence[PlannedSession], *, by: Signature
) -> list[int]:
    """Plan or write anew several sessions, all of them or on an error none; see `plan_session`."""
    with store.writing() as db:
        return [_write(db, runner_id, one, by=by, now=store.now()) for one in planned]


def withdraw_planned_session(store: Store, runner_id: int, number: int, *, by: Signature) -> None:
    """Take a session out of the plan; that it was planned stays stored."""
    for planned in planned_sessions(store, runner_id):
        if planned.number == number:
            with store.writing() as db:
                _write(db, runner_id, planned, by=by, now=store.now(), withdrawn=True)
            return
    raise _unknown(runner_id, number)


def planned_sessions(store: Store, runner_id: int) -> list[PlannedSession]:
    """Return a runner's plan by number, without what was withdrawn."""
    query = select(PlannedSessionRow).where(PlannedSessionRow.runner_id == runner_id)
    done = select(SessionRow.plan_number, SessionRow.id).where(
        SessionRow.runner_id == runner_id, SessionRow.plan_number.is_not(None)
    )
    with store.reading() as db:
        rows = db.scalars(query.order_by(PlannedSessionRow.number, PlannedSessionRow.version))
        latest = {row.number: row for row in rows}
        recorded = [tuple(one) for one in db.execute(done.order_by(SessionRow.id))]
        return [_planned(row, recorded) for row in latest.values() if not row.withdrawn]


def _planned(row: PlannedSessionRow, recorded: list[tuple[Any, ...]]) -> PlannedSession:
    return PlannedSession(
        number=row.number,
        protocol=row.protocol,
        due_on=date.fromisoformat(row.due_on) if row.due_on else None,
        targets=row.targets,
        note=row.note,
        session_ids=tuple(session for number, session in recorded if number == row.number),
    )


def _write(
    db: Session,
    runner_id: int,
    planned: PlannedSession,
    *,
    by: Signature,
    now: datetime,
    withdrawn: bool = False,
) -> int:
    of_runner = PlannedSessionRow.runner_id == runner_id
    runner_row(db, runner_id)
    last = db.scalar(select(func.max(PlannedSessionRow.number)).where(of_runner)) or 0
    if planned.number > last:
        raise _unknown(runner_id, planned.number)
    number = planned.number or last + 1
    version = select(func.max(PlannedSessionRow.version)).where(
        of_runner, PlannedSessionRow.number == number
    )
    db.add(
        PlannedSessionRow(
            runner_id=runner_id,
            number=number,
            due_on=planned.due_on.isoformat() if planned.due_on else None,
            protocol=planned.protocol.strip(),
            targets=dict(planned.targets),
            note=planned.note.strip(),
            withdrawn=withdrawn,
            version=(db.scalar(version) or 0) + 1,
            author=by.author,
            at_utc=now,
            reason=by.reason,
        )
    )
    return number


def _unknown(runner_id: int, number: int) -> BadSession:
    return BadSession(f"the plan of runner {runner_id} has no session {number}")
