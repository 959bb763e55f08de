"""Heel, midfoot or ball first: one score from place and order of landing, with a confidence."""

import math
from dataclasses import dataclass

from analyzer.steps import Strike

__all__ = [
    "STRIKE_BORDERS_PERCENT",
    "StrikeCall",
    "call_short_print",
    "call_strike",
]

#: Centre of the score: strike index halfway between the landings that are surely heel and surely ball.
_MIDDLE_PERCENT = 45.0
_PERCENT_PER_UNIT = 12.0
#: Heel-to-ball delay that weighs as much as `_PERCENT_PER_UNIT` of strike index, seconds, and the
#: greatest delay that counts. Giandolini 2014 puts midfoot between -5.5 and +15.2 ms.
_DELAY_PER_UNIT_S = 0.020
_LONGEST_DELAY_S = 0.040
_BORDER = 0.95
_SPREAD = 0.35
#: At equal onset a strike is named heel below the first, ball above the second; whole numbers, for people.
STRIKE_BORDERS_PERCENT = (
    float(round(_MIDDLE_PERCENT - _BORDER * _PERCENT_PER_UNIT)),
    float(round(_MIDDLE_PERCENT + _BORDER * _PERCENT_PER_UNIT)),
)
#: Below this confidence the strike is not named.
LEAST_CONFIDENCE = 0.6


@dataclass(frozen=True, slots=True)
class StrikeCall:
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
    delay_s = _delay_s(heel_onset_s, ball_onset_s)
    if strike_index_percent is None or delay_s is None:
        return StrikeCall(None, 0.0)
    score = (strike_index_percent - _MIDDLE_PERCENT) / _PERCENT_PER_UNIT
    score -= delay_s / _DELAY_PER_UNIT_S
    heel = _normal_cdf((-_BORDER - score) / _SPREAD)
    ball = _normal_cdf((score - _BORDER) / _SPREAD)
    chances: dict[Strike, float] = {"heel": heel, "midfoot": 1.0 - heel - ball, "ball": ball}
    strike = max(chances, key=lambda name: chances[name])
    confidence = chances[strike]
    return StrikeCall(strike if confidence >= LEAST_CONFIDENCE else None, confidence)


def call_short_print() -> StrikeCall:
    """Return the strike of a whole contact whose print is too short for a foot of unknown length.

    Every contact leaves over the ball and the toes, so what such a print lacks is the heel: it never
    landed. How far from the heel the foot came down stays unknown, hence no more confidence than this.
    """
    return StrikeCall("ball", 0.75)


def _delay_s(heel_onset_s: float | None, ball_onset_s: float | None) -> float | None:
    """Return the heel-to-ball delay within the limits that count: positive when the heel was first."""
    if heel_onset_s is None and ball_onset_s is None:
        return None
    if heel_onset_s is None:
        return -_LONGEST_DELAY_S
    if ball_onset_s is None:
        return _LONGEST_DELAY_S
    return min(max(ball_onset_s - heel_onset_s, -_LONGEST_DELAY_S), _LONGEST_DELAY_S)


def _normal_cdf(z: float) -> float:
    return 0.5 * math.erfc(-z / math.sqrt(2.0))
