"""Heel, midfoot or ball first: one score from place and order of landing, with a confidence."""

from libc.math cimport round

# Centre of the score: strike index halfway between the landings that are surely heel and surely ball.
cdef double MIDDLE_PERCENT = 45.0
cdef double PERCENT_PER_UNIT = 12.0
# Heel-to-ball delay that weighs as much as `PERCENT_PER_UNIT` of strike index, seconds, and the greatest
# delay that counts. Giandolini 2014 puts midfoot between -5.5 and +15.2 ms.
cdef double DELAY_PER_UNIT_S = 0.020
cdef double LONGEST_DELAY_S = 0.040
cdef double BORDER = 0.95
cdef double SPREAD = 0.35
LEAST_CONFIDENCE = 0.6          # below it the strike is not named
# Ball first, of a print too short to tell how far from the heel the foot came down: no surer than this.
SHORT_CONFIDENCE = 0.75
BALL_ABOVE = round(MIDDLE_PERCENT + BORDER * PERCENT_PER_UNIT) / 100.0

KINDS = (None, "heel", "midfoot", "ball")


cdef Call call(double index_percent, double heel_onset_s, double ball_onset_s) noexcept nogil:
    """Return the strike; NaN is an index that is not known, or a zone that never was loaded."""
    cdef double delay_s, score, heel, ball, midfoot
    cdef bint no_heel = heel_onset_s != heel_onset_s, no_ball = ball_onset_s != ball_onset_s
    cdef Call made = Call(kind=UNNAMED, confidence=0.0)
    if index_percent != index_percent or (no_heel and no_ball):
        return made
    # Positive when the heel was first.
    delay_s = ball_onset_s - heel_onset_s
    if no_heel or delay_s < -LONGEST_DELAY_S:
        delay_s = -LONGEST_DELAY_S
    elif no_ball or delay_s > LONGEST_DELAY_S:
        delay_s = LONGEST_DELAY_S
    score = (index_percent - MIDDLE_PERCENT) / PERCENT_PER_UNIT - delay_s / DELAY_PER_UNIT_S
    heel = normal((-BORDER - score) / SPREAD)
    ball = normal((score - BORDER) / SPREAD)
    midfoot = 1.0 - heel - ball
    made.confidence = max(heel, midfoot, ball)
    if made.confidence >= LEAST_CONFIDENCE:
        made.kind = (HEEL_FIRST if made.confidence == heel
                     else BALL_FIRST if made.confidence == ball else FLAT)
    return made


def called(double index_percent, double heel_onset_s, double ball_onset_s):
    """Return the strike's name (None: it is not named) and its confidence; arguments as of `call`."""
    cdef Call made = call(index_percent, heel_onset_s, ball_onset_s)
    return KINDS[made.kind], made.confidence


def called_short_print():
    """Return the strike of a print that lacks the heel, and its confidence."""
    return KINDS[BALL_FIRST], SHORT_CONFIDENCE


def borders_percent():
    """Return the strike index below which a strike is named heel and above which ball, at equal onset.

    Whole numbers, for people.
    """
    return round(MIDDLE_PERCENT - BORDER * PERCENT_PER_UNIT), 100.0 * BALL_ABOVE
