"""Statistics of a session as plain numbers: what `strikemat analyze --json` prints of them."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from analyzer import Step, describe, drift, minimal_change, symmetry

__all__ = ["SESSION_MEASURES", "session_statistics"]

#: Measures that a session is described by. Drift is looked for in two only: who looks at many will find one
#: by chance.
SESSION_MEASURES = (
    "contact_time_s",
    "flight_time_s",
    "strike_index_percent",
    "step_time_s",
    "step_length_m",
    "step_width_m",
    "duty_factor",
    "toe_out_deg",
    "peak_force_n",
)
DRIFT_MEASURES = ("contact_time_s", "strike_index_percent")


def session_statistics(steps: Sequence[Step]) -> dict[str, dict[str, Any]]:
    """Return spread, symmetry, minimal detectable change and drift by measure, as `docs/data.md` has them."""
    statistics: dict[str, dict[str, Any]] = {}
    for measure in SESSION_MEASURES:
        spread = describe(steps, measure)
        statistics[measure] = {
            "spread": {side: asdict(of_side) for side, of_side in spread.items()},
            "symmetry": asdict(symmetry(steps, measure)),
            "minimal_change": asdict(minimal_change(steps, measure)),
        }
        if measure in DRIFT_MEASURES:
            statistics[measure]["drift"] = asdict(drift(steps, measure))
    return statistics
