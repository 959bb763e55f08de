"""Bodies that are too large, too deep, or not what they say."""

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.people import log_in, token_of


def test_an_oversized_body_is_refused_unread(client: FlaskClient) -> None:
    for path in ("/api/session", "/api/runner", "/log-in", "/nowhere"):
        answer = client.post(path, data=b"x" * 10_000_000, content_type="application/json")
        assert answer.status_code in (404, 413), path


def test_an_oversized_body_without_a_length_is_refused(client: FlaskClient) -> None:
    answer = client.post(
        "/api/session",
        input_stream=io.BytesIO(b"[" * 10_000_000),
        content_type="application/json",
        headers={"Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert answer.status_code in (400, 413)


def test_an_oversized_form_is_refused_at_the_log_in(guarded: Flask) -> None:
    client = guarded.test_client()
    token = {"X-CSRFToken": token_of(client.get("/log-in").text)}
    many = {f"field{n}": "x" for n in range(2000)}
    for form in ({"name": "x" * 100_000}, {"password": "x" * 100_000}, many):
        assert client.post("/log-in", data=form, headers=token).status_code == 413
    file = {"password": (io.BytesIO(b"x" * 100_000), "x.txt")}
    assert client.post("/log-in", data=file, headers=token).status_code == 413


@pytest.mark.parametrize("bracket", ["[", '{"a":'])
def test_a_body_nested_without_end_is_one_line(client: FlaskClient, bracket: str) -> None:
    depth = 16_000 // len(bracket)
    answer = client.post("/api/session", data=bracket * depth, content_type="application/json")
    assert answer.status_code == 400
    assert len(answer.json["error"].splitlines()) == 1


@pytest.mark.parametrize(
    "body",
    [
        b'{"action": "start", "runner": NaN}',
        b'{"action": "start", "runner": "A", "foot_length_m": 1e999}',
        b'{"action": "start", "runner": "A", "foot_length_m": ' + b"9" * 10_000 + b"}",
        b'{"action": "start", "runner": "A", "note": ["x"]}',
        b'{"action": "start", "runner": "\\ud800"}',
        b'{"__class__": "x", "action": "start"}',
        b"\xff\xfe{",
        b"",
        b"null",
        b'"start"',
    ],
)
def test_odd_json_is_one_line(client: FlaskClient, body: bytes) -> None:
    answer = client.post("/api/session", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert len(answer.json["error"].splitlines()) == 1


def test_the_log_in_takes_odd_forms_for_wrong_ones(guarded: Flask) -> None:
    client = log_in(guarded, "vera")
    client = guarded.test_client()
    token = {"X-CSRFToken": token_of(client.get("/log-in").text)}
    forms = (
        {},
        {"name": "ada"},
        {"name": "\x00", "password": "\x00"},
        {"name": "ada\n", "password": ""},
    )
    for form in forms:
        assert client.post("/log-in", data=form, headers=token).status_code == 401
