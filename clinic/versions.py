"""Corrections: what a person says otherwise becomes a new version, and what was said before stays."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analyzer import Side, Step, Strike, summarize
from clinic.adding import session_row
from clinic.bounds import NAME_LENGTH_MAX, PAIN, check_choice, check_number, check_text
from clinic.errors import BadSession
from clinic.records import SessionRecord
from clinic.rows import runner_of, session_of
from clinic.runner_records import Runner, RunnerVersion
from clinic.runner_rows import runner_row, write_runner
from clinic.store import Store
from clinic.tables import SessionVersionRow, StepRow, StepVersionRow

__all__ = [
    "Signature",
    "StepCorrection",
    "correct_runner",
    "correct_session",
    "correct_step",
    "corrected_steps",
    "corrected_summary",
    "runner_history",
    "session_history",
    "step_corrections",
]

SIDES: tuple[str, ...] = ("left", "right")
STRIKES: tuple[str, ...] = ("heel", "midfoot", "ball")


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
        check_text("author", self.author, least=1, most=NAME_LENGTH_MAX)
        check_text("reason", self.reason)


@dataclass(frozen=True, slots=True)
class StepCorrection:
    """What a person says of a step.

    Parameters
    ----------
    number : int
        Of the step.
    side, strike : str or None
        What it was; None leaves the analyzer's word.
    excluded : bool
        Whether the step stays out of every mean.
    version : int
        How often the step was corrected.
    author, at_utc, reason
        Who, when, why.
    """

    number: int
    side: Side | None
    strike: Strike | None
    excluded: bool
    version: int
    author: str
    at_utc: datetime
    reason: str


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
        values = {name: getattr(row.current, name) for name in known} | dict(changes)
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


def correct_step(
    store: Store,
    session_id: int,
    number: int,
    *,
    by: Signature,
    side: Side | None = None,
    strike: Strike | None = None,
    excluded: bool = False,
) -> None:
    """Say of a step what it was, or that it stays out of the means; the analyzer's word stays stored.

    Raises
    ------
    BadSession
        When there is no such step, or it cannot have been that.
    """
    for name, value, choices in (("side", side, SIDES), ("strike", strike, STRIKES)):
        if value is not None:
            check_choice(name, value, choices)
    with store.writing() as db:
        session_row(db, session_id)
        _check_step(db, session_id, number)
        newest = select(func.max(StepVersionRow.version)).where(
            StepVersionRow.session_id == session_id, StepVersionRow.number == number
        )
        db.add(
            StepVersionRow(
                session_id=session_id,
                number=number,
                side=side,
                strike=strike,
                excluded=excluded,
                version=(db.scalar(newest) or 0) + 1,
                author=by.author,
                at_utc=store.now(),
                reason=by.reason,
            )
        )


def step_corrections(store: Store, session_id: int) -> list[StepCorrection]:
    """Return the corrections that count, the latest of each step, by step number."""
    query = select(StepVersionRow).where(StepVersionRow.session_id == session_id)
    with store.reading() as db:
        session_row(db, session_id)
        rows = db.scalars(query.order_by(StepVersionRow.number, StepVersionRow.version))
        latest = {row.number: _correction_of(row) for row in rows}
    return list(latest.values())


def corrected_steps(store: Store, session_id: int, *, with_prints: bool = False) -> list[Step]:
    """Return a session's steps as they stand after all corrections, without those that were excluded."""
    corrections = {one.number: one for one in step_corrections(store, session_id)}
    steps = []
    for step in store.steps(session_id, with_prints=with_prints):
        correction = corrections.get(step.number)
        if correction is None:
            steps.append(step)
        elif not correction.excluded:
            steps.append(_corrected(step, correction))
    return steps


def corrected_summary(store: Store, session_id: int) -> dict[str, Any]:
    """Return what `analyzer.summarize` says of the corrected steps."""
    return summarize(corrected_steps(store, session_id))


def _corrected(step: Step, correction: StepCorrection) -> Step:
    return replace(
        step,
        side=step.side if correction.side is None else correction.side,
        strike=step.strike if correction.strike is None else correction.strike,
        confidence=step.confidence if correction.strike is None else 1.0,
    )


def _correction_of(row: StepVersionRow) -> StepCorrection:
    return StepCorrection(
        number=row.number,
        side=row.side,  # type: ignore[arg-type]  # checked when it was stored
        strike=row.strike,  # type: ignore[arg-type]
        excluded=row.excluded,
        version=row.version,
        author=row.author,
        at_utc=row.at_utc,
        reason=row.reason,
    )


def _check_step(db: Session, session_id: int, number: int) -> None:
    query = select(StepRow.id).where(StepRow.session_id == session_id, StepRow.number == number)
    if db.scalar(query) is None:
        raise BadSession(f"session {session_id} has no step {number}")
