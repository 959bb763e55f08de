"""The pages of training: start a protocol, the plans, one runner's plan."""

from typing import Any

from flask import Blueprint, render_template, request

from clinic import AIMS, DAYS_A_WEEK, protocols, runner_by_id, stop_rules
from web.ordering import checks_of
from web.plans import overview, plan_facts, today_of
from web.preferences import WORDING, preferences
from web.roles import needs
from web.session_training import session_training
from web.treadmill import Treadmill

__all__ = ["training_pages_blueprint"]


def training_pages_blueprint(treadmill: Treadmill) -> Blueprint:
    """Return the routes of the training pages."""
    pages = Blueprint("training_pages", __name__)
    store = treadmill.store

    @pages.app_context_processor
    def common() -> dict[str, Any]:
        return {
            "rules": lambda: rule_lines(stop_rules(store, preferences().language.code)),
            "session_training": lambda session_id: session_training(store, session_id),
        }

    @pages.get("/protocol")
    @needs("coach")
    def protocol() -> str:
        runner_id = request.args.get("runner", type=int)
        plan_number = request.args.get("plan", type=int)
        runner = None if runner_id is None else runner_by_id(store, runner_id)
        planned = None
        if runner is not None and plan_number is not None:
            plan = plan_facts(store, runner, today=today_of(store))
            planned = next((one for one in plan["sessions"] if one["number"] == plan_number), None)
        return render_template(
            "protocol.html",
            runner=runner,
            runners=store.runners(),
            planned=planned,
            # What belongs to a plan is started from the plan.
            protocols=[one for one in protocols().values() if one.fading is None],
            chosen=request.args.get("protocol", "two-minute"),
            aims=AIMS,
            checks=checks_of(treadmill.state()),
            state=treadmill.state(),
        )

    @pages.get("/plans")
    def plans() -> str:
        own = {code: stop_rules(store, code) for code in WORDING.languages}
        return render_template(
            "plans.html",
            plans=overview(store, today=today_of(store)),
            own_rules=own,
            usual_rules={
                code: language.text("stop-rules") for code, language in WORDING.languages.items()
            },
        )

    @pages.get("/plans/<int:runner_id>")
    def plan(runner_id: int) -> str:
        runner = runner_by_id(store, runner_id)
        return render_template(
            "plan.html",
            plan=plan_facts(store, runner, today=today_of(store)),
            aims=AIMS,
            days_a_week=DAYS_A_WEEK,
            today=today_of(store).isoformat(),
        )

    return pages


def rule_lines(own: str | None) -> list[str]:
    """Return when to stop, line by line: the clinic's own words, else ours in the reader's language."""
    text = preferences().language.text("stop-rules") if own is None else own
    return [line.strip() for line in text.splitlines() if line.strip()]
