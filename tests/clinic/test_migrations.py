"""Stores of every earlier version open as if they had been written today."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from clinic import BadStore, Store
from clinic.engine import open_engine
from clinic.place import Place
from clinic.schema import HEAD
from clinic.tables import Base

#: A store as the first version wrote it: Anna's session with two steps, Ben's cut off by a crash.
FIRST = (Path(__file__).parent / "first_store.sql").read_text()


@pytest.fixture
def first_store(tmp_path: Path) -> Path:
    path = tmp_path / "first.sqlite"
    with sqlite3.connect(path) as file:
        file.executescript(FIRST)
    file.close()
    return path


def test_a_store_of_the_first_version_keeps_everything(first_store: Path) -> None:
    with Store(first_store) as store:
        ben, anna = store.sessions()
        assert (anna.runner, anna.note, anna.state, anna.version) == ("Anna", "easy", "complete", 1)
        assert (anna.simulated, anna.treadmill, anna.pain_before) == (True, "", None)
        assert [step.strike for step in store.steps(anna.id)] == ["ball", "ball"]
        assert store.gaps(anna.id)[0].reason == "the disk was full"
        (block,) = store.frames(anna.id)  # checked against its SHA-256
        assert block.force_n.sum() > 0
        runner = store.runner("Anna")
        assert (runner.foot_length_m, runner.body_mass_kg, runner.version) == (0.26, 61.5, 1)
        assert store.interrupted_ids == (ben.id,)
        assert len(list(store.frames(ben.id))) == 1


def test_a_store_of_the_first_version_is_not_opened_by_its_program_any_more(
    first_store: Path,
) -> None:
    Store(first_store).close()
    with sqlite3.connect(first_store) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (2,)
    file.close()


def test_a_store_that_was_moved_goes_on_counting(first_store: Path, make_session) -> None:
    with Store(first_store) as store:
        assert store.begin_session(make_session("Cleo")) == 3


def test_what_the_migrations_make_is_what_the_program_expects(database: str | Path) -> None:
    engine = open_engine(Place.of(database))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Base.metadata)
    engine.dispose()
    assert differences == []


def test_the_last_migration_is_the_one_that_the_program_expects() -> None:
    folder = Path(__file__).parents[2] / "clinic" / "migrations" / "versions"
    assert max(path.name[1:5] for path in folder.glob("m*.py")) == HEAD


def test_a_file_with_only_some_of_our_tables_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as file:
        file.executescript("CREATE TABLE runner (id INTEGER); CREATE TABLE session (id INTEGER)")
    file.close()
    before = path.read_bytes()
    with pytest.raises(BadStore, match="not a Strikemat store"):
        Store(path)
    assert path.read_bytes() == before
