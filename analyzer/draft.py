"""One ended contact, measured: everything about a step but its side and its neighbours."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from analyzer import _measure, _print
from analyzer._halves import Halves
from analyzer._tracks import Tracks
from analyzer.axis import AxisGuesser
from analyzer.foot import FootFinder, FootPlace, OnAxis
from analyzer.landing import LandingJudge, StrikeLanding, edge_limit_n, way_m
from analyzer.middle import MiddlePlacer
from analyzer.printed import Printed, Printer
from analyzer.settings import AnalyzerSettings
from analyzer.shape import PrintShape, print_shape
from analyzer.steps import Side
from analyzer.zones import ZONE_BORDERS, SideLoad, ZoneLoad, side_loads, zone_loads

__all__ = ["ContactMeasurer", "Draft"]

#: The rise of force after contact is looked for within this time.
ONSET_S = 0.05
#: A belt slower than this stands, or is about to: who stays on it for long stands.
MOVING_M_S = 0.1
#: A belt whose speed changes by more than this factor under a foot stops or starts.
STEADY_FACTOR = 2.0
#: A cell is part of the print's length above this mean pressure on it: 1 N/cm2, as pressure plates draw it.
LOADED_PA = 1e4
_EDGES = {"front": "front_edge_n", "rear": "rear_edge_n", "side": "side_edge_n"}


class Draft(NamedTuple):
    """A step that waits for its side and for its neighbours."""

    contact: dict[str, Any]
    place: FootPlace
    zones: dict[str, ZoneLoad]
    landings: Mapping[Side, StrikeLanding]
    on_axis: OnAxis
    incomplete_reason: str | None
    shape: PrintShape
    side_loads: Mapping[Side, SideLoad | None]
    print_length_m: float | None
    onset_steepness_per_s: float
    printed: Printed

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
        self._middles = MiddlePlacer(tracks.row_pitch_m)
        self._halves = Halves(tracks, ZONE_BORDERS)
        self.printer = Printer(tracks)
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
        place = self._middles.placed(
            place, contact["middle_u_m"], way_m=way_m(contact), is_complete=reason is None
        )
        span = (contact["first"], contact["last"])
        levels_n = (contact["threshold_n"], contact["peak_n"])
        zones = zone_loads(self._tracks, slot, span, place, levels_n)
        on_axis = self._judge.on_axis(slot, contact, (shape, place), is_complete=reason is None)
        printed = self.printer.printed(slot, contact, place, ends_u_m)
        self.printer.sharpen_impulses(slot, printed)
        return Draft(
            contact=contact,
            place=place,
            zones=zones,
            landings=self._judge.judge(contact, place, on_axis, zones),
            on_axis=on_axis,
            incomplete_reason=reason,
            shape=shape,
            side_loads=side_loads(self._halves, slot, span, on_axis),
            print_length_m=self._print_length_m(slot),
            onset_steepness_per_s=_measure.onset_steepness_per_s(
                self._tracks, slot, *span, ONSET_S
            ),
            printed=printed,
        )

    def _print_length_m(self, slot: int) -> float | None:
        """Return the distance between the outer edges of the outermost cells that bore much; None without."""
        between_m = _print.loaded_length_m(self._tracks, slot, self._loaded_n)
        return between_m + self._tracks.row_pitch_m if between_m > 0.0 else None


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
    for edge, force in _EDGES.items():
        if contact[force] > limit_n:
            return f"partly off the mat at its {edge}"
    return None
