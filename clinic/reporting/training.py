"""What a report says of a session as training: its protocol, its pain, its phases."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clinic.answers import answers
from clinic.figures import DASH, Figures
from clinic.language import Language
from clinic.records import SessionRecord
from clinic.store import Store
from clinic.training import PhaseSummary, phase_summaries

__all__ = ["ReportTraining", "gather_training", "training_notices"]

#: A longer cue is cut: the page stays one page.
CUE_LENGTH_MAX = 80
#: More phases than a protocol of ours has are not told one by one.
PHASES_MAX = 8


@dataclass(frozen=True, slots=True)
class ReportTraining:
    """A session's protocol as it was stored, None without one, and its phases in order."""

    protocol: Mapping[str, Any] | None
    phases: tuple[PhaseSummary, ...]


def gather_training(store: Store, session_id: int) -> ReportTraining:
    """Return what the store holds of a session as training."""
    protocol = answers(store, session_id).get("protocol")
    return ReportTraining(
        None if protocol is None else protocol.value, tuple(phase_summaries(store, session_id))
    )


def training_notices(
    training: ReportTraining, record: SessionRecord, language: Language, fig: Figures
) -> tuple[str, ...]:
    """Return the lines about protocol, pain and phases; none where nothing was asked or run."""
    lines = [*_protocol(training, language), *_pain(record, language, fig)]
    phases = training.phases[:PHASES_MAX]
    if len(phases) > 1:
        told = "; ".join(_phase(one, language, fig) for one in phases)
        lines.append(language.text("report-phases", phases=told))
    return tuple(lines)


def _protocol(training: ReportTraining, language: Language) -> list[str]:
    protocol = training.protocol
    if protocol is None:
        return []
    said = language.text(
        "report-protocol",
        protocol=protocol["protocol"],
        session=protocol.get("session") or 0,
        of=protocol.get("of_sessions") or 0,
        state=protocol["state"],
    )
    cue = " ".join(str(protocol.get("cue") or "").split())
    if not cue:
        return [said]
    cut = cue if len(cue) <= CUE_LENGTH_MAX else cue[: CUE_LENGTH_MAX - 1] + "…"
    return [f"{said} {language.text('report-cue', cue=cut)}"]


def _pain(record: SessionRecord, language: Language, fig: Figures) -> list[str]:
    if record.pain_before is None and record.pain_after is None:
        return []
    before, after = fig.number(record.pain_before), fig.number(record.pain_after)
    return [language.text("report-pain", before=before, after=after)]


def _phase(one: PhaseSummary, language: Language, fig: Figures) -> str:
    ball = fig.number(one.summary["ball_first_percent"])
    return language.text(
        "report-phase",
        stage=one.stage,
        ball=ball if ball == DASH else f"{ball} %",
        index=fig.number(one.summary["strike_index_percent"]["mean"]),
        cadence=fig.number(one.summary["cadence_spm"]),
    )
