"""The admin's pages: who may log in, and who did what."""

from collections.abc import Callable
from typing import cast

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from clinic import (
    ROLES,
    AccountNotFound,
    BadAccount,
    Role,
    Store,
    accounts,
    add_account,
    audit_entries,
    disable_account,
    enable_account,
    remove_account,
    set_password,
    set_role,
)
from web.errors import BadInput
from web.identity import who
from web.roles import needs

__all__ = ["admin_blueprint"]

#: Lines of the audit log that the page shows.
LINES = 200

Answer = Response | str | tuple[str, int]


def admin_blueprint(store: Store) -> Blueprint:
    """Return the routes `/accounts` and `/audit`."""
    admin = Blueprint("admin", __name__)

    @admin.get("/accounts")
    @needs("admin")
    def listed() -> str:
        return _accounts_page(store)

    @admin.post("/accounts")
    @needs("admin")
    def add() -> Answer:
        form = request.form
        return _tried(store, lambda: add_account(
            store, form.get("name", ""), form.get("password", ""), role=_role(), who=who()
        ))  # fmt: skip

    @admin.post("/accounts/<name>")
    @needs("admin")
    def change(name: str) -> Answer:
        return _tried(store, lambda: _change(store, name))

    @admin.get("/audit")
    @needs("admin")
    def audit() -> str:
        by, action = request.args.get("who", ""), request.args.get("action", "")
        entries = audit_entries(store, who=by or None, action=action or None, last=LINES)
        known = audit_entries(store, last=10 * LINES)
        return render_template(
            "audit.html",
            entries=entries[::-1],
            chosen={"who": by, "action": action},
            people=sorted({entry.who for entry in known} | {by} - {""}),
            actions=sorted({entry.action for entry in known} | {action} - {""}),
            lines=LINES,
        )

    return admin


def _change(store: Store, name: str) -> None:
    match request.form.get("change", ""):
        case "role":
            set_role(store, name, _role(), who=who())
        case "password":
            set_password(store, name, request.form.get("password", ""), who=who())
        case "disable":
            disable_account(store, name, who=who())
        case "enable":
            enable_account(store, name, who=who())
        case "remove":
            remove_account(store, name, who=who())
        case other:
            raise BadInput(
                f"change must be role, password, disable, enable or remove, got {other!r}"
            )


def _role() -> Role:
    return cast(Role, request.form.get("role", ""))  # checked where it is stored


def _tried(store: Store, change: Callable[[], object]) -> Answer:
    """Make a change and show the accounts; where it is refused, with the line that says why."""
    try:
        change()
    except (BadAccount, AccountNotFound) as error:
        return _accounts_page(store, str(error)), 400
    return redirect(url_for("admin.listed"), 303)


def _accounts_page(store: Store, line: str = "") -> str:
    return render_template("accounts.html", accounts=accounts(store), roles=ROLES, line=line)
