"""The cookie that holds a log-in: planted, changed, kept, replayed."""

import base64
import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from clinic import Store, disable_account, set_password
from tests.web.people import OTHER_PASSWORD, PASSWORD, log_in, token_of
from web import Access, Treadmill, create_app

NAME = "strikemat"
SECURE_NAME = "__Host-strikemat"
TLS = {"base_url": "https://localhost"}


def cookie_of(client: FlaskClient, name: str = NAME) -> str:
    cookie = client.get_cookie(name)
    assert cookie is not None
    return str(cookie.value)


def holding(app: Flask, cookie: str, name: str = NAME) -> FlaskClient:
    """Return a browser into which somebody put a cookie."""
    client = app.test_client()
    client.set_cookie(name, cookie)
    return client


def is_in(client: FlaskClient) -> bool:
    return client.get("/api/visitor").status_code == 200


def test_a_planted_cookie_does_not_become_a_log_in(guarded: Flask) -> None:
    """Session fixation: the attacker knows the victim's cookie of before the log-in."""
    attacker = guarded.test_client()
    attacker.get("/log-in")
    planted = cookie_of(attacker)
    victim = holding(guarded, planted)
    form = {
        "name": "cora",
        "password": PASSWORD,
        "csrf_token": token_of(victim.get("/log-in").text),
    }
    assert victim.post("/log-in", data=form).status_code == 303
    assert is_in(victim)
    assert cookie_of(victim) != planted
    assert not is_in(holding(guarded, planted))


def test_each_log_in_has_a_cookie_of_its_own(guarded: Flask) -> None:
    first, second = log_in(guarded, "cora"), log_in(guarded, "cora")
    assert cookie_of(first) != cookie_of(second)
    token = token_of(first.get("/").text)
    first.post("/log-out", data={"csrf_token": token})
    assert is_in(second)


def test_a_changed_cookie_is_worth_nothing(guarded: Flask) -> None:
    client = log_in(guarded, "vera")
    cookie = cookie_of(client)
    payload, _, signature = cookie.partition(".")
    for changed in (
        cookie[:-2] + ("aa" if cookie[-2:] != "aa" else "bb"),
        base64.urlsafe_b64encode(b'{"key":"x","tls":false}').decode().rstrip("=") + "." + signature,
        payload,
        "." * 500,
        URLSafeTimedSerializer("guessed", salt="cookie-session").dumps({"key": "x"}),  # type: ignore[arg-type]
    ):
        assert not is_in(holding(guarded, changed))
    assert is_in(holding(guarded, cookie))


@pytest.mark.parametrize("content", [{"key": 1}, {"key": None}, {"key": ["x"]}, {}, {"key": "no"}])
def test_a_rightly_signed_cookie_with_odd_content_is_nobody(
    guarded: Flask, content: dict[str, object]
) -> None:
    serializer = guarded.session_interface.get_signing_serializer(guarded)  # type: ignore[attr-defined]
    cookie = serializer.dumps(content | {"tls": False})
    assert not is_in(holding(guarded, cookie))


def test_a_copied_cookie_ends_with_the_log_out(guarded: Flask) -> None:
    client = log_in(guarded, "cora")
    copied = holding(guarded, cookie_of(client))
    assert is_in(copied)
    client.post("/log-out", data={"csrf_token": token_of(client.get("/").text)})
    assert not is_in(copied)


def test_a_copied_cookie_ends_with_the_password_and_the_account(
    guarded: Flask, store: Store
) -> None:
    cora, vera = (cookie_of(log_in(guarded, name)) for name in ("cora", "vera"))
    set_password(store, "cora", OTHER_PASSWORD, who="test")
    disable_account(store, "vera", who="test")
    assert not is_in(holding(guarded, cora))
    assert not is_in(holding(guarded, vera))


def test_another_servers_key_does_not_sign_for_this_one(
    guarded: Flask, treadmill: Treadmill
) -> None:
    cookie = cookie_of(log_in(guarded, "ada"))
    other = create_app(treadmill, access=Access(requires_log_in=True))
    assert not is_in(holding(other, cookie))


def test_scripts_and_other_sites_do_not_get_the_cookie(guarded: Flask) -> None:
    said = guarded.test_client().get("/log-in").headers["Set-Cookie"]
    assert said.startswith("strikemat=")
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(said.split("; "))
    assert "Domain" not in said
    said = guarded.test_client().get("/log-in", **TLS).headers["Set-Cookie"]
    assert said.startswith("__Host-strikemat=")
    assert "Secure" in said.split("; ")


def test_a_cookie_that_was_heard_without_tls_is_worth_nothing_under_tls(guarded: Flask) -> None:
    heard = cookie_of(log_in(guarded, "ada"))
    attacker = guarded.test_client()
    for name in (NAME, SECURE_NAME):
        attacker.set_cookie(name, heard, secure=True)
    assert attacker.get("/api/visitor", **TLS).status_code == 401
    under_tls = log_in(guarded, "ada", **TLS)
    assert under_tls.get("/api/visitor", **TLS).status_code == 200
    replayed = holding(guarded, cookie_of(under_tls, SECURE_NAME))
    assert not is_in(replayed)


def test_the_cookie_says_nothing_of_who_it_is(guarded: Flask) -> None:
    payload = cookie_of(log_in(guarded, "ada")).partition(".")[0]
    content = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    assert set(content) <= {"key", "tls", "csrf_token"}
    assert "ada" not in str(content)
