"""Every route, whoever adds it, has a role: nothing is open by oversight."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from clinic import ROLES, Store
from tests.web.people import log_in, post, token_of
from web import Treadmill
from web.roles import SAFE_METHODS, needs, role_for

#: What one may open before the log-in, and nothing else.
OPEN = {"static", "log_in.form", "log_in.try_password"}

#: Changes that a reader may make: of the own log-in, and the answer that the runner's screen asks for.
OF_READERS = {"log_in.log_out", "log_in.change_password", "training.guess"}


def requests(app: Flask) -> Iterator[tuple[Rule, str, str]]:
    """Yield rule, method and a path of every route."""
    for rule in app.url_map.iter_rules():
        adapter = app.url_map.bind("localhost")
        values = {name: 1 if "int" in str(rule) else "x" for name in rule.arguments}
        for method in sorted(rule.methods or ()):
            yield rule, method, adapter.build(rule.endpoint, values, method)


def test_every_route_has_a_role_for_every_method(guarded: Flask) -> None:
    for rule, method, _ in requests(guarded):
        role = role_for(guarded, rule.endpoint, method)
        if rule.endpoint in OPEN:
            assert role is None
            continue
        assert role in ROLES, f"{method} {rule} has no role"
        is_reading = method in SAFE_METHODS
        if not is_reading and rule.endpoint not in OF_READERS:
            assert role != "viewer", f"{method} {rule} changes something and is open to viewers"


def test_nothing_is_answered_before_the_log_in(guarded: Flask) -> None:
    client = guarded.test_client()
    token = token_of(client.get("/log-in").text)
    for rule, method, path in requests(guarded):
        if rule.endpoint in OPEN:
            continue
        answer = client.open(path, method=method, headers={"X-CSRFToken": token})
        is_led_away = answer.status_code == 303 and answer.location.startswith("/log-in")
        assert is_led_away or answer.status_code == 401, f"{method} {rule}"


@pytest.mark.parametrize(("name", "mightier"), [("vera", ("coach", "admin")), ("cora", ("admin",))])
def test_what_is_for_mightier_roles_is_refused(
    guarded: Flask, name: str, mightier: tuple[str, ...]
) -> None:
    client = log_in(guarded, name)
    token = token_of(client.get("/password").text)
    for rule, method, path in requests(guarded):
        # What OPTIONS may do is the first rule's of a path, and it shows nothing.
        if role_for(guarded, rule.endpoint, method) not in mightier or method == "OPTIONS":
            continue
        answer = client.open(path, method=method, headers={"X-CSRFToken": token})
        assert answer.status_code == 403, f"{method} {rule}"
        assert method == "HEAD" or f"{name} is logged in as" in answer.text, f"{method} {rule}"


def test_a_new_route_is_safe_without_a_word(guarded: Flask) -> None:
    add: Any = guarded.add_url_rule
    guarded._got_first_request = False
    add("/new", "new", lambda: "read or changed", methods=["GET", "POST", "PATCH"])
    guarded.add_url_rule("/special", "special", needs("admin")(lambda: "set up"))
    vera, cora, ada = (log_in(guarded, name) for name in ("vera", "cora", "ada"))
    assert guarded.test_client().get("/new").status_code == 303
    assert vera.get("/new").text == "read or changed"
    assert post(vera, "/new").status_code == 403
    assert post(cora, "/new").text == "read or changed"
    assert cora.get("/special").status_code == 403
    assert ada.get("/special").text == "set up"


def test_the_runners_screen_with_a_viewer_logged_in_may_guess(
    guarded: Flask, treadmill: Treadmill
) -> None:
    vera = log_in(guarded, "vera")
    treadmill.start_session("Anna")
    assert vera.get("/api/state").json["training"]["veil"] == "guess"
    answer = post(vera, "/api/training/guess", json={"guess": "heel"})
    assert (answer.status_code, answer.json["guess"]["said"]) == (200, "heel")
    assert vera.get("/api/state").json["training"]["veil"] is None
    assert post(vera, "/api/training/beat", json={"rate_per_minute": 172}).status_code == 403
    assert post(vera, "/api/training/abort", json={"reason": ""}).status_code == 403


def test_a_viewer_is_not_offered_what_only_coaches_may(guarded: Flask, store: Store) -> None:
    vera, cora = (log_in(guarded, name).get("/").text for name in ("vera", "cora"))
    assert 'href="/coach"' in cora
    assert 'href="/coach"' not in vera
    assert "data-reader" in vera
    assert "data-reader" not in cora
