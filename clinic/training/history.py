"""What earlier sessions of a runner say to the next one."""

from dataclasses import dataclass

from sqlalchemy import func, select

from clinic.answers import Answer, runner_answers
from clinic.records import SessionRecord
from clinic.store import Store
from clinic.tables import SessionRow
from clinic.training.ramp import SessionLoad

__all__ = ["History", "history_before"]


@dataclass(frozen=True, slots=True)
class History:
    """Of the sessions before one, simulated ones only before a simulated one.

    Parameters
    ----------
    session_count : int
        How many there are.
    baseline : dict or None
        What the runner's first natural phase said; see `baseline_of`.
    loads : tuple of SessionLoad
        The first session first.
    """

    session_count: int
    baseline: dict[str, float | None] | None
    loads: tuple[SessionLoad, ...]


def history_before(store: Store, record: SessionRecord) -> History:
    """Return what is known of the runner from the sessions before this one."""
    query = (
        select(func.count())
        .select_from(SessionRow)
        .where(SessionRow.runner_id == record.runner_id, SessionRow.id < record.id)
    )
    with store.reading() as db:
        count = db.scalar(query) or 0
    baselines = _before(runner_answers(store, record.runner_id, "baseline"), record)
    loads = _before(runner_answers(store, record.runner_id, "load"), record)
    return History(
        session_count=count,
        baseline=dict(baselines[0].value) if baselines else None,
        loads=tuple(
            SessionLoad(one.started_utc, one.value["ball_load_n_s"], one.value["duration_s"])
            for one in loads
            if one.value["ball_load_n_s"] is not None
        ),
    )


def _before(found: list[Answer], record: SessionRecord) -> list[Answer]:
    return [
        one for one in found if one.session_id < record.id and one.simulated == record.simulated
    ]
