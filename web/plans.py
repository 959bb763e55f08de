"""The plans of the runners as the pages show them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from clinic import PlannedSession, Runner, Store, planned_sessions, runner_answers

__all__ = ["overview", "plan_facts", "today_of"]


def today_of(store: Store) -> date:
    """Return the day, where this computer stands."""
    return store.now().astimezone().date()


def plan_facts(store: Store, runner: Runner, *, today: date) -> dict[str, Any]:
    """Return a runner's plan: `sessions` by number, how many are `done`, and which is `next`.

    A session's `state` is `"done"`, `"stopped"` (its protocol did not come to its end), `"due"` (today or
    before) or `"later"`. `found` has what the runner did without feedback, by stage (see `baseline_of`), of
    the session that was recorded last for it.
    """
    assert runner.id is not None
    protocols = {one.session_id: one.value for one in runner_answers(store, runner.id, "protocol")}
    sessions = [_facts(planned, protocols, today) for planned in planned_sessions(store, runner.id)]
    sessions.sort(key=lambda one: (one["due_on"] or "9999", one["number"]))
    waiting = [one for one in sessions if one["state"] in ("due", "later")]
    return {
        "runner_id": runner.id,
        "runner": runner.name,
        "sessions": sessions,
        "done": len(sessions) - len(waiting),
        "next": waiting[0]["number"] if waiting else None,
    }


def overview(store: Store, *, today: date) -> list[dict[str, Any]]:
    """Return the plans of all runners by name, those who have none too."""
    plans = [plan_facts(store, runner, today=today) for runner in store.runners()]
    return sorted(plans, key=lambda plan: plan["runner"].casefold())


def _facts(
    planned: PlannedSession, protocols: Mapping[int, Mapping[str, Any]], today: date
) -> dict[str, Any]:
    return {
        "number": planned.number,
        "protocol": planned.protocol,
        "due_on": planned.due_on.isoformat() if planned.due_on else None,
        "targets": dict(planned.targets),
        "note": planned.note,
        "session_ids": list(planned.session_ids),
        "state": _state(planned, protocols, today),
        "found": _found(planned, protocols),
    }


def _found(planned: PlannedSession, protocols: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    for session_id in reversed(planned.session_ids):
        if "found" in protocols.get(session_id, {}):
            return dict(protocols[session_id]["found"])
    return {}


def _state(planned: PlannedSession, protocols: Mapping[int, Mapping[str, Any]], today: date) -> str:
    if planned.session_ids:
        ends = [protocols.get(session_id, {}).get("state") for session_id in planned.session_ids]
        return "done" if "complete" in ends or set(ends) <= {None} else "stopped"
    is_due = planned.due_on is None or planned.due_on <= today
    return "due" if is_due else "later"
