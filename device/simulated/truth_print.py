"""The print that a simulated foot left on the deck: pressure at any fineness, from the sole itself."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from device.simulated.foot import (
    PATCH_ALONG,
    PATCH_OUTWARD,
    PATCH_ZONE,
    ZONES,
    patch_places_m,
    patch_sd_m,
    share_between,
)
from device.simulated.footfall import Footfall

__all__ = ["TruePrint", "TrueZones", "true_print", "true_zones"]

#: Times that impulses and peaks are taken at lie this far apart: the sharpest rise lasts 10 ms.
_GRID_S = 0.001

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TruePrint:
    """What each place of the belt bore through one contact.

    Parameters
    ----------
    u_edge_m : ndarray of float64, shape (n + 1,)
        Edges of the strips across the belt, belt frame, front first.
    x_edge_m : ndarray of float64, shape (m + 1,)
        Edges of the strips along the belt, from the deck's left edge.
    peak_n : ndarray of float64, shape (n, m)
        Greatest force on each rectangle, newtons.
    impulse_n_s : ndarray of float64, shape (n, m)
        Force-time integral on each rectangle, newton seconds.
    """

    u_edge_m: Numbers
    x_edge_m: Numbers
    peak_n: Numbers
    impulse_n_s: Numbers


@dataclass(frozen=True, slots=True)
class TrueZones:
    """What stretches of the sole bore, each between two lines across the foot's axis.

    Parameters
    ----------
    impulse_n_s : ndarray of float64, shape (zones, 2)
        Force-time integral of each zone on the inner and the outer side of the line from
        the heel's to the ball's middle, newton seconds.
    peak_n : ndarray of float64, shape (zones,)
        Greatest force on each zone, newtons.
    side_peak_n : ndarray of float64, shape (2,)
        Greatest force on the inner and the outer side of that line, newtons.
    """

    impulse_n_s: Numbers
    peak_n: Numbers
    side_peak_n: Numbers


def true_print(footfall: Footfall, u_edge_m: Numbers, x_edge_m: Numbers) -> TruePrint:
    """Return the print of a footfall on the rectangles between the given edges, both increasing.

    The deck's own spread of a point load is in it: this is the pressure that a cell without size
    would read.
    """
    rearward_m, rightward_m = patch_places_m(
        footfall.foot_length_m, footfall.toe_out_deg, footfall.side
    )
    sd_m = patch_sd_m(footfall.foot_length_m)
    along = share_between(footfall.heel_u_m + rearward_m, sd_m, u_edge_m)
    across = share_between(footfall.heel_x_m + rightward_m, sd_m, x_edge_m)
    share = along[:, :, None] * across[:, None, :]
    patch_n = footfall.patch_force_n(_grid(footfall))
    force_n = np.tensordot(patch_n, share, axes=1)
    return TruePrint(u_edge_m, x_edge_m, force_n.max(axis=0), force_n.sum(axis=0) * _GRID_S)


def true_zones(footfall: Footfall, borders: Numbers) -> TrueZones:
    """Return the load of the zones between `borders`, in foot lengths from the back of the heel.

    What lies behind the first border or before the last belongs to the outermost zones.
    """
    ends = np.concatenate([[-math.inf], borders[1:-1], [math.inf]]) * footfall.foot_length_m
    sd_m = patch_sd_m(footfall.foot_length_m)
    along = share_between(PATCH_ALONG * footfall.foot_length_m, sd_m, ends)
    sides = np.array([-math.inf, 0.0, math.inf])
    patch_n = footfall.patch_force_n(_grid(footfall))
    patch_n_s = patch_n.sum(axis=0) * _GRID_S
    beside = share_between(_outward(patch_n_s) * footfall.foot_length_m, sd_m, sides)
    return TrueZones(
        impulse_n_s=np.einsum("p,pz,ps->zs", patch_n_s, along, beside),
        peak_n=(patch_n @ along).max(axis=0),
        side_peak_n=(patch_n @ beside).max(axis=0),
    )


def _outward(patch_n_s: Numbers) -> Numbers:
    """Return how far outward of the line from the heel's to the ball's middle the patches lie.

    The line is the one that a mat can see: through what heel and ball bear. Without a heel it is the
    foot's own axis.
    """
    middles = []
    for zone in ("heel", "ball"):
        weight = np.where(ZONES.index(zone) == PATCH_ZONE, patch_n_s, 0.0)
        if not weight.any():
            return PATCH_OUTWARD
        middles.append((weight @ PATCH_ALONG, weight @ PATCH_OUTWARD) / weight.sum())
    (heel_along, heel_outward), (ball_along, ball_outward) = middles
    slope = (ball_outward - heel_outward) / (ball_along - heel_along)
    beside: Numbers = PATCH_OUTWARD - heel_outward - slope * (PATCH_ALONG - heel_along)
    return beside


def _grid(footfall: Footfall) -> Numbers:
    return np.arange(footfall.start_s, footfall.end_s + _GRID_S, _GRID_S)
