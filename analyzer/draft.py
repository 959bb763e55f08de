"""One ended contact, measured: everything about a step but its side and its neighbours."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyzer import _measure, _print
from analyzer._tracks import Tracks
from analyzer.axis import AxisGuesser
from analyzer.belt_scan import BeltScan
from analyzer.foot import FootFinder, FootPlace, OnAxis
from analyzer.landing import LandingJudge, StrikeLanding, edge_limit_n
from analyzer.settings import AnalyzerSettings
from analyzer.shape import PrintShape, print_shape
from analyzer.steps import Footprint, Side
from analyzer.zones import ZoneLoad, side_impulses_n_s, zone_loads

__all__ = ["ContactMeasurer", "Draft"]

#: The rise of force after contact is looked for within this time.
ONSET_S = 0.05
#: The gait line is measured while the force is above this share of its peak: below it is mostly noise.
LINE_FRACTION = 0.1
#: A belt slower than this stands, or is about to: who stays on it for long stands.
MOVING_M_S = 0.1
#: A belt whose speed changes by more than this factor under a foot stops or starts.
STEADY_FACTOR = 2.0
#: A cell is part of the print's length above this mean pressure on it: 1 N/cm2, as pressure plates draw it.
LOADED_PA = 1e4
#: When the belt moves more bins than this in a frame, the bins' own impulses are too few readings each.
COARSE_BINS = 3.0
#: A place of the print counts into its area above this share of the print's peak.
AREA_FRACTION = 0.05


@dataclass(frozen=True, slots=True)
class Draft:
    """A step that waits for its side and for its neighbours."""

    contact: dict[str, Any]
    place: FootPlace
    zones: dict[str, ZoneLoad]
    landings: Mapping[Side, StrikeLanding]
    on_axis: OnAxis
    incomplete_reason: str | None
    shape: PrintShape
    side_impulses_n_s: Mapping[Side, NDArray[np.float64] | None]
    loaded_length_m: float
    row_pitch_m: float
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
    axes : AxisGuesser
        The foot's axis where no heel shows it.
    """

    def __init__(
        self, tracks: Tracks, settings: AnalyzerSettings, foot: FootFinder, axes: AxisGuesser
    ) -> None:
        self._tracks, self._settings, self._foot = tracks, settings, foot
        self._judge = LandingJudge(tracks, foot, axes)
        self._loaded_n = LOADED_PA * tracks.row_pitch_m * tracks.col_pitch_m

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
        on_axis = self._judge.on_axis(slot, contact, shape, place)
        footprint = self._footprint(slot, line_m, (contact, place, ends_u_m))
        if _frame_way_m(contact) > COARSE_BINS * self._tracks.bin_m and footprint.scan is not None:
            finer_n_s = np.ascontiguousarray(footprint.scan.impulse_n_s)
            place_of = (footprint.scan.origin_u_m, footprint.first_col)
            _print.set_impulses_n_s(self._tracks, slot, *place_of, finer_n_s)
        return Draft(
            contact=contact,
            place=place,
            zones=zones,
            landings=self._judge.judge(contact, place, on_axis, zones),
            on_axis=on_axis,
            incomplete_reason=reason,
            shape=shape,
            side_impulses_n_s=side_impulses_n_s(self._tracks, slot, on_axis),
            loaded_length_m=_print.loaded_length_m(self._tracks, slot, self._loaded_n),
            row_pitch_m=self._tracks.row_pitch_m,
            onset_steepness_per_s=_measure.onset_steepness_per_s(
                self._tracks, slot, *span, ONSET_S
            ),
            footprint=footprint,
            strong_frames=slice(begin, end),
            strong_s=strong_s,
        )

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
        impulse_n_s = _print.impulse_scan(
            self._tracks, slot, origin_u_m, len(peak_n), first_col, peak_n.shape[1]
        )
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
            scan=BeltScan(
                peak_reading_n=peak_n,
                placed_impulse_n_s=impulse_n_s,
                aperture_bins=self._tracks.row_pitch_m / self._tracks.bin_m,
                origin_u_m=origin_u_m,
                pose=None,
            ),
        )


def _frame_way_m(contact: dict[str, Any]) -> float:
    """Return how far the belt moved in a frame of the contact."""
    frame_s = (contact["off_s"] - contact["contact_s"]) / max(contact["last"] - contact["first"], 1)
    return float(contact["belt_speed_m_s"] * frame_s)


def _incomplete_reason(contact: dict[str, Any]) -> str | None:
    limit_n = edge_limit_n(contact)
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
