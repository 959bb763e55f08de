"""Left or right: alternation as the rule, the print's shape and place as the evidence."""

import itertools
import math
import statistics
from dataclasses import dataclass, field
from typing import NamedTuple

from analyzer.steps import Side

__all__ = ["Landing", "SideTracker"]

#: Log-odds that one contact after one step time is the other foot; less when steps were missed.
_ALTERNATES = 3.0
_ALTERNATES_AFTER_A_GAP = 1.5
#: Longest run of missed steps that is bridged, and longest pause in seconds.
_STEPS_BRIDGED = 4
_PAUSE_S = 3.0
#: Step width, and scatter of a step across the deck: what is expected before anything is known, metres.
_USUAL_WIDTH_M = 0.08
_WIDTH_SPREAD_M = 0.05
_SCATTER_M = 0.02
_STRONGEST_EVIDENCE = 4.0
#: Log-odds of the side on which the foot lies of the other one beside it: more than all else together.
_BESIDE_ODDS = 15.0
#: The first steps wait until the sides are this sure (log-odds), or there are this many of them.
_SURE = 3.0
_LONGEST_WAIT = 6
_FORGET = 0.15


class Landing(NamedTuple):
    """When and where a foot came down, and what its print's shape says.

    Parameters
    ----------
    contact_s : float
        Seconds.
    x_m : float
        From the deck's left edge, metres.
    shape_odds : float
        Log-odds that the print is a right foot's, from its shape alone; 0 = it tells nothing.
    beside_m : float
        How far it lies right of the other foot, which is down beside it; 0 = none is.
    """

    contact_s: float
    x_m: float
    shape_odds: float = 0.0
    beside_m: float = 0.0

    @property
    def right_odds(self) -> float:
        """Log-odds that it is a right foot: feet side by side cannot be crossed."""
        if self.beside_m == 0.0:
            return self.shape_odds
        return self.shape_odds + math.copysign(_BESIDE_ODDS, self.beside_m)


@dataclass
class SideTracker:
    """Names the foot of each landing, in order; the first ones wait for their successors.

    Parameters
    ----------
    deck_middle_m : float
        Middle of the deck from its left edge: what decides a lone step.
    """

    deck_middle_m: float
    _waiting: list[Landing] = field(default_factory=list)
    _last: tuple[Landing, Side] | None = None
    _step_s: float | None = None
    _width_m: float = 0.0
    _width_sd_m: float = 0.0
    _middle_m: float = 0.0

    def add(self, landing: Landing) -> list[Side]:
        """Take the next landing; return the sides that are now decided, oldest first.

        Until the sides are known nothing may come back; then all that waited do, this one last.
        """
        decided: list[Side] = []
        if self._waiting and landing.contact_s - self._waiting[-1].contact_s > _PAUSE_S:
            decided = self.flush()
        if self._last is not None:
            return [*decided, self._follow(landing)]
        self._waiting.append(landing)
        odds = self._left_first_odds()
        if len(self._waiting) >= _LONGEST_WAIT or abs(odds) > _SURE:
            decided += self._settle(odds)
        return decided

    def guess(self, landing: Landing, *, between: int = 0) -> Side | None:
        """Return the likely side of a landing whose print is not whole yet; nothing is learned of it.

        Parameters
        ----------
        landing : Landing
            The landing.
        between : int
            Landings since the last one that was added: feet that are still down.
        """
        if self._last is None:
            return None
        return self._followed(landing, self._last, steps=between + 1 if between else None)[0]

    def flush(self) -> list[Side]:
        """Decide the landings that wait, with what is known."""
        return self._settle(self._left_first_odds()) if self._waiting else []

    def _gaps_s(self) -> list[float]:
        """Return the times from each landing that waits to the next."""
        return [b.contact_s - a.contact_s for a, b in itertools.pairwise(self._waiting)]

    def _parities(self) -> list[int]:
        """Return 0 for the landings of the first foot, 1 for the other's, by the rhythm alone."""
        gaps = self._gaps_s()
        if not gaps:
            return [0]
        step_s = statistics.median_low(gaps)
        parities = [0]
        for gap_s in gaps:
            parities.append((parities[-1] + max(1, round(gap_s / step_s))) % 2)
        return parities

    def _left_first_odds(self) -> float:
        """Return the log-odds that the first landing that waits is the left foot's."""
        shape = sum(
            landing.right_odds * (-1.0 if parity == 0 else 1.0)
            for landing, parity in zip(self._waiting, self._parities(), strict=True)
        )
        return shape + self._left_first_odds_by_place()

    def _left_first_odds_by_place(self) -> float:
        if len(self._waiting) == 1:
            offset_m = self._waiting[0].x_m - self.deck_middle_m
            return -min(max(offset_m / _WIDTH_SPREAD_M, -1.0), 1.0)
        width_m = self._first_width()
        variance = _WIDTH_SPREAD_M**2 + _SCATTER_M**2 / (len(self._waiting) - 1)
        return 2.0 * _USUAL_WIDTH_M * width_m / variance

    def _first_width(self) -> float:
        """Return how far the second foot lies right of the first, on average over neighbours."""
        parities = self._parities()
        widths = [
            (b.x_m - a.x_m) * (q - p)
            for (a, p), (b, q) in itertools.pairwise(zip(self._waiting, parities, strict=True))
            if p != q
        ]
        return statistics.fmean(widths) if widths else 0.0

    def _settle(self, odds: float) -> list[Side]:
        first: Side = "left" if odds >= 0 else "right"
        sides = [first if parity == 0 else _other(first) for parity in self._parities()]
        gaps = self._gaps_s()
        self._step_s = statistics.median_low(gaps) if gaps else None
        second_right_m = self._first_width()
        self._width_m = second_right_m if first == "left" else -second_right_m
        self._width_sd_m = _SCATTER_M / math.sqrt(max(len(gaps), 1))
        if not gaps:
            self._width_m, self._width_sd_m = _USUAL_WIDTH_M, _WIDTH_SPREAD_M
        signs = [1.0 if side == "left" else -1.0 for side in sides]
        self._middle_m = statistics.fmean(
            landing.x_m + 0.5 * sign * self._width_m
            for landing, sign in zip(self._waiting, signs, strict=True)
        )
        self._last = (self._waiting[-1], sides[-1])
        self._waiting = []
        return sides

    def _follow(self, landing: Landing) -> Side:
        assert self._last is not None
        before, before_side = self._last
        side, steps = self._followed(landing, self._last)
        if steps:
            self._learn(landing, before, side, steps, changed=side != before_side)
        self._last = (landing, side)
        return side

    def _followed(
        self, landing: Landing, last: tuple[Landing, Side], steps: int | None = None
    ) -> tuple[Side, int]:
        """Return the side of a landing after the last one, and how many steps it is away; 0: a pause."""
        before, before_side = last
        gap_s = landing.contact_s - before.contact_s
        if steps is None:
            steps = max(1, round(gap_s / self._step_s)) if self._step_s else 1
        if steps > _STEPS_BRIDGED or gap_s > _PAUSE_S:
            return self._by_place(landing), 0
        odds = _ALTERNATES if steps == 1 else _ALTERNATES_AFTER_A_GAP
        odds = odds if steps % 2 else -odds
        odds += self._other_foot_evidence(landing, before, before_side)
        odds += landing.right_odds if before_side == "left" else -landing.right_odds
        return (_other(before_side) if odds > 0 else before_side), steps

    def _other_foot_evidence(self, landing: Landing, before: Landing, before_side: Side) -> float:
        """Return the log-odds of the other foot against the same, from the distance across."""
        expected_m = self._width_m if before_side == "left" else -self._width_m
        moved_m = landing.x_m - before.x_m
        # The other foot lies as far off as the width says, which may not be known well yet.
        same_m2, other_m2 = _SCATTER_M**2, _SCATTER_M**2 + self._width_sd_m**2
        evidence = moved_m**2 / (2.0 * same_m2) - (moved_m - expected_m) ** 2 / (2.0 * other_m2)
        evidence -= 0.5 * math.log(other_m2 / same_m2)
        return min(max(evidence, -_STRONGEST_EVIDENCE), _STRONGEST_EVIDENCE)

    def _by_place(self, landing: Landing) -> Side:
        """Return the side after a pause, when rhythm says nothing."""
        offset_m = landing.x_m - self._middle_m
        odds = landing.right_odds + offset_m * self._width_m / _SCATTER_M**2
        return "right" if odds > 0 else "left"

    def _learn(
        self, landing: Landing, before: Landing, side: Side, steps: int, *, changed: bool
    ) -> None:
        gap_s = landing.contact_s - before.contact_s
        if self._step_s is None:
            self._step_s = gap_s
        elif steps == 1:
            self._step_s += _FORGET * (gap_s - self._step_s)
        if changed:
            width_m = (landing.x_m - before.x_m) * (1.0 if side == "right" else -1.0)
            unsure = self._width_sd_m**2 / (self._width_sd_m**2 + _SCATTER_M**2)
            self._width_m += max(unsure, _FORGET) * (width_m - self._width_m)
            self._width_sd_m *= math.sqrt(1.0 - unsure)
        sign = 1.0 if side == "left" else -1.0
        middle_m = landing.x_m + 0.5 * sign * self._width_m
        self._middle_m += _FORGET * (middle_m - self._middle_m)


def _other(side: Side) -> Side:
    return "right" if side == "left" else "left"
