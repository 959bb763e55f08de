"""The admin's pages: accounts, and the audit log."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from clinic import Store, accounts, audit_entries
from tests.web.people import OTHER_PASSWORD, PASSWORD, log_in, post, try_log_in


def states(store: Store) -> dict[str, tuple[str, bool]]:
    return {one.name: (one.role, one.disabled_utc is not None) for one in accounts(store)}


def test_an_admin_keeps_the_accounts(guarded: Flask, store: Store) -> None:
    ada = log_in(guarded, "ada")

    def change(name: str, **form: str) -> Any:
        return post(ada, f"/accounts/{name}", data=form)

    new = {"name": "Nora", "role": "coach", "password": OTHER_PASSWORD}
    assert post(ada, "/accounts", data=new).headers["Location"] == "/accounts"
    assert states(store)["nora"] == ("coach", False)
    nora = log_in(guarded, "nora", OTHER_PASSWORD)
    change("nora", change="role", role="viewer")
    change("vera", change="disable")
    change("nora", change="password", password=PASSWORD)
    assert states(store)["nora"] == ("viewer", False)
    assert states(store)["vera"] == ("viewer", True)
    assert nora.get("/api/visitor").status_code == 401
    assert try_log_in(guarded.test_client(), "vera", PASSWORD).status_code == 401
    log_in(guarded, "nora", PASSWORD)
    page = ada.get("/accounts").text
    assert "nora" in page
    assert "disabled" in page
    change("vera", change="enable")
    change("nora", change="remove")
    assert states(store) == {
        "ada": ("admin", False),
        "cora": ("coach", False),
        "vera": ("viewer", False),
    }
    assert {one.who for one in audit_entries(store, action="remove account")} == {"ada"}


def test_what_is_refused_is_said_on_the_page(guarded: Flask, store: Store) -> None:
    ada, before = log_in(guarded, "ada"), states(store)
    for path, form, line in (
        ("/accounts", {"name": "x y", "role": "coach", "password": PASSWORD}, "1 to 40 letters"),
        ("/accounts", {"name": "x", "role": "king", "password": PASSWORD}, "Role must be one of"),
        ("/accounts", {"name": "x", "role": "coach", "password": "short"}, "10 to 128 characters"),
        ("/accounts/ada", {"change": "disable"}, "is the only admin"),
        ("/accounts/zoe", {"change": "remove"}, "There is no account"),
        ("/accounts/vera", {"change": "explode"}, "Change must be role, password"),
    ):
        answer = post(ada, path, data=form)
        assert (answer.status_code, line in answer.text) == (400, True), answer.text
    assert states(store) == before


def test_the_audit_log_is_shown_and_filtered(guarded: Flask) -> None:
    ada = log_in(guarded, "ada")
    try_log_in(guarded.test_client(), "vera", "wrong")
    page = ada.get("/audit").text
    assert ">wrong password</td>" in page
    assert "account vera, address 127.0.0.1" in page
    page = ada.get("/audit?action=log+in").text
    assert "account vera" not in page
    assert '<option value="log in" selected>logged in</option>' in page
    assert "angemeldet" in ada.get("/audit", headers={"Accept-Language": "de"}).text
    assert "No such entry" in ada.get("/audit?who=nobody").text


def test_on_this_computer_alone_accounts_can_be_prepared(client: FlaskClient, store: Store) -> None:
    assert "Accounts count once" in client.get("/accounts").text
    form = {"name": "ada", "role": "admin", "password": PASSWORD}
    assert client.post("/accounts", data=form).status_code == 303
    assert states(store) == {"ada": ("admin", False)}
    assert 'href="/accounts"' in client.get("/setup").text
