"""Two sets of steps side by side, as plain values for the page and its script."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyzer import Step, values
from clinic import (
    ChosenSteps,
    ComparedMeasure,
    SessionComparison,
    SessionQuery,
    SessionRecord,
    StepChoice,
    Store,
    compare_steps,
    find_sessions,
    mean_footprint,
    phases,
    session_before,
)
from web.arguments import words
from web.errors import BadInput
from web.failures import NUMBER_MAX
from web.protocol import plain, plain_print
from web.sessions import MEAN_PRINTS_MAX, session_line
from web.trail import looks_at

__all__ = ["choice_asked_for", "choices_offered", "comparison_facts", "said_choice"]

BINS = 40
#: This share of the steps at either end is in the last bin, so that one stray step does not squeeze the rest.
TAIL = 0.005
#: Sessions of a runner that are offered to choose from.
OFFERED_MAX = 200


def choice_asked_for(name: str) -> StepChoice | None:
    """Return what the address asks to compare: `12` (a session), `12:2` (its second phase); None if nothing.

    Raises
    ------
    BadInput
        When it is neither.
    """
    given = words(name)
    if not given:
        return None
    parts = given.split(":")
    if len(parts) > 2 or not all(part.isascii() and part.isdigit() for part in parts):
        raise BadInput(
            f"{name} must be a session such as 12, or a phase such as 12:2, got {given!r}"
        )
    numbers = [min(int(part[:12]), NUMBER_MAX) for part in parts]
    looks_at(numbers[0])
    return StepChoice(numbers[0], numbers[1] if len(numbers) == 2 else None)


def said_choice(choice: StepChoice) -> str:
    """Return a choice as the address says it."""
    phase = "" if choice.phase is None else f":{choice.phase}"
    return f"{choice.session_id}{phase}"


def choices_offered(store: Store, b: StepChoice) -> dict[str, Any]:
    """Return what may be compared with a choice.

    Returns
    -------
    dict
        `record` of its session; `sessions`: the lines of the runner's sessions, the newest first;
        `phases` of its session; `values` of all these as the address has them; `before`: the number of the
        runner's last session before it, or None.
    """
    record = store.session(b.session_id)
    query = SessionQuery(runner_id=record.runner_id)
    records, _ = find_sessions(store, query, most=OFFERED_MAX)
    before = session_before(store, record)
    sessions = [session_line(one) for one in records if one.state != "recording"]
    of_session = phases(store, record.id)
    values = [str(one["id"]) for one in sessions]
    values += [said_choice(StepChoice(record.id, phase.number)) for phase in of_session]
    return {
        "record": record,
        "sessions": sessions,
        "phases": of_session,
        "values": values,
        "before": None if before is None else before.id,
    }


def comparison_facts(store: Store, a: StepChoice, b: StepChoice) -> dict[str, Any]:
    """Return a comparison of B with A; see `clinic.compare_steps`.

    Returns
    -------
    dict
        `a`, `b`: `choice`, `session` (line), `phase`, `step_count`, `belt_speed_m_s`, `prints` by side;
        `measures`: of each `measure`, `is_refused`, `comparison` and `distribution`; `differences`.
    """
    found = compare_steps(store, a, b)
    return {
        "a": _chosen(store, found.a),
        "b": _chosen(store, found.b),
        "measures": [_measure(found, one) for one in found.measures],
        "differences": list(found.differences),
    }


def _chosen(store: Store, chosen: ChosenSteps) -> dict[str, Any]:
    phase = chosen.phase
    return {
        "choice": said_choice(chosen.choice),
        "session": session_line(chosen.record),
        "phase": None if phase is None else {"number": phase.number, "kind": phase.kind},
        "step_count": len(chosen.steps),
        "belt_speed_m_s": chosen.belt_speed_m_s,
        "prints": {
            side: _mean_print(store, chosen.record, chosen.steps, side)
            for side in ("left", "right")
        },
    }


def _mean_print(
    store: Store, record: SessionRecord, steps: Sequence[Step], side: str
) -> dict[str, Any] | None:
    of_side = [step for step in steps if step.complete and step.side == side]
    if not of_side:
        return None
    every = -(-len(of_side) // MEAN_PRINTS_MAX)
    footprints = store.footprints(record.id, [step.number for step in of_side[::every]])
    return {
        "mean": plain_print(mean_footprint(footprints)),
        "mean_of": len(footprints),
        "foot_length_m": of_side[-1].foot_length_m,
    }


def _measure(found: SessionComparison, one: ComparedMeasure) -> dict[str, Any]:
    return {
        "measure": one.measure,
        "is_refused": one.is_refused,
        "comparison": None if one.comparison is None else plain(asdict(one.comparison)),
        "distribution": _distribution(found, one.measure),
    }


def _distribution(found: SessionComparison, measure: str) -> dict[str, Any] | None:
    """Return shares of the steps of A and of B in bins of equal width; what lies beyond is in the last.

    None where either has none, and of the share of ball-first landings, which of one step is 0 or 100.
    """
    of_a, of_b = (values(chosen.steps, measure) for chosen in (found.a, found.b))
    if not len(of_a) or not len(of_b) or measure == "ball_first_percent":
        return None
    low, high = np.quantile(np.concatenate([of_a, of_b]), [TAIL, 1.0 - TAIL])
    if low == high:
        return None
    edges = np.linspace(low, high, BINS + 1)

    def share_percent(value: NDArray[np.float64]) -> list[float]:
        counts, _ = np.histogram(np.clip(value, low, high), edges)
        return [round(100.0 * int(count) / len(value), 2) for count in counts]

    return {
        "edges": edges.tolist(),
        "a_percent": share_percent(of_a),
        "b_percent": share_percent(of_b),
    }
