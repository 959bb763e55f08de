"""Changes in somebody's name: another site's page, a stolen token, tricks with methods."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.people import PASSWORD, log_in, post, token_of

STOP = {"action": "stop"}
START = {"action": "start", "runner": "R1"}


def test_a_change_without_the_token_is_refused(guarded: Flask) -> None:
    client = log_in(guarded, "cora")
    answer = client.post("/api/session", json=START)
    assert (answer.status_code, "load it again" in answer.json["error"]) == (403, True)
    assert client.post("/log-out").status_code == 403
    assert client.get("/api/state").json["session"] is None


def test_a_token_is_worth_nothing_in_another_browser(guarded: Flask) -> None:
    stolen = token_of(log_in(guarded, "cora").get("/").text)
    attacker = log_in(guarded, "vera")
    for token in (stolen, "", "x" * 5000, token_of(guarded.test_client().get("/log-in").text)):
        answer = attacker.post("/log-out", headers={"X-CSRFToken": token})
        assert answer.status_code == 403


def test_the_token_of_before_the_log_in_is_worth_nothing_after_it(guarded: Flask) -> None:
    client = guarded.test_client()
    before = token_of(client.get("/log-in").text)
    form = {"name": "cora", "password": PASSWORD, "csrf_token": before}
    assert client.post("/log-in", data=form).status_code == 303
    assert (
        client.post("/api/session", json=START, headers={"X-CSRFToken": before}).status_code == 403
    )


def test_nobody_is_logged_in_by_another_sites_form(guarded: Flask) -> None:
    client = guarded.test_client()
    answer = client.post("/log-in", data={"name": "vera", "password": PASSWORD})
    assert answer.status_code == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost:9999", "null"])
def test_a_foreign_origin_is_refused_with_a_log_in_and_even_the_token(
    guarded: Flask, origin: str
) -> None:
    client = log_in(guarded, "cora")
    headers = {"X-CSRFToken": token_of(client.get("/").text), "Origin": origin}
    answer = client.post("/api/session", json=START, headers=headers)
    assert (answer.status_code, "is not this server" in answer.json["error"]) == (403, True)


def test_a_browser_needs_the_token_also_where_nobody_logs_in(client: FlaskClient) -> None:
    for headers in ({"Origin": "http://localhost"}, {"Sec-Fetch-Site": "same-origin"}):
        assert client.post("/api/session", json=STOP, headers=headers).status_code == 403
        token = {"X-CSRFToken": token_of(client.get("/").text)}
        answer = client.post("/api/session", json=STOP, headers=headers | token)
        assert answer.status_code == 409


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "a/b"])
def test_what_a_foreign_form_can_send_is_no_json(guarded: Flask, kind: str) -> None:
    client = log_in(guarded, "cora")
    headers = {"X-CSRFToken": token_of(client.get("/").text)}
    answer = client.post(
        "/api/session",
        data='{"action": "start", "runner": "R1"}',
        content_type=kind,
        headers=headers,
    )
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "trick",
    [
        {"headers": {"X-HTTP-Method-Override": "POST"}},
        {"headers": {"X-HTTP-Method": "POST"}},
        {"query_string": {"_method": "POST", "action": "start", "runner": "R1"}},
    ],
)
def test_a_look_cannot_be_made_a_change(guarded: Flask, trick: dict[str, Any]) -> None:
    client = log_in(guarded, "cora")
    assert client.get("/api/session", json=START, **trick).status_code == 405
    assert client.get("/api/state").json["session"] is None


def test_other_methods_get_no_further(guarded: Flask) -> None:
    client, nobody = log_in(guarded, "cora"), guarded.test_client()
    token = {"X-CSRFToken": token_of(client.get("/").text)}
    for method in ("HEAD", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"):
        answer = client.open("/api/session", method=method, json=START, headers=token)
        assert answer.status_code in (400, 403, 405), method
        assert nobody.open("/sessions/1", method=method).status_code in (303, 401, 403)
    answer = nobody.head("/api/state")
    assert (answer.status_code, answer.data) == (401, b"")


def test_a_viewer_changes_nothing(guarded: Flask) -> None:
    client = log_in(guarded, "vera")
    for path, body in (
        ("/api/session", START),
        ("/api/marks", {"note": "x"}),
        ("/api/target", {"measure": "cadence_spm", "value": 170}),
        ("/api/runner", {"strike": "ball"}),
        ("/api/mat", {"action": "restart"}),
    ):
        answer = post(client, path, json=body)
        assert answer.status_code == 403, path
        assert "for the role coach; vera is logged in as viewer" in answer.json["error"]
