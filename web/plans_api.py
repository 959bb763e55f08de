"""The JSON interface of the runners' plans."""

from dataclasses import replace
from datetime import date
from typing import Any

from flask import Blueprint

from clinic import (
    AIMS,
    BadSession,
    PlannedSession,
    Store,
    lay_out,
    plan_course,
    plan_session,
    plan_sessions,
    planned_sessions,
    protocol_named,
    runner_by_id,
    withdraw_planned_session,
)
from web.body import json_body, number_or_none, text
from web.describing import described
from web.errors import BadInput, NotReady
from web.identity import signature
from web.ordering import aim_of
from web.plans import plan_facts, today_of
from web.training_words import CHANGE_PLANNED, MAKE_PLAN, PLAN, WITHDRAW, WITHDRAW_ALL

__all__ = ["plans_blueprint"]

_CHANGES = ("due_on", "note", "minutes", "feedback_percent")


def plans_blueprint(store: Store) -> Blueprint:
    """Return the routes under `/api/plans`."""
    api = Blueprint("plans", __name__, url_prefix="/api/plans")

    @api.get("/<int:runner_id>")
    @described(PLAN)
    def plan(runner_id: int) -> dict[str, Any]:
        return plan_facts(store, runner_by_id(store, runner_id), today=today_of(store))

    @api.post("/<int:runner_id>")
    @described(MAKE_PLAN)
    def make(runner_id: int) -> dict[str, Any]:
        body = json_body(("first_on", "weekdays", "measure", "value", "percent_of_baseline"))
        runner = runner_by_id(store, runner_id)
        _check_idle(plan_facts(store, runner, today=today_of(store)))
        first_on, weekdays, aim = _day(body, "first_on"), _weekdays(body), aim_of(body)
        if aim is None:
            raise BadInput(f"measure must be one of {', '.join(AIMS)}, got None")
        course = plan_course(first_on, weekdays, aim)
        plan_sessions(store, runner_id, course, by=signature("made from the template"))
        return plan(runner_id)

    @api.post("/<int:runner_id>/<int:number>")
    @described(CHANGE_PLANNED)
    def change(runner_id: int, number: int) -> dict[str, Any]:
        body = json_body(_CHANGES)
        planned = _changed(_waiting(store, runner_id, number), body)
        plan_session(store, runner_id, planned, by=signature("changed"))
        return plan(runner_id)

    @api.post("/<int:runner_id>/<int:number>/withdraw")
    @described(WITHDRAW)
    def withdraw(runner_id: int, number: int) -> dict[str, Any]:
        reason = text(json_body(("reason",)), "reason", "")
        _waiting(store, runner_id, number)
        withdraw_planned_session(store, runner_id, number, by=signature(reason))
        return plan(runner_id)

    @api.post("/<int:runner_id>/withdraw")
    @described(WITHDRAW_ALL)
    def withdraw_all(runner_id: int) -> dict[str, Any]:
        reason = text(json_body(("reason",)), "reason", "")
        for one in plan(runner_id)["sessions"]:
            if one["state"] in ("due", "later"):
                withdraw_planned_session(store, runner_id, one["number"], by=signature(reason))
        return plan(runner_id)

    return api


def _check_idle(plan: dict[str, Any]) -> None:
    waiting = [one for one in plan["sessions"] if one["state"] in ("due", "later")]
    if waiting:
        raise NotReady(
            f"{plan['runner']} has {len(waiting)} planned sessions still to do; withdraw them first"
        )


def _waiting(store: Store, runner_id: int, number: int) -> PlannedSession:
    """Return a planned session that was not begun yet; what is done stays as it was planned."""
    for planned in planned_sessions(store, runner_id):
        if planned.number == number:
            if planned.session_ids:
                raise NotReady(f"planned session {number} is done; what was done is not replanned")
            return planned
    raise BadSession(f"the plan of runner {runner_id} has no session {number}")


def _changed(planned: PlannedSession, body: dict[str, Any]) -> PlannedSession:
    targets = dict(planned.targets)
    for name in ("minutes", "feedback_percent"):
        value = number_or_none(body, name)
        if value is not None:
            targets[name] = value
    lay_out(
        protocol_named(planned.protocol),
        session=targets.get("session"),
        minutes=targets.get("minutes"),
        feedback_percent=targets.get("feedback_percent"),
    )
    due_on = _day(body, "due_on") if "due_on" in body else planned.due_on
    return replace(planned, due_on=due_on, targets=targets, note=text(body, "note", planned.note))


def _day(body: dict[str, Any], key: str) -> date:
    value = text(body, key)
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise BadInput(f"{key} must be a day such as 2026-11-27, got {value!r}") from error


def _weekdays(body: dict[str, Any]) -> list[int]:
    days = body.get("weekdays")
    whole = isinstance(days, list) and all(type(day) is int for day in days)
    if not whole:
        raise BadInput(f"weekdays must be a list of 0 (Monday) to 6 (Sunday), got {days!r}")
    return list(days or [])
