"""Corrections of runners and sessions: a further version each, and what was said before stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clinic.adding import session_row
from clinic.bounds import PAIN, check_choice, check_name, check_number, check_text
from clinic.records import SessionRecord
from clinic.rows import runner_of, session_of
from clinic.runner_records import Runner, RunnerVersion
from clinic.runner_rows import runner_row, write_runner
from clinic.store import Store
from clinic.tables import SessionVersionRow

__all__ = [
    "Signature",
    "add_runner",
    "correct_runner",
    "correct_session",
    "runner_history",
    "session_history",
]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who makes a correction, and why; both are stored with it.

    Raises
    ------
    BadSession
        When nobody is named.
    """

    author: str
    reason: str = ""

    def __post_init__(self) -> None:
        check_name("author", self.author)
        check_text("reason", self.reason)


def add_runner(store: Store, data: Mapping[str, Any], *, by: Signature) -> Runner:
    """Return a new runner with these data: `name` at least, see `Runner`.

    Raises
    ------
    BadSession
        When a value is out of bounds, or another runner has the name.
    """
    Runner(str(data.get("name", "")))
    with store.writing() as db:
        row = write_runner(db, None, data, author=by.author, now=store.now(), reason=by.reason)
        return runner_of(row.current)


def correct_runner(
    store: Store, runner_id: int, changes: Mapping[str, Any], *, by: Signature
) -> Runner:
    """Return the runner with some data changed: `name`, `foot_length_m`, `shoes` and so on, see `Runner`.

    Raises
    ------
    BadSession
        When a value is out of bounds, or another runner has the name.
    RunnerNotFound
        When there is no such runner.
    """
    with store.writing() as db:
        row = runner_row(db, runner_id)
        write_runner(db, row, changes, author=by.author, now=store.now(), reason=by.reason)
        return runner_of(row.current)


def runner_history(store: Store, runner_id: int) -> list[RunnerVersion]:
    """Return every version of a runner's data, the first one first."""
    with store.reading() as db:
        return [
            RunnerVersion(runner_of(row), row.author, row.at_utc, row.reason)
            for row in runner_row(db, runner_id).versions
        ]


def correct_session(
    store: Store, session_id: int, changes: Mapping[str, Any], *, by: Signature
) -> SessionRecord:
    """Return the session with some of `note`, `pain_before`, `pain_after`, `runner_id` changed.

    Nothing is written when that changes nothing.

    Raises
    ------
    BadSession
        When a value is out of bounds.
    SessionNotFound, RunnerNotFound
        When there is no such session or runner.
    """
    known = ("note", "pain_before", "pain_after", "runner_id")
    for name in changes:
        check_choice("what is corrected of a session", name, known)
    check_text("note", changes.get("note", ""))
    for name in ("pain_before", "pain_after"):
        check_number(name, changes.get(name), PAIN)
    with store.writing() as db:
        row = session_row(db, session_id)
        before = {name: getattr(row.current, name) for name in known}
        values = before | dict(changes)
        if values == before:
            return session_of(row)
        row.runner = runner_row(db, values["runner_id"])
        row.versions.append(
            SessionVersionRow(
                **values,
                version=row.current.version + 1,
                author=by.author,
                at_utc=store.now(),
                reason=by.reason,
            )
        )
        db.flush()
        return session_of(row)


def session_history(store: Store, session_id: int) -> list[dict[str, Any]]:
    """Return every version of what people said of a session, the first one first, as plain values."""
    names = (
        "version",
        "runner_id",
        "note",
        "pain_before",
        "pain_after",
        "author",
        "at_utc",
        "reason",
    )
    with store.reading() as db:
        rows = session_row(db, session_id).versions
        return [{name: getattr(row, name) for name in names} for row in rows]
