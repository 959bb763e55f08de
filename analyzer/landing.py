"""How a foot landed: its strike index, how far that can be trusted, and what came down first."""

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from analyzer import _print
from analyzer._tracks import Tracks
from analyzer.axis import AxisGuesser
from analyzer.foot import AxisPlace, FootFinder, FootPlace, OnAxis
from analyzer.middle import MiddlePlacer
from analyzer.shape import PrintShape
from analyzer.steps import Side
from analyzer.strike import StrikeCall, call_short_print, call_strike
from analyzer.zones import ZoneLoad

__all__ = ["LandingJudge", "StrikeLanding", "edge_limit_n", "landing_missed", "way_m"]

#: More than this share of the peak on the deck's outermost cells: the foot lay partly beside the mat.
EDGE_FRACTION = 0.08
#: Error of the index: this share of a row's pitch, and of the belt's way in a frame; without a heel the
#: foot is placed from one end, and its axis is a guess.
_PITCH_SHARE, _FRAME_SHARE, _NO_HEEL_FACTOR = 0.15, 0.3, 1.5


class StrikeLanding(NamedTuple):
    """Strike index, its standard deviation (both None when unknown), and the strike."""

    index_percent: float | None
    index_sd_percent: float | None
    call: StrikeCall


class LandingJudge:
    """Judges how feet landed in the tracks of one mat.

    Parameters
    ----------
    tracks : Tracks
        What the hot loop recorded.
    foot : FootFinder
        Where the foot lies under a print.
    axes : AxisGuesser
        The foot's axis where no heel shows it.
    """

    def __init__(self, tracks: Tracks, foot: FootFinder, axes: AxisGuesser) -> None:
        self._tracks, self._foot, self._axes = tracks, foot, axes
        self._middles = MiddlePlacer(tracks.row_pitch_m)

    def on_axis(
        self,
        slot: int,
        contact: dict[str, Any],
        seen: tuple[PrintShape, FootPlace],
        *,
        is_complete: bool,
    ) -> OnAxis:
        """Return the foot along its own axis, if it is a left and if it is a right one.

        A whole print shows its axis, and the side does not matter. Without a heel the axis is a guess for
        each side. None where the foot's place is not known, or neither heel nor toes printed.
        """
        shape, place = seen
        if place.heel_u_m is None or (place.whole and shape.axis_rad is None):
            return {"left": None, "right": None}
        if place.whole and shape.axis_rad is not None and shape.heel_x_m is not None:
            along = self._along(slot, contact, shape.axis_rad, shape.heel_x_m)
            along = self._by_middle(contact, along, is_complete=is_complete)
            return {"left": along, "right": along}
        return {
            "left": self._on_guessed_axis(slot, contact, "left", (shape, place.heel_u_m)),
            "right": self._on_guessed_axis(slot, contact, "right", (shape, place.heel_u_m)),
        }

    def judge(
        self,
        contact: dict[str, Any],
        place: FootPlace,
        on_axis: OnAxis,
        zones: dict[str, ZoneLoad],
    ) -> Mapping[Side, StrikeLanding]:
        """Return how the foot landed, if it is a left and if it is a right one."""
        if landing_missed(contact):
            return _either(StrikeLanding(None, None, StrikeCall(None, 0.0)))
        if place.heel_u_m is None or place.length_m is None:
            return _either(StrikeLanding(None, None, call_short_print()))
        if on_axis["left"] is on_axis["right"]:
            index = _index_percent(contact, place, on_axis["left"])
            return _either(self._landing(contact, place, index, zones))
        return {
            side: self._landing(contact, place, _index_percent(contact, place, along), zones)
            for side, along in on_axis.items()
        }

    def _on_guessed_axis(
        self,
        slot: int,
        contact: dict[str, Any],
        side: Side,
        seen: tuple[PrintShape, float],
    ) -> AxisPlace | None:
        """Return a foot without a heel along an axis through the middle of its ball."""
        shape, heel_u_m = seen
        if shape.forefoot is None:
            return None
        axis_rad = self._axes.guess_rad(side, shape.forefoot)
        ahead_m = heel_u_m - shape.forefoot.ball_u_m
        heel_x_m = shape.forefoot.ball_x_m - ahead_m * math.tan(axis_rad)
        return self._along(slot, contact, axis_rad, heel_x_m)

    def _along(
        self, slot: int, contact: dict[str, Any], axis_rad: float, heel_x_m: float
    ) -> AxisPlace:
        front_m, rear_m, landing_m = _print.along_axis_m(
            self._tracks, slot, axis_rad, heel_x_m, contact["landing_u_m"], contact["landing_x_m"]
        )
        return AxisPlace(axis_rad, heel_x_m, self._foot.place(front_m, rear_m), landing_m)

    def _by_middle(
        self, contact: dict[str, Any], along: AxisPlace, *, is_complete: bool
    ) -> AxisPlace:
        """Return a whole print along its axis, placed by its middle where frames are coarse."""
        middle_m = (
            along.landing_m
            + (contact["middle_u_m"] - contact["landing_u_m"]) * math.cos(along.axis_rad)
            - (contact["middle_x_m"] - contact["landing_x_m"]) * math.sin(along.axis_rad)
        )
        foot = self._middles.placed(
            along.foot, middle_m, way_m=way_m(contact), is_complete=is_complete
        )
        return along if foot is along.foot else along._replace(foot=foot)

    def _landing(
        self,
        contact: dict[str, Any],
        place: FootPlace,
        index_percent: float | None,
        zones: dict[str, ZoneLoad],
    ) -> StrikeLanding:
        call = call_strike(index_percent, zones["heel"].onset_s, zones["forefoot"].onset_s)
        if index_percent is None:
            return StrikeLanding(None, None, call)
        return StrikeLanding(index_percent, self._index_sd(contact, place), call)

    def _index_sd(self, contact: dict[str, Any], place: FootPlace) -> float | None:
        """Return the standard deviation to be expected of the index, percent."""
        if place.length_m is None:
            return None
        error_m = math.hypot(_PITCH_SHARE * self._tracks.row_pitch_m, _FRAME_SHARE * way_m(contact))
        return 100.0 * error_m / place.length_m * (1.0 if place.whole else _NO_HEEL_FACTOR)


def way_m(contact: dict[str, Any]) -> float:
    """Return how far the belt moved between two frames of a contact."""
    frames = max(contact["last"] - contact["first"], 1)
    frame_s = (contact["off_s"] - contact["contact_s"]) / frames
    return float(contact["belt_speed_m_s"] * frame_s)


def landing_missed(contact: dict[str, Any]) -> bool:
    """Return whether the first touch was before the recording, in front of the mat, or on blind cells."""
    hidden = contact["from_start"] or contact["hidden_landing"]
    return bool(hidden or contact["front_edge_n"] > edge_limit_n(contact))


def edge_limit_n(contact: dict[str, Any]) -> float:
    """Return the load on the deck's outermost cells above which a foot lay partly beside the mat."""
    return max(float(contact["threshold_n"]), EDGE_FRACTION * float(contact["peak_n"]))


def _index_percent(
    contact: dict[str, Any], place: FootPlace, on_axis: AxisPlace | None
) -> float | None:
    """Return where the foot landed, 0 = back of the heel, 100 = tip of the toes (Cavanagh 1980)."""
    foot, landing_m = place, float(contact["landing_u_m"])
    if on_axis is not None:
        foot, landing_m = on_axis.foot, on_axis.landing_m
    if foot.heel_u_m is None or foot.length_m is None:
        return None
    return min(max(100.0 * (foot.heel_u_m - landing_m) / foot.length_m, 0.0), 100.0)


def _either(landing: StrikeLanding) -> Mapping[Side, StrikeLanding]:
    return {"left": landing, "right": landing}
