"""Two sessions, or two phases of one, side by side: what differs, and whether to believe it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select

from analyzer import Comparison, Step, ThresholdsDiffer, compare, minimal_change
from clinic.errors import CannotCompare
from clinic.records import SessionRecord
from clinic.remarks import Phase, phases
from clinic.rows import session_of
from clinic.statistics import mean_belt_speed_m_s, moving_steps
from clinic.step_versions import corrected_steps
from clinic.store import Store
from clinic.tables import SessionRow

__all__ = [
    "COMPARED_MEASURES",
    "ChosenSteps",
    "ComparedMeasure",
    "Difference",
    "SessionComparison",
    "StepChoice",
    "compare_steps",
    "session_before",
]

#: In the order of the page.
COMPARED_MEASURES = (
    "ball_first_percent",
    "strike_index_percent",
    "heel_to_ball_s",
    "heel_contact_s",
    "contact_time_s",
    "flight_time_s",
    "step_time_s",
    "duty_factor",
    "step_length_m",
    "step_width_m",
    "toe_out_deg",
    "gait_line_length_m",
    "peak_force_n",
    "heel_impulse_n_s",
    "ball_impulse_n_s",
    "onset_steepness_per_s",
)
#: What lies closer together is the same belt speed, and the same threshold.
SAME_SPEED_FRACTION = 0.03
SAME_THRESHOLD_N = 1.0

#: What two sets differ in beside how somebody ran.
Difference = Literal[
    "runner", "simulated", "speed", "threshold", "mat", "calibration", "foot", "analyzer"
]


@dataclass(frozen=True, slots=True)
class StepChoice:
    """A session, or one phase of it."""

    session_id: int
    phase: int | None = None


@dataclass(frozen=True, slots=True)
class ChosenSteps:
    """The steps of a choice as they stand after all corrections, without those on the spot.

    `belt_speed_m_s` is their mean, None when unknown.
    """

    choice: StepChoice
    record: SessionRecord
    phase: Phase | None
    steps: Sequence[Step]
    belt_speed_m_s: float | None


@dataclass(frozen=True, slots=True)
class ComparedMeasure:
    """One measure of both: `comparison` is None where it `is_refused`, because the thresholds differ."""

    measure: str
    comparison: Comparison | None

    @property
    def is_refused(self) -> bool:
        """Whether the measure depends on the contact threshold and that differs."""
        return self.comparison is None


@dataclass(frozen=True, slots=True)
class SessionComparison:
    """B against A: measure by measure, and in what else they differ."""

    a: ChosenSteps
    b: ChosenSteps
    measures: tuple[ComparedMeasure, ...]
    differences: tuple[Difference, ...]


def compare_steps(store: Store, a: StepChoice, b: StepChoice) -> SessionComparison:
    """Return how the steps of B differ from those of A.

    Between two sessions a difference also has to reach the greater of their minimal detectable changes;
    between two phases of one session it has not.

    Raises
    ------
    CannotCompare
        When one is a part of the other, a phase does not exist, or a session is still being recorded.
    SessionNotFound
        When there is no such session.
    """
    _check_apart(a, b)
    chosen_a, chosen_b = (_chosen(store, choice) for choice in (a, b))
    is_one_session = a.session_id == b.session_id
    return SessionComparison(
        chosen_a,
        chosen_b,
        tuple(
            _compared(chosen_a.steps, chosen_b.steps, name, is_one_session)
            for name in COMPARED_MEASURES
        ),
        tuple(_differences(store, chosen_a, chosen_b)),
    )


def session_before(store: Store, record: SessionRecord) -> SessionRecord | None:
    """Return the runner's last session before this one that has a complete step; None without one.

    Simulated sessions go with simulated ones only.
    """
    query = (
        select(SessionRow)
        .where(
            SessionRow.runner_id == record.runner_id,
            SessionRow.id < record.id,
            SessionRow.simulated == record.simulated,
            SessionRow.step_count > 0,
        )
        .order_by(SessionRow.id.desc())
        .execution_options(yield_per=10)
    )
    with store.reading() as db:
        for row in db.scalars(query):
            if (row.summary or {}).get("steps_used"):
                return session_of(row)
    return None


def _check_apart(a: StepChoice, b: StepChoice) -> None:
    if a.session_id != b.session_id:
        return
    if a.phase is None or b.phase is None or a.phase == b.phase:
        raise CannotCompare(
            "itself",
            f"session {a.session_id} is to be compared with itself or with a part of itself; choose "
            "another session, or two phases of it",
        )


def _chosen(store: Store, choice: StepChoice) -> ChosenSteps:
    record = store.session(choice.session_id)
    if record.state == "recording":
        raise CannotCompare(
            "recording", f"session {record.id} is still being recorded; stop it, then compare"
        )
    phase = None if choice.phase is None else _phase(store, choice.session_id, choice.phase)
    steps = moving_steps(
        [step for step in corrected_steps(store, record.id) if _is_in(step, phase)]
    )
    return ChosenSteps(choice, record, phase, steps, mean_belt_speed_m_s(steps))


def _phase(store: Store, session_id: int, number: int) -> Phase:
    found = {phase.number: phase for phase in phases(store, session_id)}
    if number not in found:
        raise CannotCompare(
            "phase", f"session {session_id} has no phase {number}; it has {len(found)}"
        )
    return found[number]


def _is_in(step: Step, phase: Phase | None) -> bool:
    if phase is None:
        return True
    return phase.start_s <= step.contact_s and (phase.end_s is None or step.contact_s < phase.end_s)


def _compared(
    a: Sequence[Step], b: Sequence[Step], measure: str, is_one_session: bool
) -> ComparedMeasure:
    least = None
    if not is_one_session:
        # The scatter of the steadier session would make a change look surer than it is.
        changes = (minimal_change(a, measure), minimal_change(b, measure))
        least = max(changes, key=lambda one: one.mdc95 or 0.0)
    try:
        return ComparedMeasure(measure, compare(a, b, measure=measure, minimal_change=least))
    except ThresholdsDiffer:
        return ComparedMeasure(measure, None)


def _differences(store: Store, a: ChosenSteps, b: ChosenSteps) -> Iterator[Difference]:
    one, other = a.record, b.record
    if one.runner_id != other.runner_id:
        yield "runner"
    if one.simulated != other.simulated:
        yield "simulated"
    if _is_apart(a.belt_speed_m_s, b.belt_speed_m_s, SAME_SPEED_FRACTION):
        yield "speed"
    if one.id == other.id:
        return
    thresholds = (one.threshold_n, other.threshold_n)
    if None not in thresholds and abs(thresholds[0] - thresholds[1]) > SAME_THRESHOLD_N:  # type: ignore[operator]
        yield "threshold"
    if (one.geometry, one.mat_name) != (other.geometry, other.mat_name):
        yield "mat"
    if store.calibration(one.id) != store.calibration(other.id):
        yield "calibration"
    if one.foot_length_m != other.foot_length_m:
        yield "foot"
    if one.analyzer_version != other.analyzer_version:
        yield "analyzer"


def _is_apart(one: float | None, other: float | None, fraction: float) -> bool:
    """Whether two values differ by more than a fraction of the greater one; an unknown one does not."""
    if one is None or other is None:
        return False
    return abs(one - other) > fraction * max(abs(one), abs(other))
