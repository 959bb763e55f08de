"""The smallest difference between two sessions of one runner that is worth believing.

``MDC95 = t * sqrt(2) * SEM`` (Weir 2005, Journal of Strength and Conditioning Research 19:231): 95 % of the
differences between two sessions of an unchanged runner are smaller. Where the SEM is well known t is 1.96;
here it comes from few blocks or sessions, and t is Student's for as many.

The SEM of one session's mean has two parts: ``SEM^2 = within^2 + between^2``. The part within comes from this
session: the SD of the means of its blocks over the root of their number. The part between sessions (shoes,
warm-up, calibration, the day) cannot be known from one session. With three or more earlier sessions the SD
of their means is the SEM, both parts together, but never less than the part within. Otherwise the part
between is what the caller says, or else, as an assumption, the SD of this session's blocks: the least that it
may be.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from analyzer.bootstrap import block_length, block_means, student_t
from analyzer.errors import AnalyzerError
from analyzer.series import FEWEST_STEPS, BadMeasure, series
from analyzer.steps import Side, Step

__all__ = ["BadAssumption", "Basis", "MinimalChange", "minimal_change"]

Basis = Literal["earlier sessions", "given scatter", "assumed scatter", "too few steps"]

#: Steps whose mean holds still, even in number so that both feet have their share.
SHORTEST_BLOCK = FEWEST_STEPS + FEWEST_STEPS % 2
#: Below this the scatter of the blocks is itself a guess.
FEWEST_BLOCKS = 4
FEWEST_SESSIONS = 3


class BadAssumption(AnalyzerError, ValueError):
    """What was said about other sessions cannot be: a scatter below zero, too few sessions."""


@dataclass(frozen=True, slots=True)
class MinimalChange:
    """The minimal detectable change (MDC95) of a session's mean, in the measure's unit, and what it rests on.

    Parameters
    ----------
    measure : str
        Its name.
    basis : {"earlier sessions", "given scatter", "assumed scatter", "too few steps"}
        Where the scatter between sessions comes from: the means of earlier sessions; the caller's word; the
        assumption that two sessions scatter like two blocks of this one, which is the least they do.
    n : int
        Steps used of this session.
    blocks, sessions : int
        Blocks of this session, earlier sessions that were used.
    within_sem : float or None
        Standard error of this session's mean, from the scatter of its blocks; None with too few.
    between_sd : float or None
        Scatter of session means beyond that; None when `basis` is "earlier sessions": theirs holds both.
    sem : float or None
        Standard error of measurement of one session's mean.
    mdc95 : float or None
        Student's t * sqrt(2) * SEM; None with too few steps.
    """

    measure: str
    basis: Basis
    n: int
    blocks: int
    sessions: int
    within_sem: float | None
    between_sd: float | None
    sem: float | None
    mdc95: float | None

    def require(self, measure: str) -> None:
        """Refuse any other measure.

        Raises
        ------
        BadMeasure
            If this is not the minimal change of `measure`.
        """
        if self.measure != measure:
            raise BadMeasure(
                f"minimal_change must be of {measure!r}, got one of {self.measure!r}: "
                "compute it for that measure"
            )


def minimal_change(
    steps: Sequence[Step],
    measure: str,
    *,
    side: Side | None = None,
    earlier_means: Sequence[float] = (),
    between_sd: float | None = None,
) -> MinimalChange:
    """Return the smallest difference between two session means that is worth believing.

    Parameters
    ----------
    steps : sequence of Step
        Of one session, in order of contact.
    measure : str
        One of `analyzer.series.MEASURES`.
    side : {"left", "right"} or None
        Only this foot; None: both.
    earlier_means : sequence of float
        The measure's means of earlier sessions of the same runner, belt speed and threshold; none, or at
        least 3.
    between_sd : float or None
        SD of session means beyond the part within, at least 0. Not together with `earlier_means`.

    Raises
    ------
    BadMeasure
        If there is no such measure or side.
    BadAssumption
        If `between_sd` is negative or no number, there are one or two earlier means, or both are given.
    """
    _require_sense(earlier_means, between_sd)
    value = series(steps, measure, side).level_value()
    length = max(block_length(len(value)), SHORTEST_BLOCK)
    means = block_means(value, length)
    known = len(means) >= FEWEST_BLOCKS
    block_sd = float(means.std(ddof=1)) if known else None
    within_sem = None if block_sd is None else block_sd * math.sqrt(length / len(value))
    seen = (len(value), len(means), len(earlier_means), within_sem)
    if len(earlier_means):
        sem = max(within_sem or 0.0, float(np.std(earlier_means, ddof=1)))
        mdc95 = _mdc95(sem, len(earlier_means))
        return MinimalChange(measure, "earlier sessions", *seen, None, sem, mdc95)
    if block_sd is None or within_sem is None:
        return MinimalChange(measure, "too few steps", *seen, between_sd, None, None)
    scatter = block_sd if between_sd is None else between_sd
    sem = math.hypot(within_sem, scatter)
    basis: Basis = "assumed scatter" if between_sd is None else "given scatter"
    return MinimalChange(measure, basis, *seen, scatter, sem, _mdc95(sem, len(means)))


def _mdc95(sem: float, count: int) -> float:
    """Return the change for an SEM that was estimated from `count` means."""
    return student_t(count - 1.0) * math.sqrt(2.0) * sem


def _require_sense(earlier_means: Sequence[float], between_sd: float | None) -> None:
    if between_sd is not None and not 0.0 <= between_sd < math.inf:
        raise BadAssumption(f"between_sd must be a number, at least 0, got {between_sd!r}")
    if between_sd is not None and len(earlier_means):
        raise BadAssumption(
            f"between_sd {between_sd!r} and {len(earlier_means)} earlier_means are both given: "
            "leave one of them out"
        )
    if 0 < len(earlier_means) < FEWEST_SESSIONS:
        raise BadAssumption(
            f"earlier_means must have at least {FEWEST_SESSIONS} means, got {len(earlier_means)}: "
            "leave them out"
        )
    if not np.isfinite(earlier_means).all():
        raise BadAssumption(f"earlier_means must be finite numbers, got {list(earlier_means)!r}")
