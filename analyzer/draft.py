"""One ended contact, measured: everything about a step but its side and what followed it."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from analyzer import _measure, _print
from analyzer._tracks import Tracks
from analyzer.foot import FootFinder, FootPlace
from analyzer.settings import AnalyzerSettings
from analyzer.shape import PrintShape, print_shape
from analyzer.steps import Footprint, Side, Step
from analyzer.strike import (
    BALL_BEGIN_PERCENT,
    HEEL_END_PERCENT,
    StrikeCall,
    call_short_print,
    call_strike,
)

__all__ = ["ContactMeasurer", "Draft", "finished_step"]

#: A zone counts as loaded above this share of the contact's peak force.
ZONE_FRACTION = 0.06
#: More than this share of the peak on the deck's outermost cells: the foot lay partly beside the mat.
EDGE_FRACTION = 0.08


@dataclass(frozen=True, slots=True)
class Draft:
    """A step that waits for its side and for its successor."""

    contact: dict[str, Any]
    place: FootPlace
    heel_onset_s: float | None
    ball_onset_s: float | None
    strike_index_percent: float | None
    call: StrikeCall
    incomplete_reason: str | None
    shape: PrintShape
    footprint: Footprint


class ContactMeasurer:
    """Measures contacts that ended in the tracks of one mat.

    Parameters
    ----------
    tracks : Tracks
        What the hot loop recorded.
    settings : AnalyzerSettings
        Which contacts are steps.
    foot : FootFinder
        Where the foot lies under a print.
    """

    def __init__(self, tracks: Tracks, settings: AnalyzerSettings, foot: FootFinder) -> None:
        self._tracks, self._settings, self._foot = tracks, settings, foot

    def measure(self, slot: int) -> Draft | None:
        """Measure an ended contact; None if it was a touch, or in sight neither from nor to its end."""
        contact = _measure.contact(self._tracks, slot)
        settings = self._settings
        if (
            contact["off_s"] - contact["contact_s"] < settings.min_contact_s
            or contact["peak_n"] < settings.min_peak_factor * contact["threshold_n"]
            or (contact["from_start"] and contact["until_end"])
        ):
            return None
        ends_u_m = _print.ends_m(self._tracks, slot, contact["first"], contact["last"])
        place = self._foot.place(*ends_u_m)
        shape = print_shape(self._tracks, slot, place, ends_u_m[0])
        reason = _incomplete_reason(contact)
        if reason is None and place.whole:
            self._foot.learn(ends_u_m[1] - ends_u_m[0])
        heel_s, ball_s = self._zone_onsets(slot, contact, place)
        index = None
        call = StrikeCall(None, 0.0)
        if not _landing_missed(contact):
            index = self._strike_index_percent(slot, contact, place, shape)
            call = call_short_print() if index is None else call_strike(index, heel_s, ball_s)
        print_ = self._footprint(slot, contact, place, ends_u_m)
        return Draft(contact, place, heel_s, ball_s, index, call, reason, shape, print_)

    def _zone_onsets(
        self, slot: int, contact: dict[str, Any], place: FootPlace
    ) -> tuple[float | None, float | None]:
        if place.heel_u_m is None or place.length_m is None:
            return None, None
        level_n = max(contact["threshold_n"], ZONE_FRACTION * contact["peak_n"])
        heel_u_m, length_m = place.heel_u_m, place.length_m
        span = (slot, contact["first"], contact["last"])
        heel_end_u_m = heel_u_m - HEEL_END_PERCENT / 100.0 * length_m
        ball_begin_u_m = heel_u_m - BALL_BEGIN_PERCENT / 100.0 * length_m
        heel_s = _measure.zone_onset_s(self._tracks, *span, heel_end_u_m, heel_u_m + 0.1, level_n)
        ball_s = _measure.zone_onset_s(
            self._tracks, *span, heel_u_m - length_m - 0.1, ball_begin_u_m, level_n
        )
        return heel_s, ball_s

    def _strike_index_percent(
        self, slot: int, contact: dict[str, Any], place: FootPlace, shape: PrintShape
    ) -> float | None:
        """Return where the foot landed along its own axis, 0 = back of the heel (Cavanagh 1980)."""
        landing_m: float = contact["landing_u_m"]
        if shape.axis_rad is not None and shape.heel_x_m is not None and place.whole:
            front_m, rear_m, landing_m = _print.along_axis_m(
                self._tracks,
                slot,
                shape.axis_rad,
                shape.heel_x_m,
                contact["landing_u_m"],
                contact["landing_x_m"],
            )
            place = self._foot.place(front_m, rear_m)
        if place.heel_u_m is None or place.length_m is None:
            return None
        return min(max(100.0 * (place.heel_u_m - landing_m) / place.length_m, 0.0), 100.0)

    def _footprint(
        self,
        slot: int,
        contact: dict[str, Any],
        place: FootPlace,
        ends_u_m: tuple[float, float],
    ) -> Footprint:
        margin_m = self._tracks.row_pitch_m
        rear_u_m = max(ends_u_m[1], place.heel_u_m or ends_u_m[1])
        peak_n, origin_u_m = _print.peak_map_n(
            self._tracks, slot, ends_u_m[0] - margin_m, rear_u_m + margin_m
        )
        loaded = np.flatnonzero(peak_n.max(axis=0) > 0)
        first_col, last_col = (int(loaded[0]), int(loaded[-1])) if len(loaded) else (0, 0)
        origin = np.array([origin_u_m, first_col * self._tracks.col_pitch_m], np.float32)
        line = _measure.gait_line_m(self._tracks, slot, contact["first"], contact["last"])
        heel_u_m = ends_u_m[1] if place.heel_u_m is None else place.heel_u_m
        return Footprint(
            peak_n=np.ascontiguousarray(peak_n[:, first_col : last_col + 1]),
            bin_m=self._tracks.bin_m,
            col_pitch_m=self._tracks.col_pitch_m,
            heel_bin=(heel_u_m - origin_u_m) / self._tracks.bin_m,
            first_col=first_col,
            gait_line_m=line - origin,
            landing_m=(
                contact["landing_u_m"] - origin_u_m,
                contact["landing_x_m"] - float(origin[1]),
            ),
        )


def _landing_missed(contact: dict[str, Any]) -> bool:
    """Whether the foot's first touch was before the recording or in front of the mat."""
    return bool(contact["from_start"] or contact["front_edge_n"] > _edge_limit_n(contact))


def _edge_limit_n(contact: dict[str, Any]) -> float:
    return max(float(contact["threshold_n"]), EDGE_FRACTION * float(contact["peak_n"]))


def _incomplete_reason(contact: dict[str, Any]) -> str | None:
    limit_n = _edge_limit_n(contact)
    if contact["from_start"]:
        return "already on the mat when the recording began"
    if contact["until_end"]:
        return "still on the mat when the recording ended"
    for edge, place in (("front", "front"), ("rear", "rear"), ("side", "side")):
        if contact[f"{edge}_edge_n"] > limit_n:
            return f"partly off the mat at its {place}"
    return None


def finished_step(number: int, side: Side, draft: Draft, flight_time_s: float | None) -> Step:
    """Return the step of a draft, now that its place in the row is known."""
    contact = draft.contact
    return Step(
        number=number,
        side=side,
        contact_s=contact["contact_s"],
        off_s=contact["off_s"],
        contact_time_s=contact["off_s"] - contact["contact_s"],
        flight_time_s=flight_time_s,
        strike=draft.call.strike,
        strike_index_percent=draft.strike_index_percent,
        heel_onset_s=draft.heel_onset_s,
        ball_onset_s=draft.ball_onset_s,
        confidence=draft.call.confidence,
        peak_force_n=contact["peak_n"],
        complete=draft.incomplete_reason is None,
        incomplete_reason=draft.incomplete_reason,
        threshold_n=contact["threshold_n"],
        foot_length_m=draft.place.length_m,
        foot_length_source=draft.place.source,
        landing_x_m=contact["landing_x_m"],
        landing_y_m=contact["landing_y_m"],
        belt_speed_m_s=contact["belt_speed_m_s"],
        footprint=draft.footprint,
    )
