"""Nothing that a person said is overwritten: a correction is a new version, with who and when."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from clinic import (
    BadSession,
    RunnerNotFound,
    SessionNotFound,
    Signature,
    StepNotFound,
    Store,
    correct_runner,
    correct_session,
    correct_step,
    corrected_steps,
    corrected_summary,
    runner_history,
    session_history,
    step_corrections,
)

Maker = Callable[..., Any]
START = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)
ANNE = Signature("anne", "measured again")


@pytest.fixture
def now() -> list[datetime]:
    return [START]


@pytest.fixture
def store(database: str | Path, now: list[datetime]):
    with Store(database, clock=lambda: now[0]) as store:
        yield store


@pytest.fixture
def session_id(store: Store, make_session: Maker, make_step: Maker) -> int:
    session_id = store.begin_session(make_session(note="easy", runner_foot_length_m=0.25))
    store.append(session_id, steps=[make_step(number) for number in range(1, 7)])
    store.end_session(session_id)
    return session_id


def test_a_runners_data_are_corrected_and_what_was_there_before_stays(
    store: Store, session_id: int, now: list[datetime]
) -> None:
    runner = store.runner("Anna")
    assert runner.id is not None
    now[0] += timedelta(days=1)
    after = correct_runner(
        store, runner.id, {"foot_length_m": 0.26, "shoes": "trail", "height_m": 1.7}, by=ANNE
    )
    assert (after.foot_length_m, after.shoes, after.height_m, after.version) == (
        0.26,
        "trail",
        1.7,
        2,
    )
    assert store.runner("Anna") == after
    first, second = runner_history(store, runner.id)
    assert (first.runner.foot_length_m, first.runner.shoes) == (0.25, "")
    assert (second.author, second.reason) == ("anne", "measured again")
    assert second.at_utc - first.at_utc == timedelta(days=1)


def test_a_runner_can_be_renamed_but_not_to_anothers_name(
    store: Store, session_id: int, make_session: Maker
) -> None:
    store.end_session(store.begin_session(make_session("Ben")))
    anna = store.runner("Anna").id
    assert anna is not None
    with pytest.raises(BadSession, match="called 'Ben' already"):
        correct_runner(store, anna, {"name": "Ben"}, by=ANNE)
    correct_runner(store, anna, {"name": " A-17 "}, by=ANNE)
    assert store.session(session_id).runner == "A-17"
    assert store.runner("Anna").id is None


def test_saying_what_is_known_already_makes_no_version(
    store: Store, session_id: int, make_session: Maker
) -> None:
    store.begin_session(make_session("Anna", runner_foot_length_m=0.25))
    assert store.runner("Anna").version == 1


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"height_m": 17.0}, r"height_m must be 0\.4 to 2\.6, got 17"),
        ({"foot_length_m": float("nan")}, "foot_length_m must be"),
        ({"name": ""}, "runner must have 1 to 80 characters"),
        ({"notes": "a\x00b"}, "control character"),
        ({"weight": 70}, "a runner has no 'weight'"),
    ],
)
def test_impossible_data_are_refused_and_change_nothing(
    store: Store, session_id: int, changes: dict[str, Any], line: str
) -> None:
    before = store.runner("Anna")
    assert before.id is not None
    with pytest.raises(BadSession, match=line):
        correct_runner(store, before.id, changes, by=ANNE)
    assert store.runner("Anna") == before


def test_a_correction_needs_a_name_under_it() -> None:
    with pytest.raises(BadSession, match="author must have 1 to 80"):
        Signature(" ")


def test_note_and_pain_of_a_session_are_corrected(
    store: Store, session_id: int, now: list[datetime]
) -> None:
    now[0] += timedelta(hours=1)
    record = correct_session(store, session_id, {"pain_before": 3, "pain_after": 1.5}, by=ANNE)
    assert (record.note, record.pain_before, record.pain_after) == ("easy", 3.0, 1.5)
    record = correct_session(store, session_id, {"note": "hard"}, by=ANNE)
    assert (record.note, record.pain_after, record.version) == ("hard", 1.5, 3)
    assert store.session(session_id) == record
    history = session_history(store, session_id)
    assert [one["note"] for one in history] == ["easy", "easy", "hard"]
    assert [one["author"] for one in history] == ["strikemat", "anne", "anne"]
    with pytest.raises(BadSession, match="pain_before must be 0 to 10, got 11"):
        correct_session(store, session_id, {"pain_before": 11}, by=ANNE)
    with pytest.raises(BadSession, match="must be one of note, "):
        correct_session(store, session_id, {"step_count": 1}, by=ANNE)


def test_a_session_that_was_recorded_under_the_wrong_name_is_given_to_its_runner(
    store: Store, session_id: int, make_session: Maker
) -> None:
    store.end_session(store.begin_session(make_session("Ben")))
    ben = store.runner("Ben").id
    assert correct_session(store, session_id, {"runner_id": ben}, by=ANNE).runner == "Ben"
    with pytest.raises(RunnerNotFound, match="no runner 99"):
        correct_session(store, session_id, {"runner_id": 99}, by=ANNE)


def test_a_strike_is_corrected_and_the_analyzers_word_stays(store: Store, session_id: int) -> None:
    correct_step(store, session_id, 2, strike="heel", by=ANNE)
    correct_step(store, session_id, 3, excluded=True, by=Signature("ben", "stumbled"))
    correct_step(store, session_id, 2, strike="midfoot", side="left", by=ANNE)
    steps = {step.number: step for step in corrected_steps(store, session_id)}
    assert list(steps) == [1, 2, 4, 5, 6]
    assert (steps[2].strike, steps[2].side, steps[2].confidence) == ("midfoot", "left", 1.0)
    assert (steps[1].strike, steps[1].confidence) == ("ball", 0.9)
    assert store.steps(session_id)[1].strike == "ball"
    assert [(one.number, one.version) for one in step_corrections(store, session_id)] == [
        (2, 2),
        (3, 1),
    ]
    assert corrected_summary(store, session_id)["step_count"] == 5
    correct_step(store, session_id, 3, by=ANNE)
    assert len(corrected_steps(store, session_id)) == 6


def test_a_step_that_is_not_there_cannot_be_corrected(store: Store, session_id: int) -> None:
    with pytest.raises(StepNotFound, match="has no step 7"):
        correct_step(store, session_id, 7, strike="heel", by=ANNE)
    with pytest.raises(BadSession, match="strike must be one of heel, midfoot, ball, got 'toe'"):
        correct_step(store, session_id, 1, strike="toe", by=ANNE)  # type: ignore[arg-type]
    with pytest.raises(SessionNotFound):
        step_corrections(store, 99)
