"""What people say otherwise of a step: versions, and the steps as they stand after them."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analyzer import Side, Step, Strike, summarize
from clinic.adding import session_row
from clinic.bounds import check_choice
from clinic.errors import StepNotFound
from clinic.store import Store
from clinic.tables import StepRow, StepVersionRow
from clinic.versions import Signature

__all__ = [
    "StepCorrection",
    "correct_step",
    "corrected_steps",
    "corrected_summary",
    "step_corrections",
    "step_history",
]

SIDES: tuple[str, ...] = ("left", "right")
STRIKES: tuple[str, ...] = ("heel", "midfoot", "ball")


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

    def of(self, step: Step) -> Step:
        """Return the step as this correction has it."""
        return replace(
            step,
            side=step.side if self.side is None else self.side,
            strike=step.strike if self.strike is None else self.strike,
            confidence=step.confidence if self.strike is None else 1.0,
        )


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
        When it cannot have been that.
    StepNotFound
        When there is no such step.
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


def step_history(store: Store, session_id: int, number: int | None = None) -> list[StepCorrection]:
    """Return every correction of a session's steps, or of one of them, the first one first."""
    query = select(StepVersionRow).where(StepVersionRow.session_id == session_id)
    if number is not None:
        query = query.where(StepVersionRow.number == number)
    with store.reading() as db:
        session_row(db, session_id)
        return [_correction_of(row) for row in db.scalars(query.order_by(StepVersionRow.id))]


def step_corrections(store: Store, session_id: int) -> list[StepCorrection]:
    """Return the corrections that count, the latest of each step, by step number."""
    latest = {one.number: one for one in step_history(store, session_id)}
    return [latest[number] for number in sorted(latest)]


def corrected_steps(store: Store, session_id: int, *, with_prints: bool = False) -> list[Step]:
    """Return a session's steps as they stand after all corrections, without those that were excluded."""
    corrections = {one.number: one for one in step_corrections(store, session_id)}
    steps = []
    for step in store.steps(session_id, with_prints=with_prints):
        correction = corrections.get(step.number)
        if correction is None:
            steps.append(step)
        elif not correction.excluded:
            steps.append(correction.of(step))
    return steps


def corrected_summary(store: Store, session_id: int) -> dict[str, Any]:
    """Return what `analyzer.summarize` says of the corrected steps."""
    return summarize(corrected_steps(store, session_id))


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
        raise StepNotFound(f"session {session_id} has no step {number}")
