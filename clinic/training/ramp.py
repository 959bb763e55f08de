"""Load on the ball of the foot, by session and week, and whether it grows faster than is wise.

The rule is a convention, not a finding: no study says how fast this load may grow. What is known is that the
load of calf and forefoot rises when the landing moves forward, and that in haste it injures.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from analyzer import Step

__all__ = ["BallLoad", "Ramp", "SessionLoad", "judge_ramp"]

#: A session may bear at most this much more than the greatest of the four weeks before.
SESSION_GROWTH = 1.3
#: Seven days may bear at most this much more than the seven days before.
WEEK_GROWTH = 1.5
LOOK_BACK = timedelta(days=28)
WEEK = timedelta(days=7)
#: A shorter session is no yardstick, seconds.
YARDSTICK_S = 300.0


@dataclass(frozen=True, slots=True)
class SessionLoad:
    """What a session put on ball and toes: `load_n_s` in newton seconds over `duration_s` of running."""

    started_utc: datetime
    load_n_s: float
    duration_s: float


class BallLoad:
    """Adds up the impulse on ball and toes; a step without known zones counts as the mean of the others.

    Attributes
    ----------
    step_count : int
        Steps so far.
    """

    def __init__(self) -> None:
        self.step_count = 0
        self._known_count = 0
        self._sum_n_s = self._contact_s = 0.0
        self._first_s: float | None = None
        self._last_s = 0.0

    def add(self, step: Step) -> None:
        """Take the next step."""
        self.step_count += 1
        self._first_s = step.contact_s if self._first_s is None else self._first_s
        self._last_s = step.off_s
        ball, toes = step.measures.ball_impulse_n_s, step.measures.toes_impulse_n_s
        if step.complete and ball is not None and toes is not None:
            self._known_count += 1
            self._sum_n_s += ball + toes

    @property
    def load_n_s(self) -> float | None:
        """Of all steps; None while no step has its zones."""
        if not self._known_count:
            return None
        return self._sum_n_s / self._known_count * self.step_count

    @property
    def duration_s(self) -> float:
        """From the first contact to the last off."""
        return 0.0 if self._first_s is None else self._last_s - self._first_s

    def to_dict(self) -> dict[str, Any]:
        """Return what is stored with the session."""
        return {
            "ball_load_n_s": self.load_n_s,
            "duration_s": self.duration_s,
            "steps": self.step_count,
            "steps_with_zones": self._known_count,
        }


@dataclass(frozen=True, slots=True)
class Ramp:
    """How much a session and its week may bear; None where there is nothing to compare with.

    Parameters
    ----------
    session_limit_n_s : float or None
        1.3 times the greatest load of the sessions of the last 28 days; where more minutes are planned than
        that session had, as much more.
    week_limit_n_s : float or None
        1.5 times the load of the seven days before the last seven.
    week_so_far_n_s : float
        Load of the last seven days, without this session.
    """

    session_limit_n_s: float | None
    week_limit_n_s: float | None
    week_so_far_n_s: float

    def exceeded_by(self, load_n_s: float | None) -> str | None:
        """Return `"session"` or `"week"` when this session's load is over its limit, else None."""
        if load_n_s is None:
            return None
        if self.session_limit_n_s is not None and load_n_s > self.session_limit_n_s:
            return "session"
        week_n_s = self.week_so_far_n_s + load_n_s
        if self.week_limit_n_s is not None and week_n_s > self.week_limit_n_s:
            return "week"
        return None

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)


def judge_ramp(
    earlier: Sequence[SessionLoad], now: datetime, *, planned_s: float | None = None
) -> Ramp:
    """Return the limits of a session that begins now.

    Parameters
    ----------
    earlier : sequence of SessionLoad
        The runner's sessions before it.
    planned_s : float, optional
        How long it is planned to be, seconds.
    """
    recent = [one for one in earlier if timedelta(0) <= now - one.started_utc < LOOK_BACK]
    yardsticks = [one for one in recent if one.duration_s >= YARDSTICK_S]
    session_limit_n_s = None
    if yardsticks:
        greatest = max(yardsticks, key=lambda one: one.load_n_s)
        longer = max(1.0, (planned_s or 0.0) / greatest.duration_s)
        session_limit_n_s = SESSION_GROWTH * longer * greatest.load_n_s
    week_n_s = sum(one.load_n_s for one in recent if now - one.started_utc < WEEK)
    before = [one for one in recent if WEEK <= now - one.started_utc < 2 * WEEK]
    # A week that the records cover only in part would make the next one look steep.
    is_covered = any(now - one.started_utc >= 2 * WEEK - timedelta(days=1) for one in earlier)
    enough = sum(one.duration_s for one in before) >= YARDSTICK_S
    week_limit_n_s = None
    if is_covered and enough:
        week_limit_n_s = WEEK_GROWTH * sum(one.load_n_s for one in before)
    return Ramp(session_limit_n_s, week_limit_n_s, week_n_s)
