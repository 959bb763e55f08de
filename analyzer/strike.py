"""What landed first, with a confidence, or not named."""

import math
from typing import NamedTuple

from analyzer import _strike
from analyzer.steps import Strike

__all__ = [
    "STRIKE_BORDERS_PERCENT",
    "StrikeCall",
    "call_short_print",
    "call_strike",
]

#: At equal onset a strike is named heel below the first, ball above the second; whole numbers, for people.
STRIKE_BORDERS_PERCENT = _strike.borders_percent()


class StrikeCall(NamedTuple):
    """What landed first, or None, and how sure that is (0 to 1)."""

    strike: Strike | None
    confidence: float


def call_strike(
    strike_index_percent: float | None, heel_onset_s: float | None, ball_onset_s: float | None
) -> StrikeCall:
    """Return the strike from where the foot landed and which end was loaded first.

    Parameters
    ----------
    strike_index_percent : float or None
        Centre of pressure of the first 20 ms, 0 at the heel, 100 at the toes; None when unknown.
    heel_onset_s, ball_onset_s : float or None
        When each zone was first loaded; None if never.
    """
    return StrikeCall._make(
        _strike.called(
            math.nan if strike_index_percent is None else strike_index_percent,
            math.nan if heel_onset_s is None else heel_onset_s,
            math.nan if ball_onset_s is None else ball_onset_s,
        )
    )


def call_short_print() -> StrikeCall:
    """Return the strike of a whole contact whose print is too short for a foot of unknown length.

    Every contact leaves over the ball and the toes, so what such a print lacks is the heel: it never
    landed. How far from the heel the foot came down stays unknown, hence no more confidence than this.
    """
    return StrikeCall(*_strike.called_short_print())
