"""Rows of runners: found by name, and written as new versions."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clinic.errors import BadSession, RunnerNotFound
from clinic.rows import runner_of
from clinic.runner_records import Runner
from clinic.tables import ErasureRow, RunnerRow, RunnerVersionRow

__all__ = ["current_runner_row", "runner_row", "write_runner"]

_DATA = tuple(field.name for field in fields(Runner) if field.name not in {"id", "version"})


def runner_row(db: Session, runner_id: int) -> RunnerRow:
    """Return the row of a runner, held until the transaction ends, or raise RunnerNotFound."""
    row = db.get(RunnerRow, runner_id, with_for_update={"of": RunnerRow})
    if row is None:
        raise RunnerNotFound(f"there is no runner {runner_id}")
    return row


def current_runner_row(db: Session, name: str) -> RunnerRow | None:
    """Return the row of the runner who has this name now, None if nobody has."""
    query = select(RunnerRow).where(RunnerRow.name == name.strip())
    return db.scalar(query.with_for_update(of=RunnerRow))


def write_runner(
    db: Session,
    row: RunnerRow | None,
    changes: Mapping[str, Any],
    *,
    author: str,
    now: datetime,
    reason: str,
) -> RunnerRow:
    """Return the runner's row after a further version with these changes, when they change anything.

    Raises
    ------
    BadSession
        When a value is out of bounds, the data are not a runner's, or another runner has the name.
    """
    for name in changes:
        if name not in _DATA:
            raise BadSession(f"a runner has no {name!r}; known are {', '.join(_DATA)}")
    before = Runner("new") if row is None else runner_of(row.current)
    known = {name: getattr(before, name) for name in _DATA}
    after = Runner(**{**known, **{name: _clean(value) for name, value in changes.items()}})
    if row is not None and known == {name: getattr(after, name) for name in _DATA}:
        return row
    _check_name(db, row, after.name)
    if row is None:
        row = RunnerRow(id=_free_id(db), name=after.name)
        db.add(row)
    row.name = after.name
    row.versions.append(
        RunnerVersionRow(
            **{name: getattr(after, name) for name in _DATA},
            version=len(row.versions) + 1,
            author=author,
            at_utc=now,
            reason=reason,
        )
    )
    db.flush()
    return row


def _check_name(db: Session, row: RunnerRow | None, name: str) -> None:
    taken = db.scalar(select(RunnerRow.id).where(RunnerRow.name == name))
    if taken is not None and (row is None or taken != row.id):
        raise BadSession(f"runner {taken} is called {name!r} already; choose another name")


def _free_id(db: Session) -> int | None:
    """Return a number that no runner has or had; None where the database sees to that itself."""
    if db.get_bind().dialect.name != "sqlite":
        return None
    used = [db.scalar(select(func.max(column))) for column in (RunnerRow.id, ErasureRow.runner_id)]
    return max(number or 0 for number in used) + 1


def _clean(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value
