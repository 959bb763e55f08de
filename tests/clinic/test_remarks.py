"""Phases, marks and plans."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from clinic import (
    BadSession,
    FrameChunk,
    PlannedSession,
    RunnerNotFound,
    Signature,
    Store,
    add_mark,
    add_phase,
    audit_entries,
    correct_mark,
    marks,
    note_action,
    phases,
    plan_session,
    planned_sessions,
    withdraw_planned_session,
)

Maker = Callable[..., Any]
ANNE = Signature("anne")


@pytest.fixture
def session_id(store: Store, make_session: Maker, make_block: Maker) -> int:
    session_id = store.begin_session(make_session())
    store.append(session_id, chunks=[FrameChunk.pack(make_block(10.0, 501))])
    return session_id


def test_a_phase_lasts_until_the_next_and_the_last_until_the_session_ends(
    store: Store, session_id: int
) -> None:
    add_phase(store, session_id, "warm-up", 10.0, by=ANNE)
    add_phase(store, session_id, "cued", 10.4, cue="land softly", targets={"spm": 175}, by=ANNE)
    before = phases(store, session_id)
    assert [(one.number, one.kind, one.start_s, one.end_s) for one in before] == [
        (1, "warm-up", 10.0, 10.4),
        (2, "cued", 10.4, None),
    ]
    assert (before[1].cue, before[1].targets) == ("land softly", {"spm": 175})
    store.end_session(session_id)
    assert phases(store, session_id)[-1].end_s == pytest.approx(11.0)


def test_phases_follow_one_another(store: Store, session_id: int) -> None:
    add_phase(store, session_id, "natural", 10.5, by=ANNE)
    with pytest.raises(BadSession, match=r"must begin at or after 10\.500 s"):
        add_phase(store, session_id, "cued", 10.4, by=ANNE)
    with pytest.raises(BadSession, match="phase must be one of warm-up, natural, cued"):
        add_phase(store, session_id, "sprint", 11.0, by=ANNE)  # type: ignore[arg-type]


def test_a_mark_is_corrected_or_withdrawn_by_a_further_version(
    store: Store, session_id: int
) -> None:
    assert add_mark(store, session_id, 10.8, "knee hurts", by=ANNE) == 1
    assert add_mark(store, session_id, 10.2, "new shoes", by=ANNE) == 2
    correct_mark(store, session_id, 1, "left knee hurts", by=Signature("ben"))
    assert [
        (one.number, one.note, one.version, one.author) for one in marks(store, session_id)
    ] == [
        (2, "new shoes", 1, "anne"),
        (1, "left knee hurts", 2, "ben"),
    ]
    correct_mark(store, session_id, 2, None, by=ANNE)
    assert [one.number for one in marks(store, session_id)] == [1]
    with pytest.raises(BadSession, match="has no mark 9"):
        correct_mark(store, session_id, 9, "x", by=ANNE)


def test_a_plan_is_written_changed_and_ticked_off(store: Store, make_session: Maker) -> None:
    store.end_session(store.begin_session(make_session()))
    anna = store.runner("Anna").id
    assert anna is not None
    plan = PlannedSession(protocol="clinic", due_on=date(2026, 5, 4), targets={"spm": 175})
    assert plan_session(store, anna, plan, by=ANNE) == 1
    assert plan_session(store, anna, PlannedSession(protocol="free"), by=ANNE) == 2
    later = PlannedSession(number=1, protocol="clinic", due_on=date(2026, 5, 6))
    plan_session(store, anna, later, by=ANNE)
    session_id = store.begin_session(make_session(plan_number=1))
    first, second = planned_sessions(store, anna)
    assert (first.due_on, first.session_ids) == (date(2026, 5, 6), (session_id,))
    assert (second.protocol, second.due_on, second.session_ids) == ("free", None, ())
    withdraw_planned_session(store, anna, 2, by=ANNE)
    assert [one.number for one in planned_sessions(store, anna)] == [1]
    with pytest.raises(BadSession, match="has no session 7"):
        withdraw_planned_session(store, anna, 7, by=ANNE)
    with pytest.raises(RunnerNotFound):
        plan_session(store, 99, plan, by=ANNE)


def test_the_audit_log_says_who_did_what_to_whose_data(store: Store) -> None:
    note_action(store, "anne", "view session", runner_id=1, session_id=4)
    note_action(store, "ben", "export runner", runner_id=2, detail={"bytes": 12})
    assert [entry.who for entry in audit_entries(store)] == ["anne", "ben"]
    (entry,) = audit_entries(store, runner_id=2)
    assert (entry.action, entry.session_id, entry.detail) == ("export runner", None, {"bytes": 12})
    assert [entry.who for entry in audit_entries(store, last=1)] == ["ben"]
