"""What was asked of a session beside the recording: kept in versions, the latest counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import func, select

from clinic.adding import session_row
from clinic.bounds import check_choice
from clinic.store import Store
from clinic.tables import SessionAnswerRow, SessionRow
from clinic.versions import Signature

__all__ = ["Answer", "AnswerName", "add_answer", "answers", "runner_answers"]

AnswerName = Literal["protocol", "checklist", "guess", "baseline", "load"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered of a session, in its latest version; `author` wrote it at `at_utc`.

    Parameters
    ----------
    session_id : int
        Of which session.
    started_utc : datetime
        When that session began.
    simulated : bool
        Whether no person was on the mat.
    value : dict
        The answer, as plain values.
    """

    session_id: int
    started_utc: datetime
    simulated: bool
    value: Mapping[str, Any]
    version: int
    author: str
    at_utc: datetime


def add_answer(
    store: Store, session_id: int, name: AnswerName, value: Mapping[str, Any], *, by: Signature
) -> int:
    """Keep an answer, or a further version of it; return the version.

    Raises
    ------
    BadSession
        When nothing of this name is asked.
    SessionNotFound
        When there is no such session.
    """
    check_choice("what is answered of a session", name, get_args(AnswerName))
    newest = select(func.max(SessionAnswerRow.version)).where(
        SessionAnswerRow.session_id == session_id, SessionAnswerRow.name == name
    )
    with store.writing() as db:
        session_row(db, session_id)
        version = (db.scalar(newest) or 0) + 1
        db.add(
            SessionAnswerRow(
                session_id=session_id,
                name=name,
                value=dict(value),
                version=version,
                author=by.author,
                at_utc=store.now(),
                reason=by.reason,
            )
        )
    return version


def answers(store: Store, session_id: int) -> dict[str, Answer]:
    """Return the latest answers about a session by name."""
    with store.reading() as db:
        session_row(db, session_id)
    found = _latest(store, SessionAnswerRow.session_id == session_id)
    return {name: answer for (_, name), answer in found.items()}


def runner_answers(store: Store, runner_id: int, name: AnswerName) -> list[Answer]:
    """Return the latest answers of one name about all sessions of a runner, the first session first."""
    found = _latest(store, SessionRow.runner_id == runner_id, SessionAnswerRow.name == name)
    return [found[key] for key in sorted(found)]


def _latest(store: Store, *where: Any) -> dict[tuple[int, str], Answer]:
    query = (
        select(SessionAnswerRow, SessionRow.started_utc, SessionRow.simulated)
        .join(SessionRow, SessionRow.id == SessionAnswerRow.session_id)
        .where(*where)
        .order_by(SessionAnswerRow.version)
    )
    with store.reading() as db:
        return {
            (row.session_id, row.name): Answer(
                row.session_id, started, simulated, row.value, row.version, row.author, row.at_utc
            )
            for row, started, simulated in db.execute(query)
        }
