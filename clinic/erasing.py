"""Erasure of all that the store holds of one runner, with a receipt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic.audit import AuditEntry, note_action, write_audit
from clinic.errors import StoreBusy
from clinic.overwriting import overwrite_erased
from clinic.personal import count_and_hash, delete_rows, session_ids_of
from clinic.runner_rows import runner_row
from clinic.store import Store
from clinic.tables import ErasureRow, SessionRow

__all__ = ["Receipt", "erase_runner", "receipts"]


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
    bytes_are : str
        What became of the bytes, and where else they may be; empty in a receipt that is read again, the audit
        log has it.
    """

    number: int
    at_utc: datetime
    who: str
    runner_id: int
    session_ids: Sequence[int]
    counts: Mapping[str, int]
    sha256: str
    bytes_are: str = field(default="", compare=False)


def erase_runner(store: Store, runner_id: int, *, who: str) -> Receipt:
    """Erase all of a runner's data for good and return the receipt.

    What becomes of the bytes stands in the receipt; see `clinic.overwriting`.

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
    bytes_are = overwrite_erased(store)
    note_action(store, who, "overwrite erased", runner_id=runner_id, detail={"bytes": bytes_are})
    return replace(receipt, bytes_are=bytes_are)


def receipts(store: Store) -> list[Receipt]:
    """Return the receipts of all erasures, the first one first."""
    with store.reading() as db:
        return [_receipt(row) for row in db.scalars(select(ErasureRow).order_by(ErasureRow.id))]


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
