"""The clinic's store: runners, sessions, steps and frames in one database."""

import platform
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from analyzer import Step, summarize
from clinic.adding import (
    add_chunks,
    add_gaps,
    add_session,
    add_steps,
    end_utc,
    open_row,
    session_row,
)
from clinic.engine import WRITE, open_engine
from clinic.errors import ClinicError, StoreBusy, StoreFailed
from clinic.lock import lock_of
from clinic.packing import FrameChunk
from clinic.place import Place
from clinic.reading import StoreReader
from clinic.records import Gap, NewSession
from clinic.sqlite import is_read_only
from clinic.tables import SessionRow
from clinic.trouble import trouble_using

__all__ = ["Store"]


def utc_now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


class Store(StoreReader):
    """Sessions that survive: what `append` returned from is on the disk.

    Opening a store ends every session that a crash left open, at its last stored data, as `"interrupted"`.
    Threads may share a store; one process at a time may record into a file, and one a treadmill into a
    database on a server; others may read.

    Parameters
    ----------
    where : str, Path or Place
        The SQLite file, created when absent, with its folder; or the URL of a PostgreSQL database.
    clock : callable
        Returns the present moment in UTC.
    treadmill : str, optional
        Name of this treadmill; by default the computer's.
    read_only : bool
        Only look: sessions that a crash left open stay as they are. A file that cannot be written, as on a
        disk that has become read-only, is always opened so; what would write raises StoreFailed.

    Attributes
    ----------
    place : Place
        Where the store lies.
    path : Path or None
        The file; None on a server.
    is_read_only : bool
        Whether it can only be looked at.
    interrupted_ids : tuple of int
        Sessions that were ended on opening.

    Raises
    ------
    BadStore
        When the file is something else, or was written by a newer Strikemat.
    StoreFailed
        When the disk refuses; so can every method.
    """

    def __init__(
        self,
        where: str | Path | Place,
        *,
        clock: Callable[[], datetime] = utc_now,
        treadmill: str | None = None,
        read_only: bool = False,
    ) -> None:
        place = Place.of(where)
        super().__init__(place, open_engine(place, read_only=read_only))
        self.path = self.place.path
        self._clock = clock
        self._treadmill = platform.node() if treadmill is None else treadmill
        self.is_read_only = read_only or (self.path is not None and is_read_only(self.path))
        self._writer = self._engine.execution_options(**{WRITE: True})
        self._lock = lock_of(self.place, self._engine, self._treadmill)
        try:
            self.interrupted_ids = () if self.is_read_only else self._end_interrupted()
        except ClinicError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store. A session that is still open is ended as interrupted on the next opening."""
        self._lock.release()
        self._engine.dispose()

    # Writing

    def begin_session(self, session: NewSession) -> int:
        """Return the number of a new session, which is on the disk already.

        Raises
        ------
        StoreBusy
            When a session is being recorded, by this process or another.
        """
        if self.is_read_only:
            raise StoreFailed(
                f"{self.place} is read-only: make the disk and the file writable (a worn memory card turns "
                "read-only by itself: replace it), then start Strikemat again"
            )
        if not self._lock.acquire():
            raise StoreBusy(f"a session is being recorded into {self.place} already; end it first")
        try:
            with self.writing() as db:
                now = self.now()
                return add_session(db, session, treadmill=self._treadmill, now=now).id
        except ClinicError:
            self._lock.release()
            raise

    def append(
        self,
        session_id: int,
        *,
        chunks: Sequence[FrameChunk] = (),
        steps: Sequence[Step] = (),
        gaps: Sequence[Gap] = (),
    ) -> None:
        """Add frames, steps and gaps to a session that is being recorded: all of them, or on an error none.

        Raises
        ------
        BadSession
            When the session has ended, or the frames do not come after those that are stored.
        SessionNotFound
            When there is no such session.
        """
        self._lock.keep()
        with self.writing() as db:
            row = open_row(db, session_id)
            add_chunks(db, row, chunks)
            add_steps(db, row, steps)
            add_gaps(db, row, gaps)

    def end_session(self, session_id: int, *, interrupted: bool = False) -> None:
        """End a session now, as complete or as interrupted, and sum up its steps."""
        summary = summarize(self.steps(session_id, with_prints=False))
        with self.writing() as db:
            row = open_row(db, session_id)
            row.state = "interrupted" if interrupted else "complete"
            row.ended_utc, row.summary = end_utc(row, self.now()), summary
        self._lock.release()

    # Transactions, for the clinic's other files

    def now(self) -> datetime:
        """Return the present moment in UTC, by the store's clock, in the milliseconds that are stored."""
        moment = self._clock()
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Yield a transaction that is committed at the end of the block, or on an error undone."""
        try:
            with Session(self._writer) as db, db.begin():
                yield db
        except DatabaseError as error:
            raise trouble_using(self.place, "written", error) from error

    @contextmanager
    def autocommit(self) -> Iterator[Connection]:
        """Yield a connection outside any transaction, for the database's own housekeeping."""
        engine = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            yield connection

    # Inside

    def _end_interrupted(self) -> tuple[int, ...]:
        """End the sessions that nobody records any more; those whose treadmill holds its lock are left."""
        query = select(SessionRow.id, SessionRow.treadmill).where(SessionRow.state == "recording")
        with self.reading() as db:
            open_sessions = db.execute(query.order_by(SessionRow.id)).all()
        ended = []
        for session_id, treadmill in open_sessions:
            lock = lock_of(self.place, self._engine, treadmill)
            if lock.acquire():
                try:
                    self._interrupt(session_id)
                finally:
                    lock.release()
                ended.append(session_id)
        return tuple(ended)

    def _interrupt(self, session_id: int) -> None:
        summary = summarize(self.steps(session_id, with_prints=False))
        with self.writing() as db:
            row = session_row(db, session_id)
            row.state, row.summary = "interrupted", summary
            row.ended_utc = end_utc(row, None)
