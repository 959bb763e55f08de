"""The statistics of a session are of its corrected steps, worked out once, and never out of date."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from analyzer import describe, minimal_change, symmetry
from clinic import (
    STATISTICS_MEASURES,
    SessionNotFound,
    Signature,
    Store,
    correct_step,
    corrected_steps,
    erase_runner,
    kept_statistics,
    kept_summaries,
    session_statistics,
)

Maker = Callable[..., Any]
ANNE = Signature("anne")


@pytest.fixture
def session_id(store: Store, make_session: Maker, make_step: Maker) -> int:
    number = store.begin_session(make_session())
    store.append(
        number,
        steps=[
            make_step(n, contact_time_s=0.25 + 0.001 * (n % 7), strike_index_percent=60.0 + n % 5)
            for n in range(1, 121)
        ],
    )
    store.end_session(number)
    return number


def test_statistics_are_those_of_the_analyzer(store: Store, session_id: int) -> None:
    found = session_statistics(store, session_id)
    steps = corrected_steps(store, session_id)
    assert set(found["measures"]) == set(STATISTICS_MEASURES)
    contact = found["measures"]["contact_time_s"]
    assert contact["spread"]["both"]["mean"] == describe(steps, "contact_time_s")["both"].mean
    assert contact["symmetry"]["difference"] == symmetry(steps, "contact_time_s").difference
    assert contact["minimal_change"]["mdc95"] == minimal_change(steps, "contact_time_s").mdc95
    assert found["strikes"]["left"] == {"heel": 0, "midfoot": 0, "ball": 60, "unsure": 0}
    assert found["summary"]["steps_used"] == 120
    assert found["belt_speed_m_s"] == pytest.approx(3.0)
    assert found["drift"]["contact_time_s"]["n"] == 120


def test_they_are_kept_until_a_step_is_corrected(store: Store, session_id: int) -> None:
    assert kept_statistics(store, session_id) is None
    found = session_statistics(store, session_id)
    assert kept_statistics(store, session_id) == found
    correct_step(store, session_id, 3, by=ANNE, excluded=True)
    correct_step(store, session_id, 4, by=ANNE, strike="heel")
    assert kept_statistics(store, session_id) is None
    assert kept_summaries(store, [session_id]) == {}
    again = session_statistics(store, session_id)
    assert again["measures"]["contact_time_s"]["spread"]["both"]["n"] == 119
    assert again["strikes"]["right"]["heel"] == 1
    assert kept_summaries(store, [session_id])[session_id]["summary"] == again["summary"]


def test_they_are_not_kept_from_before_a_session_went_on(
    store: Store, make_session: Maker, make_step: Maker
) -> None:
    number = store.begin_session(make_session())
    store.append(number, steps=[make_step(1)])
    session_statistics(store, number)
    store.append(number, steps=[make_step(2)])
    assert kept_statistics(store, number) is None
    assert session_statistics(store, number)["summary"]["step_count"] == 2


def test_a_store_that_is_only_read_works_them_out_each_time(
    tmp_path: Path, make_session: Maker, make_step: Maker
) -> None:
    with Store(tmp_path / "clinic.sqlite") as store:
        number = store.begin_session(make_session())
        store.append(number, steps=[make_step(1)])
        store.end_session(number)
    with Store(tmp_path / "clinic.sqlite", read_only=True) as store:
        assert session_statistics(store, number)["summary"]["step_count"] == 1
        assert kept_statistics(store, number) is None


def test_they_go_with_their_runner(store: Store, session_id: int) -> None:
    session_statistics(store, session_id)
    receipt = erase_runner(store, store.session(session_id).runner_id, who="anne")
    # What was only worked out is no data of its own: the receipt counts what was stored.
    assert "worked_out" not in receipt.counts
    with store.reading() as db:
        assert db.connection().exec_driver_sql("SELECT count(*) FROM worked_out").scalar() == 0


def test_a_session_that_is_not_there_has_none(store: Store) -> None:
    with pytest.raises(SessionNotFound, match="there is no session 9"):
        session_statistics(store, 9)
