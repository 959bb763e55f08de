"""What the shape of a print tells: which foot it is, and how far the foot is turned."""

from typing import NamedTuple

from analyzer import _shape
from analyzer._tracks import Tracks
from analyzer.foot import FootPlace

__all__ = ["Forefoot", "PrintShape", "print_shape"]

#: Length of a foot of which nothing is known, metres.
_USUAL_FOOT_M = 0.26


class Forefoot(NamedTuple):
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


class PrintShape(NamedTuple):
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
    forefoot: Forefoot | None = None


def print_shape(tracks: Tracks, slot: int, place: FootPlace, front_u_m: float) -> PrintShape:
    """Return the shape of the print in a slot, under a foot at `place` with its toes at `front_u_m`."""
    heel_u_m, length_m = place.heel_u_m, place.length_m
    if heel_u_m is None or length_m is None:
        # A forefoot of unknown length: any usual length finds its ball and toes from the front.
        heel_u_m, length_m = front_u_m + _USUAL_FOOT_M, _USUAL_FOOT_M
    right_odds, axis, forefoot = _shape.shape(tracks, slot, heel_u_m, length_m)
    axis_rad, heel_x_m = (None, None) if axis is None else axis
    return PrintShape(
        right_odds, axis_rad, heel_x_m, None if forefoot is None else Forefoot._make(forefoot)
    )
