"""The pages, rendered here; what moves on them is drawn by the scripts in `static/js`."""

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

from flask import Blueprint, render_template, request

from web.definitions import DEFINITIONS
from web.pause import PAUSED
from web.preferences import WORDING
from web.sessions import session_detail, session_line
from web.target import TARGET_BOUNDS
from web.treadmill import Treadmill

__all__ = ["pages_blueprint"]

#: Rows of the table of steps that are shown at a time.
PAGE_STEPS = 50


def pages_blueprint(treadmill: Treadmill) -> Blueprint:
    """Return the routes of the pages."""
    pages = Blueprint("pages", __name__)
    _add_live_pages(pages, treadmill)
    _add_clinic_pages(pages, treadmill)

    @pages.app_context_processor
    def common() -> dict[str, object]:
        return {"mat": treadmill.state()["mat"]}

    @pages.get("/setup")
    def setup() -> str:
        languages = [(language.code, language.name) for language in WORDING.languages.values()]
        return render_template(
            "setup.html",
            state=treadmill.state(),
            language_choices=languages,
            disk_free_bytes=_disk_free_bytes(treadmill.store.path),
        )

    @pages.get("/about")
    def about() -> str:
        analyzer = treadmill.state()["analyzer"]
        return render_template("about.html", analyzer=analyzer, definitions=DEFINITIONS)

    return pages


def _add_live_pages(pages: Blueprint, treadmill: Treadmill) -> None:
    @pages.get("/")
    def live() -> str:
        runners = treadmill.store.runners()
        return render_template("live.html", state=treadmill.state(), runners=runners)

    @pages.get("/coach")
    def coach() -> str:
        runners = treadmill.store.runners()
        return render_template("coach.html", runners=runners, targets=TARGET_BOUNDS)


def _add_clinic_pages(pages: Blueprint, treadmill: Treadmill) -> None:
    store = treadmill.store

    @pages.get("/sessions")
    def sessions() -> str:
        lines = [session_line(record) for record in store.sessions()]
        return render_template("sessions.html", sessions=lines)

    @pages.get("/sessions/<int:session_id>")
    def one_session(session_id: int) -> str:
        session = session_detail(store, session_id)
        first = request.args.get("first", 1, type=int)
        page = _page(session["steps"], first)
        return render_template("session.html", session=session, page=page, paused=PAUSED)

    @pages.get("/runners")
    def runners() -> str:
        counts = Counter(record.runner for record in store.sessions())
        return render_template("runners.html", runners=store.runners(), session_counts=counts)


def _disk_free_bytes(store_path: Path | None) -> int | None:
    """Return what is free beside the store; None where it lies on a server."""
    return None if store_path is None else shutil.disk_usage(store_path.parent).free


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
