"""Plans over the weeks, and the sessions that are started from them, over HTTP."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from clinic import (
    Signature,
    Store,
    add_answer,
    answers,
    planned_sessions,
    runner_history,
)
from web import Treadmill

CONSENT = {"consent": True}


@pytest.fixture(autouse=True)
def running(treadmill: Treadmill) -> None:
    """Let the mat have given a frame."""
    treadmill._live.time_s = 10.0


def make_plan(client: FlaskClient, runner_id: int) -> Any:
    body = {"first_on": "2026-11-27", "weekdays": [0, 2, 4], "measure": "cadence_spm"}
    return client.post(f"/api/plans/{runner_id}", json=body)


def test_a_plan_is_made_changed_and_withdrawn(client: FlaskClient, anna: int, store: Store) -> None:
    plan = make_plan(client, anna).json
    assert (len(plan["sessions"]), plan["done"], plan["next"]) == (8, 0, 1)
    assert make_plan(client, anna).status_code == 409
    changed = {"due_on": "2026-12-24", "minutes": 10, "note": "short"}
    client.post(f"/api/plans/{anna}/2", json=changed)
    second = next(one for one in planned_sessions(store, anna) if one.number == 2)
    assert (str(second.due_on), second.targets["minutes"], second.note) == (
        "2026-12-24", 10.0, "short",
    )  # fmt: skip
    plan = client.post(f"/api/plans/{anna}/3/withdraw", json={"reason": "holiday"}).json
    assert [one["number"] for one in plan["sessions"]] == [1, 4, 5, 6, 7, 8, 2]
    plan = client.post(f"/api/plans/{anna}/withdraw", json={}).json
    assert (plan["sessions"], plan["next"]) == ([], None)
    assert make_plan(client, anna).json["sessions"][0]["number"] == 9


@pytest.mark.parametrize(
    ("path", "body", "status", "line"),
    [
        ("99", {"first_on": "2026-11-27"}, 404, "there is no runner 99"),
        ("1", {"first_on": "soon", "weekdays": [0, 2, 4]}, 400, "first_on must be a day such as"),
        ("1", {"first_on": "2026-11-27", "weekdays": "Mo"}, 400, "weekdays must be a list"),
        (
            "1",
            {"first_on": "2026-11-27", "weekdays": [0], "measure": "cadence_spm"},
            400,
            "3 or 4 days",
        ),
        ("1/5", {"note": "x"}, 400, "the plan of runner 1 has no session 5"),
        ("1/5/withdraw", {}, 400, "the plan of runner 1 has no session 5"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(
    client: FlaskClient, anna: int, path: str, body: dict[str, Any], status: int, line: str
) -> None:
    answer = client.post(f"/api/plans/{path}", json=body)
    assert (answer.status_code, line in answer.json["error"]) == (status, True), answer.json


def test_a_planned_session_is_started_from_the_plan_and_counts_as_its_own(
    client: FlaskClient, anna: int, treadmill: Treadmill, store: Store
) -> None:
    make_plan(client, anna)
    client.post(f"/api/plans/{anna}/1", json={"minutes": 5, "feedback_percent": 50})
    page = client.get(f"/protocol?runner={anna}&plan=1").text
    assert "Planned: session 1 of 8" in page
    assert "5 minutes of practice, 50 % of it with feedback" in page
    body = {"runner": "Anna", "plan_number": 1, "checklist": CONSENT}
    assert client.post("/api/training/start", json=body).json == {"id": 2}
    run = client.get("/api/state").json["training"]["run"]
    assert (run["session"], run["of_sessions"]) == (1, 8)
    assert run["stages"][-1]["end_s"] == 60.0 + 60.0 + 5 * 60.0
    client.post("/api/training/abort", json={})
    assert treadmill.errands.wait()
    assert store.session(2).plan_number == 1
    first = client.get(f"/api/plans/{anna}").json["sessions"][0]
    assert (first["state"], first["session_ids"]) == ("stopped", [2])
    assert client.post(f"/api/plans/{anna}/1", json={"minutes": 9}).status_code == 409
    assert "stopped early" in client.get(f"/plans/{anna}").text
    assert len(runner_history(store, anna)) == 1


def test_a_plan_shows_what_was_done_without_feedback(
    client: FlaskClient, anna: int, treadmill: Treadmill, store: Store
) -> None:
    make_plan(client, anna)
    body = {"runner": "Anna", "plan_number": 1, "checklist": CONSENT}
    client.post("/api/training/start", json=body)
    client.post("/api/training/abort", json={})
    assert treadmill.errands.wait()
    told = dict(answers(store, 2)["protocol"].value)
    told["found"] = {"natural": {"cadence_spm": 161.4, "steps": 80}, "recall": None}
    add_answer(store, 2, "protocol", told, by=Signature("Jo"))
    text = client.get(f"/plans/{anna}").text
    assert "<span>as always 161</span>" in text
    assert "<span>with the cue in mind" not in text
