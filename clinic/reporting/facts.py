"""What a report says of a session, before it is put into words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from analyzer import Side, Step, summarize
from clinic.comparing import session_before
from clinic.records import SessionRecord
from clinic.reporting.measures import KeyMeasure, key_measures
from clinic.reporting.prints import ReportPrint, report_print
from clinic.reporting.training import ReportTraining, gather_training
from clinic.statistics import mean_belt_speed_m_s, moving_steps
from clinic.step_versions import corrected_steps, step_corrections
from clinic.store import Store

__all__ = [
    "INDEX_BIN_PERCENT",
    "SIDES",
    "EarlierSession",
    "ReportFormat",
    "SessionReport",
    "gather_report",
]

ReportFormat = Literal["pdf", "html"]

SIDES: tuple[Side, Side] = ("left", "right")
#: Width of a bar of the strike indices' distribution.
INDEX_BIN_PERCENT = 5
#: Belt speeds further apart than this move most measures by themselves.
SAME_SPEED_FRACTION = 0.03


@dataclass(frozen=True, slots=True)
class EarlierSession:
    """The session that a report compares with.

    Parameters
    ----------
    record : SessionRecord
        It.
    belt_speed_m_s : float or None
        Its mean belt speed; None when unknown.
    """

    record: SessionRecord
    belt_speed_m_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionReport:
    """All that a report says of a session.

    Parameters
    ----------
    record : SessionRecord
        The session.
    summary : dict
        What `analyzer.summarize` says of its steps as they stand after all corrections.
    corrected_count : int
        Steps that a person corrected or left out.
    belt_speed_m_s : float or None
        Mean over the complete steps; None when unknown.
    strikes : mapping of side to mapping of str to int
        Complete steps by strike; `"unsure"` where it was not named.
    index_counts : mapping of side to tuple of int
        Complete steps by strike index, in bars of 5 % from 0 on; what lies beyond counts in the end bars.
    measures : tuple of KeyMeasure
        The table.
    prints : mapping of side to ReportPrint or None
        None for a foot without a complete step.
    earlier : EarlierSession or None
        The runner's last session before this one that has a complete step; simulated with simulated only.
    calibration_name : str or None
        None for a mat that delivers forces.
    training : ReportTraining
        Its protocol and its phases.
    """

    record: SessionRecord
    summary: Mapping[str, Any]
    corrected_count: int
    belt_speed_m_s: float | None
    strikes: Mapping[Side, Mapping[str, int]]
    index_counts: Mapping[Side, tuple[int, ...]]
    measures: tuple[KeyMeasure, ...]
    prints: Mapping[Side, ReportPrint | None]
    earlier: EarlierSession | None
    calibration_name: str | None
    training: ReportTraining

    @property
    def speeds_differ(self) -> bool:
        """Whether the belt ran at another speed last time: by more than 3 %."""
        if self.earlier is None:
            return False
        now, before = self.belt_speed_m_s, self.earlier.belt_speed_m_s
        if now is None or before is None:
            return False
        return abs(now - before) > SAME_SPEED_FRACTION * max(now, before)


def gather_report(store: Store, session_id: int) -> SessionReport:
    """Return the report of a stored session.

    Raises
    ------
    SessionNotFound
        When there is no such session.
    """
    record = store.session(session_id)
    steps = moving_steps(corrected_steps(store, session_id))
    calibration = store.calibration(session_id)
    prints = {side: report_print(store, session_id, steps, side) for side in SIDES}
    before = session_before(store, record)
    earlier_steps = None if before is None else moving_steps(corrected_steps(store, before.id))
    return SessionReport(
        record=record,
        summary=summarize(steps),
        corrected_count=len(step_corrections(store, session_id)),
        belt_speed_m_s=mean_belt_speed_m_s(steps),
        strikes={side: _strikes(steps, side) for side in SIDES},
        index_counts={side: _index_counts(steps, side) for side in SIDES},
        measures=key_measures(steps, earlier_steps),
        prints=prints,
        earlier=_earlier(before, earlier_steps),
        calibration_name=None if calibration is None else calibration.name,
        training=gather_training(store, session_id),
    )


def _earlier(before: SessionRecord | None, steps: list[Step] | None) -> EarlierSession | None:
    if before is None or steps is None:
        return None
    return EarlierSession(before, mean_belt_speed_m_s(steps))


def _strikes(steps: Sequence[Step], side: Side) -> Mapping[str, int]:
    return Counter(step.strike or "unsure" for step in steps if step.complete and step.side == side)


def _index_counts(steps: Sequence[Step], side: Side) -> tuple[int, ...]:
    bars = 100 // INDEX_BIN_PERCENT
    counts = [0] * bars
    for step in steps:
        if step.complete and step.side == side and step.strike_index_percent is not None:
            counts[min(bars - 1, max(0, int(step.strike_index_percent // INDEX_BIN_PERCENT)))] += 1
    return tuple(counts)
