"""From a draft to a step, once its side and its neighbours are known."""

import math
from typing import Any

from analyzer import _measure
from analyzer.draft import Draft
from analyzer.measures import Measures
from analyzer.neighbours import Landed, Neighbours, RhythmAndDistance
from analyzer.printed import Printer
from analyzer.steps import Side, Step
from analyzer.zones import ZONES

__all__ = ["StepFinisher"]

_PEAKS = [(zone, f"{zone}_peak_n") for zone in ZONES]
_IMPULSES = [f"{zone}_impulse_n_s" for zone in ZONES]

#: Names and values of measures, while they are gathered.
Values = dict[str, float | None]


class StepFinisher:
    """Makes steps of drafts, in order of contact.

    Parameters
    ----------
    neighbours : Neighbours
        The steps before; it learns each.
    printer : Printer
        Made the pictures of the drafts.
    """

    def __init__(self, neighbours: Neighbours, printer: Printer) -> None:
        self._neighbours, self._printer = neighbours, printer

    def step(self, number: int, side: Side, draft: Draft, flight_time_s: float | None) -> Step:
        """Return the step of a draft."""
        contact = draft.contact
        beside = self._neighbours.add(side, _landed(draft))
        landing = draft.landings[side]
        contact_s, off_s = contact["contact_s"], contact["off_s"]
        return Step(
            number=number,
            side=side,
            contact_s=contact_s,
            off_s=off_s,
            contact_time_s=off_s - contact_s,
            flight_time_s=flight_time_s,
            strike=landing.call.strike,
            strike_index_percent=landing.index_percent,
            heel_onset_s=draft.heel_onset_s,
            ball_onset_s=draft.ball_onset_s,
            confidence=landing.call.confidence,
            peak_force_n=contact["peak_n"],
            complete=draft.incomplete_reason is None,
            incomplete_reason=draft.incomplete_reason,
            threshold_n=contact["threshold_n"],
            foot_length_m=draft.place.length_m,
            foot_length_source=draft.place.source,
            landing_x_m=contact["landing_x_m"],
            landing_y_m=contact["landing_y_m"],
            belt_speed_m_s=contact["belt_speed_m_s"],
            footprint=self._printer.footprint(draft.printed, draft.on_axis[side]),
            measures=self._measures(side, draft, beside),
        )

    def _measures(self, side: Side, draft: Draft, beside: RhythmAndDistance) -> Measures:
        """Return the further measures; those of the whole contact only when it is complete."""
        values: Values = beside._asdict()
        values["strike_index_sd_percent"] = draft.landings[side].index_sd_percent
        if draft.zones:
            _put_zone_times(values, draft)
        axis_rad = draft.shape.axis_rad
        if axis_rad is not None:
            turned_deg = math.degrees(axis_rad)
            values["toe_out_deg"] = turned_deg if side == "right" else -turned_deg
        if draft.incomplete_reason is None:
            stride_s = beside.stride_time_s
            contact_time_s = draft.contact["off_s"] - draft.contact["contact_s"]
            values["duty_factor"] = contact_time_s / stride_s if stride_s else None
            _put_zone_loads(values, side, draft)
            _put_gait_line(values, side, draft)
            values["contact_area_m2"] = self._printer.area_m2(draft.printed)
            values["print_length_m"] = draft.print_length_m
            if not math.isnan(draft.onset_steepness_per_s):
                values["onset_steepness_per_s"] = draft.onset_steepness_per_s
        return Measures._make(map(values.get, Measures._fields))


def _landed(draft: Draft) -> Landed:
    contact: dict[str, Any] = draft.contact
    return Landed(
        None if contact["from_start"] else contact["contact_s"],
        draft.place.heel_u_m,
        contact["landing_u_m"],
        contact["middle_x_m"],
    )


def _put_zone_times(values: Values, draft: Draft) -> None:
    zones = draft.zones
    heel, midfoot, ball, toes = zones["heel"], zones["midfoot"], zones["ball"], zones["toes"]
    values["heel_end_s"], values["heel_contact_s"] = heel.end_s, heel.loaded_s
    values["midfoot_onset_s"], values["midfoot_end_s"] = midfoot.onset_s, midfoot.end_s
    values["ball_end_s"] = ball.end_s
    values["toes_onset_s"], values["toes_end_s"] = toes.onset_s, toes.end_s
    ball_onset_s = draft.ball_onset_s
    if heel.onset_s is not None and ball_onset_s is not None:
        values["heel_to_ball_s"] = ball_onset_s - heel.onset_s
        values["foot_flat_s"] = max(heel.onset_s, ball_onset_s) - draft.contact["contact_s"]


def _put_zone_loads(values: Values, side: Side, draft: Draft) -> None:
    values["impulse_n_s"] = draft.contact["impulse_n_s"]
    if draft.zones:
        for zone, name in _PEAKS:
            values[name] = draft.zones[zone].peak_n
    load = draft.side_loads[side]
    if load is not None:
        lefts_n_s = rights_n_s = 0.0
        for name, (left_n_s, right_n_s) in zip(_IMPULSES, load.impulse_n_s, strict=True):
            values[name] = left_n_s + right_n_s
            lefts_n_s += left_n_s
            rights_n_s += right_n_s
        medial, lateral = (0, 1) if side == "right" else (1, 0)
        sides_n_s = (lefts_n_s, rights_n_s)
        values["medial_impulse_n_s"], values["lateral_impulse_n_s"] = (
            sides_n_s[medial],
            sides_n_s[lateral],
        )
        values["medial_peak_n"], values["lateral_peak_n"] = (
            load.peak_n[medial],
            load.peak_n[lateral],
        )


def _put_gait_line(values: Values, side: Side, draft: Draft) -> None:
    """Put length, width across the foot, and mean speed of the path of the centre of pressure."""
    begin, end = draft.printed.strong
    if end - begin < 3:
        return
    on_axis = draft.on_axis[side]
    axis_rad = 0.0 if on_axis is None else on_axis.axis_rad
    length_m, width_m = _measure.path_m(draft.printed.gait_line_m, begin, end, axis_rad)
    values["gait_line_length_m"] = length_m
    values["gait_line_speed_m_s"] = length_m / draft.printed.strong_s
    if on_axis is not None:
        values["gait_line_width_m"] = width_m
