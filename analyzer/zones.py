"""Heel, midfoot, ball and toes of one contact: when each was loaded, and how much."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from analyzer import _zones
from analyzer._halves import Halves
from analyzer._tracks import Tracks
from analyzer.foot import AxisPlace, FootPlace, OnAxis
from analyzer.steps import Side

__all__ = ["ZONES", "ZONE_BORDERS", "SideLoad", "ZoneLoad", "side_loads", "zone_loads"]

ZONES = ("heel", "midfoot", "ball", "toes")
#: Ends of the zones from the back of the heel, in foot lengths. Heel and midfoot end where the thirds of
#: the strike index and the masks of pressure plates put them (33 and 55 %), the ball before the toes (80 %).
ZONE_BORDERS = np.array([0.0, 0.33, 0.55, 0.80, 1.0])
#: A zone counts as loaded above this share of the contact's peak force.
ZONE_FRACTION = 0.06
#: What lies beyond heel or toes, by the error of the foot's place, still belongs to them, metres.
BEYOND_M = 0.1
#: The zones, and ball and toes together.
_LOADED = (*ZONES, "forefoot")


class ZoneLoad(NamedTuple):
    """When a zone was loaded (None: never), for how long in all, and its greatest force."""

    onset_s: float | None
    end_s: float | None
    loaded_s: float
    peak_n: float


class SideLoad(NamedTuple):
    """What lay left of the foot's axis, and right of it.

    Parameters
    ----------
    impulse_n_s : list of tuple of float, (zones, 2)
        Force-time integral of each zone, newton seconds.
    peak_n : tuple of float
        Greatest force, newtons.
    """

    impulse_n_s: list[tuple[float, float]]
    peak_n: tuple[float, float]


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
    loadings = _zones.loadings(
        tracks, slot, *span, place.heel_u_m, place.length_m, ZONE_BORDERS, BEYOND_M, level_n
    )
    return dict(zip(_LOADED, map(ZoneLoad._make, loadings), strict=True))


def side_loads(
    halves: Halves, slot: int, span: tuple[int, int], on_axis: OnAxis
) -> Mapping[Side, SideLoad | None]:
    """Return the load on either side of the foot's axis, if it is a left and if it is a right foot.

    None without an axis; `span` as in `zone_loads`.
    """
    left, right = on_axis["left"], on_axis["right"]
    left_load = _side_load(halves, slot, span, left)
    right_load = left_load if right is left else _side_load(halves, slot, span, right)
    return {"left": left_load, "right": right_load}


def _side_load(
    halves: Halves, slot: int, span: tuple[int, int], along: AxisPlace | None
) -> SideLoad | None:
    if along is None:
        return None
    axis_rad, heel_x_m, foot, _ = along
    if foot.heel_u_m is None or foot.length_m is None:
        return None
    return SideLoad(*halves.loads(slot, *span, foot.heel_u_m, foot.length_m, axis_rad, heel_x_m))
