"""The JSON interface of the set-up: what is done to the mat, its calibrations, the computer, faults."""

from typing import Any

from flask import Blueprint

from web.body import json_body, number_or_none, text
from web.calibrating import CalibrateTask, TareTask, calibration_facts, steps_of
from web.describing import described
from web.doctoring import DoctorTask
from web.errors import BadInput, NotReady
from web.reopening import ReopenTask
from web.roles import needs
from web.setup_words import (
    ANSWER,
    BEGIN_WORK,
    CALIBRATIONS,
    CHANGE_FAULTS,
    FAULTS,
    HEALTH,
    SYSTEM,
    USE_CALIBRATION,
    WORK,
)
from web.simulation import fault_kinds
from web.system import system_facts
from web.treadmill import Treadmill
from web.work import Task
from web.workshop import Workshop

__all__ = ["setup_api_blueprint"]

ANSWERS = ("continue", "finish", "cancel")
#: By task: the keys that its request may have beside `task`.
TASK_KEYS = {
    "doctor": ("press",),
    "tare": ("note",),
    "calibrate": ("method", "masses_kg", "even_cells", "most_n", "note", "fresh"),
}


def setup_api_blueprint(treadmill: Treadmill, workshop: Workshop | None) -> Blueprint:
    """Return the routes under `/api` that set the treadmill up."""
    api = Blueprint("setup_api", __name__, url_prefix="/api")

    @api.get("/system")
    @described(SYSTEM)
    def system() -> dict[str, Any]:
        return system_facts(treadmill.store)

    _add_work(api, treadmill, workshop)
    _add_calibrations(api, treadmill, workshop)
    _add_faults(api, treadmill)
    return api


def _add_work(api: Blueprint, treadmill: Treadmill, workshop: Workshop | None) -> None:
    @api.get("/work")
    @described(WORK)
    def work() -> dict[str, Any]:
        return {"work": treadmill.work.facts()}

    @api.post("/work")
    @described(BEGIN_WORK)
    @needs("admin")
    def begin_work() -> dict[str, Any]:
        treadmill.begin_work(_task(treadmill, _shop(workshop)))
        return {"work": treadmill.work.facts()}

    @api.post("/work/answer")
    @described(ANSWER)
    @needs("admin")
    def answer() -> dict[str, Any]:
        said = json_body(("answer",)).get("answer")
        if said not in ANSWERS:
            raise BadInput(f"answer must be one of {', '.join(ANSWERS)}, got {said!r}")
        treadmill.work.answer(said)
        return {"work": treadmill.work.facts()}

    @api.get("/health")
    @described(HEALTH)
    def health() -> dict[str, Any]:
        return {"health": treadmill.work.last("doctor")}


def _add_calibrations(api: Blueprint, treadmill: Treadmill, workshop: Workshop | None) -> None:
    @api.get("/calibrations")
    @described(CALIBRATIONS)
    def calibrations() -> dict[str, Any]:
        return calibration_facts(_shop(workshop))

    @api.post("/calibrations")
    @described(USE_CALIBRATION)
    @needs("admin")
    def use_calibration() -> dict[str, Any]:
        shop = _shop(workshop)
        if shop.wanted is not None:
            raise NotReady(
                f"{shop.wanted} was named when Strikemat was started; start it without --calibration"
            )
        name = text(json_body(("use",)), "use")
        treadmill.begin_work(ReopenTask(lambda: shop.choose(name)))
        return {"work": treadmill.work.facts()}


def _add_faults(api: Blueprint, treadmill: Treadmill) -> None:
    simulation = treadmill.simulation

    @api.get("/faults")
    @described(FAULTS)
    def faults() -> dict[str, Any]:
        return {"faults": simulation.fault_words(), "kinds": fault_kinds()}

    @api.post("/faults")
    @described(CHANGE_FAULTS)
    @needs("admin")
    def change_faults() -> dict[str, Any]:
        body = json_body(("inject", "clear"))
        if len(body) != 1:
            raise BadInput('the body must have one of "inject" and "clear"')
        if "inject" in body:
            simulation.inject(treadmill.mat(), text(body, "inject"))
        else:
            words = text(body, "clear")
            simulation.clear(treadmill.mat(), None if words == "all" else words)
        return {"faults": simulation.fault_words(), "kinds": fault_kinds()}


def _shop(workshop: Workshop | None) -> Workshop:
    if workshop is None:
        raise NotReady("this server was started without tools for its mat; use strikemat serve")
    workshop.description()
    return workshop


def _task(treadmill: Treadmill, shop: Workshop) -> Task:
    body = json_body()
    kind = body.pop("task", None)
    if kind not in TASK_KEYS:
        raise BadInput(f"task must be one of {', '.join(TASK_KEYS)}, got {kind!r}")
    for key in body:
        if key not in TASK_KEYS[kind]:
            known = ", ".join(("task", *TASK_KEYS[kind]))
            raise BadInput(f"unknown key {key!r}; the keys of {kind} are {known}")
    faults = treadmill.simulation.faults
    if kind == "doctor":
        return DoctorTask(shop, faults, with_press=_flag(body, "press", default=True))
    note = text(body, "note", "")
    if kind == "tare":
        return TareTask(shop, faults, note)
    steps = steps_of(
        text(body, "method"),
        _numbers(body, "masses_kg"),
        even_cells=body.get("even_cells", 1),
        most_n=number_or_none(body, "most_n"),
    )
    fresh = _flag(body, "fresh", default=False)
    return CalibrateTask(shop, faults, note, fresh=fresh, method=body["method"], steps=steps)


def _flag(body: dict[str, Any], key: str, *, default: bool) -> bool:
    value = body.get(key, default)
    if not isinstance(value, bool):
        raise BadInput(f"{key} must be true or false, got {value!r}")
    return value


def _numbers(body: dict[str, Any], key: str) -> list[float]:
    values = body.get(key, [])
    if not isinstance(values, list):
        raise BadInput(f"{key} must be a list of numbers, got {values!r}")
    return [number_or_none({key: value}, key) or 0.0 for value in values]
