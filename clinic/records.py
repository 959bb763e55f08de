"""What goes into the store and comes out of it: plain records, free of the database."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from clinic.bounds import (
    BODY_MASS_KG,
    FOOT_LENGTH_M,
    PAIN,
    check_name,
    check_number,
    check_text,
)
from device import MatGeometry

__all__ = ["Gap", "NewSession", "SessionRecord", "SessionState", "StoredCalibration"]

SessionState = Literal["recording", "complete", "interrupted"]


@dataclass(frozen=True, slots=True)
class StoredCalibration:
    """A calibration as the store keeps it, without knowing what is in it.

    Parameters
    ----------
    name : str
        What people call it.
    format : str
        How `payload` is to be read.
    payload : bytes
        All of it. Two calibrations are the same when their payloads are.
    """

    name: str
    format: str
    payload: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSession:
    """What is known of a session when it begins.

    Parameters
    ----------
    runner : str
        Name or code, 1 to 80 characters; a new one makes a new runner.
    note : str
        Free text, up to 2000 characters.
    pain_before : float or None
        Pain before the session, 0 (none) to 10 (worst imaginable); None when not asked.
    plan_number : int or None
        Which of the runner's planned sessions this is; None when it was not planned.
    mat_name, mat_label : str
        How the mat was chosen, and what the pages show of it.
    simulated : bool
        Whether no person was on it.
    mat_description_toml : str or None
        The whole description of a wired mat.
    calibration : StoredCalibration or None
        That its forces were computed with.
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
    pain_before: float | None = None
    plan_number: int | None = None
    mat_name: str
    mat_label: str
    simulated: bool = False
    mat_description_toml: str | None = None
    calibration: StoredCalibration | None = None
    geometry: MatGeometry
    frame_rate_hz: float
    foot_length_m: float | None = None
    body_mass_kg: float | None = None
    runner_foot_length_m: float | None = None
    runner_body_mass_kg: float | None = None
    analyzer_version: str
    analyzer_settings: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_name("runner", self.runner)
        check_text("note", self.note)
        check_number("pain_before", self.pain_before, PAIN)
        for foot_length_m in (self.foot_length_m, self.runner_foot_length_m):
            check_number("foot_length_m", foot_length_m, FOOT_LENGTH_M)
        for body_mass_kg in (self.body_mass_kg, self.runner_body_mass_kg):
            check_number("body_mass_kg", body_mass_kg, BODY_MASS_KG)


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
    runner_id : int
        Number of the runner.
    version : int
        How often runner, note and pain were written; 1 = never corrected.
    pain_before, pain_after : float or None
        Pain, 0 to 10; None when not asked.
    treadmill : str
        Which treadmill recorded it; empty in sessions of the first stores.
    pruned_utc : datetime or None
        When its raw data were pruned, by the clinic's setting; None while they are there.
    runner, note, plan_number, mat_name, mat_label, simulated, mat_description_toml, geometry, \
frame_rate_hz, foot_length_m, body_mass_kg, analyzer_version, analyzer_settings
        As in `NewSession`.
    """

    id: int
    runner: str
    runner_id: int
    version: int
    note: str
    pain_before: float | None
    pain_after: float | None
    plan_number: int | None
    treadmill: str
    state: SessionState
    started_utc: datetime
    ended_utc: datetime | None
    mat_name: str
    mat_label: str
    simulated: bool
    mat_description_toml: str | None
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
    pruned_utc: datetime | None
    summary: dict[str, Any] | None

    @property
    def duration_s(self) -> float:
        """Seconds from the first to the last stored frame; 0 when there is none."""
        if self.first_s is None or self.last_s is None:
            return 0.0
        return self.last_s - self.first_s
