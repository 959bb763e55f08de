"""A disk that is full, read-only or held by another program, a clock that goes back, a server that dies."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from clinic import FrameChunk, Store, StoreBusy, StoreFailed, verify_store
from tests.clinic.conftest import short_patience
from tests.clinic.disk import ROOT, ShimmedDisk, build_shim

Maker = Callable[..., Any]

# Records while the disk is full for a while; prints what the recorder said each time.
FULL = """
import json, os, pathlib, sys
import numpy as np
from clinic import Backlog, ClinicError, NewSession, Store
from device import FrameBlock, MatGeometry

path, full = pathlib.Path(sys.argv[1]) / "clinic.sqlite", pathlib.Path(sys.argv[2])
session = NewSession(
    runner="Anna", mat_name="m", mat_label="", geometry=MatGeometry(48, 8, 0.025, 0.05), frame_rate_hz=500.0,
    analyzer_version="1",
)
said = []

def refusal(work):
    try:
        work()
    except ClinicError as error:
        return f"{type(error).__name__}: {error}"
    return None

Store(path).close()
full.touch()
said.append(refusal(lambda: Store(path).begin_session(session)))
full.unlink()
store = Store(path)
session_id = store.begin_session(session)
backlog = Backlog(store, session_id)
rng = np.random.default_rng(1)
for i in range(6):
    if i == 2:
        full.touch()
    if i == 5:
        full.unlink()
    force_n = rng.gamma(0.5, 30.0, (50, 48, 8)).astype(np.float32)
    backlog.add([FrameBlock(i + np.arange(50) / 500, force_n, np.zeros(50))], [])
    backlog.write()
    said.append(backlog.problem)
full.touch()
said.append(refusal(lambda: store.end_session(session_id)))
full.unlink()
store.end_session(session_id)
print(json.dumps({"said": said, "frames": store.session(session_id).frame_count}))
"""


def test_a_full_disk_is_waited_for_and_costs_nothing(tmp_path: Path) -> None:
    disk = ShimmedDisk(build_shim(tmp_path), tmp_path)
    told = json.loads(disk.run(FULL))
    begin, first, second, *waiting, after, end = told["said"]
    for line in (begin, *waiting, end):
        assert "the disk is full" in line
        assert "free some space" in line
    assert (first, second, after) == (None, None, None)
    assert len(waiting) == 3
    assert told["frames"] == 300
    with Store(disk.folder / "clinic.sqlite") as store:
        assert verify_store(store).problems == ()


@pytest.fixture
def read_only_folder(tmp_path: Path, make_session: Maker, make_block: Maker) -> Iterator[Path]:
    """A store that a person without any rights may only read: a session was being recorded into it."""
    with Store(tmp_path / "clinic.sqlite") as store:
        session_id = store.begin_session(make_session())
        store.append(session_id, chunks=[FrameChunk.pack(make_block())])
        folder = Path(tempfile.mkdtemp(prefix="strikemat-read-only-"))
        try:
            # As a worn card leaves it: the last second is in the log only.
            for path in tmp_path.glob("clinic.sqlite*"):
                shutil.copy(path, folder)
            for path in folder.iterdir():
                path.chmod(0o444)
            folder.chmod(0o555)
            yield folder
        finally:
            folder.chmod(0o755)
            shutil.rmtree(folder)


#: The rights are given up after all is loaded, because Python itself may lie where nobody else may read.
READ_ONLY = """
import os, sys, tempfile
from clinic import ClinicError, NewSession, Store
from device import MatGeometry
with tempfile.TemporaryDirectory() as folder:
    Store(folder + "/any.sqlite").close()
if os.getuid() == 0:
    os.setresgid(65534, 65534, 65534)
    os.setresuid(65534, 65534, 65534)
store = Store(sys.argv[1])
(session,) = store.sessions()
print(session.runner, session.state, sum(len(block) for block in store.frames(session.id)))
try:
    store.begin_session(NewSession(
        runner="Ben", mat_name="m", mat_label="", geometry=MatGeometry(48, 8, 0.025, 0.05),
        frame_rate_hz=500.0, analyzer_version="1",
    ))
except ClinicError as error:
    print(error)
"""


@pytest.mark.parametrize("with_log", [True, False])
def test_a_read_only_disk_can_still_be_looked_at(read_only_folder: Path, with_log: bool) -> None:
    if not with_log:
        path = read_only_folder / "clinic.sqlite"
        read_only_folder.chmod(0o755)
        path.chmod(0o644)
        with closing(sqlite3.connect(path)) as file:
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for end in ("-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
        path.chmod(0o444)
        read_only_folder.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", READ_ONLY, str(read_only_folder / "clinic.sqlite")],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    shown, refused = done.stdout.splitlines()
    assert shown == "Anna recording 10"
    assert "is read-only: make the disk and the file writable" in refused


def test_a_database_that_another_program_holds_is_named_and_nothing_is_lost(
    file_store: Store, make_session: Maker, make_block: Maker
) -> None:
    session_id = file_store.begin_session(make_session())
    assert file_store.path is not None
    short_patience(file_store)
    with closing(sqlite3.connect(file_store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreFailed, match="is locked; another program holds it: close the"):
            file_store.append(session_id, chunks=[FrameChunk.pack(make_block())])
        other.execute("ROLLBACK")
    file_store.append(session_id, chunks=[FrameChunk.pack(make_block())])
    assert file_store.session(session_id).frame_count == 10


def test_two_servers_that_were_started_by_mistake_do_not_share_a_recording(
    store: Store, make_session: Maker, make_block: Maker
) -> None:
    first = store.begin_session(make_session())
    with Store(store.place) as second:
        assert second.interrupted_ids == ()
        with pytest.raises(StoreBusy, match=r"is being recorded into .* already; end it first"):
            second.begin_session(make_session("Ben"))
    store.append(first, chunks=[FrameChunk.pack(make_block())])
    store.end_session(first)
    assert store.session(first).state == "complete"


def test_two_treadmills_record_into_one_server_at_a_time_each(
    postgres_url: str, make_session: Maker, make_block: Maker
) -> None:
    with Store(postgres_url, treadmill="A") as a, Store(postgres_url, treadmill="B") as b:
        first, second = a.begin_session(make_session()), b.begin_session(make_session())
        with Store(postgres_url, treadmill="C") as third:
            assert third.interrupted_ids == ()
        b.close()
        with Store(postgres_url, treadmill="C") as third:
            assert third.interrupted_ids == (second,)
            assert third.session(second).treadmill == "B"
        a.append(first, chunks=[FrameChunk.pack(make_block())])
        a.end_session(first)
        assert a.session(first).state == "complete"


@pytest.mark.parametrize("set_back", [timedelta(hours=1), timedelta(days=20_000)])
def test_a_clock_that_goes_back_while_recording_harms_nothing(
    database: str | Path, make_session: Maker, make_block: Maker, set_back: timedelta
) -> None:
    start = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    now = [start]
    with Store(database, clock=lambda: now[0]) as store:
        session_id = store.begin_session(make_session())
        store.append(session_id, chunks=[FrameChunk.pack(make_block(0.0, 1001))])
        now[0] -= set_back
        store.append(session_id, chunks=[FrameChunk.pack(make_block(5.0, 1001))])
        store.end_session(session_id)
        record = store.session(session_id)
        assert record.started_utc == start
        assert record.ended_utc == start + timedelta(seconds=7)
        later = store.begin_session(make_session())
        assert [one.id for one in store.sessions()] == [later, session_id]
        assert verify_store(store).problems == ()


def test_a_server_that_dies_and_comes_back_costs_nothing(
    postgres: Any, postgres_url: str, make_session: Maker, make_block: Maker
) -> None:
    with Store(postgres_url) as store:
        session_id = store.begin_session(make_session())
        store.append(session_id, chunks=[FrameChunk.pack(make_block())])
        postgres.stop()
        with pytest.raises(StoreFailed, match="check that the database server runs"):
            store.append(session_id, chunks=[FrameChunk.pack(make_block(1.0))])
        postgres.start()
        store.append(session_id, chunks=[FrameChunk.pack(make_block(1.0))])
        with Store(postgres_url) as other:
            assert other.interrupted_ids == ()
        store.end_session(session_id)
        assert store.session(session_id).frame_count == 20


def test_a_server_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    url = f"postgresql+psycopg://anna:secret@/clinic?host={tmp_path}"
    with pytest.raises(StoreFailed, match="check that the database server runs") as caught:
        Store(url)
    assert "secret" not in str(caught.value)
