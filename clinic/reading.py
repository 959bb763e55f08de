"""What is read from the store."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from analyzer import Footprint, Step
from clinic.adding import session_row
from clinic.codes import frames_of, stands_alone
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

    def steps(
        self, session_id: int, *, with_prints: bool = True, first: int = 1, last: int | None = None
    ) -> list[Step]:
        """Return a session's steps in order of contact, all or those with numbers from `first` to `last`.

        Without prints their footprints are empty.
        """
        # Plain columns: whole objects of a two-hour session's 20 000 steps take three times as long.
        columns = [one for one in StepRow.__table__.c if with_prints or one.name != "footprint"]
        query = select(*columns).where(StepRow.session_id == session_id, StepRow.number >= first)
        if last is not None:
            query = query.where(StepRow.number <= last)
        with self.reading() as db:
            session_row(db, session_id)
            rows = db.execute(query.order_by(StepRow.number), execution_options={"yield_per": 500})
            return [step_of(row, with_print=with_prints) for row in rows]

    def step_columns(self, session_id: int, names: Sequence[str]) -> dict[str, list[Any]]:
        """Return some columns of the table of steps by name, each in order of contact."""
        query = select(*(StepRow.__table__.c[name] for name in names))
        ordered = query.where(StepRow.session_id == session_id).order_by(StepRow.number)
        with self.reading() as db:
            session_row(db, session_id)
            rows = db.execute(ordered).all()
        return {name: [row[i] for row in rows] for i, name in enumerate(names)}

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

    def frames(self, session_id: int, *, from_s: float | None = None) -> Iterator[FrameBlock]:
        """Yield a session's frames in order, each block checked against its checksum.

        Parameters
        ----------
        session_id : int
            Of the session.
        from_s : float, optional
            Begin with the block in which this moment of the mat's clock lies, or the first one after it.

        Raises
        ------
        DamagedFrames
            When a block is not what was stored.
        """
        record, calibration = self.session(session_id), self.calibration(session_id)
        first = 0 if from_s is None else self._chunk_to_begin_at(session_id, from_s)
        for block in frames_of(record, calibration, self._chunks(session_id, first)):
            if from_s is None or block.time_s[-1] >= from_s:
                yield block

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

    def _chunk_to_begin_at(self, session_id: int, from_s: float) -> int:
        """Return the last chunk from which on the frames at a moment can be read."""
        query = select(func.max(ChunkRow.chunk_index)).where(
            ChunkRow.session_id == session_id, ChunkRow.first_s <= from_s
        )
        with self.reading() as db:
            index = db.scalar(query) or 0
        while index and (chunk := self._chunk(session_id, index)) and not stands_alone(chunk):
            index -= 1
        return index

    def _chunks(self, session_id: int, index: int = 0) -> Iterator[FrameChunk]:
        while (chunk := self._chunk(session_id, index)) is not None:
            yield chunk
            index += 1

    def _chunk(self, session_id: int, index: int) -> FrameChunk | None:
        with self.reading() as db:
            row = db.get(ChunkRow, (session_id, index))
            if row is None:
                return None
            return chunk_of(row)
