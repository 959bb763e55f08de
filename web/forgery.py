"""A token in every change that a page asks for: another site cannot know it (cross-site request forgery)."""

from flask import Flask, abort, current_app, request
from flask_wtf.csrf import CSRFError, CSRFProtect

from web.roles import SAFE_METHODS

__all__ = ["refuse_forgeries"]


def refuse_forgeries(app: Flask) -> None:
    """Let `app` refuse changes without the token of the browser's own session.

    A form sends it as `csrf_token`, a script as the header `X-CSRFToken`. Where nobody logs in,
    programs other than browsers need none: there is no log-in to be misused.
    """
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    app.config["WTF_CSRF_TIME_LIMIT"] = (
        None  # as long as the log-in: a live page stays open all day
    )
    app.config["WTF_CSRF_SSL_STRICT"] = False  # the check of Origin does this, also without TLS
    protection = CSRFProtect(app)

    @app.before_request
    def check() -> None:
        if request.method in SAFE_METHODS:
            return
        if not current_app.config["REQUIRES_LOG_IN"] and not _is_browser():
            return
        try:
            protection.protect()
        except CSRFError:
            abort(403, "the page is older than the log-in or comes from elsewhere: load it again")


def _is_browser() -> bool:
    return "Origin" in request.headers or "Sec-Fetch-Site" in request.headers
