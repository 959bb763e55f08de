"""From a draft to a step, once its side and its neighbours are known."""

import math
from dataclasses import replace
from typing import Any

from analyzer import _measure
from analyzer.belt_scan import FootPose
from analyzer.draft import AREA_FRACTION, Draft
from analyzer.foot import AxisPlace
from analyzer.measures import Measures
from analyzer.neighbours import Landed, Neighbours, RhythmAndDistance
from analyzer.steps import Footprint, Side, Step
from analyzer.zones import ZONES

__all__ = ["finished_step"]


def finished_step(
    number: int, side: Side, draft: Draft, flight_time_s: float | None, *, neighbours: Neighbours
) -> Step:
    """Return the step of a draft; `neighbours` learns it."""
    contact = draft.contact
    beside = neighbours.add(side, _landed(draft))
    landing = draft.landings[side]
    return Step(
        number=number,
        side=side,
        contact_s=contact["contact_s"],
        off_s=contact["off_s"],
        contact_time_s=contact["off_s"] - contact["contact_s"],
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
        footprint=_posed(draft.footprint, draft.on_axis[side]),
        measures=_measures(side, draft, beside),
    )


def _posed(footprint: Footprint, on_axis: AxisPlace | None) -> Footprint:
    """Return the footprint with the foot's pose, now that its side is known."""
    scan = footprint.scan
    if scan is None or on_axis is None:
        return footprint
    foot = on_axis.foot
    if foot.heel_u_m is None or foot.length_m is None:
        return footprint
    pose = FootPose(
        heel_bin=footprint.heel_bin,
        heel_x_m=on_axis.heel_x_m - footprint.first_col * footprint.col_pitch_m,
        axis_rad=on_axis.axis_rad,
        length_m=foot.length_m,
    )
    return replace(footprint, scan=replace(scan, pose=pose))


def _landed(draft: Draft) -> Landed:
    contact = draft.contact
    return Landed(
        contact_s=None if contact["from_start"] else contact["contact_s"],
        heel_u_m=draft.place.heel_u_m,
        landing_u_m=contact["landing_u_m"],
        middle_x_m=contact["middle_x_m"],
    )


def _measures(side: Side, draft: Draft, beside: RhythmAndDistance) -> Measures:
    """Return the further measures; those of the whole contact only when it is complete."""
    contact_time_s = draft.contact["off_s"] - draft.contact["contact_s"]
    stride_s = beside.stride_time_s
    values: dict[str, Any] = {
        "strike_index_sd_percent": draft.landings[side].index_sd_percent,
        "step_time_s": beside.step_time_s,
        "stride_time_s": stride_s,
        "step_length_m": beside.step_length_m,
        "stride_length_m": beside.stride_length_m,
        "step_width_m": beside.step_width_m,
        **_zone_times(draft),
    }
    if draft.shape.axis_rad is not None:
        turned_deg = math.degrees(draft.shape.axis_rad)
        values["toe_out_deg"] = turned_deg if side == "right" else -turned_deg
    if draft.incomplete_reason is None:
        values["duty_factor"] = contact_time_s / stride_s if stride_s else None
        values |= _zone_loads(side, draft) | _gait_line(side, draft)
        values["contact_area_m2"] = _contact_area_m2(draft)
        if draft.loaded_length_m > 0.0:
            values["print_length_m"] = draft.loaded_length_m + draft.row_pitch_m
        if not math.isnan(draft.onset_steepness_per_s):
            values["onset_steepness_per_s"] = draft.onset_steepness_per_s
    return Measures(**values)


def _zone_times(draft: Draft) -> dict[str, float | None]:
    if not draft.zones:
        return {}
    heel, ball, contact_s = draft.zones["heel"], draft.ball_onset_s, draft.contact["contact_s"]
    times: dict[str, float | None] = {
        "heel_end_s": heel.end_s,
        "heel_contact_s": heel.loaded_s,
        "midfoot_onset_s": draft.zones["midfoot"].onset_s,
        "midfoot_end_s": draft.zones["midfoot"].end_s,
        "ball_end_s": draft.zones["ball"].end_s,
        "toes_onset_s": draft.zones["toes"].onset_s,
        "toes_end_s": draft.zones["toes"].end_s,
    }
    if heel.onset_s is not None and ball is not None:
        times["heel_to_ball_s"] = ball - heel.onset_s
        times["foot_flat_s"] = max(heel.onset_s, ball) - contact_s
    return times


def _zone_loads(side: Side, draft: Draft) -> dict[str, float | None]:
    loads: dict[str, float | None] = {"impulse_n_s": draft.contact["impulse_n_s"]}
    for zone in ZONES:
        if draft.zones:
            loads[f"{zone}_peak_n"] = draft.zones[zone].peak_n
    impulses_n_s = draft.side_impulses_n_s[side]
    if impulses_n_s is not None:
        sides_n_s = impulses_n_s.tolist()
        for zone, (left, right) in zip(ZONES, sides_n_s, strict=True):
            loads[f"{zone}_impulse_n_s"] = left + right
        left, right = (sum(sums) for sums in zip(*sides_n_s, strict=True))
        medial, lateral = (left, right) if side == "right" else (right, left)
        loads["medial_impulse_n_s"], loads["lateral_impulse_n_s"] = medial, lateral
    return loads


def _gait_line(side: Side, draft: Draft) -> dict[str, float]:
    """Return length, width across the foot, and mean speed of the path of the centre of pressure."""
    line = draft.footprint.gait_line_m[draft.strong_frames]
    if len(line) < 3:
        return {}
    on_axis = draft.on_axis[side]
    length_m, width_m = _measure.path_m(line, on_axis.axis_rad if on_axis is not None else 0.0)
    path = {"gait_line_length_m": length_m, "gait_line_speed_m_s": length_m / draft.strong_s}
    return path | {"gait_line_width_m": width_m} if on_axis is not None else path


def _contact_area_m2(draft: Draft) -> float:
    print_ = draft.footprint
    loaded = int((print_.peak_n > AREA_FRACTION * print_.peak_n.max(initial=0.0)).sum())
    return loaded * print_.bin_m * print_.col_pitch_m
