"""How unevenly the marks of a tachometer are set, learned from the turns they make."""

import math

import numpy as np
from numpy.typing import NDArray

__all__ = ["EdgeSpacing"]

#: Turns that are averaged before the result is used: dips of the belt are not tied to the roller.
ENOUGH_TURNS = 8
#: From here on a new turn weighs this little: a mark that moves is followed slowly.
MOST_TURNS = 64
#: Two turns that differ by more than this were not made at one speed, and teach nothing.
STEADY = 0.02
#: What is left of the unevenness however long it is learned, as a part of the distance.
LEAST_UNCERTAINTY = 0.002


class EdgeSpacing:
    """The distance before each mark, as a part of the mean distance.

    Parameters
    ----------
    edges_per_turn : int
        Marks after which the same mark comes round again, at least 1.
    tolerance : float
        How unevenly they were set, one standard deviation, until more is known.
    """

    def __init__(self, edges_per_turn: int, tolerance: float) -> None:
        self._marks = edges_per_turn
        self._tolerance = tolerance
        self.lose_phase()

    @property
    def share(self) -> float:
        """The distance to the next mark as a part of the mean one; 1 as long as it is not known."""
        return float(self._shares[self._phase]) if self._turns >= ENOUGH_TURNS else 1.0

    @property
    def is_known(self) -> bool:
        """Whether `share` is more than a guess; a lone mark always meets itself."""
        return self._marks == 1 or self._turns >= ENOUGH_TURNS

    @property
    def uncertainty(self) -> float:
        """Of `share`, one standard deviation; 0 for a lone mark, which always meets itself."""
        if self._marks == 1:
            return 0.0
        if self._turns < ENOUGH_TURNS:
            return self._tolerance
        return max(self._tolerance / math.sqrt(self._turns), LEAST_UNCERTAINTY)

    def lose_phase(self) -> None:
        """Forget which mark comes next, and with it what was learned."""
        self._phase = 0
        self._turns = 0
        self._shares = np.ones(self._marks)
        self._turn_s: list[float] = []
        self._last_turn_s = math.nan

    def passed(self, interval_s: float, marks: int) -> None:
        """Learn from an interval in which `marks` marks passed, the last of them seen."""
        self._phase = (self._phase + marks) % self._marks
        if marks > 1:
            # A turn with a gap teaches nothing; begin again with the turn's first mark.
            self._turn_s, self._last_turn_s = [math.nan] * self._phase, math.nan
            return
        self._turn_s.append(interval_s)
        if len(self._turn_s) == self._marks:
            self._learn(np.array(self._turn_s))
            self._turn_s = []

    def _learn(self, turn_s: NDArray[np.float64]) -> None:
        whole_s = float(turn_s.sum())
        steady = abs(whole_s - self._last_turn_s) <= STEADY * whole_s
        self._last_turn_s = whole_s
        if not steady:
            return
        self._turns = min(self._turns + 1, MOST_TURNS)
        shares = turn_s * (self._marks / whole_s)
        self._shares += (shares - self._shares) / self._turns
