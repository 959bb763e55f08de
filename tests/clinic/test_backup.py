"""Backup, restore, verify, and how long raw data are kept."""

import re
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from clinic import (
    BadSession,
    BadStore,
    FrameChunk,
    Signature,
    Store,
    StoreBusy,
    StoreFailed,
    audit_entries,
    back_up,
    erase_runner,
    export_runner,
    prune_raw,
    raw_days,
    restore,
    set_raw_days,
    verify_store,
)
from clinic.place import Place

Maker = Callable[..., Any]
ANNE = Signature("anne")


@pytest.fixture
def record(make_session: Maker, make_block: Maker, make_step: Maker) -> Callable[..., int]:
    def record(store: Store, runner: str = "Anna") -> int:
        session_id = store.begin_session(make_session(runner, note="easy"))
        chunks = [FrameChunk.pack(make_block(0.02 * i, seed=i)) for i in range(3)]
        store.append(session_id, chunks=chunks, steps=[make_step(1), make_step(2)])
        store.end_session(session_id)
        return session_id

    return record


def content(store: Store) -> list[Any]:
    return [
        (
            session,
            [step.to_dict() for step in store.steps(session.id)],
            [block.force_n.tobytes() for block in store.frames(session.id)],
        )
        for session in store.sessions()
    ]


def test_a_backup_restores_the_same_store(
    store: Store, record: Maker, tmp_path: Path, make_session: Maker
) -> None:
    record(store)
    record(store, "Ben")
    check = back_up(store, tmp_path / "backup.sqlite")
    assert (check.session_count, check.chunk_count, check.step_count) == (2, 6, 4)
    assert check.problems == ()
    expected = content(store)
    with restore(tmp_path / "backup.sqlite", Place.of(tmp_path / "new" / "s.sqlite")) as again:
        assert content(again) == expected
        assert again.begin_session(make_session("Cleo")) == 3


def test_what_is_stored_of_people_is_for_its_owners_eyes(
    file_store: Store, record: Maker, tmp_path: Path
) -> None:
    record(file_store)
    back_up(file_store, tmp_path / "backup.sqlite")
    export_runner(file_store, 1, tmp_path / "anna.zip", who="anne")
    restore(tmp_path / "backup.sqlite", Place.of(tmp_path / "again.sqlite")).close()
    files = [path for path in tmp_path.iterdir() if path.is_file()]
    assert len(files) > 4
    assert {path.name: oct(path.stat().st_mode & 0o077) for path in files} == {
        path.name: "0o0" for path in files
    }


def test_a_backup_moves_a_clinic_to_a_server(
    file_store: Store, record: Maker, tmp_path: Path, postgres_url: str, make_session: Maker
) -> None:
    record(file_store)
    back_up(file_store, tmp_path / "backup.sqlite")
    with restore(tmp_path / "backup.sqlite", Place.of(postgres_url)) as server:
        assert content(server) == content(file_store)
        assert server.begin_session(make_session("Ben")) == 2
    with pytest.raises(StoreFailed, match="holds data already"):
        restore(tmp_path / "backup.sqlite", Place.of(postgres_url))


def test_a_backup_can_be_made_while_a_session_is_recorded(
    store: Store, record: Maker, make_session: Maker, make_block: Maker, tmp_path: Path
) -> None:
    record(store)
    session_id = store.begin_session(make_session())
    store.append(session_id, chunks=[FrameChunk.pack(make_block())])
    assert back_up(store, tmp_path / "backup.sqlite").problems == ()
    store.append(session_id, chunks=[FrameChunk.pack(make_block(1.0))])
    with restore(tmp_path / "backup.sqlite", Place.of(tmp_path / "new.sqlite")) as again:
        assert again.session(session_id).state == "interrupted"
        assert again.session(session_id).frame_count == 10


def test_a_backup_never_replaces_a_file_and_leaves_nothing_half_made(
    file_store: Store, tmp_path: Path
) -> None:
    (tmp_path / "there").write_text("x")
    with pytest.raises(StoreFailed, match="there exists"):
        back_up(file_store, tmp_path / "there")
    with pytest.raises(StoreFailed, match="choose another folder or disk"):
        back_up(file_store, tmp_path / "no folder" / "backup")
    assert not list(tmp_path.glob(".*part*"))


def test_a_store_is_replaced_only_when_asked_and_kept_beside(
    file_store: Store, record: Maker, tmp_path: Path
) -> None:
    record(file_store)
    back_up(file_store, tmp_path / "backup.sqlite")
    record(file_store, "Ben")
    with pytest.raises(StoreFailed, match="say --replace"):
        restore(tmp_path / "backup.sqlite", file_store.place)
    with pytest.raises(StoreBusy, match="open in another program"):
        restore(tmp_path / "backup.sqlite", file_store.place, replace=True)
    file_store.close()
    with restore(tmp_path / "backup.sqlite", file_store.place, replace=True) as store:
        assert [session.runner for session in store.sessions()] == ["Anna"]
    with Store(tmp_path / "clinic.sqlite.replaced-1") as before:
        assert [session.runner for session in before.sessions()] == ["Ben", "Anna"]


def test_who_was_erased_does_not_come_back_with_a_backup(
    file_store: Store, record: Maker, tmp_path: Path
) -> None:
    record(file_store)
    record(file_store, "Ben")
    back_up(file_store, tmp_path / "backup.sqlite")
    anna = file_store.runner("Anna").id
    assert anna is not None
    erase_runner(file_store, anna, who="anne")
    file_store.close()
    with restore(tmp_path / "backup.sqlite", file_store.place, replace=True) as store:
        assert [runner.name for runner in store.runners()] == ["Ben"]


def test_a_store_that_is_recorded_into_is_not_replaced(
    file_store: Store, make_session: Maker, tmp_path: Path
) -> None:
    back_up(file_store, tmp_path / "backup.sqlite")
    file_store.begin_session(make_session())
    with pytest.raises(StoreBusy, match="being recorded"):
        restore(tmp_path / "backup.sqlite", file_store.place, replace=True)


def test_a_damaged_backup_is_refused_and_the_store_stays(
    file_store: Store, record: Maker, tmp_path: Path
) -> None:
    record(file_store)
    backup = tmp_path / "backup.sqlite"
    back_up(file_store, backup)
    change(backup, "UPDATE raw_chunk SET sha256 = x'00' WHERE chunk_index = 1")
    file_store.close()
    with pytest.raises(BadStore, match=r"chunk 1 .* does not match its SHA-256"):
        restore(backup, file_store.place, replace=True)
    backup.write_bytes(b"shopping list " * 100)
    with pytest.raises(BadStore, match="use another backup"):
        restore(backup, file_store.place, replace=True)
    with pytest.raises(BadStore, match="no such backup"):
        restore(tmp_path / "none", file_store.place, replace=True)
    with Store(file_store.place) as store:
        assert len(store.sessions()) == 1


@pytest.mark.parametrize(
    ("damage", "line"),
    [
        ("UPDATE raw_chunk SET payload = x'28b52ffd' WHERE chunk_index = 0", "cannot be unpacked"),
        ("DELETE FROM raw_chunk WHERE chunk_index = 1", "chunk 1 is missing"),
        ("DELETE FROM raw_chunk WHERE chunk_index = 2", "20 frames are there, 30 were stored"),
        ("DELETE FROM step WHERE number = 2", "1 steps are there, 2 were stored"),
        ("UPDATE step SET footprint = x'00' WHERE number = 1", "print of step 1 cannot be read"),
        ("UPDATE session SET runner_id = 7", "refers to a runner that is not there"),
        ("DELETE FROM runner_version", "versions .* are not complete"),
        ("DELETE FROM session_version", "nobody says whose it is"),
    ],
)
def test_every_kind_of_damage_is_found(
    file_store: Store, record: Maker, damage: str, line: str
) -> None:
    record(file_store)
    assert verify_store(file_store).problems == ()
    assert file_store.path is not None
    change(file_store.path, damage)
    problems = verify_store(file_store).problems
    assert any(re.search(line, problem) for problem in problems), problems


def test_raw_data_stay_for_ever_until_days_are_set_and_steps_always(
    database: str | Path, record: Maker
) -> None:
    now = [datetime(2026, 1, 1, tzinfo=UTC)]
    with Store(database, clock=lambda: now[0]) as store:
        old = record(store)
        now[0] += timedelta(days=3650)
        young = record(store, "Ben")
        assert raw_days(store) is None
        assert prune_raw(store, who="anne") == []
        set_raw_days(store, 90, by=ANNE)
        assert [one.session_id for one in prune_raw(store, who="anne", dry_run=True)] == [old]
        assert len(list(store.frames(old))) == 3
        (pruned,) = prune_raw(store, who="anne")
        assert (pruned.session_id, pruned.chunk_count) == (old, 3)
        assert pruned.payload_bytes > 0
        assert list(store.frames(old)) == []
        assert store.session(old).pruned_utc == now[0]
        assert len(store.steps(old)) == 2
        assert len(list(store.frames(young))) == 3
        assert verify_store(store).problems == ()
        assert prune_raw(store, who="anne") == []
        entry = audit_entries(store)[-1]
        assert (entry.action, entry.who, entry.session_id) == ("prune raw data", "anne", old)
        assert entry.detail == {"days": 90, "chunks": 3, "bytes": pruned.payload_bytes}
        set_raw_days(store, None, by=ANNE)
        assert raw_days(store) is None


def test_days_out_of_bounds_are_refused(file_store: Store) -> None:
    with pytest.raises(BadSession, match="days must be 1 to 36500, got 0"):
        set_raw_days(file_store, 0, by=ANNE)


def change(path: Path, statement: str) -> None:
    """Damage a store as no program of ours would."""
    with sqlite3.connect(path) as file:
        for (name,) in file.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall():
            file.execute(f"DROP TRIGGER {name}")
        file.execute(statement)
    file.close()
