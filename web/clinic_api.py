"""The JSON interface to what is stored: sessions, their steps and statistics, comparisons, runners."""

from typing import Any

from flask import Blueprint

from clinic import (
    SHOE_SYSTEMS,
    Store,
    foot_length_of_shoe_m,
    runner_by_id,
    session_statistics,
)
from web.arguments import decimal, words
from web.arguments import number as asked_number
from web.comparing import choice_asked_for, comparison_facts
from web.describing import described
from web.errors import BadInput
from web.histories import session_versions, step_versions
from web.protocol import plain
from web.runners import plain_runner, runner_course, runner_versions
from web.search import runners_asked_for, sessions_asked_for
from web.sessions import session_course, session_detail, session_prints, session_steps
from web.stored_step import stored_step
from web.stored_words import (
    COMPARE,
    COURSE,
    FOOT_LENGTH,
    ONE_RUNNER,
    ONE_SESSION,
    ONE_STEP,
    PRINTS,
    RUNNER_COURSE,
    RUNNER_VERSIONS,
    RUNNERS,
    SESSIONS,
    STATISTICS,
    STEPS,
    VERSIONS,
)

__all__ = ["add_clinic_api"]

#: Steps in one answer.
STEPS_MAX = 200


def add_clinic_api(api: Blueprint, store: Store) -> None:
    """Add the routes that read the store."""
    _add_sessions(api, store)
    _add_runners(api, store)

    @api.get("/compare")
    @described(COMPARE)
    def compare() -> dict[str, Any]:
        a, b = choice_asked_for("a"), choice_asked_for("b")
        if a is None or b is None:
            raise BadInput("a and b must both name a session, such as a=12&b=15 or a=12:1&b=12:2")
        return comparison_facts(store, a, b)

    @api.get("/foot-length")
    @described(FOOT_LENGTH)
    def foot_length() -> dict[str, Any]:
        system = words("system")
        if system not in SHOE_SYSTEMS:
            raise BadInput(f"system must be one of {', '.join(SHOE_SYSTEMS)}, got {system!r}")
        return {"foot_length_m": foot_length_of_shoe_m(system, decimal("size"))}


def _add_sessions(api: Blueprint, store: Store) -> None:
    @api.get("/sessions")
    @described(SESSIONS)
    def sessions() -> dict[str, Any]:
        return sessions_asked_for(store)

    @api.get("/sessions/<int:session_id>")
    @described(ONE_SESSION)
    def one_session(session_id: int) -> dict[str, Any]:
        return session_detail(store, session_id)

    @api.get("/sessions/<int:session_id>/steps")
    @described(STEPS)
    def steps(session_id: int) -> dict[str, Any]:
        first = asked_number("first", 1)
        count = asked_number("count", 50, most=STEPS_MAX)
        total = store.session(session_id).step_count
        found = session_steps(store, session_id, first=first, last=first + count - 1)
        return {"steps": found, "first": first, "total": total}

    @api.get("/sessions/<int:session_id>/steps/<int:number>")
    @described(ONE_STEP)
    def step(session_id: int, number: int) -> dict[str, Any]:
        return stored_step(store, session_id, number)

    @api.get("/sessions/<int:session_id>/course")
    @described(COURSE)
    def course(session_id: int) -> dict[str, Any]:
        return session_course(store, session_id)

    @api.get("/sessions/<int:session_id>/prints")
    @described(PRINTS)
    def prints(session_id: int) -> dict[str, Any]:
        return session_prints(store, session_id)

    @api.get("/sessions/<int:session_id>/statistics")
    @described(STATISTICS)
    def statistics(session_id: int) -> dict[str, Any]:
        return dict(plain(session_statistics(store, session_id)))

    @api.get("/sessions/<int:session_id>/versions")
    @described(VERSIONS)
    def versions(session_id: int) -> dict[str, Any]:
        return {
            "session": session_versions(store, session_id),
            "steps": step_versions(store, session_id),
        }


def _add_runners(api: Blueprint, store: Store) -> None:
    @api.get("/runners")
    @described(RUNNERS)
    def runners() -> dict[str, Any]:
        return runners_asked_for(store)

    @api.get("/runners/<int:runner_id>")
    @described(ONE_RUNNER)
    def one_runner(runner_id: int) -> dict[str, Any]:
        return plain_runner(runner_by_id(store, runner_id))

    @api.get("/runners/<int:runner_id>/course")
    @described(RUNNER_COURSE)
    def runner_sessions(runner_id: int) -> dict[str, Any]:
        return runner_course(store, runner_id)

    @api.get("/runners/<int:runner_id>/versions")
    @described(RUNNER_VERSIONS)
    def runner_changes(runner_id: int) -> dict[str, Any]:
        return {"versions": runner_versions(store, runner_id)}
