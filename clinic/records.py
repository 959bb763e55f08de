"""What goes into the store and comes out of it: plain records, free of the database."""

import math
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from clinic.errors import BadSession
from device import MatGeometry

__all__ = ["Gap", "NewSession", "Runner", "SessionRecord", "SessionState"]

SessionState = Literal["recording", "complete", "interrupted"]

_NAME_LENGTH_MAX = 80
_NOTE_LENGTH_MAX = 2000
_FOOT_LENGTH_M = (0.10, 0.45)
_BODY_MASS_KG = (5.0, 300.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSession:
    """What is known of a session when it begins.

    Parameters
    ----------
    runner : str
        Name or code, 1 to 80 characters; a new one makes a new runner.
    note : str
        Free text, up to 2000 characters.
    mat_name, mat_label : str
        How the mat was chosen, and what the pages show of it.
    geometry : MatGeometry
        Its cells.
    frame_rate_hz : float
        Its nominal frames per second.
    foot_length_m, body_mass_kg : float or None
        That the analyzer goes by, 0.10 to 0.45 m and 5 to 300 kg; None when unknown.
    runner_foot_length_m, runner_body_mass_kg : float or None
        That the runner's own record shall keep from now on; None leaves it as it is.
    analyzer_version : str
        Of the analyzer that finds the steps.
    analyzer_settings : dict
        Its settings, as plain values.

    Raises
    ------
    BadSession
        When a value lies outside its bounds.
    """

    runner: str
    note: str = ""
    mat_name: str
    mat_label: str
    geometry: MatGeometry
    frame_rate_hz: float
    foot_length_m: float | None = None
    body_mass_kg: float | None = None
    runner_foot_length_m: float | None = None
    runner_body_mass_kg: float | None = None
    analyzer_version: str
    analyzer_settings: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _check_text("runner", self.runner, 1, _NAME_LENGTH_MAX)
        _check_text("note", self.note, 0, _NOTE_LENGTH_MAX)
        for foot_length_m in (self.foot_length_m, self.runner_foot_length_m):
            _check_measure("foot_length_m", foot_length_m, *_FOOT_LENGTH_M)
        for body_mass_kg in (self.body_mass_kg, self.runner_body_mass_kg):
            _check_measure("body_mass_kg", body_mass_kg, *_BODY_MASS_KG)


def _check_text(name: str, text: str, low: int, high: int) -> None:
    if not low <= len(text.strip()) <= high:
        raise BadSession(f"{name} must have {low} to {high} characters, got {len(text.strip())}")


def _check_measure(name: str, value: float | None, low: float, high: float) -> None:
    if value is not None and not (math.isfinite(value) and low <= value <= high):
        raise BadSession(
            f"{name} must be {low:g} to {high:g}, got {value:g}; leave it out if unknown"
        )


@dataclass(frozen=True, slots=True)
class Runner:
    """A runner, by name or code, with the measures that a session gave; None when no session did."""

    name: str
    foot_length_m: float | None
    body_mass_kg: float | None


@dataclass(frozen=True, slots=True)
class Gap:
    """What could not be kept.

    Parameters
    ----------
    first_s, last_s : float
        From the first to the last frame that is missing, seconds on the mat's clock.
    frame_count, step_count : int
        How many frames and steps are missing.
    reason : str
        Why, in words.
    """

    first_s: float
    last_s: float
    frame_count: int
    step_count: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRecord:
    """A session as the store has it.

    Parameters
    ----------
    id : int
        Its number, from 1; never used twice.
    state : {"recording", "complete", "interrupted"}
        `"interrupted"`: the mat failed or the program died while it was recording; it ends at the last data
        that were stored.
    started_utc, ended_utc : datetime
        In UTC; `ended_utc` is None while it is recorded.
    threshold_n : float or None
        Force that counted as contact in the last step, newtons; None before the first step.
    first_s, last_s : float or None
        Times of its first and last frame on the mat's clock; None before the first frame.
    frame_count, step_count : int
        What is stored.
    lost_frame_count, lost_step_count : int
        What could not be stored; `Store.gaps` says when and why.
    summary : dict or None
        What `analyzer.summarize` said of its steps when it ended.
    runner, note, mat_name, mat_label, geometry, frame_rate_hz, foot_length_m, body_mass_kg, \
analyzer_version, analyzer_settings
        As in `NewSession`.
    """

    id: int
    runner: str
    note: str
    state: SessionState
    started_utc: datetime
    ended_utc: datetime | None
    mat_name: str
    mat_label: str
    geometry: MatGeometry
    frame_rate_hz: float
    foot_length_m: float | None
    body_mass_kg: float | None
    analyzer_version: str
    analyzer_settings: dict[str, Any]
    threshold_n: float | None
    first_s: float | None
    last_s: float | None
    frame_count: int
    step_count: int
    lost_frame_count: int
    lost_step_count: int
    summary: dict[str, Any] | None

    @property
    def duration_s(self) -> float:
        """Seconds from the first to the last stored frame; 0 when there is none."""
        if self.first_s is None or self.last_s is None:
            return 0.0
        return self.last_s - self.first_s
