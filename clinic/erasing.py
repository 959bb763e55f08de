"""Erasure of all that the store holds of one runner, with a receipt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from clinic.audit import AuditEntry, write_audit
from clinic.errors import StoreBusy
from clinic.personal import count_and_hash, delete_rows, session_ids_of
from clinic.runner_rows import runner_row
from clinic.store import Store
from clinic.tables import ErasureRow, SessionRow
from clinic.trouble import trouble_using

__all__ = ["Receipt", "erase_runner", "overwrite_erased", "receipts"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """The proof that a runner's data are gone. It holds nothing personal and is kept.

    Parameters
    ----------
    number : int
        Of the receipt.
    at_utc : datetime
        When.
    who : str
        Who erased.
    runner_id : int
        The runner's number, which nobody else will ever have.
    session_ids : sequence of int
        The sessions' numbers.
    counts : dict
        Rows that are gone, by table.
    sha256 : str
        Of what is gone; an export that was made just before has the same.
    """

    number: int
    at_utc: datetime
    who: str
    runner_id: int
    session_ids: Sequence[int]
    counts: Mapping[str, int]
    sha256: str


def erase_runner(store: Store, runner_id: int, *, who: str) -> Receipt:
    """Erase all of a runner's data for good and return the receipt.

    In an SQLite file the bytes are overwritten before this returns. PostgreSQL overwrites them when it needs
    the room. Backups that were made before still hold them; see `clinic.backup`.

    Raises
    ------
    RunnerNotFound
        When there is no such runner.
    StoreBusy
        When a session of the runner is being recorded, or another program keeps the erased bytes in the
        write-ahead log: close it, and erase again to finish.
    """
    with store.writing() as db:
        runner_row(db, runner_id)
        _check_idle(db, runner_id)
        session_ids = session_ids_of(db, runner_id)
        counts, sha256 = count_and_hash(db, runner_id)
        db.expunge_all()
        delete_rows(db, runner_id)
        row = ErasureRow(
            at_utc=store.now(),
            who=who,
            runner_id=runner_id,
            session_ids=session_ids,
            counts=counts,
            sha256=sha256,
        )
        db.add(row)
        entry = AuditEntry(row.at_utc, who, "erase runner", runner_id, None, {"counts": counts})
        write_audit(db, entry)
        db.flush()
        receipt = _receipt(row)
    overwrite_erased(store)
    return receipt


def receipts(store: Store) -> list[Receipt]:
    """Return the receipts of all erasures, the first one first."""
    with store.reading() as db:
        return [_receipt(row) for row in db.scalars(select(ErasureRow).order_by(ErasureRow.id))]


def overwrite_erased(store: Store) -> None:
    """See to it that what was erased is not left in files: overwritten in SQLite, given up in PostgreSQL."""
    try:
        with store.autocommit() as connection:
            if store.path is None:
                connection.execute(text("VACUUM"))
                return
            # `secure_delete` has zeroed the erased pages; the log still holds them as they were.
            busy, _, _ = connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).one()
    except DatabaseError as error:
        raise trouble_using(store.place, "cleaned", error) from error
    if busy:
        raise StoreBusy(
            f"the data are erased, but {store.place}-wal still holds them because another program reads "
            "the store; close it, then run `strikemat runner clean`"
        )


def _check_idle(db: Session, runner_id: int) -> None:
    query = select(SessionRow.id).where(
        SessionRow.runner_id == runner_id, SessionRow.state == "recording"
    )
    session_id = db.scalar(query)
    if session_id is not None:
        raise StoreBusy(
            f"session {session_id} of runner {runner_id} is being recorded; end it first"
        )


def _receipt(row: ErasureRow) -> Receipt:
    return Receipt(
        row.id, row.at_utc, row.who, row.runner_id, row.session_ids, row.counts, row.sha256
    )
