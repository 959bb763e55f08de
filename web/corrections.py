"""What a person may write of sessions, steps and runners: every word becomes a version, with who and when."""

from typing import Any

from flask import Blueprint

from clinic import (
    Store,
    add_runner,
    correct_runner,
    correct_session,
    correct_step,
    runner_by_id,
    session_statistics,
)
from web.body import json_body, number_or_none, text
from web.describing import described
from web.errors import BadInput
from web.failures import NUMBER_MAX
from web.identity import signature
from web.runners import RUNNER_KEYS, plain_runner, runner_changes
from web.sessions import STEPS_AT_ONCE, session_line
from web.stored_words import CORRECT_SESSION, CORRECT_STEP, NEW_RUNNER, WRITE_RUNNER

__all__ = ["add_corrections"]


def add_corrections(api: Blueprint, store: Store) -> None:
    """Add the routes that write into the store what people say."""

    @api.post("/sessions/<int:session_id>")
    @described(CORRECT_SESSION)
    def write_session(session_id: int) -> dict[str, Any]:
        body = json_body(("note", "pain_before", "pain_after", "runner_id", "reason"))
        changes: dict[str, Any] = {}
        if "note" in body:
            changes["note"] = text(body, "note").strip()
        for name in ("pain_before", "pain_after"):
            if name in body:
                changes[name] = number_or_none(body, name)
        if "runner_id" in body:
            changes["runner_id"] = _whole(body, "runner_id")
        record = correct_session(store, session_id, changes, by=signature(text(body, "reason", "")))
        return session_line(record)

    @api.post("/sessions/<int:session_id>/steps/<int:number>")
    @described(CORRECT_STEP)
    def write_step(session_id: int, number: int) -> dict[str, Any]:
        body = json_body(("side", "strike", "excluded", "reason"))
        excluded = body.get("excluded", False)
        if not isinstance(excluded, bool):
            raise BadInput(f"excluded must be true or false, got {excluded!r}")
        correct_step(
            store,
            session_id,
            number,
            by=signature(text(body, "reason", "")),
            side=_text_or_none(body, "side"),  # type: ignore[arg-type]  # the store checks them
            strike=_text_or_none(body, "strike"),  # type: ignore[arg-type]
            excluded=excluded,
        )
        if store.session(session_id).step_count <= STEPS_AT_ONCE:
            session_statistics(store, session_id)  # so that lists show what counts now
        return {"session": session_id, "number": number}

    @api.post("/runners")
    @described(NEW_RUNNER)
    def write_new_runner() -> dict[str, Any]:
        body = json_body(RUNNER_KEYS)
        text(body, "name")
        by = signature(text(body, "reason", ""))
        return plain_runner(add_runner(store, runner_changes(body), by=by))

    @api.post("/runners/<int:runner_id>")
    @described(WRITE_RUNNER)
    def write_runner(runner_id: int) -> dict[str, Any]:
        body = json_body(RUNNER_KEYS)
        runner_by_id(store, runner_id)
        by = signature(text(body, "reason", ""))
        return plain_runner(correct_runner(store, runner_id, runner_changes(body), by=by))


def _text_or_none(body: dict[str, Any], key: str) -> str | None:
    return None if body.get(key) is None else text(body, key)


def _whole(body: dict[str, Any], key: str) -> int:
    value = body[key]
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= NUMBER_MAX:
        raise BadInput(f"{key} must be a whole number from 1 to {NUMBER_MAX}, got {value!r}")
    return value
