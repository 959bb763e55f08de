"""Where a foot lies when frames are so slow that the ends of its print were hardly read: from its middle."""

import statistics
from collections import deque

from analyzer.foot import FootPlace

__all__ = ["MiddlePlacer"]

#: The belt moves by more than this share of a row between two frames: the ends of the print are read at few
#: places, and at the same ones again and again when it moves by whole rows.
COARSE_SHARE = 0.75
#: Between what a gait varies by (1 to 3 mm) and what ends do that are read a row apart: one SD of each is a
#: row over the root of 12, of their mean a fifth of a row.
_EVEN_SHARE = 0.15
_FEWEST_PRINTS, _PRINTS_REMEMBERED = 5, 31
#: The ends are off by less than this share of a row; a middle that says otherwise is of another landing.
_AGREES_SHARE = 0.5


class MiddlePlacer:
    """Learns how far the heel lies behind the centre of pressure of a whole contact, and places feet by it.

    From step to step that distance varies by 1 to 3 mm (one SD, simulated); the ends of a print by 5 where
    the belt moves by whole rows from frame to frame.

    Parameters
    ----------
    row_pitch_m : float
        Of the mat.
    """

    def __init__(self, row_pitch_m: float) -> None:
        self._row_pitch_m = row_pitch_m
        self._behind_m: deque[float] = deque(maxlen=_PRINTS_REMEMBERED)

    def placed(
        self, place: FootPlace, middle_m: float, *, way_m: float, is_complete: bool
    ) -> FootPlace:
        """Return where a foot lies, and learn from it.

        Parameters
        ----------
        place : FootPlace
            As the ends of its print tell.
        middle_m : float
            Centre of pressure of the whole contact, along the line that `place` is told along.
        way_m : float
            How far the belt moved between two frames.
        is_complete : bool
            Whether the whole contact was seen.

        Returns
        -------
        FootPlace
            By its middle: a complete whole print in coarse frames, when the ends of some others were uneven
            and its own do not contradict. By its ends: every other.
        """
        if place.heel_u_m is None or not (place.whole and is_complete):
            return place
        heel_m = place.heel_u_m
        if way_m > COARSE_SHARE * self._row_pitch_m and self._is_uneven():
            told_m = middle_m + statistics.median(self._behind_m)
            if abs(told_m - heel_m) < _AGREES_SHARE * self._row_pitch_m:
                place = place._replace(heel_u_m=told_m)
        self._behind_m.append(heel_m - middle_m)
        return place

    def _is_uneven(self) -> bool:
        return (
            len(self._behind_m) >= _FEWEST_PRINTS
            and statistics.stdev(self._behind_m) > _EVEN_SHARE * self._row_pitch_m
        )
