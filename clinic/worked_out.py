"""What takes long to work out of a session is worked out once, and kept with the session."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from analyzer import VERSION
from clinic.errors import ClinicError
from clinic.store import Store
from clinic.tables import SessionRow, StepVersionRow, WorkedOutRow

__all__ = ["keep_results", "kept_results", "made_of"]

#: Raised when what is worked out changes, so that what older programs kept is out of date.
REVISION = 1


def made_of(store: Store, session_ids: Sequence[int]) -> dict[int, str]:
    """Return what there is of each session to work something out of; a session that is not there is left out.

    It changes when a step is added or corrected, and with the analyzer.
    """
    sessions = select(SessionRow.id, SessionRow.state, SessionRow.step_count)
    corrections = select(StepVersionRow.session_id, func.max(StepVersionRow.id))
    of_them = StepVersionRow.session_id.in_(session_ids)
    with store.reading() as db:
        rows = db.execute(sessions.where(SessionRow.id.in_(session_ids))).all()
        counted = db.execute(corrections.where(of_them).group_by(StepVersionRow.session_id))
        last = {row[0]: row[1] for row in counted}
    return {
        number: f"{VERSION} {REVISION} {state} {steps} {last.get(number, 0)}"
        for number, state, steps in rows
    }


def kept_results(store: Store, session_ids: Sequence[int], kind: str) -> dict[int, dict[str, Any]]:
    """Return what was worked out of each session as it is now; where that was not done, it is left out."""
    present = made_of(store, session_ids)
    query = select(WorkedOutRow).where(
        WorkedOutRow.session_id.in_(session_ids), WorkedOutRow.kind == kind
    )
    with store.reading() as db:
        return {
            row.session_id: row.content
            for row in db.scalars(query)
            if row.made_of == present.get(row.session_id)
        }


def keep_results(
    store: Store, session_id: int, origin: str, results: Mapping[str, dict[str, Any]]
) -> None:
    """Keep what was worked out of a session, by kind; `origin` is what `made_of` said before.

    A store that cannot be written is no hindrance: nothing is lost but the time that it took.
    """
    if store.is_read_only:
        return
    try:
        with store.writing() as db:
            for kind, content in results.items():
                db.merge(
                    WorkedOutRow(session_id=session_id, kind=kind, made_of=origin, content=content)
                )
    except ClinicError:
        return
