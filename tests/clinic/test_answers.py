"""What was asked of a session is kept in versions, exported and erased with its runner."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from clinic import (
    BadSession,
    NewSession,
    SessionNotFound,
    Signature,
    Store,
    StoreFailed,
    add_answer,
    answers,
    erase_runner,
    export_runner,
    runner_answers,
    set_stop_rules,
    stop_rules,
)

JO = Signature("Jo")


@pytest.fixture
def session_id(store: Store, make_session: Callable[..., NewSession]) -> int:
    session_id = store.begin_session(make_session("Anna"))
    store.end_session(session_id)
    return session_id


def test_the_latest_version_of_an_answer_counts_and_the_first_stays(
    store: Store, session_id: int
) -> None:
    assert add_answer(store, session_id, "guess", {"strike": "heel"}, by=JO) == 1
    assert add_answer(store, session_id, "guess", {"strike": "ball"}, by=JO) == 2
    add_answer(store, session_id, "load", {"ball_load_n_s": 12.5}, by=JO)
    found = answers(store, session_id)
    assert set(found) == {"guess", "load"}
    assert (found["guess"].value, found["guess"].version) == ({"strike": "ball"}, 2)


def test_answers_of_a_runner_come_session_by_session(
    store: Store, session_id: int, make_session: Callable[..., NewSession]
) -> None:
    later = store.begin_session(make_session("Anna", simulated=True))
    store.end_session(later)
    for one in (later, session_id):
        add_answer(store, one, "load", {"of": one}, by=JO)
    other = store.begin_session(make_session("Ben"))
    add_answer(store, other, "load", {"of": other}, by=JO)
    runner_id = store.session(session_id).runner_id
    found = runner_answers(store, runner_id, "load")
    assert [(a.session_id, a.value["of"], a.simulated) for a in found] == [
        (session_id, session_id, False), (later, later, True),
    ]  # fmt: skip


def test_what_is_not_asked_and_sessions_that_are_not_there_are_refused(
    store: Store, session_id: int
) -> None:
    with pytest.raises(BadSession, match="must be one of protocol, checklist"):
        add_answer(store, session_id, "shoe", {}, by=JO)  # type: ignore[arg-type]
    with pytest.raises(SessionNotFound):
        add_answer(store, 99, "guess", {}, by=JO)
    with pytest.raises(SessionNotFound):
        answers(store, 99)


def test_the_database_refuses_to_change_an_answer(store: Store, session_id: int) -> None:
    add_answer(store, session_id, "guess", {"strike": "heel"}, by=JO)
    with pytest.raises(StoreFailed, match="never changed"), store.writing() as db:
        db.connection().exec_driver_sql("UPDATE session_answer SET name = 'load'")


def test_answers_are_exported_and_erased_with_the_runner(
    file_store: Store, make_session: Callable[..., NewSession], tmp_path: Path
) -> None:
    session_id = file_store.begin_session(make_session("Anna"))
    add_answer(file_store, session_id, "guess", {"strike": "midfoot"}, by=JO)
    file_store.end_session(session_id)
    runner_id = file_store.session(session_id).runner_id
    export_runner(file_store, runner_id, tmp_path / "anna.zip", who="Jo", recordings=False)
    with zipfile.ZipFile(tmp_path / "anna.zip") as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("session.json")]
        stored = json.loads(archive.read(name))
    assert stored["session_answer"][0]["value"] == {"strike": "midfoot"}
    assert erase_runner(file_store, runner_id, who="Jo").counts["session_answer"] == 1


def test_the_clinics_own_stop_rules_count_language_by_language(store: Store) -> None:
    assert stop_rules(store, "en") is None
    set_stop_rules(store, "en", " Stop when it hurts. ", by=JO)
    set_stop_rules(store, "de", "Bei Schmerz aufhören.", by=JO)
    assert stop_rules(store, "en") == "Stop when it hurts."
    assert stop_rules(store, "de") == "Bei Schmerz aufhören."
    set_stop_rules(store, "en", "", by=JO)
    assert (stop_rules(store, "en"), stop_rules(store, "de")) == (None, "Bei Schmerz aufhören.")
    with pytest.raises(BadSession, match="stop rules must have 0 to 2000 characters"):
        set_stop_rules(store, "en", "x" * 2001, by=JO)
