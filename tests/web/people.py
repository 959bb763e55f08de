"""People who log in at the page, for the tests of who may do what."""

import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from clinic import Role, Store, add_account

#: Not in any list of common passwords.
PASSWORD = "tuba-lantern-9-moss"
OTHER_PASSWORD = "gravel.Otter-7-violin"

ROLES: dict[str, Role] = {"vera": "viewer", "cora": "coach", "ada": "admin"}


def add_people(store: Store) -> None:
    """Make an account for each role."""
    for name, role in ROLES.items():
        add_account(store, name, PASSWORD, role=role, who="test")


def token_of(page: str) -> str:
    """Return the token that a page's scripts and forms send."""
    found = re.search(r'<meta name="csrf-token" content="([^"]+)"', page)
    assert found is not None
    return found[1]


def log_in(app: Flask, name: str, password: str = PASSWORD, **request: Any) -> FlaskClient:
    """Return a browser in which somebody has logged in."""
    client = app.test_client()
    answer = try_log_in(client, name, password, **request)
    assert answer.status_code == 303, answer.text
    return client


def try_log_in(client: FlaskClient, name: str, password: str, **request: Any) -> Any:
    """Fill in the log-in form; return the answer."""
    page = client.get("/log-in", **request)
    form = {"name": name, "password": password, "csrf_token": token_of(page.text)}
    return client.post("/log-in", data=form | request.pop("form", {}), **request)


def post(client: FlaskClient, path: str, *, json: Any = None, data: Any = None) -> Any:
    """Post as the pages do, with their token."""
    token = token_of(client.get("/password").text)
    return client.post(path, json=json, data=data, headers={"X-CSRFToken": token})
