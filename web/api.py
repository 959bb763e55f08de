"""The JSON interface: what the pages read and what they may change."""

from typing import Any

from flask import Blueprint

from web.api_words import (
    CHANGE_RUNNER,
    MARK,
    MAT,
    RUNNER,
    SESSION,
    STATE,
    TARGET,
    VISITOR,
)
from web.body import json_body, number_or_none, text
from web.clinic_api import add_clinic_api
from web.corrections import add_corrections
from web.describing import described
from web.errors import BadInput
from web.identity import visitor
from web.simulation import runner_facts, runner_of
from web.target import Target
from web.treadmill import Treadmill

__all__ = ["api_blueprint"]

_SESSION_KEYS = ("action", "runner", "note", "foot_length_m", "body_mass_kg", "pain_before")


def api_blueprint(treadmill: Treadmill) -> Blueprint:
    """Return the routes under `/api`."""
    api = Blueprint("api", __name__, url_prefix="/api")
    add_clinic_api(api, treadmill.store)
    add_corrections(api, treadmill.store)

    @api.get("/visitor")
    @described(VISITOR)
    def who_asks() -> dict[str, Any]:
        account = visitor()
        return {
            "name": account.name if account else None,
            "role": account.role if account else "admin",
        }

    @api.get("/state")
    @described(STATE)
    def state() -> dict[str, Any]:
        return treadmill.state()

    @api.post("/session")
    @described(SESSION)
    def session() -> dict[str, Any]:
        body = json_body(_SESSION_KEYS)
        match body.get("action"):
            case "start":
                return {"id": _start(treadmill, body)}
            case "stop":
                return {"id": treadmill.stop_session()}
            case "pause":
                return {"id": treadmill.pause_session()}
            case "resume":
                return {"id": treadmill.resume_session()}
            case other:
                raise BadInput(f"action must be start, stop, pause or resume, got {other!r}")

    @api.get("/runner")
    @described(RUNNER)
    def runner() -> dict[str, Any]:
        runner_of(treadmill.mat())
        return runner_facts(treadmill.mat()) or {}

    @api.post("/runner")
    @described(CHANGE_RUNNER)
    def change_runner() -> dict[str, Any]:
        treadmill.change_runner(json_body())
        return runner_facts(treadmill.mat()) or {}

    @api.post("/marks")
    @described(MARK)
    def marks() -> dict[str, Any]:
        return {"number": treadmill.mark(text(json_body(("note",)), "note"))}

    @api.post("/target")
    @described(TARGET)
    def target() -> dict[str, Any]:
        body = json_body(("measure", "value"))
        treadmill.coaching.aim(_target(body))
        treadmill.show_state()
        return {"target": treadmill.state()["target"]}

    @api.post("/mat")
    @described(MAT)
    def mat() -> dict[str, Any]:
        body = json_body(("action",))
        if body.get("action") != "restart":
            raise BadInput(f'action must be "restart", got {body.get("action")!r}')
        treadmill.restart()
        return treadmill.state()

    return api


def _target(body: dict[str, Any]) -> Target | None:
    """Return the target that a body names; without a value there is none."""
    value = number_or_none(body, "value")
    return None if value is None else Target(text(body, "measure"), value)


def _start(treadmill: Treadmill, body: dict[str, Any]) -> int:
    return treadmill.start_session(
        text(body, "runner"),
        text(body, "note", ""),
        foot_length_m=number_or_none(body, "foot_length_m"),
        body_mass_kg=number_or_none(body, "body_mass_kg"),
        pain_before=number_or_none(body, "pain_before"),
    )
