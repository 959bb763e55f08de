"""Sessions and runners are found, filtered and cut into pages by the database."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from clinic import (
    BadSession,
    PlannedSession,
    RunnerNotFound,
    SessionQuery,
    Signature,
    Store,
    add_phase,
    add_runner,
    correct_session,
    find_runners,
    find_sessions,
    plan_session,
    runner_by_id,
    session_choices,
)

Maker = Callable[..., Any]
ANNE = Signature("anne")
START = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def store(database: str | Path, make_session: Maker, make_step: Maker) -> Any:
    """Five sessions, a day apart: Anna 1, 3, 5 (with steps in 1 and 3), Örs 2, Ben 4."""
    now = [START]
    with Store(database, clock=lambda: now[0]) as store:
        for day, (name, note, mat) in enumerate(
            [
                ("Anna", "heel, 100% sure", "spi"),
                ("Örs", "", "spi"),
                ("Anna", "NEW shoes", "simulated"),
                ("Ben", "with Anna", "spi"),
                ("Anna", "", "spi"),
            ]
        ):
            now[0] = START + timedelta(days=day)
            number = store.begin_session(make_session(name, note=note, mat_name=mat))
            if number in (1, 3):
                store.append(number, steps=[make_step(1)])
            store.end_session(number, interrupted=number == 4)
        yield store


def numbers(store: Store, **query: Any) -> list[int]:
    found, total = find_sessions(store, SessionQuery(**query))
    assert total == len(found)
    return [record.id for record in found]


def test_without_a_query_all_sessions_come_newest_first(store: Store) -> None:
    assert numbers(store) == [5, 4, 3, 2, 1]


def test_words_are_looked_for_in_names_and_notes_in_any_case(store: Store) -> None:
    assert numbers(store, words="anna") == [5, 4, 3, 1]
    assert numbers(store, words=" new SHOES ") == [3]
    assert numbers(store, words="örs") == numbers(store, words="ÖRS") == [2]
    assert numbers(store, words="nobody") == []


def test_signs_of_the_databases_patterns_mean_themselves(store: Store) -> None:
    assert numbers(store, words="100%") == [1]
    assert numbers(store, words="%") == [1]
    assert numbers(store, words="_") == []
    assert numbers(store, words="'; DROP TABLE session; --") == []


def test_only_the_latest_version_of_a_note_counts(store: Store) -> None:
    correct_session(store, 3, {"note": "old shoes"}, by=ANNE)
    assert numbers(store, words="new shoes") == []
    assert numbers(store, words="old shoes") == [3]


def test_every_filter_narrows_the_list(store: Store) -> None:
    runner_id = store.session(1).runner_id
    assert numbers(store, runner_id=runner_id) == [5, 3, 1]
    assert numbers(store, state="interrupted") == [4]
    assert numbers(store, mat_name="simulated") == [3]
    day = START + timedelta(days=2)
    assert numbers(store, from_utc=day) == [5, 4, 3]
    assert numbers(store, before_utc=day) == [2, 1]
    assert numbers(store, from_utc=day, runner_id=runner_id, mat_name="spi") == [5]


def test_sessions_are_found_by_phase_and_by_planned_protocol(
    store: Store, make_session: Maker
) -> None:
    add_phase(store, 2, "retention", 0.0, by=ANNE)
    assert numbers(store, phase="retention") == [2]
    assert numbers(store, phase="cued") == []
    runner_id = store.session(1).runner_id
    number = plan_session(store, runner_id, PlannedSession(protocol="clinic 2 min"), by=ANNE)
    planned = store.begin_session(make_session("Anna", plan_number=number))
    store.end_session(planned)
    assert numbers(store, protocol="clinic 2 min") == [planned]
    choices = session_choices(store)
    assert choices["mats"] == ["simulated", "spi"]
    assert (choices["phases"], choices["protocols"]) == (["retention"], ["clinic 2 min"])


def test_a_page_is_a_part_and_the_count_is_of_all(store: Store) -> None:
    found, total = find_sessions(store, SessionQuery(words="anna"), first=1, most=2)
    assert ([record.id for record in found], total) == ([4, 3], 4)
    assert find_sessions(store, first=100) == ([], 5)


def test_too_many_words_are_refused_in_one_line(store: Store) -> None:
    with pytest.raises(BadSession, match="words to look for must have 0 to 200 characters"):
        SessionQuery(words="x" * 201)
    with pytest.raises(BadSession, match="words to look for"):
        find_runners(store, "x" * 201)


def test_runners_are_listed_with_their_sessions(store: Store) -> None:
    add_runner(store, {"name": "Cleo", "foot_length_m": 0.25}, by=ANNE)
    found, total = find_runners(store)
    # How Ö is sorted is the database's affair.
    told = {one.runner.name: (one.session_count, one.last_utc) for one in found}
    assert told == {
        "Anna": (3, START + timedelta(days=4)),
        "Ben": (1, START + timedelta(days=3)),
        "Cleo": (0, None),
        "Örs": (1, START + timedelta(days=1)),
    }
    assert total == 4
    found, total = find_runners(store, "öR")
    assert ([one.runner.name for one in found], total) == (["Örs"], 1)
    found, total = find_runners(store, first=1, most=1)
    assert ([one.runner.name for one in found], total) == (["Ben"], 4)


def test_a_new_runner_is_made_before_the_first_session(store: Store) -> None:
    runner = add_runner(store, {"name": " Cleo ", "height_m": 1.7}, by=ANNE)
    assert (runner.name, runner.height_m, runner.version) == ("Cleo", 1.7, 1)
    assert runner.id is not None
    assert runner_by_id(store, runner.id) == runner
    with pytest.raises(BadSession, match="called 'Cleo' already"):
        add_runner(store, {"name": "Cleo"}, by=ANNE)
    with pytest.raises(BadSession, match="runner must have 1 to 80"):
        add_runner(store, {"height_m": 1.7}, by=ANNE)
    with pytest.raises(RunnerNotFound, match="there is no runner 99"):
        runner_by_id(store, 99)
