"""What is read from the store."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Engine, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session, defer

from analyzer import Footprint, Step
from clinic.adding import session_row
from clinic.codes import frames_of
from clinic.packing import FrameChunk, unpack_footprint
from clinic.place import Place
from clinic.records import Gap, SessionRecord, StoredCalibration
from clinic.rows import chunk_of, gap_of, runner_of, session_of, step_of
from clinic.runner_records import Runner
from clinic.tables import CalibrationRow, ChunkRow, GapRow, RunnerRow, SessionRow, StepRow
from clinic.trouble import trouble_using
from device import FrameBlock

__all__ = ["StoreReader"]


class StoreReader:
    """The reading half of a `Store`."""

    def __init__(self, place: Place, engine: Engine) -> None:
        self.place = place
        self._engine = engine

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
        of_session = select(StepRow).where(StepRow.session_id == session_id)
        # A two-hour session has 20 000 steps: their rows must not all be in memory beside them.
        query = of_session.order_by(StepRow.number).execution_options(yield_per=500)
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

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Yield a transaction that sees one state of the store."""
        try:
            with Session(self._engine) as db:
                yield db
        except DatabaseError as error:
            raise trouble_using(self.place, "read", error) from error

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
