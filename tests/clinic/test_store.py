import math
import sqlite3
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy.exc import DatabaseError

from analyzer import Footprint, Step, summarize
from clinic import (
    BadSession,
    BadStore,
    DamagedFrames,
    FrameChunk,
    Gap,
    NewSession,
    SessionNotFound,
    Store,
    StoreBusy,
    StoreFailed,
)
from clinic.engine import open_engine
from device import FrameBlock, MatGeometry

Maker = Callable[..., object]
START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def assert_same_step(found: Step, stored: Step) -> None:
    assert found.to_dict() == stored.to_dict()
    for field in fields(Footprint):
        np.testing.assert_array_equal(
            getattr(found.footprint, field.name), getattr(stored.footprint, field.name)
        )


def test_a_session_comes_back_as_it_was_stored(
    database: str | Path,
    geometry: MatGeometry,
    make_session: Callable[..., NewSession],
    make_block: Callable[..., FrameBlock],
    make_step: Callable[..., Step],
) -> None:
    now = [START]
    store = Store(database, clock=lambda: now[0])
    session_id = store.begin_session(make_session("Anna", note="easy", foot_length_m=0.26))
    blocks = [make_block(0.02 * i, seed=i) for i in range(3)]
    steps = [make_step(1), make_step(2, strike=None, complete=False, incomplete_reason="cut")]
    for block in blocks:
        store.append(session_id, chunks=[FrameChunk.pack(block)])
    store.append(session_id, steps=steps)
    now[0] += timedelta(minutes=5)
    store.end_session(session_id)
    store.close()

    with Store(database) as again:
        record = again.session(session_id)
        assert (record.runner, record.note, record.state) == ("Anna", "easy", "complete")
        assert (record.started_utc, record.ended_utc) == (START, START + timedelta(minutes=5))
        assert record.geometry == geometry
        assert record.analyzer_settings == {"base_threshold_n": 20.0}
        assert (record.frame_count, record.step_count, record.threshold_n) == (30, 2, 20.0)
        assert record.duration_s == pytest.approx(0.058)
        assert record.summary == summarize(steps)
        assert again.sessions() == [record]
        for found, stored in zip(again.steps(session_id), steps, strict=True):
            assert_same_step(found, stored)
        for found_block, stored_block in zip(again.frames(session_id), blocks, strict=True):
            np.testing.assert_array_equal(found_block.force_n, stored_block.force_n)
            np.testing.assert_array_equal(found_block.time_s, stored_block.time_s)
            np.testing.assert_array_equal(found_block.belt_speed_m_s, stored_block.belt_speed_m_s)


def test_steps_without_prints_have_the_same_measures(
    store: Store, make_session: Maker, make_step: Maker
) -> None:
    session_id = store.begin_session(make_session())
    store.append(session_id, steps=[make_step(1), make_step(2)])
    bare = store.steps(session_id, with_prints=False)
    assert [step.to_dict() for step in bare] == [s.to_dict() for s in store.steps(session_id)]
    assert all(step.footprint.peak_n.size == 0 for step in bare)
    assert len(store.footprints(session_id, [2])) == 1


def test_an_unknown_belt_speed_stays_unknown(
    store: Store, make_session: Maker, make_step: Maker
) -> None:
    session_id = store.begin_session(make_session())
    store.append(session_id, steps=[make_step(1, belt_speed_m_s=math.nan)])
    assert math.isnan(store.steps(session_id)[0].belt_speed_m_s)


def test_a_session_left_open_is_ended_at_its_last_frame_when_the_store_is_opened_again(
    database: str | Path, make_session: Maker, make_block: Maker, make_step: Maker
) -> None:
    crashed = Store(database, clock=lambda: START)
    session_id = crashed.begin_session(make_session())
    block = make_block(7.0, 1001)
    crashed.append(session_id, chunks=[FrameChunk.pack(block)], steps=[make_step(1)])
    crashed.close()

    with Store(database) as store:
        assert store.interrupted_ids == (session_id,)
        record = store.session(session_id)
        assert record.state == "interrupted"
        assert record.ended_utc == START + timedelta(seconds=2.0)
        assert record.summary is not None
        assert record.summary["step_count"] == 1
    with Store(database) as store:
        assert store.interrupted_ids == ()


def test_a_session_that_is_being_recorded_is_left_alone_by_a_second_reader(
    store: Store, make_session: Maker
) -> None:
    session_id = store.begin_session(make_session())
    with Store(store.place) as reader:
        assert reader.interrupted_ids == ()
        assert reader.session(session_id).state == "recording"
        with pytest.raises(StoreBusy, match="end it first"):
            reader.begin_session(make_session("Ben"))
    store.end_session(session_id)
    with Store(store.place) as reader:
        assert reader.begin_session(make_session("Ben")) == session_id + 1


def test_one_store_records_one_session_at_a_time(store: Store, make_session: Maker) -> None:
    store.begin_session(make_session())
    with pytest.raises(StoreBusy):
        store.begin_session(make_session("Ben"))


def test_a_refused_append_leaves_nothing_behind(
    store: Store, make_session: Maker, make_block: Maker, make_step: Maker
) -> None:
    session_id = store.begin_session(make_session())
    store.append(session_id, chunks=[FrameChunk.pack(make_block(1.0))])
    with pytest.raises(BadSession, match=r"must come after 1\.018000 s, got 0\.500000 s"):
        store.append(session_id, chunks=[FrameChunk.pack(make_block(0.5))], steps=[make_step(1)])
    record = store.session(session_id)
    assert (record.frame_count, record.step_count) == (10, 0)
    assert store.steps(session_id) == []


def test_nothing_can_be_added_to_a_session_that_has_ended(
    store: Store, make_session: Maker, make_step: Maker
) -> None:
    session_id = store.begin_session(make_session())
    store.end_session(session_id, interrupted=True)
    assert store.session(session_id).state == "interrupted"
    with pytest.raises(BadSession, match="has ended"):
        store.append(session_id, steps=[make_step(1)])
    with pytest.raises(BadSession, match="has ended"):
        store.end_session(session_id)


def test_a_session_that_does_not_exist_is_an_error_everywhere(store: Store) -> None:
    for ask in (store.session, store.steps, store.gaps, store.end_session):
        with pytest.raises(SessionNotFound, match="no session 77"):
            ask(77)
    with pytest.raises(SessionNotFound):
        next(store.frames(77))


def test_gaps_are_counted_and_kept(store: Store, make_session: Maker) -> None:
    session_id = store.begin_session(make_session())
    gap = Gap(1.0, 2.5, 750, 3, "the disk was full")
    store.append(session_id, gaps=[gap])
    record = store.session(session_id)
    assert (record.lost_frame_count, record.lost_step_count) == (750, 3)
    assert store.gaps(session_id) == [gap]


def test_a_runner_is_one_runner_however_many_sessions(store: Store, make_session: Maker) -> None:
    for name, length_m in [("Anna", 0.25), (" Anna ", None), ("Ben", None)]:
        session_id = store.begin_session(make_session(name, runner_foot_length_m=length_m))
        store.end_session(session_id)
    assert [(runner.name, runner.foot_length_m) for runner in store.runners()] == [
        ("Anna", 0.25),
        ("Ben", None),
    ]
    assert store.runner("Anna ").foot_length_m == 0.25
    assert store.runner("Nobody").foot_length_m is None


def test_a_foot_that_the_mat_knows_does_not_become_the_runners_own(
    store: Store, make_session: Maker
) -> None:
    store.begin_session(make_session("Anna", foot_length_m=0.27))
    assert store.runner("Anna").foot_length_m is None


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"runner": "  "}, "runner must have 1 to 80 characters, got 0"),
        ({"runner": "x" * 81}, "runner must have 1 to 80 characters, got 81"),
        ({"note": "x" * 2001}, "note must have 0 to 2000 characters"),
        ({"foot_length_m": 27.0}, r"foot_length_m must be 0\.1 to 0\.45, got 27"),
        ({"runner_body_mass_kg": math.nan}, "body_mass_kg must be 5 to 300, got nan"),
    ],
)
def test_a_session_with_impossible_facts_is_refused(
    make_session: Maker, changes: dict[str, object], line: str
) -> None:
    with pytest.raises(BadSession, match=line):
        make_session(**changes)


def test_damaged_frames_are_noticed(
    file_store: Store, make_session: Maker, make_block: Maker
) -> None:
    session_id = file_store.begin_session(make_session())
    good, other = FrameChunk.pack(make_block(0.0)), FrameChunk.pack(make_block(0.0, seed=1))
    file_store.append(session_id, chunks=[good])
    with sqlite3.connect(file_store.path) as file:
        file.execute("DROP TRIGGER raw_chunk_unchanging")
        file.execute("UPDATE raw_chunk SET payload = ?", (other.payload,))
    file.close()
    with pytest.raises(DamagedFrames, match="SHA-256"):
        list(file_store.frames(session_id))


def test_the_database_itself_refuses_to_change_what_was_recorded(
    store: Store, make_session: Maker, make_block: Maker, make_step: Maker
) -> None:
    session_id = store.begin_session(make_session(note="as it was"))
    store.append(session_id, chunks=[FrameChunk.pack(make_block(0.0))], steps=[make_step(1)])
    changes = [
        "UPDATE raw_chunk SET last_s = 9",
        "UPDATE step SET strike = 'heel'",
        "UPDATE session_version SET note = 'otherwise'",
        "UPDATE runner_version SET name = 'Ben'",
    ]
    engine = open_engine(store.place)
    for change in changes:
        with engine.connect() as connection, pytest.raises(DatabaseError, match="never changed"):
            connection.exec_driver_sql(change)
    engine.dispose()


def test_a_newer_store_is_refused(file_store: Store) -> None:
    file_store.close()
    with sqlite3.connect(file_store.path) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
    file.close()
    with pytest.raises(BadStore, match="tables of version 9999, this Strikemat knows version 0005"):
        Store(file_store.path)


def test_a_file_that_is_not_a_store_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite"
    path.write_bytes(b"shopping list " * 100)
    with pytest.raises(BadStore, match="not a Strikemat store"):
        Store(path)
    assert path.read_bytes() == b"shopping list " * 100


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE song (name TEXT)")
    file.close()
    with pytest.raises(BadStore, match="not a Strikemat store"):
        Store(path)


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreFailed, match="--data DIR"):
        Store(tmp_path / "file" / "s.sqlite")


def test_every_commit_is_flushed_to_the_disk(file_store: Store) -> None:
    with file_store._engine.connect() as connection:
        pragmas = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert pragmas == ["wal", 2, 1]
