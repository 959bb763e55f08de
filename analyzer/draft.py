"""One ended contact, measured: everything about a step but its side and its neighbours."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyzer import _measure, _print
from analyzer._tracks import Tracks
from analyzer.foot import FootFinder, FootPlace
from analyzer.settings import AnalyzerSettings
from analyzer.shape import PrintShape, print_shape
from analyzer.steps import Footprint
from analyzer.strike import StrikeCall, call_short_print, call_strike
from analyzer.zones import ZoneLoad, side_impulses_n_s, zone_loads

__all__ = ["ContactMeasurer", "Draft"]

#: More than this share of the peak on the deck's outermost cells: the foot lay partly beside the mat.
EDGE_FRACTION = 0.08
#: The rise of force after contact is looked for within this time.
ONSET_S = 0.05
#: The gait line is measured while the force is above this share of its peak: below it is mostly noise.
LINE_FRACTION = 0.1
#: A belt slower than this stands, or is about to: who stays on it for long stands.
MOVING_M_S = 0.1
#: A belt whose speed changes by more than this factor under a foot stops or starts.
STEADY_FACTOR = 2.0
#: A place of the print counts into its area above this share of the print's peak.
AREA_FRACTION = 0.05
#: Error of the index: this share of a row's pitch, and of the belt's way in a frame; more without a heel.
_PITCH_SHARE, _FRAME_SHARE, _NO_HEEL_FACTOR = 0.15, 0.3, 1.5


@dataclass(frozen=True, slots=True)
class Draft:
    """A step that waits for its side and for its neighbours."""

    contact: dict[str, Any]
    place: FootPlace
    zones: dict[str, ZoneLoad]
    strike_index_percent: float | None
    strike_index_sd_percent: float | None
    call: StrikeCall
    incomplete_reason: str | None
    shape: PrintShape
    side_impulses_n_s: NDArray[np.float64] | None
    onset_steepness_per_s: float
    footprint: Footprint
    strong_frames: slice
    strong_s: float

    @property
    def heel_onset_s(self) -> float | None:
        """When the heel was first loaded; None if never, or if its place is not known."""
        return self.zones["heel"].onset_s if self.zones else None

    @property
    def ball_onset_s(self) -> float | None:
        """When ball or toes were first loaded; None if never, or if their place is not known."""
        return self.zones["forefoot"].onset_s if self.zones else None


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
            or contact["third"]
            or (contact["stayed"] and contact["landing_speed_m_s"] < MOVING_M_S)
        ):
            return None
        ends_u_m = _print.ends_m(self._tracks, slot, contact["first"], contact["last"])
        place = self._foot.place(*ends_u_m)
        shape = print_shape(self._tracks, slot, place, ends_u_m[0])
        reason = _incomplete_reason(contact)
        if reason is None and place.whole:
            self._foot.learn(ends_u_m[1] - ends_u_m[0])
        span = (contact["first"], contact["last"])
        levels_n = (contact["threshold_n"], contact["peak_n"])
        zones = zone_loads(self._tracks, slot, span, place, levels_n)
        least_n = LINE_FRACTION * contact["peak_n"]
        line_m, begin, end, strong_s = _measure.gait_line_m(self._tracks, slot, *span, least_n)
        index = None
        if not _landing_missed(contact):
            index = self._strike_index_percent(slot, contact, place, shape)
        return Draft(
            contact=contact,
            place=place,
            zones=zones,
            strike_index_percent=index,
            strike_index_sd_percent=None if index is None else self._index_sd(contact, place),
            call=_call(contact, place, zones, index),
            incomplete_reason=reason,
            shape=shape,
            side_impulses_n_s=side_impulses_n_s(self._tracks, slot, place, shape),
            onset_steepness_per_s=_measure.onset_steepness_per_s(
                self._tracks, slot, *span, ONSET_S
            ),
            footprint=self._footprint(slot, line_m, (contact, place, ends_u_m)),
            strong_frames=slice(begin, end),
            strong_s=strong_s,
        )

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

    def _index_sd(self, contact: dict[str, Any], place: FootPlace) -> float | None:
        """Return the standard deviation to be expected of the index, percent."""
        if place.length_m is None:
            return None
        frames = max(contact["last"] - contact["first"], 1)
        frame_s = (contact["off_s"] - contact["contact_s"]) / frames
        error_m = math.hypot(
            _PITCH_SHARE * self._tracks.row_pitch_m,
            _FRAME_SHARE * contact["belt_speed_m_s"] * frame_s,
        )
        return 100.0 * error_m / place.length_m * (1.0 if place.whole else _NO_HEEL_FACTOR)

    def _footprint(
        self,
        slot: int,
        line_m: NDArray[np.float32],
        measured: tuple[dict[str, Any], FootPlace, tuple[float, float]],
    ) -> Footprint:
        contact, place, ends_u_m = measured
        margin_m = self._tracks.row_pitch_m
        rear_u_m = max(ends_u_m[1], place.heel_u_m or ends_u_m[1])
        peak_n, origin_u_m, first_col = _print.peak_map_n(
            self._tracks, slot, ends_u_m[0] - margin_m, rear_u_m + margin_m
        )
        origin = np.array([origin_u_m, first_col * self._tracks.col_pitch_m], np.float32)
        heel_u_m = ends_u_m[1] if place.heel_u_m is None else place.heel_u_m
        return Footprint(
            peak_n=peak_n,
            bin_m=self._tracks.bin_m,
            col_pitch_m=self._tracks.col_pitch_m,
            heel_bin=(heel_u_m - origin_u_m) / self._tracks.bin_m,
            first_col=first_col,
            gait_line_m=line_m - origin,
            landing_m=(
                contact["landing_u_m"] - origin_u_m,
                contact["landing_x_m"] - float(origin[1]),
            ),
        )


def _call(
    contact: dict[str, Any],
    place: FootPlace,
    zones: dict[str, ZoneLoad],
    index_percent: float | None,
) -> StrikeCall:
    """Return the strike; a landing that was not seen is not judged."""
    if _landing_missed(contact):
        return StrikeCall(None, 0.0)
    if place.heel_u_m is None or index_percent is None:
        return call_short_print()
    return call_strike(index_percent, zones["heel"].onset_s, zones["forefoot"].onset_s)


def _landing_missed(contact: dict[str, Any]) -> bool:
    """Whether the foot's first touch was before the recording, in front of the mat, or on blind cells."""
    hidden = contact["from_start"] or contact["hidden_landing"]
    return bool(hidden or contact["front_edge_n"] > _edge_limit_n(contact))


def _edge_limit_n(contact: dict[str, Any]) -> float:
    return max(float(contact["threshold_n"]), EDGE_FRACTION * float(contact["peak_n"]))


def _incomplete_reason(contact: dict[str, Any]) -> str | None:
    limit_n = _edge_limit_n(contact)
    landing_m_s, leaving_m_s = contact["landing_speed_m_s"], contact["leaving_speed_m_s"]
    if contact["from_start"]:
        return "already on the mat when the recording began"
    if contact["until_end"]:
        return "still on the mat when the recording ended"
    if contact["hidden"]:
        return "partly on cells that could not be measured"
    if contact["stayed"]:
        return "the foot stayed where it was: standing"
    if landing_m_s > max(STEADY_FACTOR * leaving_m_s, MOVING_M_S):
        return "the belt stopped under the foot"
    if leaving_m_s > max(STEADY_FACTOR * landing_m_s, MOVING_M_S):
        return "the belt started under the foot"
    for edge, place in (("front", "front"), ("rear", "rear"), ("side", "side")):
        if contact[f"{edge}_edge_n"] > limit_n:
            return f"partly off the mat at its {place}"
    return None
