"""Protocols, guesses, questions and stop rules over HTTP."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from analyzer import Measures
from clinic import (
    Signature,
    Store,
    add_answer,
    answers,
    lay_out,
    protocol_named,
)
from tests.web.test_readout import STEP
from web import Treadmill

CONSENT = {"consent": True}
TWO_MINUTES = {"runner": "Anna", "protocol": "two-minute", "checklist": CONSENT}


@pytest.fixture(autouse=True)
def running(treadmill: Treadmill) -> None:
    """Let the mat have given a frame."""
    treadmill._live.time_s = 10.0


def training(client: FlaskClient) -> dict[str, Any]:
    return dict(client.get("/api/state").json["training"])


def test_a_protocol_is_started_and_stopped(client: FlaskClient, treadmill: Treadmill) -> None:
    body = {**TWO_MINUTES, "measure": "cadence_spm", "pain_before": 3, "cue": "light feet"}
    assert client.post("/api/training/start", json=body).json == {"id": 1}
    run = training(client)["run"]
    assert (run["protocol"], run["stage"], run["next"]) == ("two-minute", "settle", "natural")
    assert client.post("/api/training/start", json=body).status_code == 409
    assert client.post("/api/training/abort", json={"reason": "pain"}).json == {"id": 1}
    assert training(client)["run"] is None
    assert treadmill.errands.wait()
    detail = client.get("/api/sessions/1/training").json
    assert (detail["protocol"]["state"], detail["protocol"]["reason"]) == ("stopped", "pain")
    assert detail["protocol"]["cue"] == "light feet"
    assert detail["pain_before"] == 3.0
    assert detail["checklist"] == {
        "belt_steady": False, "mat_healthy": True, "shoes_noted": False, "pain_asked": False, "consent": True,
    }  # fmt: skip
    assert [phase["stage"] for phase in detail["phases"]] == ["settle"]
    assert client.post("/api/training/abort", json={}).status_code == 409


def test_the_usual_cue_is_in_the_language_of_whoever_starts(
    client: FlaskClient, treadmill: Treadmill, store: Store
) -> None:
    body = {**TWO_MINUTES, "measure": "onset_steepness_per_s"}
    client.post("/api/training/start", json=body, headers={"Accept-Language": "de"})
    client.post("/api/training/abort", json={})
    assert treadmill.errands.wait()
    assert answers(store, 1)["protocol"].value["cue"] == "Leise aufsetzen."


def test_no_protocol_begins_before_the_mats_first_frame(
    client: FlaskClient, treadmill: Treadmill
) -> None:
    treadmill._live.time_s = float("nan")
    answer = client.post("/api/training/start", json=TWO_MINUTES)
    assert (answer.status_code, "no frame yet" in answer.json["error"]) == (409, True)
    assert client.get("/api/state").json["session"] is None


@pytest.mark.parametrize(
    ("path", "body", "line"),
    [
        ("start", {**TWO_MINUTES, "checklist": {}}, "consent must be true"),
        ("start", {**TWO_MINUTES, "checklist": {"shoe": True}}, "unknown check 'shoe'"),
        ("start", {**TWO_MINUTES, "checklist": {"consent": 1}}, "consent must be true or false"),
        ("start", {**TWO_MINUTES, "checklist": []}, "checklist must be a JSON object"),
        ("start", {**TWO_MINUTES, "protocol": "marathon"}, "protocol must be one of two-minute"),
        (
            "start",
            {**TWO_MINUTES, "measure": "height"},
            "measure must be one of ball_first_percent",
        ),
        ("start", {**TWO_MINUTES, "plan_number": 1}, "the plan of runner 'Anna' has no session 1"),
        ("start", {**TWO_MINUTES, "plan_number": 1.5}, "plan_number must be a whole number"),
        ("start", {**TWO_MINUTES, "pain_before": 11}, "pain_before must be 0 to 10, got 11"),
        ("start", {**TWO_MINUTES, "speed": 3}, "unknown key 'speed'"),
        ("beat", {"rate_per_minute": 500}, "rate_per_minute must be 30 to 260, got 500"),
        ("after", {}, "session_id must be the number"),
        ("stop-rules", {"language": "fr", "text": ""}, "language must be one of en, de"),
    ],
)
def test_bad_input_is_one_clear_line(
    client: FlaskClient, path: str, body: dict[str, Any], line: str
) -> None:
    answer = client.post(f"/api/training/{path}", json=body)
    assert answer.status_code == 400
    assert line in answer.json["error"]
    assert client.get("/api/state").json["session"] is None


def test_a_beat_is_set_and_stopped(client: FlaskClient) -> None:
    assert client.post("/api/training/beat", json={"rate_per_minute": 172}).json == {
        "rate_per_minute": 172.0
    }
    feedback = training(client)["feedback"]
    assert (feedback["is_on"], feedback["sound"], feedback["rate_per_minute"]) == (
        True,
        "beat",
        172.0,
    )
    client.post("/api/training/beat", json={"rate_per_minute": None})
    assert training(client)["feedback"]["sound"] is None


@pytest.mark.parametrize(
    ("measure", "value", "sound", "rate"),
    [
        ("ball_first_percent", 80, "heel", None),
        ("cadence_spm", 175, "beat", 175.0),
        ("onset_steepness_per_s", 20, "onset", None),
        ("contact_time_s", 0.25, None, None),
    ],
)
def test_each_target_has_its_sound(
    client: FlaskClient, measure: str, value: float, sound: str | None, rate: float | None
) -> None:
    client.post("/api/target", json={"measure": measure, "value": value})
    feedback = training(client)["feedback"]
    assert (feedback["sound"], feedback["rate_per_minute"]) == (sound, rate)
    assert feedback["is_on"] is (sound is not None)


def run_steps(treadmill: Treadmill, strikes: list[str]) -> None:
    """Let the treadmill see complete steps that landed so."""
    steps = [
        replace(STEP, number=i, contact_s=0.4 * i, strike=strike)
        for i, strike in enumerate(strikes)
    ]
    treadmill.training.take(steps, 10.0, 10.0)


def test_a_guess_is_asked_in_the_first_session_and_hides_the_results_until_then(
    client: FlaskClient, treadmill: Treadmill, store: Store
) -> None:
    client.post("/api/session", json={"action": "start", "runner": "Anna"})
    client.post("/api/target", json={"measure": "ball_first_percent", "value": 80})
    now = training(client)
    assert (now["veil"], now["guess"]["is_open"], now["feedback"]["is_on"]) == (
        "guess",
        True,
        False,
    )
    assert client.post("/api/training/guess", json={"guess": "toe"}).status_code == 400
    run_steps(treadmill, ["heel"] * 20)
    told = client.post("/api/training/guess", json={"guess": "ball"}).json["guess"]
    assert (told["said"], told["measured"], told["steps"]) == ("ball", None, 20)
    run_steps(treadmill, ["heel"] * 4 + ["midfoot"] * 6)
    now = training(client)
    assert (now["veil"], now["feedback"]["is_on"]) == (None, True)
    assert (now["guess"]["measured"], now["guess"]["percent"]) == ("heel", 80.0)
    assert client.post("/api/training/guess", json={"guess": "heel"}).status_code == 409
    client.post("/api/session", json={"action": "stop"})
    assert treadmill.errands.wait()
    assert answers(store, 1)["guess"].value == {"strike": "ball"}

    client.post("/api/session", json={"action": "start", "runner": "Anna"})
    assert (training(client)["veil"], training(client)["guess"]) == (None, None)


def test_the_page_itself_comes_without_results_where_they_are_hidden(client: FlaskClient) -> None:
    assert 'id="live" data-veil' not in client.get("/").text
    client.post("/api/session", json={"action": "start", "runner": "Anna"})
    assert 'id="live" data-veil="guess"' in client.get("/").text


def test_a_load_that_grows_too_fast_is_said_while_the_session_runs(
    client: FlaskClient, anna: int, treadmill: Treadmill, store: Store
) -> None:
    load = {"ball_load_n_s": 1000.0, "duration_s": 600.0}
    assert treadmill.errands.wait()
    add_answer(store, 1, "load", load, by=Signature("Jo"))
    client.post("/api/session", json={"action": "start", "runner": "Anna"})
    zones = Measures(ball_impulse_n_s=90.0, toes_impulse_n_s=10.0)
    steps = [replace(STEP, number=i, contact_s=0.4 * i, measures=zones) for i in range(13)]
    treadmill.training.take(steps, 10.0, 10.0)
    now = training(client)["load"]
    assert (now["ball_load_n_s"], now["session_limit_n_s"], now["exceeded"]) == (
        1300.0,
        1300.0,
        None,
    )
    treadmill.training.take(steps[:1], 10.5, 10.5)
    assert training(client)["load"]["exceeded"] == "session"
    client.post("/api/session", json={"action": "stop"})
    assert treadmill.errands.wait()
    assert answers(store, 2)["load"].value["ball_load_n_s"] == 1400.0


def test_without_a_session_no_guess_is_taken(client: FlaskClient) -> None:
    assert client.post("/api/training/guess", json={"guess": "heel"}).status_code == 409


def test_pain_and_a_note_are_asked_after_a_session(client: FlaskClient, store: Store) -> None:
    body = {"action": "start", "runner": "Anna", "note": "new shoes", "pain_before": 1}
    client.post("/api/session", json=body)
    assert training(client)["after"] is None
    client.post("/api/session", json={"action": "stop"})
    assert training(client)["after"]["runner"] == "Anna"
    bad = client.post("/api/training/after", json={"session_id": 1, "pain": 12})
    assert (bad.status_code, training(client)["after"] is None) == (400, False)
    client.post("/api/training/after", json={"session_id": 1, "pain": 2, "note": "calf tight"})
    assert training(client)["after"] is None
    record = store.session(1)
    assert (record.pain_before, record.pain_after, record.note) == (
        1.0,
        2.0,
        "new shoes\ncalf tight",
    )


def test_what_is_asked_after_a_session_may_be_skipped(client: FlaskClient, store: Store) -> None:
    client.post("/api/session", json={"action": "start", "runner": "Anna"})
    client.post("/api/session", json={"action": "stop"})
    client.post("/api/training/after", json={"session_id": 1, "pain": None})
    assert training(client)["after"] is None
    assert store.session(1).version == 1


def test_stop_rules_stand_before_every_start_and_may_be_the_clinics_own(
    client: FlaskClient,
) -> None:
    for path in ("/", "/coach", "/protocol"):
        assert "Achilles tendon" in client.get(path).text, path
    body = {"language": "en", "text": "Stop <b>now</b>.\nSay so."}
    assert client.post("/api/training/stop-rules", json=body).json["en"] == body["text"]
    for path in ("/", "/coach", "/protocol", "/plans"):
        text = client.get(path).text
        assert "Stop &lt;b&gt;now&lt;/b&gt;." in text, path
    assert "Achillessehne" in client.get("/?lang=de").text


def test_a_session_page_shows_phases_guess_and_pain(
    client: FlaskClient, treadmill: Treadmill, make_mat: Callable[..., Any]
) -> None:
    client.post("/api/training/start", json={**TWO_MINUTES, "pain_before": 2})
    client.post("/api/training/guess", json={"guess": "midfoot"})
    run_steps(treadmill, ["heel"] * 30)
    client.post("/api/training/abort", json={})
    client.post("/api/training/after", json={"session_id": 1, "pain": 4})
    assert treadmill.errands.wait()
    text = client.get("/sessions/1").text
    assert "Two-minute protocol" in text
    assert "stopped early" in text
    assert "Settle in" in text
    assert "Pain before 2, after 4" in text
    assert 'style="' not in text


def test_protocols_are_in_the_api_as_they_will_be_run(client: FlaskClient) -> None:
    found = client.get("/api/training/protocols").json["protocols"]
    assert [one["protocol"] for one in found] == ["two-minute", "retraining", "free", "drill"]
    assert found[0]["stages"][1]["end_s"] == lay_out(protocol_named("two-minute")).stages[1].end_s
    assert set(client.get("/api/training/checks").json) == {"belt_steady", "mat_healthy"}


@pytest.mark.parametrize("path", ["/protocol", "/plans"])
def test_the_training_pages_open(client: FlaskClient, anna: int, path: str) -> None:
    for address in (path, f"/plans/{anna}"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "<style" not in answer.text
        assert "style=" not in answer.text
    assert client.get("/plans/99").status_code == 404
