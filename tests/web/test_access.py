"""Logging in and out, and what a log-in lasts."""

from typing import Any

from flask import Flask

from clinic import Signature, Store, audit_entries, disable_account, remove_account, set_role
from tests.web.people import OTHER_PASSWORD, PASSWORD, log_in, post, token_of, try_log_in
from web import Treadmill
from web.identity import signature


def test_without_accounts_the_page_asks_for_nothing(client: Any) -> None:
    assert client.get("/").status_code == 200
    assert client.get("/log-in").headers["Location"] == "/"
    assert client.get("/api/visitor").json == {"name": None, "role": "admin"}


def test_who_is_not_logged_in_is_led_to_the_log_in_and_back(guarded: Flask) -> None:
    client = guarded.test_client()
    answer = client.get("/sessions?first=3")
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        "/log-in?next=/sessions%3Ffirst%3D3",
    )
    page = client.get(answer.headers["Location"])
    assert 'name="next" value="/sessions?first=3"' in page.text
    form = {"name": "vera", "password": PASSWORD, "next": "/sessions?first=3"}
    answer = client.post("/log-in", data=form | {"csrf_token": token_of(page.text)})
    assert answer.headers["Location"] == "/sessions?first=3"
    assert client.get("/sessions").status_code == 200


def test_a_program_that_is_not_logged_in_is_told_in_one_line(guarded: Flask) -> None:
    answer = guarded.test_client().get("/api/state")
    assert (answer.status_code, "log in first" in answer.json["error"]) == (401, True)


def test_the_page_says_who_is_logged_in_and_logs_out(guarded: Flask) -> None:
    client = log_in(guarded, "Cora ")
    page = client.get("/")
    assert "<b>cora</b>" in page.text
    assert client.get("/api/visitor").json == {"name": "cora", "role": "coach"}
    answer = client.post("/log-out", data={"csrf_token": token_of(page.text)})
    assert answer.headers["Location"] == "/log-in"
    assert client.get("/api/visitor").status_code == 401


def test_the_log_in_page_shows_nothing_of_the_clinic(guarded: Flask) -> None:
    page = guarded.test_client().get("/log-in").text
    assert "/sessions" not in page
    assert "/runners" not in page


def test_the_language_can_be_chosen_before_the_log_in(guarded: Flask) -> None:
    assert "Anmelden" in guarded.test_client().get("/log-in?lang=de").text


def test_a_log_in_ends_after_an_hour_without_a_request(guarded: Flask, wall: Any) -> None:
    client = log_in(guarded, "vera")
    for _ in range(3):
        wall.wind(minutes=50)
        assert client.get("/api/visitor").status_code == 200
    wall.wind(minutes=61)
    assert client.get("/api/visitor").status_code == 401


def test_a_log_in_ends_after_twelve_hours_whatever_happens(guarded: Flask, wall: Any) -> None:
    client = log_in(guarded, "vera")
    for _ in range(14):
        wall.wind(minutes=51)
        assert client.get("/api/visitor").status_code == 200
    wall.wind(minutes=10)
    assert client.get("/api/visitor").status_code == 401


def test_a_change_of_the_account_ends_its_log_ins(guarded: Flask, store: Store) -> None:
    vera, cora = log_in(guarded, "vera"), log_in(guarded, "cora")
    set_role(store, "vera", "coach", who="test")
    disable_account(store, "cora", who="test")
    assert vera.get("/api/visitor").status_code == 401
    assert cora.get("/api/visitor").status_code == 401
    again = log_in(guarded, "vera")
    assert again.get("/api/visitor").json["role"] == "coach"
    remove_account(store, "vera", who="test")
    assert again.get("/api/visitor").status_code == 401


def test_the_own_password_is_changed_with_the_old_one(guarded: Flask) -> None:
    client, elsewhere = log_in(guarded, "vera"), log_in(guarded, "vera")

    def change(**form: str) -> Any:
        told = {"old": PASSWORD, "new": OTHER_PASSWORD, "again": OTHER_PASSWORD} | form
        return post(client, "/password", data=told)

    assert "until now is wrong" in change(old="not that one").text
    assert "The two new passwords differ" in change(again="x").text
    assert "10 to 128 characters" in change(new="short", again="short").text
    assert change().status_code == 303
    assert client.get("/api/visitor").status_code == 200
    assert elsewhere.get("/api/visitor").status_code == 401
    assert try_log_in(guarded.test_client(), "vera", PASSWORD).status_code == 401
    log_in(guarded, "vera", OTHER_PASSWORD)


def test_what_is_written_bears_the_name_of_who_is_logged_in(guarded: Flask) -> None:
    with log_in(guarded, "cora") as client:
        client.get("/api/visitor")
        assert signature("why") == Signature("cora", "why")
    with guarded.test_client() as client:
        client.get("/log-in")
        assert signature().author == "page"


def test_looks_and_log_ins_are_in_the_audit_log(
    guarded: Flask, store: Store, treadmill: Treadmill, clock: Any
) -> None:
    treadmill.start_session("R1")
    treadmill.stop_session()
    client = log_in(guarded, "vera")
    try_log_in(guarded.test_client(), "ada", "wrong password")
    try_log_in(guarded.test_client(), "my-own-password", "wrong password")
    for path in ("/sessions/1", "/sessions/1", "/api/sessions/1", "/sessions/1/report", "/"):
        client.get(path)
    client.get("/sessions/99")
    client.get("/compare?a=1&b=1")
    told = [
        (entry.who, entry.action, entry.session_id, entry.runner_id)
        for entry in audit_entries(store)
        if entry.action not in ("add account",)
    ]
    assert told == [
        ("vera", "log in", None, None),
        ("page", "log in failed", None, None),
        ("page", "log in failed", None, None),
        ("vera", "see session", 1, 1),
        ("vera", "see session", 1, 1),
        ("vera", "export report", 1, 1),
        ("vera", "see session", 1, 1),
    ]
    details = [entry.detail for entry in audit_entries(store, action="log in failed")]
    assert details == [
        {"account": "ada", "address": "127.0.0.1"},
        {"account": "unknown", "address": "127.0.0.1"},
    ]
