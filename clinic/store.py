"""The clinic's store: runners, sessions, steps and frames in one database."""

import platform
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from sqlalchemy import select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session, defer

from analyzer import Footprint, Step, summarize
from clinic.adding import add_chunks, add_gaps, add_session, add_steps, open_row, session_row
from clinic.codes import frames_of
from clinic.engine import WRITE, open_engine
from clinic.errors import ClinicError, StoreBusy
from clinic.lock import FileLock, RecordingLock, ServerLock
from clinic.packing import FrameChunk, unpack_footprint
from clinic.place import Place
from clinic.records import Gap, NewSession, SessionRecord, StoredCalibration
from clinic.rows import chunk_of, gap_of, runner_of, session_of, step_of
from clinic.runner_records import Runner
from clinic.tables import CalibrationRow, ChunkRow, GapRow, RunnerRow, SessionRow, StepRow
from clinic.trouble import trouble_using
from device import FrameBlock

__all__ = ["Store"]


def utc_now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


class Store:
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

    Attributes
    ----------
    place : Place
        Where the store lies.
    path : Path or None
        The file; None on a server.
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
    ) -> None:
        self.place = Place.of(where)
        self.path = self.place.path
        self._clock = clock
        self._treadmill = platform.node() if treadmill is None else treadmill
        self._engine = open_engine(self.place)
        self._writer = self._engine.execution_options(**{WRITE: True})
        self._lock = self._lock_of(self._treadmill)
        try:
            self.interrupted_ids = self._end_interrupted()
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
        if not self._lock.acquire():
            raise StoreBusy(f"a session is being recorded into {self.place} already; end it first")
        try:
            with self.writing() as db:
                now = self._clock()
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
            row.ended_utc, row.summary = self._clock(), summary
        self._lock.release()

    # Reading

    def sessions(self) -> list[SessionRecord]:
        """Return all sessions, the newest first."""
        with self.reading() as db:
            rows = db.scalars(select(SessionRow).order_by(SessionRow.id.desc()))
            return [session_of(row) for row in rows]

    def session(self, session_id: int) -> SessionRecord:
        """Return one session, or raise SessionNotFound."""
        with self.reading() as db:
            return session_of(session_row(db, session_id))

    def steps(self, session_id: int, *, with_prints: bool = True) -> list[Step]:
        """Return a session's steps in order of contact; without prints their footprints are empty."""
        query = select(StepRow).where(StepRow.session_id == session_id).order_by(StepRow.number)
        if not with_prints:
            query = query.options(defer(StepRow.footprint))
        with self.reading() as db:
            session_row(db, session_id)
            return [step_of(row, with_print=with_prints) for row in db.scalars(query)]

    def footprints(self, session_id: int, numbers: Sequence[int]) -> list[Footprint]:
        """Return the footprints of those steps of a session, in order of contact."""
        query = select(StepRow.footprint).where(
            StepRow.session_id == session_id, StepRow.number.in_(numbers)
        )
        with self.reading() as db:
            session_row(db, session_id)
            return [
                unpack_footprint(packed) for packed in db.scalars(query.order_by(StepRow.number))
            ]

    def runner(self, name: str) -> Runner:
        """Return what is known of a runner; of a new one, nothing but the name."""
        known = {runner.name: runner for runner in self.runners()}
        return known.get(name.strip()) or Runner(name.strip())

    def runners(self) -> list[Runner]:
        """Return all runners, by name."""
        with self.reading() as db:
            rows = db.scalars(select(RunnerRow).order_by(RunnerRow.name))
            return [runner_of(row.current) for row in rows]

    def gaps(self, session_id: int) -> list[Gap]:
        """Return what a session lost, in order of time."""
        query = select(GapRow).where(GapRow.session_id == session_id).order_by(GapRow.first_s)
        with self.reading() as db:
            session_row(db, session_id)
            return [gap_of(row) for row in db.scalars(query)]

    def frames(self, session_id: int) -> Iterator[FrameBlock]:
        """Yield a session's frames in order, each block checked against its checksum.

        Raises
        ------
        DamagedFrames
            When a block is not what was stored.
        """
        record, calibration = self.session(session_id), self.calibration(session_id)
        yield from frames_of(record, calibration, self._chunks(session_id))

    def calibration(self, session_id: int) -> StoredCalibration | None:
        """Return the calibration that a session was recorded with; None where it keeps forces."""
        with self.reading() as db:
            row = session_row(db, session_id)
            if row.calibration_id is None:
                return None
            kept = db.get_one(CalibrationRow, row.calibration_id)
            return StoredCalibration(kept.name, kept.format, kept.payload)

    # Transactions, for the clinic's other files

    def now(self) -> datetime:
        """Return the present moment in UTC, by the store's clock."""
        return self._clock()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Yield a transaction that is committed at the end of the block, or on an error undone."""
        try:
            with Session(self._writer) as db, db.begin():
                yield db
        except DatabaseError as error:
            raise trouble_using(self.place, "written", error) from error

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Yield a transaction that sees one state of the store."""
        try:
            with Session(self._engine) as db:
                yield db
        except DatabaseError as error:
            raise trouble_using(self.place, "read", error) from error

    # Inside

    def _chunks(self, session_id: int) -> Iterator[FrameChunk]:
        index = 0
        while (chunk := self._chunk(session_id, index)) is not None:
            yield chunk
            index += 1

    def _chunk(self, session_id: int, index: int) -> FrameChunk | None:
        with self.reading() as db:
            row = db.get(ChunkRow, (session_id, index))
            if row is None:
                return None
            return chunk_of(row)

    def _lock_of(self, treadmill: str) -> RecordingLock:
        path = self.place.path
        if path is None:
            return ServerLock(self._engine, self.place, treadmill)
        return FileLock(path.with_name(path.name + ".lock"))

    def _end_interrupted(self) -> tuple[int, ...]:
        """End the sessions that nobody records any more; those whose treadmill holds its lock are left."""
        query = select(SessionRow.id, SessionRow.treadmill).where(SessionRow.state == "recording")
        with self.reading() as db:
            open_sessions = db.execute(query.order_by(SessionRow.id)).all()
        ended = []
        for session_id, treadmill in open_sessions:
            lock = self._lock_of(treadmill)
            if lock.acquire():
                try:
                    self._interrupt(session_id)
                finally:
                    lock.release()
                ended.append(session_id)
        return tuple(ended)

    def _interrupt(self, session_id: int) -> None:
        summary = summarize(self.steps(session_id, with_prints=False))
        duration = timedelta(seconds=self.session(session_id).duration_s)
        with self.writing() as db:
            row = session_row(db, session_id)
            row.state, row.summary = "interrupted", summary
            row.ended_utc = row.started_utc + duration
