"""Finding sessions and runners: filtered, counted and cut into pages by the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from clinic.bounds import check_text
from clinic.records import SessionRecord, SessionState
from clinic.rows import runner_of, session_of
from clinic.runner_records import Runner
from clinic.runner_rows import runner_row
from clinic.store import Store
from clinic.tables import (
    PhaseRow,
    PlannedSessionRow,
    RunnerRow,
    SessionRow,
    SessionVersionRow,
)

__all__ = [
    "FoundRunner",
    "SessionQuery",
    "find_runners",
    "find_sessions",
    "runner_by_id",
    "session_choices",
]

SEARCH_LENGTH_MAX = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionQuery:
    """Which sessions are looked for: those that meet everything that is set.

    Parameters
    ----------
    words : str
        In the runner's name or the note, as they stand now; upper or lower case is the same.
    runner_id : int or None
        Whose.
    from_utc, before_utc : datetime or None
        Started at or after the one, and before the other.
    state : {"recording", "complete", "interrupted"} or None
        As in `SessionRecord`.
    mat_name : str or None
        How the mat was chosen.
    phase : str or None
        A kind of phase that the session has.
    protocol : str or None
        Of the planned session that it was recorded for.

    Raises
    ------
    BadSession
        When the words are too long.
    """

    words: str = ""
    runner_id: int | None = None
    from_utc: datetime | None = None
    before_utc: datetime | None = None
    state: SessionState | None = None
    mat_name: str | None = None
    phase: str | None = None
    protocol: str | None = None

    def __post_init__(self) -> None:
        check_text("the words to look for", self.words, most=SEARCH_LENGTH_MAX)


@dataclass(frozen=True, slots=True)
class FoundRunner:
    """A runner, with how many sessions there are and when the last one began (None without any)."""

    runner: Runner
    session_count: int
    last_utc: datetime | None


def find_sessions(
    store: Store, query: SessionQuery | None = None, *, first: int = 0, most: int = 50
) -> tuple[list[SessionRecord], int]:
    """Return the sessions that are looked for, the newest first, and how many there are in all.

    Parameters
    ----------
    store : Store
        Where to look.
    query : SessionQuery or None
        None: all.
    first, most : int
        How many of them are left out before the first one that is returned, and how many are returned.
    """
    conditions = _conditions(SessionQuery() if query is None else query)
    page = (
        select(SessionRow)
        .where(*conditions)
        .order_by(SessionRow.id.desc())
        .offset(first)
        .limit(most)
    )
    with store.reading() as db:
        count = db.scalar(select(func.count()).select_from(SessionRow).where(*conditions))
        return [session_of(row) for row in db.scalars(page)], count or 0


def session_choices(store: Store) -> dict[str, list[str]]:
    """Return what sessions can be filtered by: under `mats`, `phases`, `protocols` what there is of each."""
    columns = {
        "mats": SessionRow.mat_name,
        "phases": PhaseRow.kind,
        "protocols": PlannedSessionRow.protocol,
    }
    with store.reading() as db:
        return {
            name: sorted(db.scalars(select(column).distinct())) for name, column in columns.items()
        }


def find_runners(
    store: Store, words: str = "", *, first: int = 0, most: int = 50
) -> tuple[list[FoundRunner], int]:
    """Return the runners in whose name the words are, by name, and how many there are in all.

    Raises
    ------
    BadSession
        When the words are too long.
    """
    check_text("the words to look for", words, most=SEARCH_LENGTH_MAX)
    chosen = select(RunnerRow)
    if words.strip():
        chosen = chosen.where(RunnerRow.name.icontains(words.strip(), autoescape=True))
    page = chosen.order_by(RunnerRow.name).offset(first).limit(most)
    with store.reading() as db:
        count = db.scalar(select(func.count()).select_from(chosen.subquery()))
        rows = list(db.scalars(page))
        used = select(SessionRow.runner_id, func.count(), func.max(SessionRow.started_utc)).where(
            SessionRow.runner_id.in_([row.id for row in rows])
        )
        sessions = {
            number: (count, last)
            for number, count, last in db.execute(used.group_by(SessionRow.runner_id))
        }
        found = [
            FoundRunner(runner_of(row.current), *sessions.get(row.id, (0, None))) for row in rows
        ]
    return found, count or 0


def runner_by_id(store: Store, runner_id: int) -> Runner:
    """Return the runner with this number, or raise RunnerNotFound."""
    with store.reading() as db:
        return runner_of(runner_row(db, runner_id).current)


def _conditions(query: SessionQuery) -> Sequence[ColumnElement[bool]]:
    equal: dict[Any, Any] = {
        SessionRow.runner_id: query.runner_id,
        SessionRow.state: query.state,
        SessionRow.mat_name: query.mat_name,
    }
    conditions = [column == value for column, value in equal.items() if value is not None]
    if query.words.strip():
        conditions.append(_has_words(query.words.strip()))
    if query.from_utc is not None:
        conditions.append(SessionRow.started_utc >= query.from_utc)
    if query.before_utc is not None:
        conditions.append(SessionRow.started_utc < query.before_utc)
    if query.phase is not None:
        of_kind = (PhaseRow.session_id == SessionRow.id, PhaseRow.kind == query.phase)
        conditions.append(select(PhaseRow.id).where(*of_kind).exists())
    if query.protocol is not None:
        conditions.append(_is_for(query.protocol))
    return conditions


def _has_words(words: str) -> ColumnElement[bool]:
    """Whether the words are in the runner's name or in the latest version's note."""
    newest = select(func.max(SessionVersionRow.version)).where(
        SessionVersionRow.session_id == SessionRow.id
    )
    in_note = select(SessionVersionRow.id).where(
        SessionVersionRow.session_id == SessionRow.id,
        SessionVersionRow.version == newest.correlate(SessionRow).scalar_subquery(),
        SessionVersionRow.note.icontains(words, autoescape=True),
    )
    in_name = select(RunnerRow.id).where(
        RunnerRow.id == SessionRow.runner_id, RunnerRow.name.icontains(words, autoescape=True)
    )
    return or_(in_name.exists(), in_note.exists())


def _is_for(protocol: str) -> ColumnElement[bool]:
    """Whether the session's plan, in its latest version, has this protocol."""
    of_plan = (
        PlannedSessionRow.runner_id == SessionRow.runner_id,
        PlannedSessionRow.number == SessionRow.plan_number,
    )
    newest = select(func.max(PlannedSessionRow.version)).where(*of_plan)
    planned = select(PlannedSessionRow.id).where(
        *of_plan,
        PlannedSessionRow.version == newest.correlate(SessionRow).scalar_subquery(),
        PlannedSessionRow.protocol == protocol,
    )
    return planned.exists()
