"""The interface to what is stored: bounded answers, and corrections that become versions."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from clinic import Store, runner_history, session_history, step_history
from device import IdealMat
from web import Treadmill, create_app


@pytest.fixture
def store(made: bytes, tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "clinic.sqlite").write_bytes(made)
    with Store(tmp_path / "clinic.sqlite") as store:
        yield store


@pytest.fixture
def client(store: Store) -> Iterator[FlaskClient]:
    treadmill = Treadmill(IdealMat, store)
    with create_app(treadmill).test_client() as client:
        yield client
    treadmill.close()


def test_sessions_come_in_pages_with_what_was_asked(client: FlaskClient) -> None:
    answer = client.get("/api/sessions?search=shoes&state=complete").json
    assert [line["id"] for line in answer["sessions"]] == [4, 1]
    assert {name: answer[name] for name in ("total", "page", "pages", "asked")} == {
        "total": 2,
        "page": 1,
        "pages": 1,
        "asked": {"search": "shoes", "state": "complete"},
    }


def test_steps_come_in_bounded_pages_with_their_corrections(client: FlaskClient) -> None:
    answer = client.get("/api/sessions/4/steps?first=4&count=3").json
    assert [step["number"] for step in answer["steps"]] == [4, 5, 6]
    assert answer["steps"][0]["correction"] is None
    assert answer["steps"][1]["correction"]["excluded"]
    assert answer["total"] == client.get("/api/sessions/4").json["step_count"]
    assert client.get("/api/sessions/4/steps?count=201").status_code == 400
    assert client.get("/api/sessions/4/steps?first=9999").json["steps"] == []


def test_the_course_has_one_value_a_step_after_corrections(client: FlaskClient) -> None:
    course = client.get("/api/sessions/4/course").json
    count = client.get("/api/sessions/4").json["step_count"]
    assert course.pop("every") == 1
    assert {len(column) for column in course.values()} == {count}
    assert course["excluded"][4]
    assert course["strike"][7] == "midfoot"


def test_a_very_long_course_is_thinned(client: FlaskClient, monkeypatch: Any) -> None:
    monkeypatch.setattr("web.sessions.COURSE_STEPS_MAX", 10)
    course = client.get("/api/sessions/4/course").json
    assert course["every"] > 1
    assert len(course["number"]) <= 10
    assert course["number"][1] == 1 + course["every"]


def test_prints_leave_out_what_a_person_left_out(client: FlaskClient, store: Store) -> None:
    before = client.get("/api/sessions/3/prints").json["left"]
    assert max(map(max, before["mean"]["peak_n"])) > 100
    assert before["foot_length_m"] == pytest.approx(0.27)
    for number in range(1, 1 + store.session(3).step_count):
        client.post(f"/api/sessions/3/steps/{number}", json={"excluded": True})
    assert client.get("/api/sessions/3/prints").json == {"left": None, "right": None}


def test_statistics_and_comparison_are_plain_values(client: FlaskClient) -> None:
    statistics = client.get("/api/sessions/4/statistics").json
    assert statistics["measures"]["contact_time_s"]["spread"]["both"]["n"] > 20
    compared = client.get("/api/compare?a=3&b=4").json
    assert compared["measures"][0]["measure"] == "ball_first_percent"
    shape = compared["measures"][1]["distribution"]
    assert sum(shape["a_percent"]) == pytest.approx(100.0, abs=0.5)
    assert len(shape["edges"]) == len(shape["b_percent"]) + 1
    assert "speed" in compared["differences"]
    assert client.get("/api/compare?a=3").status_code == 400
    assert client.get("/api/compare?a=4&b=4").status_code == 400


def test_a_step_is_corrected_with_who_and_why(client: FlaskClient, store: Store) -> None:
    body = {"strike": "heel", "side": None, "excluded": False, "reason": "seen on video"}
    assert client.post("/api/sessions/2/steps/3", json=body).status_code == 200
    (version,) = step_history(store, 2, 3)
    assert (version.strike, version.author, version.reason) == ("heel", "page", "seen on video")
    client.post("/api/sessions/2/steps/3", json={"strike": None})
    assert [one.version for one in step_history(store, 2, 3)] == [1, 2]
    answer = client.get("/api/sessions/2/steps/3").json
    assert answer["step"]["strike"] == "heel"
    assert [one["strike"] for one in answer["versions"]] == [None, "heel"]


def test_a_session_is_corrected_and_nothing_is_written_when_nothing_changes(
    client: FlaskClient, store: Store
) -> None:
    body = {"note": " barefoot ", "pain_after": 4, "reason": "asked later"}
    answer = client.post("/api/sessions/2", json=body).json
    assert (answer["note"], answer["pain_after"], answer["pain_before"]) == ("barefoot", 4.0, 2.0)
    versions = len(session_history(store, 2))
    client.post("/api/sessions/2", json={"note": "barefoot"})
    assert len(session_history(store, 2)) == versions
    client.post("/api/sessions/2", json={"runner_id": store.session(5).runner_id})
    assert client.get("/api/sessions/2").json["runner"] == "R-11"
    said = client.get("/api/sessions/2/versions").json["session"]
    assert set(said[0]["changes"]) == {"runner_id"}
    assert said[1]["reason"] == "asked later"


def test_a_runner_is_made_and_changed(client: FlaskClient, store: Store) -> None:
    made = client.post("/api/runners", json={"name": "R-20", "height_m": 1.8}).json
    changes = {"foot_length_m": 0.26, "height_m": None, "notes": "new", "reason": "measured"}
    changed = client.post(f"/api/runners/{made['id']}", json=changes).json
    assert (changed["foot_length_m"], changed["height_m"], changed["version"]) == (0.26, None, 2)
    assert runner_history(store, made["id"])[-1].reason == "measured"
    versions = client.get(f"/api/runners/{made['id']}/versions").json["versions"]
    assert versions[0]["changes"]["height_m"] == {"before": 1.8, "after": None}
    assert client.get("/api/runners?search=r-20").json["total"] == 1


def test_a_runners_sessions_follow_on_each_other(client: FlaskClient) -> None:
    course = client.get("/api/runners/1/course").json
    assert [one["id"] for one in course["sessions"]] == [1, 2, 3, 4]
    index = [one["strike_index_percent"] for one in course["sessions"]]
    assert index[0] < 30 < 60 < index[-1]
    assert course["sessions"][0]["pain_after"] == 3.0
    assert course["left_out"] == 0


def test_simulated_sessions_are_left_out_where_somebody_ran(
    client: FlaskClient, store: Store
) -> None:
    with store.writing() as db:
        db.connection().exec_driver_sql("UPDATE session SET simulated = 0 WHERE id = 2")
    course = client.get("/api/runners/1/course").json
    assert ([one["id"] for one in course["sessions"]], course["left_out"]) == ([2], 3)


def test_a_shoe_size_becomes_a_foot_length(client: FlaskClient) -> None:
    assert client.get("/api/foot-length?system=eu&size=42").json == {
        "foot_length_m": pytest.approx(0.265)
    }


@pytest.mark.parametrize(
    ("path", "body", "status", "line"),
    [
        ("/api/sessions/2", {"shoes": "x"}, 400, "unknown key 'shoes'"),
        ("/api/sessions/2", {"pain_after": 11}, 400, "pain_after must be 0 to 10, got 11"),
        ("/api/sessions/2", {"runner_id": 1.5}, 400, "runner_id must be a whole number"),
        ("/api/sessions/2", {"runner_id": 77}, 404, "there is no runner 77"),
        ("/api/sessions/77", {"note": "x"}, 404, "there is no session 77"),
        ("/api/sessions/2/steps/3", {"strike": "toe"}, 400, "strike must be one of heel, midf"),
        ("/api/sessions/2/steps/3", {"excluded": 1}, 400, "excluded must be true or false"),
        ("/api/sessions/2/steps/7777", {"excluded": True}, 404, "has no step 7777"),
        ("/api/runners", {"height_m": 1.8}, 400, "name must be a text, got None"),
        ("/api/runners", {"name": "R-07"}, 400, "is called 'R-07' already"),
        ("/api/runners/1", {"height_m": 18}, 400, "height_m must be 0.4 to 2.6, got 18"),
        ("/api/runners/1", {"name": ""}, 400, "runner must have 1 to 80 characters"),
        ("/api/runners/77", {"name": "x"}, 404, "there is no runner 77"),
    ],
)
def test_what_cannot_be_written_is_one_clear_line(
    client: FlaskClient, path: str, body: dict[str, Any], status: int, line: str
) -> None:
    answer = client.post(path, json=body)
    assert answer.status_code == status
    assert line in answer.json["error"]
    assert "\n" not in answer.json["error"]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("/api/foot-length?system=jp&size=27", "system must be one of eu, uk, us-men, us-women"),
        ("/api/foot-length?system=eu&size=big", "size must be a number, got 'big'"),
        ("/api/foot-length?system=eu&size=nan", "size must be a number, got 'nan'"),
        ("/api/compare?a=1:2:3&b=2", "a must be a session such as 12, or a phase such as 12:2"),
    ],
)
def test_an_address_that_cannot_be_answered_is_one_clear_line(
    client: FlaskClient, path: str, line: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert line in answer.json["error"]
