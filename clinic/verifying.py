"""Whether a store still holds what was put into it."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import zstandard
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from clinic.packing import unpack_footprint
from clinic.store import Store
from clinic.tables import ChunkRow, RunnerRow, SessionRow, StepRow

__all__ = ["StoreCheck", "verify_store"]

#: No chunk comes near it: a damaged length is not believed.
CHUNK_BYTES_MAX = 512 * 2**20


@dataclass(frozen=True, slots=True)
class StoreCheck:
    """What `verify_store` found.

    Parameters
    ----------
    session_count, chunk_count, step_count : int
        What was looked at.
    problems : tuple of str
        One line each; empty when all is well.
    """

    session_count: int
    chunk_count: int
    step_count: int
    problems: tuple[str, ...]


def verify_store(store: Store) -> StoreCheck:
    """Check a store: the file's structure, references, counts, and the checksum of every chunk."""
    problems = list(_database_problems(store))
    sessions = chunks = steps = 0
    with store.reading() as db:
        session_ids = list(db.scalars(select(SessionRow.id).order_by(SessionRow.id)))
        problems += _runner_problems(db)
    for session_id in session_ids:
        with store.reading() as db:
            row = db.get(SessionRow, session_id)
            if row is None:
                continue  # erased while we looked
            sessions += 1
            checked = _Session(db, row)
            problems += checked.problems()
            chunks += checked.chunk_count
            steps += checked.step_count
    return StoreCheck(sessions, chunks, steps, tuple(problems))


def _database_problems(store: Store) -> Iterator[str]:
    """Yield what the database itself says; a server keeps watch over its own files and references."""
    if store.path is None:
        return
    try:
        with store.reading() as db:
            for (line,) in db.execute(text("PRAGMA integrity_check")):
                if line != "ok":
                    yield f"the file is damaged: {line}"
            for table, row, parent, _ in db.execute(text("PRAGMA foreign_key_check")):
                yield f"row {row} of {table} refers to a {parent} that is not there"
    except DatabaseError as error:
        yield f"the file is damaged: {error.orig}"


def _runner_problems(db: Session) -> Iterator[str]:
    for row in db.scalars(select(RunnerRow)):
        numbers = [version.version for version in row.versions]
        if not numbers or numbers != list(range(1, len(numbers) + 1)):
            yield f"runner {row.id}: versions {numbers} of the data are not complete"
        elif row.name != row.current.name:
            yield f"runner {row.id}: the name is not that of the latest version"


class _Session:
    """The check of one session."""

    def __init__(self, db: Session, row: SessionRow) -> None:
        self._db, self._row = db, row
        self.chunk_count = self.step_count = self._frame_count = 0
        self._last_s = float("-inf")

    def problems(self) -> Iterator[str]:
        """Yield what is wrong, a line each."""
        row, name = self._row, f"session {self._row.id}"
        if not row.versions:
            yield f"{name}: nobody says whose it is"
        query = select(ChunkRow).where(ChunkRow.session_id == row.id)
        ordered = query.order_by(ChunkRow.chunk_index).execution_options(yield_per=8)
        for chunk in self._db.scalars(ordered):
            yield from (f"{name}: {line}" for line in self._chunk_problems(chunk))
            self._db.expunge(chunk)
        expected = 0 if row.pruned_utc else row.frame_count
        if self._frame_count != expected:
            yield f"{name}: {self._frame_count} frames are there, {expected} were stored"
        yield from (f"{name}: {line}" for line in self._step_problems())

    def _chunk_problems(self, chunk: ChunkRow) -> Iterator[str]:
        if chunk.chunk_index != self.chunk_count:
            yield f"chunk {self.chunk_count} is missing"
            self.chunk_count = chunk.chunk_index
        self.chunk_count += 1
        self._frame_count += chunk.frame_count
        if chunk.first_s <= self._last_s or chunk.last_s < chunk.first_s:
            yield f"chunk {chunk.chunk_index} does not come after the one before it"
        self._last_s = chunk.last_s
        place = f"chunk {chunk.chunk_index} ({chunk.first_s:.3f} s to {chunk.last_s:.3f} s)"
        try:
            content = zstandard.decompress(chunk.payload, max_output_size=CHUNK_BYTES_MAX)
        except zstandard.ZstdError as error:
            yield f"{place} cannot be unpacked: {error}"
            return
        if hashlib.sha256(content).digest() != chunk.sha256:
            yield f"{place} does not match its SHA-256 checksum"

    def _step_problems(self) -> Iterator[str]:
        query = select(StepRow.number, StepRow.footprint).where(StepRow.session_id == self._row.id)
        ordered = query.order_by(StepRow.number).execution_options(yield_per=200)
        for number, footprint in self._db.execute(ordered):
            self.step_count += 1
            try:
                if zipfile.ZipFile(io.BytesIO(footprint)).testzip() is not None:
                    raise ValueError("wrong checksum")
                unpack_footprint(footprint)
            except (ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
                yield f"the print of step {number} cannot be read: {error}"
        if self.step_count != self._row.step_count:
            yield f"{self.step_count} steps are there, {self._row.step_count} were stored"
