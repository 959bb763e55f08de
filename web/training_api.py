"""The JSON interface of protocols, guesses, the metronome, what is asked after a session, stop rules."""

from typing import Any

from flask import Blueprint

from clinic import lay_out, protocols, set_stop_rules, stop_rules
from web.body import json_body, number_or_none, text
from web.describing import described
from web.errors import BadInput
from web.identity import signature
from web.ordering import ORDER_KEYS, checks_of, order_of, whole_number
from web.preferences import WORDING, preferences
from web.protocol import plain
from web.roles import needs
from web.session_training import session_training
from web.training_words import (
    ABORT,
    AFTER,
    BEAT,
    CHECKS,
    GUESS,
    OF_SESSION,
    PROTOCOLS,
    RULES,
    SET_RULES,
    START,
)
from web.treadmill import Treadmill

__all__ = ["training_blueprint"]


def training_blueprint(treadmill: Treadmill) -> Blueprint:
    """Return the routes under `/api/training`, and a session's phases."""
    api = Blueprint("training", __name__, url_prefix="/api")
    _add_protocols(api, treadmill)
    _add_answers(api, treadmill)

    @api.get("/training/stop-rules")
    @described(RULES)
    def rules() -> dict[str, Any]:
        return {code: stop_rules(treadmill.store, code) for code in WORDING.languages}

    @api.post("/training/stop-rules")
    @described(SET_RULES)
    def set_rules() -> dict[str, Any]:
        body = json_body(("language", "text"))
        language = text(body, "language")
        if language not in WORDING.languages:
            known = ", ".join(WORDING.languages)
            raise BadInput(f"language must be one of {known}, got {language!r}")
        set_stop_rules(treadmill.store, language, text(body, "text"), by=signature())
        return rules()

    return api


def _add_protocols(api: Blueprint, treadmill: Treadmill) -> None:
    @api.get("/training/protocols")
    @described(PROTOCOLS)
    def all_protocols() -> dict[str, Any]:
        return {"protocols": [lay_out(one).to_dict() for one in protocols().values()]}

    @api.get("/training/checks")
    @described(CHECKS)
    def checks() -> dict[str, Any]:
        return checks_of(treadmill.state())

    @api.post("/training/start")
    @described(START)
    def start() -> dict[str, Any]:
        body = json_body(ORDER_KEYS)
        order = order_of(body, treadmill.store, treadmill.state(), language=preferences().language)
        session_id = treadmill.start_session(
            text(body, "runner"),
            text(body, "note", ""),
            foot_length_m=number_or_none(body, "foot_length_m"),
            body_mass_kg=number_or_none(body, "body_mass_kg"),
            pain_before=number_or_none(body, "pain_before"),
            order=order,
        )
        return {"id": session_id}

    @api.post("/training/abort")
    @described(ABORT)
    def abort() -> dict[str, Any]:
        body = json_body(("reason",))
        return {"id": treadmill.stop_session(reason=text(body, "reason", ""))}


def _add_answers(api: Blueprint, treadmill: Treadmill) -> None:
    # The runner answers, on a screen where a viewer is logged in.
    @api.post("/training/guess")
    @needs("viewer")
    @described(GUESS)
    def guess() -> dict[str, Any]:
        treadmill.training.guess(text(json_body(("guess",)), "guess"))
        treadmill.show_state()
        return {"guess": treadmill.state()["training"]["guess"]}

    @api.post("/training/beat")
    @described(BEAT)
    def beat() -> dict[str, Any]:
        treadmill.training.beat(number_or_none(json_body(("rate_per_minute",)), "rate_per_minute"))
        treadmill.show_state()
        return {"rate_per_minute": treadmill.state()["training"]["beat_per_minute"]}

    @api.post("/training/after")
    @described(AFTER)
    def after() -> dict[str, Any]:
        body = json_body(("session_id", "pain", "note"))
        session_id = whole_number(body, "session_id")
        if session_id is None:
            raise BadInput("session_id must be the number of the session that has ended")
        treadmill.training.say_after(
            session_id, number_or_none(body, "pain"), text(body, "note", "")
        )
        treadmill.show_state()
        return {"id": session_id}

    @api.get("/sessions/<int:session_id>/training")
    @described(OF_SESSION)
    def of_session(session_id: int) -> dict[str, Any]:
        return dict(plain(session_training(treadmill.store, session_id)))
