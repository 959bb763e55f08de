"""What a state says of the mat and of the session, and what a new session is told of them."""

from dataclasses import asdict
from typing import Any

from analyzer import VERSION, AnalyzerSettings
from clinic import NewSession, Runner
from device import Mat
from web.scan_facts import scan_facts

__all__ = ["mat_facts", "new_session"]


def mat_facts(mat: Mat | None) -> dict[str, Any]:
    """Return what the pages show of a mat; nothing before one is open."""
    if mat is None:
        return {}
    return {
        "name": mat.name,
        "label": mat.label,
        "geometry": asdict(mat.geometry),
        "frame_rate_hz": mat.frame_rate_hz,
        # What the system did not permit the scan, where there is one.
        "notes": list(getattr(mat, "notes", ())),
    }


def new_session(
    mat: Mat,
    name: str,
    *,
    known: Runner,
    note: str,
    settings: AnalyzerSettings,
    foot_length_m: float | None,
    body_mass_kg: float | None,
    pain_before: float | None = None,
    plan_number: int | None = None,
) -> NewSession:
    """Return a session that begins on `mat`.

    Foot length and body mass, where not given, are those that the mat knows, else the runner's own.

    Raises
    ------
    BadSession
        When a value lies outside its bounds.
    """
    return NewSession(
        runner=name,
        note=note,
        pain_before=pain_before,
        plan_number=plan_number,
        mat_name=mat.name,
        mat_label=mat.label,
        simulated=mat.label == "SIMULATED",
        geometry=mat.geometry,
        frame_rate_hz=mat.frame_rate_hz,
        foot_length_m=_first_known(foot_length_m, mat.foot_length_m, known.foot_length_m),
        body_mass_kg=_first_known(body_mass_kg, mat.body_mass_kg, known.body_mass_kg),
        runner_foot_length_m=foot_length_m,
        runner_body_mass_kg=body_mass_kg,
        **scan_facts(mat),
        analyzer_version=VERSION,
        analyzer_settings=settings.to_dict(),
    )


def _first_known(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)
