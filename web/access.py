"""Who is let in: the log-in of a request, and whether it suffices for the route."""

import secrets
from dataclasses import dataclass, field
from urllib.parse import quote

from flask import Flask, abort, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from clinic import Account, ClinicError, Store, begin_sign_in, end_sign_in, signed_in
from web.roles import role_for
from web.watched_socket import SOCKET, WatchedSocket

__all__ = ["Access", "add_access", "enter", "leave"]

_KEY = "key"
_TLS = "tls"


@dataclass(frozen=True, slots=True)
class Access:
    """How a server lets people in.

    Parameters
    ----------
    requires_log_in : bool
        Whether people log in; without, whoever reaches the server may do everything. Behind a proxy they
        always do.
    secret_key : bytes
        Signs the cookies. Random unless given: then nobody stays logged in when the server starts anew.
    proxies : tuple of str
        Addresses or networks of the proxies that are believed when they say for whom they ask.
    """

    requires_log_in: bool = False
    secret_key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    proxies: tuple[str, ...] = ()


def add_access(app: Flask, store: Store, access: Access) -> None:
    """Let `app` know who asks, and refuse who may not."""
    must = access.requires_log_in or bool(access.proxies)
    app.config["REQUIRES_LOG_IN"] = must

    @app.before_request
    def guard() -> Response | None:
        g.account = _account(store) if must else None
        if not must:
            return None
        role = role_for(app, request.endpoint, request.method)
        if role is None:
            return None
        if g.account is None:
            return _ask_to_log_in()
        if not g.account.may(role):
            abort(
                403,
                f"this is for the role {role}; {g.account.name} is logged in as {g.account.role}",
            )
        _end_with_the_log_in(store)
        return None


def enter(store: Store, account: Account) -> None:
    """Log the account in, in this browser, under a new cookie."""
    leave(store)
    session[_KEY] = begin_sign_in(store, account)
    session[_TLS] = request.is_secure
    g.account = account


def leave(store: Store) -> None:
    """Log out who is logged in, and forget all that the cookie held."""
    key = session.get(_KEY)
    session.clear()
    g.account = None
    if key is not None:
        end_sign_in(store, key)


def _end_with_the_log_in(store: Store) -> None:
    """Cut a WebSocket, whatever its route, when its log-in ends; watching counts as being there."""
    key = session.get(_KEY)
    connection = request.environ.get(SOCKET)
    is_socket = request.headers.get("Upgrade", "").lower() == "websocket"
    if is_socket and connection is not None and key is not None:
        watched = WatchedSocket(connection, lambda: _still_in(store, key))
        request.environ[SOCKET] = watched


def _still_in(store: Store, key: str) -> bool:
    try:
        return signed_in(store, key) is not None
    except ClinicError:
        return False  # the browser comes back, and is asked anew


def _account(store: Store) -> Account | None:
    key = session.get(_KEY)
    # A cookie that went over the wire in the clear may have been read there: it is worth nothing under TLS.
    if not isinstance(key, str) or session.get(_TLS) != request.is_secure:
        return None
    return signed_in(store, key)


def _ask_to_log_in() -> Response:
    """Lead a person to the log-in page, and tell a program."""
    is_page = request.method == "GET" and not request.path.startswith("/api/")
    if not is_page or "Upgrade" in request.headers:
        abort(401, "log in first: open the page, or see docs/access.md for programs")
    wanted = request.full_path.rstrip("?")
    target = url_for("log_in.form") + ("" if wanted == "/" else f"?next={quote(wanted)}")
    return redirect(target, 303)
