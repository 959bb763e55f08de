"""The pages of runners: the list, and one of them."""

import shlex

from flask import Blueprint, render_template

from clinic import SHOE_SYSTEMS, SessionQuery, Store, find_sessions, runner_by_id
from web.runners import runner_course, runner_versions
from web.search import runners_asked_for, session_lines

__all__ = ["add_runner_pages"]

#: Of the runner's sessions on the runner's page; the list of sessions has the rest.
LATEST_SESSIONS = 20


def add_runner_pages(pages: Blueprint, store: Store) -> None:
    """Add the routes of runners."""

    @pages.get("/runners")
    def runners() -> str:
        found = runners_asked_for(store)
        return render_template("runners.html", found=found, shoe_systems=SHOE_SYSTEMS)

    @pages.get("/runners/<int:runner_id>")
    def one_runner(runner_id: int) -> str:
        runner = runner_by_id(store, runner_id)
        query = SessionQuery(runner_id=runner_id)
        latest, total = find_sessions(store, query, most=LATEST_SESSIONS)
        return render_template(
            "runner.html",
            runner=runner,
            shell_name=shlex.quote(runner.name),
            sessions=session_lines(store, latest),
            session_count=total,
            course=runner_course(store, runner_id),
            versions=runner_versions(store, runner_id),
            shoe_systems=SHOE_SYSTEMS,
        )
