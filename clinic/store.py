"""The clinic's store: runners, sessions, steps and frames in one SQLite file."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from sqlalchemy import select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session, defer

from analyzer import Footprint, Step, summarize
from clinic.adding import add_chunks, add_gaps, add_steps, open_row, runner_row, session_row
from clinic.engine import WRITE, open_engine
from clinic.errors import ClinicError, StoreBusy, StoreFailed
from clinic.lock import RecordingLock
from clinic.models import ChunkRow, GapRow, RunnerRow, SessionRow, StepRow
from clinic.packing import FrameChunk, unpack_footprint
from clinic.records import Gap, NewSession, Runner, SessionRecord
from clinic.rows import gap_of, row_of_session, session_of, step_of
from device import FrameBlock

__all__ = ["Store"]


def utc_now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


class Store:
    """Sessions that survive: what `append` returned from is on the disk.

    Opening a store ends every session that a crash left open, at its last stored data, as `"interrupted"`.
    Threads may share a store; one process at a time may record into it, others may read.

    Parameters
    ----------
    path : str or Path
        The SQLite file; created when absent, with its folder.
    clock : callable
        Returns the present moment in UTC.

    Attributes
    ----------
    interrupted_ids : tuple of int
        Sessions that were ended on opening.

    Raises
    ------
    BadStore
        When the file is something else, or was written by a newer Strikemat.
    StoreFailed
        When the disk refuses; so can every method.
    """

    def __init__(self, path: str | Path, *, clock: Callable[[], datetime] = utc_now) -> None:
        self.path = Path(path)
        self._clock = clock
        self._engine = open_engine(self.path)
        self._writer = self._engine.execution_options(**{WRITE: True})
        self._lock = RecordingLock(self.path.with_name(self.path.name + ".lock"))
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
        """Let go of the file. A session that is still open is ended as interrupted on the next opening."""
        self._engine.dispose()
        self._lock.release()

    # Writing

    def begin_session(self, session: NewSession) -> int:
        """Return the number of a new session, which is on the disk already.

        Raises
        ------
        StoreBusy
            When a session is being recorded, by this process or another.
        """
        if not self._lock.acquire():
            raise StoreBusy(f"a session is being recorded into {self.path} already; end it first")
        try:
            with self._write() as db:
                row = row_of_session(session, runner_row(db, session))
                row.state, row.started_utc = "recording", self._clock()
                db.add(row)
                db.flush()
                return row.id
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
        with self._write() as db:
            row = open_row(db, session_id)
            add_chunks(db, row, chunks)
            add_steps(db, row, steps)
            add_gaps(db, row, gaps)

    def end_session(self, session_id: int, *, interrupted: bool = False) -> None:
        """End a session now, as complete or as interrupted, and sum up its steps."""
        summary = summarize(self.steps(session_id, with_prints=False))
        with self._write() as db:
            row = open_row(db, session_id)
            row.state = "interrupted" if interrupted else "complete"
            row.ended_utc, row.summary = self._clock(), summary
        self._lock.release()

    # Reading

    def sessions(self) -> list[SessionRecord]:
        """Return all sessions, the newest first."""
        with self._read() as db:
            rows = db.scalars(select(SessionRow).order_by(SessionRow.id.desc()))
            return [session_of(row) for row in rows]

    def session(self, session_id: int) -> SessionRecord:
        """Return one session, or raise SessionNotFound."""
        with self._read() as db:
            return session_of(session_row(db, session_id))

    def steps(self, session_id: int, *, with_prints: bool = True) -> list[Step]:
        """Return a session's steps in order of contact; without prints their footprints are empty."""
        query = select(StepRow).where(StepRow.session_id == session_id).order_by(StepRow.number)
        if not with_prints:
            query = query.options(defer(StepRow.footprint))
        with self._read() as db:
            session_row(db, session_id)
            return [step_of(row, with_print=with_prints) for row in db.scalars(query)]

    def footprints(self, session_id: int, numbers: Sequence[int]) -> list[Footprint]:
        """Return the footprints of those steps of a session, in order of contact."""
        query = select(StepRow.footprint).where(
            StepRow.session_id == session_id, StepRow.number.in_(numbers)
        )
        with self._read() as db:
            session_row(db, session_id)
            return [
                unpack_footprint(packed) for packed in db.scalars(query.order_by(StepRow.number))
            ]

    def runner(self, name: str) -> Runner:
        """Return what is known of a runner; of a new one, nothing but the name."""
        known = {runner.name: runner for runner in self.runners()}
        return known.get(name.strip(), Runner(name.strip(), None, None))

    def runners(self) -> list[Runner]:
        """Return all runners, by name."""
        with self._read() as db:
            rows = db.scalars(select(RunnerRow).order_by(RunnerRow.name))
            return [Runner(row.name, row.foot_length_m, row.body_mass_kg) for row in rows]

    def gaps(self, session_id: int) -> list[Gap]:
        """Return what a session lost, in order of time."""
        query = select(GapRow).where(GapRow.session_id == session_id).order_by(GapRow.first_s)
        with self._read() as db:
            session_row(db, session_id)
            return [gap_of(row) for row in db.scalars(query)]

    def frames(self, session_id: int) -> Iterator[FrameBlock]:
        """Yield a session's frames in order, each block checked against its checksum.

        Raises
        ------
        DamagedFrames
            When a block is not what was stored.
        """
        geometry = self.session(session_id).geometry
        index = 0
        while (chunk := self._chunk(session_id, index)) is not None:
            yield chunk.unpack(geometry.rows, geometry.cols)
            index += 1

    # Inside

    @contextmanager
    def _write(self) -> Iterator[Session]:
        try:
            with Session(self._writer) as db, db.begin():
                yield db
        except DatabaseError as error:
            raise StoreFailed(f"{self.path} cannot be written: {error.orig}") from error

    @contextmanager
    def _read(self) -> Iterator[Session]:
        try:
            with Session(self._engine) as db:
                yield db
        except DatabaseError as error:
            raise StoreFailed(f"{self.path} cannot be read: {error.orig}") from error

    def _chunk(self, session_id: int, index: int) -> FrameChunk | None:
        with self._read() as db:
            row = db.get(ChunkRow, (session_id, index))
            if row is None:
                return None
            return FrameChunk(row.first_s, row.last_s, row.frame_count, row.payload, row.sha256)

    def _end_interrupted(self) -> tuple[int, ...]:
        with self._read() as db:
            query = select(SessionRow.id).where(SessionRow.state == "recording")
            open_ids = tuple(db.scalars(query))
        if not open_ids or not self._lock.acquire():
            return ()
        try:
            for session_id in open_ids:
                self._interrupt(session_id)
        finally:
            self._lock.release()
        return open_ids

    def _interrupt(self, session_id: int) -> None:
        summary = summarize(self.steps(session_id, with_prints=False))
        duration = timedelta(seconds=self.session(session_id).duration_s)
        with self._write() as db:
            row = session_row(db, session_id)
            row.state, row.summary = "interrupted", summary
            row.ended_utc = row.started_utc + duration
