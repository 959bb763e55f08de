"""What a stored session was as training: its phases, its guess, its pain, its load."""

from typing import Any

from clinic import Answer, PhaseSummary, Store, answers, corrected_steps, phase_summaries
from web.guess import Guess

__all__ = ["session_training"]


def session_training(store: Store, session_id: int) -> dict[str, Any]:
    """Return `phases` (each with its means), `protocol`, `checklist`, `guess`, `load`, pain.

    What was not asked is None.
    """
    record = store.session(session_id)
    said = answers(store, session_id)
    first_s = record.first_s or 0.0
    guess = said.get("guess")
    return {
        "phases": [_phase(one, first_s) for one in phase_summaries(store, session_id)],
        "protocol": _value(said.get("protocol")),
        "checklist": _value(said.get("checklist")),
        "guess": None if guess is None else dict(guess.value) | _measured(store, session_id),
        "load": _value(said.get("load")),
        "pain_before": record.pain_before,
        "pain_after": record.pain_after,
        "plan_number": record.plan_number,
        "runner_id": record.runner_id,
    }


def _value(answer: Answer | None) -> dict[str, Any] | None:
    return None if answer is None else dict(answer.value)


def _phase(one: PhaseSummary, first_s: float) -> dict[str, Any]:
    phase, summary = one.phase, one.summary
    return {
        "stage": one.stage,
        "kind": phase.kind,
        "start_s": phase.start_s - first_s,
        "end_s": None if phase.end_s is None else phase.end_s - first_s,
        "cue": phase.cue,
        "target": phase.targets.get("target"),
        "feedback_percent": phase.targets.get("feedback_percent"),
        "steps_used": summary["steps_used"],
        "ball_first_percent": summary["ball_first_percent"],
        "strike_index_percent": summary["strike_index_percent"]["mean"],
        "cadence_spm": summary["cadence_spm"],
        "contact_time_s": summary["contact_time_s"]["mean"],
    }


def _measured(store: Store, session_id: int) -> dict[str, Any]:
    """Return how the runner landed most: `measured` and its `percent`; None with too few named strikes."""
    tally = Guess(is_asked=True)
    tally.take(corrected_steps(store, session_id))
    facts = tally.facts() or {}
    return {name: facts[name] for name in ("measured", "percent")}
