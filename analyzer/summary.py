"""The numbers of a session: means and spreads over its steps, together and by side."""

import itertools
import statistics
from collections.abc import Sequence
from typing import Any

from analyzer.drill import on_the_spot
from analyzer.steps import Step

__all__ = ["summarize"]


def summarize(steps: Sequence[Step]) -> dict[str, Any]:
    """Return counts, means and standard deviations over complete steps.

    Where the belt moved, steps on the spot (drills) are left out. Incomplete steps are counted and
    otherwise left out; steps whose strike is not named are left out of the ball-first share.

    Parameters
    ----------
    steps : sequence of Step
        In order of contact.

    Returns
    -------
    dict
        step_count, steps_used, strikes_named, strikes_abstained : int
        cadence_spm : float or None
            60 over the median time from one contact to the next of the other foot, steps/min.
        contact_time_s, flight_time_s, strike_index_percent : dict
            mean and sd (n - 1), None when there are too few.
        ball_first_percent : float or None
            Share of the named strikes that are "ball".
        left, right : dict
            The same for each side; cadence stands for both.
    """
    moving = [step for step in steps if not on_the_spot(step)]
    steps = moving or steps
    summary = _measures(steps)
    summary["cadence_spm"] = _cadence_spm(steps)
    for side in ("left", "right"):
        summary[side] = _measures([step for step in steps if step.side == side])
    return summary


def _measures(steps: Sequence[Step]) -> dict[str, Any]:
    used = [step for step in steps if step.complete]
    named = [step for step in used if step.strike is not None]
    ball = sum(step.strike == "ball" for step in named)
    return {
        "step_count": len(steps),
        "steps_used": len(used),
        "strikes_named": len(named),
        "strikes_abstained": len(used) - len(named),
        "contact_time_s": _mean_sd([step.contact_time_s for step in used]),
        "flight_time_s": _mean_sd([step.flight_time_s for step in used]),
        "ball_first_percent": 100.0 * ball / len(named) if named else None,
        "strike_index_percent": _mean_sd([step.strike_index_percent for step in used]),
    }


def _mean_sd(values: Sequence[float | None]) -> dict[str, float | None]:
    present = [value for value in values if value is not None]
    return {
        "mean": statistics.fmean(present) if present else None,
        "sd": statistics.stdev(present) if len(present) > 1 else None,
    }


def _cadence_spm(steps: Sequence[Step]) -> float | None:
    """Return steps per minute from the median step time: one missed or extra step does not move it."""
    times = [
        after.contact_s - before.contact_s
        for before, after in itertools.pairwise(steps)
        if after.side != before.side and _landing_seen(before) and _landing_seen(after)
    ]
    return 60.0 / statistics.median(times) if times else None


def _landing_seen(step: Step) -> bool:
    return step.incomplete_reason != "already on the mat when the recording began"
