"""The pages that set the treadmill up: overview, the mat's health, its calibration."""

from typing import Any

from flask import Blueprint, render_template

from device import STATES
from web.calibrating import METHODS, calibration_facts
from web.errors import NotReady
from web.preferences import WORDING
from web.roles import needs
from web.simulation import fault_kinds
from web.system import licences, system_facts
from web.treadmill import Treadmill
from web.workshop import Workshop

__all__ = ["setup_pages_blueprint"]

#: In the order of the legend of the mat's map.
CELL_STATES = ("good", *dict.fromkeys(STATES.values()), "other")


def setup_pages_blueprint(treadmill: Treadmill, workshop: Workshop | None) -> Blueprint:
    """Return the routes of the set-up pages."""
    pages = Blueprint("setup_pages", __name__)

    @pages.get("/setup")
    def setup() -> str:
        languages = [(language.code, language.name) for language in WORDING.languages.values()]
        return render_template(
            "setup.html",
            state=treadmill.state(),
            language_choices=languages,
            system=system_facts(treadmill.store),
            licences=licences(),
            has_wires=_has_wires(workshop),
            fault_kinds=fault_kinds() if treadmill.simulation.can_break else None,
        )

    @pages.get("/setup/health")
    @needs("admin")
    def health() -> str:
        return render_template(
            "health.html", has_wires=_has_wires(workshop), cell_states=CELL_STATES
        )

    @pages.get("/setup/calibration")
    @needs("admin")
    def calibration() -> str:
        return render_template(
            "calibration.html", calibrations=_calibrations(workshop), methods=tuple(METHODS)
        )

    return pages


def _has_wires(workshop: Workshop | None) -> bool:
    """Return whether the mat can be examined and calibrated."""
    try:
        return workshop is not None and bool(workshop.description())
    except NotReady:
        return False


def _calibrations(workshop: Workshop | None) -> dict[str, Any] | None:
    return calibration_facts(workshop) if workshop is not None and _has_wires(workshop) else None
