"""The pages, rendered here; what moves on them is drawn by the scripts in `static/js`."""

from datetime import datetime
from typing import Any

from flask import Blueprint, render_template, request

from web.definitions import DEFINITIONS
from web.sessions import session_detail, session_line
from web.treadmill import Treadmill

__all__ = ["pages_blueprint"]

#: Rows of the table of steps that are shown at a time.
PAGE_STEPS = 50


def pages_blueprint(treadmill: Treadmill) -> Blueprint:
    """Return the routes of the pages."""
    pages = Blueprint("pages", __name__)
    pages.add_app_template_filter(_duration, "duration")
    pages.add_app_template_filter(_moment, "moment")
    pages.add_app_template_filter(_measure, "measure")

    @pages.app_context_processor
    def common() -> dict[str, object]:
        return {"definitions": DEFINITIONS, "mat": treadmill.state()["mat"]}

    @pages.get("/")
    def live() -> str:
        state = treadmill.state()
        return render_template("live.html", state=state, runners=treadmill.store.runners())

    @pages.get("/sessions")
    def sessions() -> str:
        lines = [session_line(record) for record in treadmill.store.sessions()]
        return render_template("sessions.html", sessions=lines)

    @pages.get("/sessions/<int:session_id>")
    def one_session(session_id: int) -> str:
        session = session_detail(treadmill.store, session_id)
        first = request.args.get("first", 1, type=int)
        return render_template("session.html", session=session, page=_page(session["steps"], first))

    @pages.get("/about")
    def about() -> str:
        return render_template("about.html", analyzer=treadmill.state()["analyzer"])

    return pages


def _page(steps: list[dict[str, Any]], first: int) -> dict[str, Any]:
    """Return the rows from the `first`-th step on, and where the neighbouring pages begin (0: nowhere)."""
    first = min(max(1, first), max(1, len(steps)))
    last = min(first + PAGE_STEPS - 1, len(steps))
    return {
        "steps": steps[first - 1 : last],
        "first": first,
        "last": last,
        "before": max(1, first - PAGE_STEPS) if first > 1 else 0,
        "after": last + 1 if last < len(steps) else 0,
    }


def _duration(seconds: float) -> str:
    """Return minutes and seconds, `2:05`, or hours, `1:02:05`."""
    minutes, whole_s = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{whole_s:02}" if hours else f"{minutes}:{whole_s:02}"


def _moment(iso: str) -> str:
    """Return a moment in this computer's time zone, `2026-03-01 14:05`."""
    return datetime.fromisoformat(iso).astimezone().strftime("%Y-%m-%d %H:%M")


def _measure(value: float | None, scale: float = 1.0, digits: int = 0) -> str:
    """Return a number times `scale`, rounded; a dash when there is none."""
    return "\u2013" if value is None else f"{value * scale:.{digits}f}"
