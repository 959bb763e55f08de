"""From what the page sends to what is ordered for a session."""

from collections.abc import Mapping
from typing import Any

from clinic import (
    Aim,
    BadSession,
    Language,
    PlannedSession,
    Store,
    lay_out,
    planned_sessions,
    protocol_named,
)
from web.body import number_or_none, text
from web.errors import BadInput
from web.failures import NUMBER_MAX
from web.order import CHECKS, Order

__all__ = ["ORDER_KEYS", "aim_of", "checks_of", "order_of", "whole_number"]

ORDER_KEYS = (
    "runner", "note", "foot_length_m", "body_mass_kg", "pain_before", "protocol", "plan_number",
    "measure", "value", "percent_of_baseline", "cue", "checklist",
)  # fmt: skip
#: What a person sees to; the rest the treadmill sees by itself.
_BY_HAND = ("shoes_noted", "pain_asked", "consent")


def order_of(
    body: Mapping[str, Any],
    store: Store,
    state: Mapping[str, Any],
    *,
    language: Language,
) -> Order:
    """Return the order that a request's body makes.

    Parameters
    ----------
    state : dict
        The treadmill's, for what the checklist can see by itself.
    language : Language
        That the usual cue is told in.

    Raises
    ------
    BadInput
        When the body is not an order, or nobody consented.
    BadSession, BadProtocol
        When there is no such planned session or protocol.
    """
    plan_number = whole_number(body, "plan_number")
    if plan_number is None:
        protocol = protocol_named(text(dict(body), "protocol"))
        schedule = lay_out(protocol)
        aim = aim_of(body)
    else:
        planned = _planned(store, text(dict(body), "runner"), plan_number)
        targets = planned.targets
        schedule = lay_out(
            protocol_named(planned.protocol),
            session=targets.get("session"),
            minutes=targets.get("minutes"),
            feedback_percent=targets.get("feedback_percent"),
        )
        aim = Aim.from_mapping(targets)
    cue = text(dict(body), "cue", "").strip()
    if not cue and aim is not None:
        cue = language.text(f"cue-{aim.measure}")
    return Order(
        schedule=schedule, aim=aim, cue=cue, plan_number=plan_number,
        checklist=_checklist(body.get("checklist", {}), state),
    )  # fmt: skip


def checks_of(state: Mapping[str, Any]) -> dict[str, bool]:
    """Return what the treadmill sees by itself: `belt_steady` and `mat_healthy`."""
    codes = [warning["code"] for warning in state["warnings"]]
    # Where the foot lands and where the belt's speed comes from say nothing of the mat's health.
    faults = [code for code in codes if not code.startswith(("off-mat-", "belt-"))]
    return {
        "belt_steady": state["belt_holds"] is True,
        "mat_healthy": state["mat"]["state"] == "running" and not faults,
    }


def whole_number(body: Mapping[str, Any], key: str) -> int | None:
    """Return a whole number, None where absent or null, or raise BadInput."""
    number = number_or_none(dict(body), key)
    if number is None:
        return None
    if number != int(number) or not 0 <= number <= NUMBER_MAX:
        raise BadInput(f"{key} must be a whole number from 0 to {NUMBER_MAX}, got {number:g}")
    return int(number)


def aim_of(body: Mapping[str, Any]) -> Aim | None:
    """Return the aim that a body names by `measure`, None without one; without a value, the usual one."""
    if body.get("measure") is None:
        return None
    measure = text(dict(body), "measure")
    value = number_or_none(dict(body), "value")
    percent = number_or_none(dict(body), "percent_of_baseline")
    if value is None and percent is None:
        return Aim.usual(measure)
    return Aim(measure, value, percent)


def _planned(store: Store, runner: str, number: int) -> PlannedSession:
    runner_id = store.runner(runner).id
    found = [] if runner_id is None else planned_sessions(store, runner_id)
    for planned in found:
        if planned.number == number:
            return planned
    raise BadSession(f"the plan of runner {runner!r} has no session {number}")


def _checklist(given: Any, state: Mapping[str, Any]) -> dict[str, bool]:
    if not isinstance(given, dict):
        raise BadInput(f"checklist must be a JSON object, got {type(given).__name__}")
    for name, value in given.items():
        if name not in _BY_HAND:
            raise BadInput(f"unknown check {name!r}; the checks are {', '.join(_BY_HAND)}")
        if not isinstance(value, bool):
            raise BadInput(f"{name} must be true or false, got {value!r}")
    if not given.get("consent", False):
        raise BadInput("consent must be true: a protocol begins only when the runner agrees to it")
    told = {name: given.get(name, False) for name in _BY_HAND} | checks_of(state)
    return {name: told[name] for name in CHECKS}
