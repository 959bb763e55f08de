"""The JSON interface: what the pages read and what they may change."""

from typing import Any

from flask import Blueprint

from web.body import json_body, number_or_none, text
from web.errors import BadInput
from web.sessions import session_detail, session_line
from web.simulation import runner_facts, runner_of
from web.target import Target
from web.treadmill import Treadmill

__all__ = ["api_blueprint"]


def api_blueprint(treadmill: Treadmill) -> Blueprint:
    """Return the routes under `/api`."""
    api = Blueprint("api", __name__, url_prefix="/api")

    @api.get("/state")
    def state() -> dict[str, Any]:
        return treadmill.state()

    @api.post("/session")
    def session() -> dict[str, Any]:
        body = json_body(("action", "runner", "note", "foot_length_m", "body_mass_kg"))
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

    @api.get("/sessions")
    def sessions() -> dict[str, Any]:
        return {"sessions": [session_line(record) for record in treadmill.store.sessions()]}

    @api.get("/sessions/<int:session_id>")
    def one_session(session_id: int) -> dict[str, Any]:
        return session_detail(treadmill.store, session_id)

    @api.get("/runner")
    def runner() -> dict[str, Any]:
        runner_of(treadmill.mat())
        return runner_facts(treadmill.mat()) or {}

    @api.post("/runner")
    def change_runner() -> dict[str, Any]:
        treadmill.change_runner(json_body())
        return runner_facts(treadmill.mat()) or {}

    @api.post("/marks")
    def marks() -> dict[str, Any]:
        return {"number": treadmill.mark(text(json_body(("note",)), "note"))}

    @api.post("/target")
    def target() -> dict[str, Any]:
        body = json_body(("measure", "value"))
        treadmill.coaching.aim(_target(body))
        treadmill.show_state()
        return {"target": treadmill.state()["target"]}

    @api.post("/mat")
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
    )
