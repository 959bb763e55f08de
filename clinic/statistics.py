"""The statistics of a stored session: spread, symmetry, minimal change and drift of its corrected steps."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from analyzer import (
    MEASURES,
    Step,
    describe,
    drift,
    minimal_change,
    on_the_spot,
    summarize,
    symmetry,
)
from clinic.step_versions import corrected_steps
from clinic.store import Store
from clinic.worked_out import keep_results, kept_results, made_of

__all__ = [
    "DRIFT_MEASURES",
    "STATISTICS_MEASURES",
    "kept_statistics",
    "kept_summaries",
    "mean_belt_speed_m_s",
    "moving_steps",
    "session_statistics",
]

#: What says how a step was measured, and not how somebody ran.
_CONDITIONS = ("confidence", "threshold_n", "foot_length_m", "belt_speed_m_s")
STATISTICS_MEASURES = tuple(name for name in MEASURES if name not in _CONDITIONS)
#: Drift is looked for in two only: who looks at many will find one by chance.
DRIFT_MEASURES = ("contact_time_s", "strike_index_percent")

KIND, SHORT_KIND = "statistics", "summary"


def session_statistics(store: Store, session_id: int) -> dict[str, Any]:
    """Return the statistics of a session's steps after all corrections, as plain values.

    They are kept until a step is added or corrected.

    Returns
    -------
    dict
        `summary` (see `analyzer.summarize`), `belt_speed_m_s`, `strikes` (complete steps by side and strike,
        `unsure` where none was named), `measures` (by name: `spread`, `symmetry`, `minimal_change`) and
        `drift` (by name).

    Raises
    ------
    SessionNotFound
        When there is no such session.
    """
    kept = kept_statistics(store, session_id)
    if kept is not None:
        return kept
    store.session(session_id)
    origin = made_of(store, [session_id])[session_id]
    found = _statistics(corrected_steps(store, session_id))
    keep_results(store, session_id, origin, {KIND: found, SHORT_KIND: _short(found)})
    return found


def kept_statistics(store: Store, session_id: int) -> dict[str, Any] | None:
    """Return the statistics where they have been worked out already, else None; see `session_statistics`."""
    return kept_results(store, [session_id], KIND).get(session_id)


def kept_summaries(store: Store, session_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return by session `summary` and `belt_speed_m_s` of its statistics, and `minimal_change` by measure.

    Sessions whose statistics have not been worked out are left out.
    """
    return kept_results(store, session_ids, SHORT_KIND)


def moving_steps(steps: list[Step]) -> list[Step]:
    """Return the steps without those on the spot, as the summary takes them."""
    return [step for step in steps if not on_the_spot(step)] or steps


def mean_belt_speed_m_s(steps: Sequence[Step]) -> float | None:
    """Return the mean over the complete steps; None when unknown."""
    speeds = [step.belt_speed_m_s for step in steps if step.complete]
    known = [speed for speed in speeds if not math.isnan(speed)]
    return math.fsum(known) / len(known) if known else None


def _statistics(found: list[Step]) -> dict[str, Any]:
    steps = moving_steps(found)
    return {
        "summary": summarize(found),
        "belt_speed_m_s": mean_belt_speed_m_s(steps),
        "strikes": {side: _strikes(steps, side) for side in ("left", "right")},
        "measures": {name: _measure(steps, name) for name in STATISTICS_MEASURES},
        "drift": {name: _drift(steps, name) for name in DRIFT_MEASURES},
    }


def _short(found: dict[str, Any]) -> dict[str, Any]:
    """Return what lists of sessions show of the statistics."""
    changes = {name: one["minimal_change"]["mdc95"] for name, one in found["measures"].items()}
    return {
        "summary": found["summary"],
        "belt_speed_m_s": found["belt_speed_m_s"],
        "minimal_change": changes,
    }


def _strikes(steps: Sequence[Step], side: str) -> dict[str, int]:
    counts = Counter(
        step.strike or "unsure" for step in steps if step.complete and step.side == side
    )
    return {kind: counts[kind] for kind in ("heel", "midfoot", "ball", "unsure")}


def _drift(steps: Sequence[Step], name: str) -> dict[str, Any]:
    found = asdict(drift(steps, name))
    # As it comes back from the store.
    return found | {"minutes": list(found["minutes"])}


def _measure(steps: Sequence[Step], name: str) -> dict[str, Any]:
    return {
        "spread": {side: asdict(one) for side, one in describe(steps, name).items()},
        "symmetry": asdict(symmetry(steps, name)),
        "minimal_change": asdict(minimal_change(steps, name)),
    }
