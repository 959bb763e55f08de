"""Logging in and out, and one's own password."""

from urllib.parse import urlsplit

from flask import (
    Blueprint,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response

from clinic import BadAccount, Store, accounts, proven_account, set_password
from web.access import enter, leave
from web.identity import visitor
from web.roles import needs, needs_nobody
from web.security import is_loopback_host
from web.throttle import Throttle
from web.trail import Trail

__all__ = ["log_in_blueprint"]


def log_in_blueprint(store: Store, trail: Trail, throttle: Throttle) -> Blueprint:
    """Return the routes `/log-in`, `/log-out` and `/password`."""
    log_in = Blueprint("log_in", __name__)

    @log_in.get("/log-in")
    @needs_nobody
    def form() -> Response | str:
        if not current_app.config["REQUIRES_LOG_IN"] or visitor() is not None:
            return redirect(_next(), 303)
        return _form()

    @log_in.post("/log-in")
    @needs_nobody
    def try_password() -> Response:
        name, password = request.form.get("name", ""), request.form.get("password", "")
        address = request.remote_addr or ""
        wait_s = throttle.begin(name, address)
        if wait_s:
            trail.note("log in refused", detail={"address": address})
            return _refused(429, "log-in-wait", wait_s=wait_s)
        account = proven_account(store, name, password)
        if account is None:
            # Not just the name that was typed: people type their password there.
            names = {one.name for one in accounts(store)}
            known = name.strip().lower() if name.strip().lower() in names else "unknown"
            trail.note("log in failed", detail={"account": known, "address": address})
            return _refused(401, "log-in-wrong")
        throttle.forgive(name, address)
        enter(store, account)
        trail.note("log in", detail={"address": address}, again=True)
        return redirect(_next(), 303)

    @log_in.post("/log-out")
    @needs("viewer")
    def log_out() -> Response:
        trail.note("log out", again=True)
        leave(store)
        return redirect(url_for("log_in.form"), 303)

    @log_in.get("/password")
    def password_form() -> str:
        return render_template("password.html")

    @log_in.post("/password")
    @needs("viewer")
    def change_password() -> Response | tuple[str, int]:
        return _change_password(store, throttle)

    return log_in


def _change_password(store: Store, throttle: Throttle) -> Response | tuple[str, int]:
    account = visitor()
    if account is None:
        return render_template("password.html", problem="password-nobody"), 409
    address = request.remote_addr or ""
    if wait_s := throttle.begin(account.name, address):
        minutes = _minutes(wait_s)
        return render_template("password.html", problem="log-in-wait", wait_minutes=minutes), 429
    if proven_account(store, account.name, request.form.get("old", "")) is None:
        return render_template("password.html", problem="password-wrong"), 403
    throttle.forgive(account.name, address)
    new = request.form.get("new", "")
    if new != request.form.get("again", ""):
        return render_template("password.html", problem="password-differs"), 400
    try:
        set_password(store, account.name, new, who=account.name)
    except BadAccount as error:
        return render_template("password.html", line=str(error)), 400
    enter(store, account)
    return redirect(url_for("pages.live"), 303)


def _form(problem: str = "", wait_s: int = 0) -> str:
    return render_template(
        "log_in.html",
        problem=problem,
        wait_minutes=_minutes(wait_s),
        next=_next(),
        name=request.form.get("name", "")[:80],
        is_in_the_clear=not (request.is_secure or is_loopback_host(request.host)),
    )


def _refused(status: int, problem: str, *, wait_s: int = 0) -> Response:
    answer = make_response(_form(problem, wait_s), status)
    if wait_s:
        answer.headers["Retry-After"] = str(wait_s)
    return answer


def _minutes(seconds: int) -> int:
    return -(-seconds // 60)


def _next() -> str:
    """Return the page that was wanted: on this server, whatever the query says."""
    wanted = request.values.get("next", "")
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return "/"
    is_here = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    if not is_here or parts.scheme or parts.netloc or not wanted.isprintable():
        return "/"
    return wanted
