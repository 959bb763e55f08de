"""What each phase of a session says by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analyzer import summarize
from clinic.remarks import Phase, phases
from clinic.step_versions import corrected_steps
from clinic.store import Store
from clinic.worked_out import keep_results, kept_results, made_of

__all__ = ["PhaseSummary", "phase_summaries"]

KIND = "phases"


@dataclass(frozen=True, slots=True)
class PhaseSummary:
    """A phase, and what `analyzer.summarize` says of the corrected steps that began in it."""

    phase: Phase
    summary: Mapping[str, Any]

    @property
    def stage(self) -> str:
        """Name of the protocol's stage; where the phase is of none, its kind."""
        return str(self.phase.targets.get("stage") or self.phase.kind)


def phase_summaries(store: Store, session_id: int) -> list[PhaseSummary]:
    """Return a session's phases in order, each with its summary; none where it has no phases.

    The summaries are kept until a step is added or corrected or the phases change.
    """
    found = phases(store, session_id)
    if not found:
        return []
    spans = [[phase.number, phase.start_s, phase.end_s] for phase in found]
    kept = kept_results(store, [session_id], KIND).get(session_id)
    if kept is None or kept["spans"] != spans:
        origin = made_of(store, [session_id])[session_id]
        kept = {"spans": spans, "summaries": _summaries(store, session_id, found)}
        keep_results(store, session_id, origin, {KIND: kept})
    return [
        PhaseSummary(phase, summary)
        for phase, summary in zip(found, kept["summaries"], strict=True)
    ]


def _summaries(store: Store, session_id: int, found: Sequence[Phase]) -> list[dict[str, Any]]:
    steps = corrected_steps(store, session_id)
    return [summarize([step for step in steps if _is_in(one, step.contact_s)]) for one in found]


def _is_in(phase: Phase, time_s: float) -> bool:
    return phase.start_s <= time_s and (phase.end_s is None or time_s < phase.end_s)
