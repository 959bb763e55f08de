"""All of one runner's data go when they are asked for, and only a receipt without a name stays."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from clinic import (
    FrameChunk,
    RunnerNotFound,
    SessionNotFound,
    Signature,
    Store,
    StoreBusy,
    StoredCalibration,
    StoreFailed,
    add_mark,
    audit_entries,
    correct_runner,
    correct_session,
    correct_step,
    erase_runner,
    export_runner,
    overwrite_erased,
    receipts,
    verify_store,
)
from device import load_recording
from tests.clinic.conftest import short_patience
from tests.clinic.postgres_server import Server

Maker = Callable[..., Any]
ANNE = Signature("anne")
SECRET = "Zebulon Quartermain"


def record(store: Store, session: Any, make_block: Maker, make_step: Maker, seed: int = 0) -> int:
    session_id = store.begin_session(session)
    blocks = [make_block(0.02 * i, seed=seed + i) for i in range(3)]
    store.append(session_id, chunks=[FrameChunk.pack(block) for block in blocks])
    store.append(session_id, steps=[make_step(1), make_step(2)])
    store.end_session(session_id)
    return session_id


@pytest.fixture
def runner_id(store: Store, make_session: Maker, make_block: Maker, make_step: Maker) -> int:
    """Anna, with two sessions and remarks; Ben has one."""
    record(store, make_session("Ben"), make_block, make_step, seed=50)
    calibration = StoredCalibration("of May", "json", b"{}")
    for number in range(2):
        session = make_session("Anna", note=f"{SECRET} {number}", calibration=calibration)
        session_id = record(store, session, make_block, make_step, seed=10 * number)
        add_mark(store, session_id, 0.01, SECRET, by=ANNE)
        correct_step(store, session_id, 1, strike="heel", by=ANNE)
    runner_id = store.runner("Anna").id
    assert runner_id is not None
    correct_runner(store, runner_id, {"notes": SECRET}, by=ANNE)
    return runner_id


def test_an_export_holds_everything_in_files_that_other_programs_read(
    store: Store, runner_id: int, tmp_path: Path, make_block: Maker
) -> None:
    path = tmp_path / "anna.zip"
    sha256 = export_runner(store, runner_id, path, who="anne")
    with zipfile.ZipFile(path) as file:
        manifest = json.loads(file.read("manifest.json"))
        assert manifest["sha256_of_data"] == sha256
        assert manifest["rows"]["session"] == 2
        for name, digest in manifest["sha256_of_files"].items():
            assert hashlib.sha256(file.read(name)).hexdigest() == digest
        assert set(manifest["sha256_of_files"]) | {"manifest.json"} == set(file.namelist())
        runner = json.loads(file.read("runner.json"))
        assert runner["versions"][-1]["notes"] == SECRET
        session = json.loads(file.read("sessions/000002/session.json"))
        assert session["mark"][0]["note"] == SECRET
        assert session["step_version"][0]["strike"] == "heel"
        assert [chunk["frame_count"] for chunk in session["chunks"]] == [10, 10, 10]
        assert file.read("sessions/000002/calibration") == b"{}"
        rows = list(csv.DictReader(io.StringIO(file.read("sessions/000002/steps.csv").decode())))
        assert [row["strike"] for row in rows] == ["ball", "ball"]
        assert float(rows[0]["contact_s"]) == pytest.approx(0.4)
        (tmp_path / "recording.npz").write_bytes(file.read("sessions/000002/recording.npz"))
    block = load_recording(tmp_path / "recording.npz").block
    expected = [make_block(0.02 * i, seed=i).force_n for i in range(3)]
    np.testing.assert_array_equal(block.force_n, np.concatenate(expected))
    assert audit_entries(store, runner_id=runner_id)[-1].action == "export runner"


def test_an_export_never_replaces_a_file(store: Store, runner_id: int, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("dear")
    with pytest.raises(StoreFailed, match=r"letter\.txt exists"):
        export_runner(store, runner_id, path, who="anne")
    assert path.read_text() == "dear"
    with pytest.raises(StoreFailed, match="choose another folder"):
        export_runner(store, runner_id, tmp_path / "none" / "x.zip", who="anne")
    with pytest.raises(RunnerNotFound):
        export_runner(store, 99, tmp_path / "x.zip", who="anne")
    assert list(tmp_path.glob("*.zip")) == []


def test_an_erased_runner_is_gone_and_a_receipt_without_a_name_stays(
    store: Store, runner_id: int, tmp_path: Path
) -> None:
    exported = export_runner(store, runner_id, tmp_path / "anna.zip", who="anne")
    receipt = erase_runner(store, runner_id, who="anne")
    assert receipt.sha256 == exported
    assert receipt.counts["session"] == 2
    assert receipt.counts["raw_chunk"] == 6
    assert receipt.counts["step"] == 4
    assert receipts(store) == [receipt]
    assert [runner.name for runner in store.runners()] == ["Ben"]
    assert [session.runner for session in store.sessions()] == ["Ben"]
    with pytest.raises(SessionNotFound):
        store.steps(receipt.session_ids[0])
    assert "Anna" not in repr(receipt)
    assert SECRET not in repr(audit_entries(store))
    assert verify_store(store).problems == ()
    with pytest.raises(RunnerNotFound):
        erase_runner(store, runner_id, who="anne")


def test_no_number_is_ever_given_to_another_runner_or_session(
    store: Store, runner_id: int, make_session: Maker
) -> None:
    receipt = erase_runner(store, runner_id, who="anne")
    session_id = store.begin_session(make_session("Cleo"))
    assert session_id > max(receipt.session_ids)
    assert store.runner("Cleo").id not in (None, runner_id)


def test_a_session_that_is_being_recorded_is_not_erased(store: Store, make_session: Maker) -> None:
    session_id = store.begin_session(make_session("Anna"))
    anna = store.runner("Anna").id
    assert anna is not None
    with pytest.raises(StoreBusy, match=f"session {session_id} of runner {anna} is being recorded"):
        erase_runner(store, anna, who="anne")
    assert store.session(session_id).runner == "Anna"


def test_what_was_said_of_another_runners_session_goes_too(
    store: Store, runner_id: int, make_session: Maker
) -> None:
    session_id = store.sessions()[0].id
    ben = store.runner("Ben").id
    correct_session(store, session_id, {"runner_id": ben, "note": "was Ben"}, by=ANNE)
    erase_runner(store, runner_id, who="anne")
    assert store.session(session_id).runner == "Ben"
    assert verify_store(store).problems == ()


def test_erased_bytes_are_gone_from_the_file(
    file_store: Store, make_session: Maker, make_block: Maker, make_step: Maker
) -> None:
    session_id = record(file_store, make_session("Anna", note=SECRET), make_block, make_step)
    record(file_store, make_session("Ben"), make_block, make_step, seed=50)
    first = next(iter(read_payloads(file_store, session_id)))
    assert found_in_files(file_store, SECRET.encode())
    assert found_in_files(file_store, first)
    anna = file_store.runner("Anna").id
    assert anna is not None
    erase_runner(file_store, anna, who="anne")
    for trace in (SECRET.encode(), b"Anna", first, first[:40]):
        assert not found_in_files(file_store, trace)
    assert file_store.runner("Ben").id is not None


@pytest.fixture
def server_store(postgres_url: str) -> Iterator[Store]:
    with Store(postgres_url) as store:
        yield store


def test_erased_bytes_are_gone_from_the_servers_tables(
    server_store: Store, postgres: Server, make_session: Maker, make_block: Maker, make_step: Maker
) -> None:
    record(server_store, make_session("Anna", note=SECRET), make_block, make_step)
    record(server_store, make_session("Ben"), make_block, make_step, seed=50)
    anna = server_store.runner("Anna").id
    assert anna is not None
    postgres.execute("CHECKPOINT")
    assert found_in_tables(postgres, SECRET.encode())
    receipt = erase_runner(server_store, anna, who="anne")
    assert receipt.bytes_are.startswith(
        "written anew without them; they may be in the server's write"
    )
    postgres.execute("CHECKPOINT")
    assert not found_in_tables(postgres, SECRET.encode())
    assert audit_entries(server_store)[-1].action == "overwrite erased"
    assert server_store.runner("Ben").id is not None


def test_who_records_on_another_treadmill_is_not_held_up_by_an_erasure(
    postgres_url: str, make_session: Maker, make_block: Maker, make_step: Maker
) -> None:
    with Store(postgres_url, treadmill="one") as one, Store(postgres_url, treadmill="two") as two:
        record(one, make_session("Anna", note=SECRET), make_block, make_step)
        session_id = two.begin_session(make_session("Ben"))
        anna = one.runner("Anna").id
        assert anna is not None
        receipt = erase_runner(one, anna, who="anne")
        assert "given up, not yet overwritten" in receipt.bytes_are
        two.append(session_id, chunks=[FrameChunk.pack(make_block(0.0))])
        two.end_session(session_id)
        assert overwrite_erased(one).startswith("written anew")


def test_a_reader_who_needs_the_erased_rows_is_not_held_up(
    server_store: Store,
    postgres_url: str,
    make_session: Maker,
    make_block: Maker,
    make_step: Maker,
) -> None:
    record(server_store, make_session("Anna"), make_block, make_step)
    anna = server_store.runner("Anna").id
    assert anna is not None
    with Store(postgres_url) as other, other.reading() as reading:
        connection = reading.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        connection.exec_driver_sql("SELECT count(*) FROM session").scalar()
        assert "given up" in erase_runner(server_store, anna, who="anne").bytes_are


def found_in_tables(server: Server, trace: bytes) -> bool:
    """Return whether bytes are in any file of the server's tables, which are not its log."""
    return any(trace in path.read_bytes() for path in server.table_files())


def test_a_reader_that_keeps_the_erased_bytes_is_named(
    file_store: Store, make_session: Maker, make_block: Maker, make_step: Maker
) -> None:
    record(file_store, make_session("Anna", note=SECRET), make_block, make_step)
    anna = file_store.runner("Anna").id
    assert anna is not None
    with Store(file_store.place) as other, other.reading() as reading:
        reading.connection().exec_driver_sql("SELECT count(*) FROM session").scalar()
        short_patience(file_store)
        with pytest.raises(StoreBusy, match="strikemat runner clean"):
            erase_runner(file_store, anna, who="anne")
    assert file_store.sessions() == []
    assert len(receipts(file_store)) == 1


def read_payloads(store: Store, session_id: int) -> list[bytes]:
    with store.reading() as db:
        rows = db.connection().exec_driver_sql(
            "SELECT payload FROM raw_chunk WHERE session_id = ?", (session_id,)
        )
        return [row[0] for row in rows]


def found_in_files(store: Store, trace: bytes) -> bool:
    assert store.path is not None
    return any(trace in path.read_bytes() for path in store.path.parent.glob("*sqlite*"))
