"""The prints of a report: the mean of each foot, and where in it the steps landed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analyzer import Footprint, Side, Step, Strike
from clinic.prints import mean_footprint
from clinic.store import Store

__all__ = ["ReportPrint", "report_print"]

#: Prints that a mean is taken over; more would not change the picture, and all would not fit into memory.
PRINTS_MAX = 100


@dataclass(frozen=True, slots=True)
class ReportPrint:
    """The mean print of one foot.

    Parameters
    ----------
    mean : Footprint
        Of `count` steps, spread evenly over the session.
    count : int
        How many.
    landings : tuple of (float, float, str or None)
        Where each of them landed, metres ahead of the heel and rightward of the middle of its force, and as
        what; None = not named.
    foot_length_m : float or None
        Median of the foot lengths that the strike index was measured by.
    """

    mean: Footprint
    count: int
    landings: tuple[tuple[float, float, Strike | None], ...]
    foot_length_m: float | None


def report_print(
    store: Store, session_id: int, steps: Sequence[Step], side: Side
) -> ReportPrint | None:
    """Return the mean print of one foot; None without a complete step of it."""
    used = [step for step in steps if step.side == side and step.complete]
    if not used:
        return None
    chosen = used[:: -(-len(used) // PRINTS_MAX)]
    prints = store.footprints(session_id, [step.number for step in chosen])
    landings = [_landing(print_, step) for print_, step in zip(prints, chosen, strict=True)]
    lengths_m = [step.foot_length_m for step in used if step.foot_length_m is not None]
    return ReportPrint(
        mean=mean_footprint(prints),
        count=len(prints),
        landings=tuple(landings),
        foot_length_m=float(np.median(lengths_m)) if lengths_m else None,
    )


def _landing(footprint: Footprint, step: Step) -> tuple[float, float, Strike | None]:
    across_n = footprint.peak_n.sum(axis=0)
    weight = across_n if across_n.any() else np.ones_like(across_n)
    middle_col = float(np.average(np.arange(len(weight)), weights=weight))
    y_m, x_m = footprint.landing_m
    ahead_m = footprint.heel_bin * footprint.bin_m - y_m
    return ahead_m, x_m - (middle_col + 0.5) * footprint.col_pitch_m, step.strike
