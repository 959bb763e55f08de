"""Heel, midfoot, ball and toes of one contact: when each was loaded, and how much."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer import _zones
from analyzer._tracks import Tracks
from analyzer.foot import AxisPlace, FootPlace, OnAxis
from analyzer.steps import Side

__all__ = ["ZONES", "ZONE_BORDERS", "ZoneLoad", "side_impulses_n_s", "zone_loads"]

ZONES = ("heel", "midfoot", "ball", "toes")
#: Ends of the zones from the back of the heel, in foot lengths. Heel and midfoot end where the thirds of
#: the strike index and the masks of pressure plates put them (33 and 55 %), the ball before the toes (80 %).
ZONE_BORDERS = np.array([0.0, 0.33, 0.55, 0.80, 1.0])
#: A zone counts as loaded above this share of the contact's peak force.
ZONE_FRACTION = 0.06
#: What lies beyond heel or toes, by the error of the foot's place, still belongs to them, metres.
_BEYOND_M = 0.1


@dataclass(frozen=True, slots=True)
class ZoneLoad:
    """When a zone was loaded (None: never), for how long in all, and its greatest force."""

    onset_s: float | None
    end_s: float | None
    loaded_s: float
    peak_n: float


def zone_loads(
    tracks: Tracks,
    slot: int,
    span: tuple[int, int],
    place: FootPlace,
    levels_n: tuple[float, float],
) -> dict[str, ZoneLoad]:
    """Return the load of each zone, and under `"forefoot"` that of ball and toes together.

    Parameters
    ----------
    span : tuple of int
        First and last frame of the contact.
    levels_n : tuple of float
        The contact's threshold and its peak force, newtons.
    """
    if place.heel_u_m is None or place.length_m is None:
        return {}
    level_n = max(levels_n[0], ZONE_FRACTION * levels_n[1])
    ends_u_m = place.heel_u_m - ZONE_BORDERS * place.length_m
    ends_u_m[0] += _BEYOND_M
    ends_u_m[-1] -= _BEYOND_M
    loadings = _zones.loadings(tracks, slot, *span, ends_u_m, level_n)
    return {zone: _load(*load) for zone, load in zip((*ZONES, "forefoot"), loadings, strict=True)}


def side_impulses_n_s(
    tracks: Tracks, slot: int, on_axis: OnAxis
) -> Mapping[Side, NDArray[np.float64] | None]:
    """Return force-time integrals, shape (zones, 2), if it is a left and if it is a right foot.

    Left and right of the foot's axis; None without one.
    """
    if on_axis["left"] is on_axis["right"]:
        sums_n_s = _impulses_n_s(tracks, slot, on_axis["left"])
        return {"left": sums_n_s, "right": sums_n_s}
    return {side: _impulses_n_s(tracks, slot, along) for side, along in on_axis.items()}


def _impulses_n_s(tracks: Tracks, slot: int, along: AxisPlace | None) -> NDArray[np.float64] | None:
    if along is None or along.foot.heel_u_m is None or along.foot.length_m is None:
        return None
    return _zones.impulses_n_s(
        tracks,
        slot,
        along.foot.heel_u_m,
        along.foot.length_m,
        along.axis_rad,
        along.heel_x_m,
        ZONE_BORDERS,
    )


def _load(onset_s: float, end_s: float, loaded_s: float, peak_n: float) -> ZoneLoad:
    if math.isnan(onset_s):
        return ZoneLoad(None, None, 0.0, peak_n)
    return ZoneLoad(onset_s, end_s, loaded_s, peak_n)
