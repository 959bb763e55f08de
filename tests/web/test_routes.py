import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from markupsafe import escape

from clinic import Store
from device import RunnerSettings
from web import Treadmill, create_app
from web.definitions import DEFINITIONS
from web.preferences import WORDING

TEMPLATES = Path(__file__).parents[2] / "web" / "templates"


@pytest.fixture
def recorded(
    make_mat: Callable[..., Any], make_treadmill: Callable[..., Treadmill]
) -> Iterator[FlaskClient]:
    """A client of a treadmill that has recorded one session, 1, of 30 s."""
    mat = make_mat(32.0, RunnerSettings(strike="ball"))
    treadmill = make_treadmill(mat)
    mat.at_s[1.0] = lambda: treadmill.start_session("Anna <b>", "note & more")
    mat.at_s[31.0] = treadmill.stop_session
    treadmill.run()
    with create_app(treadmill).test_client() as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/sessions", "/runners", "/setup", "/about"])
def test_pages_open_and_say_simulated(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert '<strong id="mat-label-word">SIMULATED</strong>' in answer.text
    assert "knee load" in answer.text


def test_every_definition_is_on_the_about_page(client: FlaskClient) -> None:
    text = client.get("/about").text
    for name in DEFINITIONS:
        assert escape(WORDING.languages["en"].text(f"definition-{name}")) in text


def test_no_page_has_inline_script_or_a_foreign_address(recorded: FlaskClient) -> None:
    for path in ["/", "/sessions", "/sessions/1", "/runners", "/setup", "/about", "/nowhere"]:
        answer = recorded.get(path)
        assert "style=" not in answer.text
        assert "<style" not in answer.text
        assert "<script>" not in answer.text
        assert "http://" not in answer.text
        assert "https://" not in answer.text
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_no_form_that_a_script_sends_is_ever_sent_by_the_browser() -> None:
    """A search or a posted form says so; every other has no effect before its script is there."""
    for template in sorted(TEMPLATES.glob("*.html")):
        for form in re.findall(r"<form\b[^>]*>", template.read_text()):
            method = re.search(r'method="(get|post|dialog)"', form)
            assert method is not None, f"{template.name}: {form}"
            assert method[1] != "post" or "action=" in form, f"{template.name}: {form}"


def test_a_session_shows_its_summary_and_its_steps(recorded: FlaskClient) -> None:
    text = recorded.get("/sessions/1").text
    assert "Anna &lt;b&gt;" in text
    assert "note &amp; more" in text
    assert "Analyzer 0" in text
    assert "Contact threshold" in text
    assert 'class="incomplete"' in text
    assert "incomplete: already on the mat" in text
    later = recorded.get("/sessions/1?first=51").text
    assert "Steps 51\u2013" in later
    assert "Earlier" in later


def test_the_list_of_sessions_shows_the_session(recorded: FlaskClient) -> None:
    text = recorded.get("/sessions").text
    assert 'href="/sessions/1"' in text
    assert re.search(r'data-name="Ball first" class="num">\d+ %', text)
    assert 'class="chip complete"' in text


def test_the_sessions_are_in_the_api(recorded: FlaskClient) -> None:
    (line,) = recorded.get("/api/sessions").json["sessions"]
    assert (line["id"], line["runner"], line["state"]) == (1, "Anna <b>", "complete")
    detail = recorded.get("/api/sessions/1").json
    assert detail["step_count"] > 60
    assert detail["summary"]["ball_first_percent"] > 60.0
    found = recorded.get("/api/sessions/1/prints").json
    for side in ("left", "right"):
        prints = found[side]
        assert prints["mean_of"] > 20
        assert max(map(max, prints["mean"]["peak_n"])) > 100


def test_an_empty_session_opens(client: FlaskClient, treadmill: Treadmill) -> None:
    treadmill.start_session("Anna")
    assert "still being recorded" in client.get("/sessions/1").text
    treadmill.stop_session()
    assert "No steps in this session" in client.get("/sessions/1").text
    assert client.get("/api/sessions/1/prints").json == {"left": None, "right": None}


def test_the_state_is_in_the_api(client: FlaskClient) -> None:
    state = client.get("/api/state").json
    assert state["mat"]["label"] == "SIMULATED"
    assert state["mat"]["geometry"]["rows"] == 48
    assert state["session"] is None
    assert state["runner"]["strike"] == "heel"
    assert state["analyzer"]["settings"]


def test_a_session_is_started_and_stopped_over_the_api(client: FlaskClient, store: Store) -> None:
    body = {"action": "start", "runner": "Anna", "foot_length_m": 0.25}
    assert client.post("/api/session", json=body).json == {"id": 1}
    assert client.get("/api/state").json["session"]["runner"] == "Anna"
    assert client.post("/api/session", json=body).status_code == 409
    assert client.post("/api/session", json={"action": "stop"}).json == {"id": 1}
    assert client.post("/api/session", json={"action": "stop"}).status_code == 409
    assert store.session(1).foot_length_m == 0.25


def test_the_runner_is_changed_over_the_api(client: FlaskClient, treadmill: Treadmill) -> None:
    assert client.post("/api/runner", json={"strike": "ball"}).json["strike"] == "ball"
    assert client.get("/api/runner").json["strike"] == "ball"
    assert treadmill.state()["runner"]["strike"] == "ball"


@pytest.mark.parametrize(
    ("path", "body", "line"),
    [
        ("/api/session", {"action": "go"}, "action must be start, stop, pause or resume, got 'go'"),
        ("/api/session", {"action": "start"}, "runner must be a text, got None"),
        ("/api/session", {"action": "start", "runner": " "}, "runner must have 1 to 80"),
        ("/api/session", {"action": "start", "runner": "A", "shoe": 9}, "unknown key 'shoe'"),
        (
            "/api/session",
            {"action": "start", "runner": "A", "foot_length_m": "27"},
            "foot_length_m must be a number, got '27'",
        ),
        (
            "/api/session",
            {"action": "start", "runner": "A", "foot_length_m": 27},
            "foot_length_m must be 0.1 to 0.45, got 27",
        ),
        ("/api/session", [1], "the body must be a JSON object, got list"),
        ("/api/runner", {"strike": "sideways"}, "strike must be one of"),
        ("/api/runner", {"colour": "red"}, "colour"),
        ("/api/runner", {"speed_m_s": True}, "speed_m_s"),
        ("/api/mat", {"action": "explode"}, 'action must be "restart"'),
    ],
)
def test_bad_input_is_one_clear_line(
    client: FlaskClient, path: str, body: object, line: str
) -> None:
    answer = client.post(path, json=body)
    assert answer.status_code == 400
    assert line in answer.json["error"]
    assert "\n" not in answer.json["error"]


def test_a_body_that_is_not_json_is_refused(client: FlaskClient) -> None:
    for data, kind in [("{", "application/json"), ("action=stop", "text/plain")]:
        answer = client.post("/api/session", data=data, content_type=kind)
        assert (answer.status_code, "must be JSON" in answer.json["error"]) == (400, True)


def test_a_huge_body_is_refused(client: FlaskClient) -> None:
    answer = client.post("/api/session", json={"note": "x" * 100_000})
    assert answer.status_code == 413


def test_a_mat_that_runs_is_not_restarted(client: FlaskClient) -> None:
    answer = client.post("/api/mat", json={"action": "restart"})
    assert (answer.status_code, answer.json["error"].startswith("the mat is running")) == (
        409,
        True,
    )


def test_a_mat_without_a_runner_has_none_to_change(
    client: FlaskClient, treadmill: Treadmill
) -> None:
    class PlainMat:
        name, label, geometry, frame_rate_hz = "spi", "", treadmill.mat().geometry, 900.0

        def close(self) -> None: ...

    treadmill._mat = PlainMat()  # type: ignore[assignment]
    answer = client.post("/api/runner", json={"strike": "ball"})
    assert (answer.status_code, "only the simulated mat" in answer.json["error"]) == (404, True)
    assert client.get("/api/runner").status_code == 404
    page = client.get("/").text
    assert 'aria-labelledby="simulation-title" hidden' in page
    assert 'aria-label="What is on the mat" hidden' in page


def test_what_is_not_there_is_404_in_the_same_look(client: FlaskClient) -> None:
    page = client.get("/nowhere")
    assert (page.status_code, "There is no page /nowhere" in page.text) == (404, True)
    assert "Strikemat" in page.text
    assert client.get("/sessions/99").status_code == 404
    assert "There is no session 99" in client.get("/sessions/99").text
    assert client.get("/api/sessions/99").json == {"error": "there is no session 99"}
    assert client.get("/api/nowhere").json == {"error": "there is no page /api/nowhere"}
    assert client.get("/api/session").status_code == 405


def test_a_number_that_nothing_can_have_is_no_page(client: FlaskClient) -> None:
    for path in ("/sessions/9223372036854775808", "/api/sessions/9223372036854775808"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "numbers go up to 2147483647" in answer.text
