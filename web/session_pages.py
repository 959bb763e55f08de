"""The pages of stored sessions: the list, one session, one step, its versions, a comparison."""

from typing import Any

from flask import Blueprint, render_template

from clinic import (
    CannotCompare,
    StepChoice,
    Store,
    kept_statistics,
    session_choices,
    session_statistics,
)
from web.arguments import number
from web.comparing import (
    choice_asked_for,
    choices_offered,
    comparison_facts,
    said_choice,
)
from web.histories import session_versions, step_versions
from web.measures import MEASURE_GROUPS, STEP_GROUPS, ZONE_TIMES
from web.pause import PAUSED
from web.protocol import plain
from web.replay_speeds import SPEEDS
from web.search import STATES, sessions_asked_for
from web.sessions import STEPS_AT_ONCE, session_detail, session_steps
from web.stored_step import stored_step

__all__ = ["add_session_pages"]

#: Rows of the table of steps that are shown at a time.
PAGE_STEPS = 50


def add_session_pages(pages: Blueprint, store: Store) -> None:
    """Add the routes of stored sessions."""
    _add_one_session(pages, store)

    @pages.get("/sessions")
    def sessions() -> str:
        choices = session_choices(store) | {"states": list(STATES)}
        return render_template("sessions.html", found=sessions_asked_for(store), choices=choices)

    @pages.get("/compare")
    def compare() -> str:
        a, b = choice_asked_for("a"), choice_asked_for("b")
        if b is None:
            return render_template("compare.html", offered=None)
        offered = choices_offered(store, b)
        if a is None and offered["before"] is not None:
            a = StepChoice(offered["before"])
        return render_template("compare.html", offered=offered, **_compared(store, a, b))


def _compared(store: Store, a: StepChoice | None, b: StepChoice) -> dict[str, Any]:
    """Return what the page shows of a comparison, or under `refusal` why there is none."""
    chosen = {"a": "" if a is None else said_choice(a), "b": said_choice(b)}
    if a is None:
        return {"chosen": chosen, "found": None, "refusal": "no-earlier"}
    try:
        found = comparison_facts(store, a, b)
    except CannotCompare as refusal:
        return {"chosen": chosen, "found": None, "refusal": refusal.code}
    shapes = {one["measure"]: one["distribution"] for one in found["measures"]}
    return {"chosen": chosen, "found": found, "shapes": shapes}


def _add_one_session(pages: Blueprint, store: Store) -> None:
    @pages.get("/sessions/<int:session_id>")
    def one_session(session_id: int) -> str:
        session = session_detail(store, session_id)
        return render_template(
            "session.html",
            session=session,
            statistics=_statistics(store, session),
            page=_page(store, session),
            groups=MEASURE_GROUPS,
            paused=PAUSED,
        )

    @pages.get("/sessions/<int:session_id>/steps/<int:step_number>")
    def one_step(session_id: int, step_number: int) -> str:
        found = stored_step(store, session_id, step_number)
        return render_template(
            "step.html",
            session=store.session(session_id),
            found=found,
            groups=STEP_GROUPS,
            zones=ZONE_TIMES,
        )

    @pages.get("/sessions/<int:session_id>/versions")
    def versions(session_id: int) -> str:
        return render_template(
            "versions.html",
            session=store.session(session_id),
            said=session_versions(store, session_id),
            steps=step_versions(store, session_id),
        )

    @pages.get("/sessions/<int:session_id>/replay")
    def replay(session_id: int) -> str:
        session = session_detail(store, session_id)
        return render_template("replay.html", session=session, speeds=SPEEDS)


def _statistics(store: Store, session: dict[str, Any]) -> dict[str, Any] | None:
    """Return a session's statistics; None while it is recorded, and where they have to be asked for."""
    if session["state"] == "recording":
        return None
    kept = kept_statistics(store, session["id"])
    if kept is None and session["step_count"] <= STEPS_AT_ONCE:
        kept = session_statistics(store, session["id"])
    return None if kept is None else dict(plain(kept))


def _page(store: Store, session: dict[str, Any]) -> dict[str, Any]:
    """Return the rows from the step that the address asks for on, and the neighbouring pages (0: none)."""
    count = session["step_count"]
    first = min(number("first", 1), max(1, count))
    last = min(first + PAGE_STEPS - 1, count)
    return {
        "steps": session_steps(store, session["id"], first=first, last=last),
        "first": first,
        "last": last,
        "before": max(1, first - PAGE_STEPS) if first > 1 else 0,
        "after": last + 1 if last < count else 0,
    }
