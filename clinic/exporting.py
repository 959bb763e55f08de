"""Export of all that the store holds of one runner, as one zip file."""

import csv
import hashlib
import io
import json
import os
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic.audit import audit_entries, note_action
from clinic.errors import StoreFailed
from clinic.npz_stream import write_recording
from clinic.personal import count_and_hash, plain_row, session_ids_of, table_rows
from clinic.runner_rows import runner_row
from clinic.sqlite import PRIVATE
from clinic.store import Store
from clinic.tables import (
    CalibrationRow,
    ChunkRow,
    GapRow,
    MarkRow,
    PhaseRow,
    PlannedSessionRow,
    RestRow,
    RunnerVersionRow,
    SessionAnswerRow,
    SessionRow,
    SessionVersionRow,
    StepVersionRow,
)
from device import program_version

__all__ = ["export_runner"]

#: Tables that go into a session's JSON, under their own names.
_OF_SESSION = (
    SessionVersionRow,
    SessionAnswerRow,
    PhaseRow,
    MarkRow,
    StepVersionRow,
    RestRow,
    GapRow,
)


def export_runner(
    store: Store, runner_id: int, path: Path, *, who: str, recordings: bool = True
) -> str:
    """Write all of a runner's data to a new zip file; return the SHA-256 of the data, as a receipt has it.

    The file holds `manifest.json`, `runner.json`, `audit.json`, and for each session a folder with
    `session.json`, `steps.csv`, the raw chunks as they are stored, and, with `recordings`, `recording.npz`.
    It is whole or not there.

    Raises
    ------
    RunnerNotFound
        When there is no such runner.
    StoreFailed
        When `path` exists, or the disk refuses.
    """
    if path.exists():
        raise StoreFailed(f"{path} exists; name a file that does not")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".strikemat-export-") as folder:
            whole = Path(folder) / "export.zip"
            whole.touch(mode=PRIVATE)
            sha256 = _write_zip(store, runner_id, whole, who=who, recordings=recordings)
            with whole.open("rb") as file:
                os.fsync(file.fileno())
            size_bytes = whole.stat().st_size
            whole.rename(path)
    except OSError as error:
        if isinstance(error, StoreFailed):
            raise
        raise StoreFailed(
            f"{path} cannot be written: {error.strerror}; choose another folder, or free some space"
        ) from error
    note_action(
        store, who, "export runner", runner_id=runner_id,
        detail={"bytes": size_bytes, "sha256": sha256},
    )  # fmt: skip
    return sha256


def _write_zip(store: Store, runner_id: int, path: Path, *, who: str, recordings: bool) -> str:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as raw:
        file = _Archive(raw)
        with store.reading() as db:
            runner_row(db, runner_id)
            session_ids = session_ids_of(db, runner_id)
            counts, sha256 = count_and_hash(db, runner_id)
            file.write_json("runner.json", _runner(db, runner_id))
            for session_id in session_ids:
                _write_session(file, db, session_id)
        entries = audit_entries(store, runner_id=runner_id, last=1_000_000)
        file.write_json(
            "audit.json",
            [{name: getattr(entry, name) for name in entry.__slots__} for entry in entries],
        )
        for session_id in session_ids:
            file.write_csv(f"{_folder(session_id)}/steps.csv", _steps(store, session_id))
            record = store.session(session_id)
            if recordings and record.frame_count and record.pruned_utc is None:
                scratch = path.with_name("recording.npz")
                write_recording(store, session_id, scratch)
                file.add(f"{_folder(session_id)}/recording.npz", scratch)
                scratch.unlink()
        manifest = {
            "strikemat": program_version(),
            "runner_id": runner_id,
            "exported_utc": store.now(),
            "exported_by": who,
            "rows": counts,
            "sha256_of_data": sha256,
            "sha256_of_files": dict(file.hashes),
        }
        file.write_json("manifest.json", manifest)
    return sha256


class _Archive:
    """A zip file that remembers the hash of each file in it."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self.hashes: dict[str, str] = {}

    def write(self, name: str, content: bytes) -> None:
        self.hashes[name] = hashlib.sha256(content).hexdigest()
        self._file.writestr(name, content)

    def write_json(self, name: str, values: Any) -> None:
        self.write(name, json.dumps(values, indent=2, default=str).encode())

    def write_csv(self, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
        text, listed = io.StringIO(), list(rows)
        if listed:
            writer = csv.DictWriter(text, list(listed[0]))
            writer.writeheader()
            writer.writerows(listed)
        self.write(name, text.getvalue().encode())

    def add(self, name: str, path: Path) -> None:
        with path.open("rb") as content:
            self.hashes[name] = hashlib.file_digest(content, "sha256").hexdigest()
        self._file.write(path, name, zipfile.ZIP_STORED)


def _folder(session_id: int) -> str:
    return f"sessions/{session_id:06d}"


def _runner(db: Session, runner_id: int) -> dict[str, Any]:
    return {
        "versions": [plain_row(row) for row in table_rows(db, RunnerVersionRow, runner_id)],
        "plan": [plain_row(row) for row in table_rows(db, PlannedSessionRow, runner_id)],
    }


def _write_session(file: _Archive, db: Session, session_id: int) -> None:
    folder = _folder(session_id)
    table = SessionRow.__table__
    row = db.execute(select(table).where(table.c.id == session_id)).one()._mapping
    values = plain_row(row)
    for kind in _OF_SESSION:
        rows = select(kind.__table__).where(kind.session_id == session_id).order_by(kind.id)
        values[kind.__tablename__] = [plain_row(one._mapping) for one in db.execute(rows)]
    calibration = db.get(CalibrationRow, row["calibration_id"]) if row["calibration_id"] else None
    if calibration is not None:
        values["calibration"] = {"name": calibration.name, "format": calibration.format}
        file.write(f"{folder}/calibration", calibration.payload)
    values["chunks"] = []
    chunks = select(ChunkRow).where(ChunkRow.session_id == session_id)
    ordered = chunks.order_by(ChunkRow.chunk_index).execution_options(yield_per=16)
    for chunk in db.scalars(ordered):
        name = f"raw/{chunk.chunk_index:06d}.{chunk.format}.zst"
        file.write(f"{folder}/{name}", chunk.payload)
        values["chunks"].append(
            {
                "file": name,
                "first_s": chunk.first_s,
                "last_s": chunk.last_s,
                "frame_count": chunk.frame_count,
                "sha256_of_content": chunk.sha256.hex(),
            }
        )
        db.expunge(chunk)
    file.write_json(f"{folder}/session.json", values)


def _steps(store: Store, session_id: int) -> Iterable[Mapping[str, Any]]:
    return (step.to_dict() for step in store.steps(session_id, with_prints=False))
