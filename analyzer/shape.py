"""What the shape of a print tells: which foot it is, and how far the foot is turned."""

import math
from dataclasses import dataclass

import numpy as np

from analyzer import _print
from analyzer._tracks import Tracks
from analyzer.foot import FootPlace

__all__ = ["Forefoot", "PrintShape", "print_shape"]

#: Borders of heel, arch, ball and toes from the back of the heel, in foot lengths. The heel ends and
#: the ball begins clear of the arch, so that neither is pulled outward by it.
ZONE_BORDERS = np.array([0.0, 0.25, 0.33, 0.55, 0.60, 0.80, 0.85, 1.05])
_HEEL, _ARCH, _BALL, _TOES = 0, 2, 4, 6
#: A zone tells nothing when it carries less than this share of the print's weights.
_LEAST_SHARE = 0.01
#: How far a foot bows outward on average, and how much that scatters, metres. The arch prints outside
#: of the line from heel to ball, the toes inside of it: 11 to 17 mm and 5 to 25 mm on recordings.
_USUAL_BOW_M = 0.012
_BOW_SPREAD_M = 0.007
#: The toes alone: midway between 5 and 25 mm.
_TOES_BOW_M = 0.015
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
    heel_x_m : float or None
        Where that line leaves the back of the heel, from the deck's left edge; None when the heel did
        not print.
    forefoot : Forefoot or None
        What ball and toes show of the axis; None when one of them did not print.
    """

    right_odds: float
    axis_rad: float | None
    heel_x_m: float | None
    forefoot: "Forefoot | None" = None


@dataclass(frozen=True, slots=True)
class Forefoot:
    """What ball and toes show of the foot's axis.

    Parameters
    ----------
    line_rad : float
        Angle of the line from the middle of the ball to the middle of the toes to the belt, positive when
        it points rightward.
    bow_rad : float
        How far that line points inward of the foot's axis in a usual foot.
    sd_rad : float
        How much feet differ in that, one standard deviation.

    ball_u_m, ball_x_m : float
        Middle of the ball: belt frame, and from the deck's left edge.
    """

    line_rad: float
    bow_rad: float
    sd_rad: float
    ball_u_m: float
    ball_x_m: float


def print_shape(tracks: Tracks, slot: int, place: FootPlace, front_u_m: float) -> PrintShape:
    """Return the shape of the print in a slot, under a foot at `place` with its toes at `front_u_m`."""
    heel_u_m, length_m = place.heel_u_m, place.length_m
    if heel_u_m is None or length_m is None:
        # A forefoot of unknown length: any usual length finds its ball and toes from the front.
        heel_u_m, length_m = front_u_m + _USUAL_FOOT_M, _USUAL_FOOT_M
    # A handful of numbers: plain floats are several times faster than small arrays.
    middles = _print.zone_middles_m(tracks, slot, heel_u_m, length_m, ZONE_BORDERS).tolist()
    least_n = _LEAST_SHARE * sum(weight_n for _, _, weight_n in middles)
    printed = [weight_n > least_n for _, _, weight_n in middles]
    axis_rad = heel_x_m = None
    if printed[_HEEL] and printed[_BALL]:
        axis_rad, heel_x_m = _axis(middles, heel_u_m)
    return PrintShape(
        right_odds=_right_odds(middles, printed, axis_rad),
        axis_rad=axis_rad,
        heel_x_m=heel_x_m,
        forefoot=_forefoot(middles) if printed[_BALL] and printed[_TOES] else None,
    )


def _axis(middles: list[list[float]], heel_u_m: float) -> tuple[float, float]:
    """Return the angle of the line from heel to ball, and where it leaves the foot at its back."""
    (middle_u_m, middle_x_m, _), (ball_u_m, ball_x_m, _) = middles[_HEEL], middles[_BALL]
    axis_rad = math.atan2(ball_x_m - middle_x_m, middle_u_m - ball_u_m)
    return axis_rad, middle_x_m - (heel_u_m - middle_u_m) * math.tan(axis_rad)


def _forefoot(middles: list[list[float]]) -> Forefoot | None:
    (ball_u_m, ball_x_m, _), (toes_u_m, toes_x_m, _) = middles[_BALL], middles[_TOES]
    ahead_m = ball_u_m - toes_u_m
    if ahead_m <= 0.0:
        return None
    return Forefoot(
        line_rad=math.atan2(toes_x_m - ball_x_m, ahead_m),
        bow_rad=math.atan2(_TOES_BOW_M, ahead_m),
        sd_rad=_BOW_SPREAD_M / ahead_m,
        ball_u_m=ball_u_m,
        ball_x_m=ball_x_m,
    )


def _right_odds(middles: list[list[float]], printed: list[bool], axis_rad: float | None) -> float:
    """Return the log-odds that it is a right foot: two bows, each from a normal distribution."""
    bows_m = _outward_bows_m(middles, printed, axis_rad) if printed[_BALL] else []
    if not bows_m:
        return 0.0
    odds = 2.0 * _USUAL_BOW_M * sum(bows_m) / _BOW_SPREAD_M**2
    return min(max(odds, -_STRONGEST_ODDS), _STRONGEST_ODDS)


def _outward_bows_m(
    middles: list[list[float]], printed: list[bool], axis_rad: float | None
) -> list[float]:
    """Return how far arch and toes bow to the right and to the left of the foot's axis, metres."""
    slope = math.tan(axis_rad or 0.0)
    ball_u_m, ball_x_m, _ = middles[_BALL]
    bows_m = []
    for zone, outward in ((_ARCH, 1.0), (_TOES, -1.0)):
        # Without the heel the axis is not known, and the arch beside an unknown axis tells nothing.
        if printed[zone] and (zone == _TOES or axis_rad is not None):
            on_axis_x_m = ball_x_m + slope * (ball_u_m - middles[zone][0])
            bows_m.append(outward * (middles[zone][1] - on_axis_x_m))
    return bows_m
