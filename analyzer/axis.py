"""How far a foot is turned when its heel never landed: from what is known, and from its forefoot."""

import math
import statistics
from collections import deque

from analyzer.shape import Forefoot
from analyzer.steps import Side

__all__ = ["AxisGuesser"]

#: Toe-out of a runner of whom nothing is known, one standard deviation, radians: adults walk and run with
#: their feet 5 to 10 degrees outward, and differ by about as much.
_USUAL_RAD, _USUAL_SD_RAD = math.radians(7.0), math.radians(7.0)
#: A foot whose axis was measured in this many steps keeps it from step to step to within this.
_LEAST_PRINTS = 3
_LEARNED_SD_RAD = math.radians(2.5)
_PRINTS_REMEMBERED = 31


class AxisGuesser:
    """Guesses the angle of a foot's axis to the belt; learns each side's from prints that have a heel."""

    def __init__(self) -> None:
        self._learned_rad: dict[Side, deque[float]] = {
            "left": deque(maxlen=_PRINTS_REMEMBERED),
            "right": deque(maxlen=_PRINTS_REMEMBERED),
        }

    def learn(self, side: Side, axis_rad: float) -> None:
        """Remember a measured axis, radians, positive when the toes point rightward."""
        self._learned_rad[side].append(_outward(side, axis_rad))

    def guess_rad(self, side: Side, forefoot: Forefoot) -> float:
        """Return the axis of a foot of that side, radians, positive when the toes point rightward.

        The mean of what is known of the side and of what the forefoot shows, weighted with their precision.
        """
        known_rad, known_sd_rad = self._known(side)
        # The toes lie inside of the axis: the line from ball to toes points inward of it.
        seen_rad = _outward(side, forefoot.line_rad) + forefoot.bow_rad
        known_weight, seen_weight = known_sd_rad**-2, forefoot.sd_rad**-2
        mean_rad = (known_weight * known_rad + seen_weight * seen_rad) / (
            known_weight + seen_weight
        )
        return _outward(side, mean_rad)

    def _known(self, side: Side) -> tuple[float, float]:
        learned_rad = self._learned_rad[side]
        if len(learned_rad) < _LEAST_PRINTS:
            return _USUAL_RAD, _USUAL_SD_RAD
        return statistics.median(learned_rad), _LEARNED_SD_RAD


def _outward(side: Side, rightward: float) -> float:
    """Turn an angle that is positive rightward into one that is positive outward, or back."""
    return rightward if side == "right" else -rightward
