"""Phases and marks of a session: added while it runs or later, corrected by new versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clinic.adding import session_row
from clinic.bounds import check_choice, check_number, check_text
from clinic.errors import BadSession
from clinic.store import Store
from clinic.tables import MarkRow, PhaseRow
from clinic.versions import Signature

__all__ = ["Mark", "Phase", "PhaseKind", "add_mark", "add_phase", "correct_mark", "marks", "phases"]

PhaseKind = Literal["warm-up", "natural", "cued", "retention", "free"]

#: A mat's clock starts with the mat; none runs longer than this.
TIME_S = (-1e9, 1e9)


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of a session: `[start_s, end_s)` on the mat's clock; `end_s` is None while it lasts.

    `cue` is what the runner was told, `targets` what was aimed at.
    """

    number: int
    kind: PhaseKind
    start_s: float
    end_s: float | None
    cue: str
    targets: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mark:
    """A remark at `time_s` of a session, in its latest version; `author` wrote it at `at_utc`."""

    number: int
    time_s: float
    note: str
    version: int
    author: str
    at_utc: datetime


def add_phase(
    store: Store,
    session_id: int,
    kind: PhaseKind,
    start_s: float,
    *,
    by: Signature,
    cue: str = "",
    targets: Mapping[str, Any] | None = None,
) -> int:
    """Begin a phase, which ends the one before; return its number, from 1.

    Raises
    ------
    BadSession
        When there is no such kind, or the phase would begin before the one before it.
    """
    check_choice("phase", kind, get_args(PhaseKind))
    check_number("start_s", start_s, TIME_S)
    check_text("cue", cue)
    with store.writing() as db:
        session_row(db, session_id)
        before = _latest(db, PhaseRow, session_id)
        if before and start_s < before[-1].start_s:
            raise BadSession(
                f"a phase of session {session_id} must begin at or after {before[-1].start_s:.3f} s, "
                f"where the phase before it does, got {start_s:.3f} s"
            )
        number = len(before) + 1
        db.add(
            PhaseRow(
                session_id=session_id,
                number=number,
                kind=kind,
                start_s=start_s,
                cue=cue.strip(),
                targets=dict(targets or {}),
                withdrawn=False,
                version=1,
                author=by.author,
                at_utc=store.now(),
                reason=by.reason,
            )
        )
    return number


def phases(store: Store, session_id: int) -> list[Phase]:
    """Return a session's phases in order; the last one ends with the session."""
    with store.reading() as db:
        session = session_row(db, session_id)
        end_s = None if session.state == "recording" else session.last_s
        rows = _latest(db, PhaseRow, session_id)
        ends_s = [*(row.start_s for row in rows[1:]), end_s]
        return [
            Phase(row.number, row.kind, row.start_s, ends_s[i], row.cue, row.targets)
            for i, row in enumerate(rows)
        ]


def add_mark(store: Store, session_id: int, time_s: float, note: str, *, by: Signature) -> int:
    """Add a remark at a moment of a session; return its number, from 1."""
    check_number("time_s", time_s, TIME_S)
    with store.writing() as db:
        session_row(db, session_id)
        query = select(func.max(MarkRow.number)).where(MarkRow.session_id == session_id)
        number = (db.scalar(query) or 0) + 1
        db.add(_mark_row(session_id, number, 1, time_s, note, by=by, now=store.now()))
    return number


def correct_mark(
    store: Store, session_id: int, number: int, note: str | None, *, by: Signature
) -> None:
    """Give a remark another text, or with None withdraw it; earlier versions stay stored.

    Raises
    ------
    BadSession
        When there is no such remark.
    """
    query = select(MarkRow).where(MarkRow.session_id == session_id, MarkRow.number == number)
    with store.writing() as db:
        newest = db.scalars(query.order_by(MarkRow.version.desc())).first()
        if newest is None:
            raise BadSession(f"session {session_id} has no mark {number}")
        row = _mark_row(
            session_id, number, newest.version + 1, newest.time_s,
            newest.note if note is None else note, by=by, now=store.now(),
        )  # fmt: skip
        row.withdrawn = note is None
        db.add(row)


def marks(store: Store, session_id: int) -> list[Mark]:
    """Return a session's remarks in order of time, each in its latest version, without the withdrawn."""
    with store.reading() as db:
        session_row(db, session_id)
        rows = [row for row in _latest(db, MarkRow, session_id) if not row.withdrawn]
        found = [
            Mark(row.number, row.time_s, row.note, row.version, row.author, row.at_utc)
            for row in rows
        ]
    return sorted(found, key=lambda mark: (mark.time_s, mark.number))


def _mark_row(
    session_id: int,
    number: int,
    version: int,
    time_s: float,
    note: str,
    *,
    by: Signature,
    now: datetime,
) -> MarkRow:
    check_text("note", note, least=1)
    return MarkRow(
        session_id=session_id,
        number=number,
        time_s=time_s,
        note=note.strip(),
        withdrawn=False,
        version=version,
        author=by.author,
        at_utc=now,
        reason=by.reason,
    )


def _latest(db: Session, kind: Any, session_id: int) -> Sequence[Any]:
    """Return the latest version of each of a session's rows, by number."""
    query = select(kind).where(kind.session_id == session_id)
    rows = db.scalars(query.order_by(kind.number, kind.version))
    return list({row.number: row for row in rows}.values())
