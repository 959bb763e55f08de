"""Other names for this computer, other pages' frames, ways out through our own links."""

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from tests.web.people import PASSWORD, log_in, token_of
from web import Access, BadAddress, Treadmill, create_app
from web.roles import needs_nobody


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil", "@"])
def test_a_name_that_was_turned_to_this_computer_is_refused(client: FlaskClient, host: str) -> None:
    """DNS rebinding: a page of evil.example reads what answers at 127.0.0.1."""
    for path in ("/", "/api/state", "/api/sessions", "/static/js/live.js", "/live"):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code in (400, 403), path
        assert "SIMULATED" not in answer.text or "is not this computer" in answer.text


def test_a_turned_name_gets_nothing_where_people_log_in(guarded: Flask) -> None:
    log_in(guarded, "ada")
    client = guarded.test_client()
    assert client.get("/api/state", headers={"Host": "evil.example"}).status_code == 401


def test_no_link_leads_where_the_host_header_says(guarded: Flask) -> None:
    client = guarded.test_client()
    answer = client.get("/sessions", headers={"Host": "evil.example"})
    assert answer.headers["Location"].startswith("/log-in")
    assert "evil" not in client.get("/log-in", headers={"Host": "evil.example"}).text


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "///evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "/sessions\r\nSet-Cookie: a=b",
        "//[",
    ],
)
def test_the_log_in_leads_nowhere_else(guarded: Flask, wanted: str) -> None:
    client = guarded.test_client()
    page = client.get("/log-in", query_string={"next": wanted}).text
    assert 'name="next" value="/"' in page
    form = {"name": "vera", "password": PASSWORD, "next": wanted, "csrf_token": token_of(page)}
    answer = client.post("/log-in", data=form)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    answer = client.get("/log-in", query_string={"next": wanted})
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("path", ["/log-in", "/", "/sessions", "/nowhere", "/static/icon.svg"])
def test_no_page_can_be_framed(guarded: Flask, path: str) -> None:
    """Clickjacking: our page, invisible, under another page's button."""
    for client in (guarded.test_client(), log_in(guarded, "ada")):
        with client.get(path) as answer:
            assert answer.headers["X-Frame-Options"] == "DENY"
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


SAYS = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "clinic.example",
    "X-Forwarded-Prefix": "/evil",
    "Forwarded": "for=203.0.113.9;proto=https",
}


def told(app: Flask, address: str) -> str:
    @app.get("/told")
    @needs_nobody
    def tell() -> str:
        return f"{request.remote_addr} {request.scheme}://{request.host}{request.script_root}"

    return app.test_client().get("/told", headers=SAYS, environ_base={"REMOTE_ADDR": address}).text


def test_who_is_no_named_proxy_is_not_believed(treadmill: Treadmill) -> None:
    assert told(create_app(treadmill), "127.0.0.1") == "127.0.0.1 http://localhost"
    behind = Access(proxies=("127.0.0.1", "10.1.0.0/24"))
    assert told(create_app(treadmill, access=behind), "127.0.0.2") == "127.0.0.2 http://localhost"
    for proxy in ("127.0.0.1", "10.1.0.77", "::ffff:10.1.0.77"):
        assert told(create_app(treadmill, access=behind), proxy) == "203.0.113.9 https://localhost"


def test_a_proxy_that_is_no_address_is_refused(treadmill: Treadmill) -> None:
    with pytest.raises(BadAddress, match=r"such as 127.0.0.1 .* got 'nginx'"):
        create_app(treadmill, access=Access(proxies=("nginx",)))
