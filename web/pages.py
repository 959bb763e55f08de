"""The pages, rendered here; what moves on them is drawn by the scripts in `static/js`."""

from flask import Blueprint, render_template

from web.definitions import DEFINITIONS
from web.roles import needs
from web.runner_pages import add_runner_pages
from web.session_pages import add_session_pages
from web.target import TARGET_BOUNDS
from web.treadmill import Treadmill

__all__ = ["pages_blueprint"]


def pages_blueprint(treadmill: Treadmill) -> Blueprint:
    """Return the routes of the pages."""
    pages = Blueprint("pages", __name__)
    _add_live_pages(pages, treadmill)
    add_session_pages(pages, treadmill.store)
    add_runner_pages(pages, treadmill.store)

    @pages.app_context_processor
    def common() -> dict[str, object]:
        return {"mat": treadmill.state()["mat"]}

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
    @needs("coach")
    def coach() -> str:
        runners = treadmill.store.runners()
        return render_template("coach.html", runners=runners, targets=TARGET_BOUNDS)
