"""What the shape of a print tells: which foot it is, and how far the foot is turned."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer import _measure
from analyzer._tracks import Tracks
from analyzer.foot import FootPlace

__all__ = ["PrintShape", "print_shape"]

#: Borders of heel, arch, ball and toes from the back of the heel, in foot lengths. The heel ends and
#: the ball begins clear of the arch, so that neither is pulled outward by it.
ZONE_BORDERS = np.array([0.0, 0.30, 0.33, 0.55, 0.60, 0.80, 0.85, 1.05])
_HEEL, _ARCH, _BALL, _TOES = 0, 2, 4, 6
#: A zone tells nothing when it carries less than this share of the print's weights.
_LEAST_SHARE = 0.01
#: How far a foot bows outward on average, and how much that scatters, metres. The arch prints outside
#: of the line from heel to ball, the toes inside of it: 11 to 17 mm and 5 to 25 mm on recordings.
_USUAL_BOW_M = 0.012
_BOW_SPREAD_M = 0.007
_STRONGEST_ODDS = 5.0
_USUAL_FOOT_M = 0.26


@dataclass(frozen=True, slots=True)
class PrintShape:
    """The shape of one print.

    Parameters
    ----------
    right_odds : float
        Log-odds that it is a right foot, -5 to 5; 0 when the shape tells nothing.
    axis_rad : float or None
        Angle of the line from heel to ball to the belt, positive when the toes point rightward; None
        when heel or ball did not print.
    """

    right_odds: float
    axis_rad: float | None


def print_shape(tracks: Tracks, slot: int, place: FootPlace, front_u_m: float) -> PrintShape:
    """Return the shape of the print in a slot, under a foot at `place` with its toes at `front_u_m`."""
    heel_u_m, length_m = place.heel_u_m, place.length_m
    if heel_u_m is None or length_m is None:
        # A forefoot of unknown length: any usual length finds its ball and toes from the front.
        heel_u_m, length_m = front_u_m + _USUAL_FOOT_M, _USUAL_FOOT_M
    middles = _measure.zone_middles_m(tracks, slot, heel_u_m, length_m, ZONE_BORDERS)
    printed = middles[:, 2] > _LEAST_SHARE * middles[:, 2].sum()
    if not printed[_BALL]:
        return PrintShape(0.0, None)
    axis_rad = 0.0
    if printed[_HEEL]:
        heel_u_m, heel_x_m = middles[_HEEL, :2]
        ball_u_m, ball_x_m = middles[_BALL, :2]
        axis_rad = math.atan2(ball_x_m - heel_x_m, heel_u_m - ball_u_m)
    bows_m = _outward_bows_m(middles, printed, axis_rad)
    if not bows_m:
        return PrintShape(0.0, axis_rad if printed[_HEEL] else None)
    bow_m = sum(bows_m) / len(bows_m)
    odds = 2.0 * _USUAL_BOW_M * bow_m / (_BOW_SPREAD_M**2 / len(bows_m))
    return PrintShape(
        min(max(odds, -_STRONGEST_ODDS), _STRONGEST_ODDS), axis_rad if printed[_HEEL] else None
    )


def _outward_bows_m(
    middles: NDArray[np.float64], printed: NDArray[np.bool_], axis_rad: float
) -> list[float]:
    """Return how far arch and toes bow to the right and to the left of the foot's axis, metres."""
    slope = math.tan(axis_rad)
    ball_u_m, ball_x_m = middles[_BALL, :2]
    bows_m = []
    for zone, outward in ((_ARCH, 1.0), (_TOES, -1.0)):
        # Without the heel the axis is not known, and the arch beside an unknown axis tells nothing.
        if printed[zone] and (zone == _TOES or printed[_HEEL]):
            on_axis_x_m = ball_x_m + slope * (ball_u_m - middles[zone, 0])
            bows_m.append(outward * float(middles[zone, 1] - on_axis_x_m))
    return bows_m
