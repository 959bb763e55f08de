"""The truth about a simulated step, from the continuous forces that no mat has sampled."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from device.frames import MatGeometry
from device.simulated.belt import Belt
from device.simulated.foot import PATCH_ALONG, PATCH_ZONE, ZONES, Side
from device.simulated.footfall import Footfall
from device.simulated.press import DrillPress
from device.simulated.stance import Stance

__all__ = ["TRUTH_THRESHOLD_N", "TrueStep", "true_steps"]

#: Force that counts as contact, on a foot or on a zone of it, newtons.
TRUTH_THRESHOLD_N = 20.0
#: The landing: the strike index is taken from this long after contact.
LANDING_S = 0.020
#: Times are interpolated between samples this far apart: exact to a few microseconds.
_GRID_S = 0.0001
_MAT_GRID_S = 0.002


@dataclass(frozen=True, slots=True)
class TrueStep:
    """What really happened in one simulated contact of one foot.

    Parameters
    ----------
    side : {"left", "right"}
        The foot.
    contact_s, off_s : float
        When the whole force of this foot rose above and fell below `threshold_n`, seconds.
    contact_time_s : float
        `off_s - contact_s`.
    flight_time_s : float or None
        From `off_s` to the next contact; None where the next foot was down already, and after the
        last step.
    strike : {"heel", "midfoot", "ball"}
        What landed first; a `"ball-only"` landing is a ball landing with no `heel_onset_s`.
    strike_index_percent : float
        Force-weighted centre of pressure along the foot's long axis in the first 20 ms after
        contact: 0 = back of the heel, 100 = tip of the toes (Cavanagh and Lafortune 1980,
        J Biomech 13:397-406).
    heel_onset_s, ball_onset_s : float or None
        When that zone's force rose above `threshold_n`; None if it never did.
    peak_force_n : float
        Greatest force of the contact.
    threshold_n : float
        Force that counts as contact.
    foot_length_m, toe_out_deg : float
        The foot's length, and its angle to the belt, positive outward.
    heel_x_m, heel_u_m : float
        Back of the heel: from the deck's left edge, and along the belt in the belt frame.
    heel_y_m : float
        Back of the heel at `contact_s`, from the deck's front edge.
    on_mat : float
        Part of the contact's impulse that fell on the mat, 0 to 1.
    footfall : Footfall
        The contact itself: `true_print` and `true_zones` tell its pressure at any fineness.
    """

    side: Side
    contact_s: float
    off_s: float
    contact_time_s: float
    flight_time_s: float | None
    strike: Literal["heel", "midfoot", "ball"]
    strike_index_percent: float
    heel_onset_s: float | None
    ball_onset_s: float | None
    peak_force_n: float
    threshold_n: float
    foot_length_m: float
    toe_out_deg: float
    heel_x_m: float
    heel_u_m: float
    heel_y_m: float
    on_mat: float
    footfall: Footfall = field(repr=False, compare=False)


def true_steps(footfalls: Sequence[Footfall], belt: Belt, geometry: MatGeometry) -> list[TrueStep]:
    """Return the truth of the footfalls of a gait or a drill, in the order of contact.

    A foot that stands is no step and is left out, and so is a contact too light to reach the
    threshold. The last step's flight time is unknown.
    """
    stepping = [
        footfall for footfall in footfalls if isinstance(footfall.press, (Stance, DrillPress))
    ]
    spans = [(footfall, _contact_span(footfall)) for footfall in stepping]
    found = [(footfall, span) for footfall, span in spans if span is not None]
    steps = []
    for index, (footfall, span) in enumerate(found):
        flight_s = found[index + 1][1][0] - span[1] if index + 1 < len(found) else 0.0
        steps.append(_true_step(footfall, span, flight_s, belt, geometry))
    return steps


def _contact_span(footfall: Footfall) -> tuple[float, float] | None:
    time_s = _grid(footfall, _GRID_S)
    total_n = footfall.press.total_n(time_s - footfall.start_s)
    contact_s = _first_above(time_s, total_n)
    if contact_s is None:
        return None
    off_s = _first_above(-time_s[::-1], total_n[::-1])
    return contact_s, -off_s if off_s is not None else float(time_s[-1])


def _true_step(
    footfall: Footfall,
    span_s: tuple[float, float],
    flight_s: float,
    belt: Belt,
    geometry: MatGeometry,
) -> TrueStep:
    contact_s, off_s = span_s
    time_s = _grid(footfall, _GRID_S)
    patch_n = footfall.patch_force_n(time_s)
    zone_n = [patch_n[:, zone == PATCH_ZONE].sum(axis=1) for zone in range(len(ZONES))]
    travel_m = float(belt.travel_m(np.array([contact_s]))[0])
    return TrueStep(
        side=footfall.side,
        contact_s=contact_s,
        off_s=off_s,
        contact_time_s=off_s - contact_s,
        flight_time_s=flight_s if flight_s > 0.0 else None,
        strike="ball" if footfall.strike == "ball-only" else footfall.strike,
        strike_index_percent=_strike_index_percent(time_s, patch_n, contact_s),
        heel_onset_s=_first_above(time_s, zone_n[ZONES.index("heel")]),
        ball_onset_s=_first_above(time_s, zone_n[ZONES.index("ball")]),
        peak_force_n=float(patch_n.sum(axis=1).max()),
        threshold_n=TRUTH_THRESHOLD_N,
        foot_length_m=footfall.foot_length_m,
        toe_out_deg=footfall.toe_out_deg,
        heel_x_m=footfall.heel_x_m,
        heel_u_m=footfall.heel_u_m,
        heel_y_m=footfall.heel_u_m + travel_m,
        on_mat=_on_mat(footfall, belt, geometry),
        footfall=footfall,
    )


def _grid(footfall: Footfall, step_s: float) -> NDArray[np.float64]:
    return np.arange(footfall.start_s, footfall.end_s + step_s, step_s)


def _first_above(time_s: NDArray[np.float64], force_n: NDArray[np.float64]) -> float | None:
    """Interpolate when the force first crosses the threshold; None if it never does."""
    above = np.flatnonzero(force_n >= TRUTH_THRESHOLD_N)
    if len(above) == 0:
        return None
    if above[0] == 0:
        return float(time_s[0])
    pair = slice(above[0] - 1, above[0] + 1)
    return float(np.interp(TRUTH_THRESHOLD_N, force_n[pair], time_s[pair]))


def _strike_index_percent(
    time_s: NDArray[np.float64], patch_n: NDArray[np.float64], contact_s: float
) -> float:
    landing_n = patch_n[(time_s >= contact_s) & (time_s < contact_s + LANDING_S)].sum(axis=0)
    return float(100.0 * (landing_n @ PATCH_ALONG) / landing_n.sum())


def _on_mat(footfall: Footfall, belt: Belt, geometry: MatGeometry) -> float:
    time_s = _grid(footfall, _MAT_GRID_S)
    whole_n = footfall.press.total_n(time_s - footfall.start_s).sum()
    return min(float(footfall.cell_force_n(time_s, belt, geometry).sum() / whole_n), 1.0)
