"""A protocol laid out in time: when each stage begins, and when there is feedback."""

from dataclasses import asdict, dataclass
from typing import Any

from clinic.errors import BadProtocol
from clinic.remarks import PhaseKind
from clinic.training.protocol import MINUTES, PERCENT, Stage, TrainingProtocol, check_within

__all__ = ["Schedule", "ScheduledStage", "lay_out"]

#: Within a stage that has feedback in part, without a fading of its own, seconds.
CYCLE_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledStage:
    """A stage at its place: `[start_s, end_s)` since the session began; `end_s` None: no end.

    `feedback_percent` of each `cycle_s` has feedback, at its beginning.
    """

    name: str
    kind: PhaseKind
    start_s: float
    end_s: float | None
    feedback_percent: float
    cycle_s: float
    cue: bool
    rate_per_minute: float | None
    on_the_spot: bool

    def feedback_at(self, elapsed_s: float) -> tuple[bool, float | None]:
        """Return whether there is feedback, and when that changes next; None: not before the stage ends."""
        if self.feedback_percent >= 100.0 or self.feedback_percent <= 0.0:
            return self.feedback_percent >= 100.0, None
        cycle, within_s = divmod(elapsed_s - self.start_s, self.cycle_s)
        lit_s = 0.01 * self.feedback_percent * self.cycle_s
        begin_s = self.start_s + cycle * self.cycle_s
        is_on = within_s < lit_s
        change_s = begin_s + (lit_s if is_on else self.cycle_s)
        over = self.end_s is not None and change_s >= self.end_s
        return is_on, None if over else change_s


@dataclass(frozen=True, slots=True)
class Schedule:
    """A protocol laid out for one session.

    Parameters
    ----------
    protocol : str
        Its name.
    stages : tuple of ScheduledStage
        In order, without gaps.
    session, of_sessions : int or None
        Place in the plan.
    """

    protocol: str
    stages: tuple[ScheduledStage, ...]
    session: int | None = None
    of_sessions: int | None = None

    @property
    def end_s(self) -> float | None:
        """When it is over, seconds since it began; None: never by itself."""
        return self.stages[-1].end_s

    def index_at(self, elapsed_s: float) -> int:
        """Return which stage it is; one past the last when it is over."""
        for index, stage in enumerate(self.stages):
            if stage.end_s is None or elapsed_s < stage.end_s:
                return index
        return len(self.stages)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values, to be stored with the session."""
        return asdict(self)


def lay_out(
    protocol: TrainingProtocol,
    *,
    session: int | None = None,
    minutes: float | None = None,
    feedback_percent: float | None = None,
) -> Schedule:
    """Return the protocol laid out in time.

    Parameters
    ----------
    session : int, optional
        Place in the plan, from 1; of a protocol with fading, by default the first.
    minutes, feedback_percent : float, optional
        Of practice, where they shall not be those of the fading.

    Raises
    ------
    BadProtocol
        When the protocol has no such session, or a value is out of bounds.
    """
    fading = protocol.fading
    if fading is None:
        if session is not None or minutes is not None or feedback_percent is not None:
            raise BadProtocol(f"protocol {protocol.name} is not one of several sessions")
        return Schedule(protocol.name, _in_time(protocol.stages, (None, 0.0), CYCLE_S))
    number = 1 if session is None else session
    if not 1 <= number <= fading.sessions:
        raise BadProtocol(
            f"session of protocol {protocol.name} must be 1 to {fading.sessions}, got {number}"
        )
    practice_min = fading.minutes[number - 1] if minutes is None else minutes
    share = fading.feedback_percent[number - 1] if feedback_percent is None else feedback_percent
    check_within("minutes", practice_min, MINUTES)
    check_within("feedback_percent", share, PERCENT)
    stages = tuple(one for one in protocol.stages if not one.sessions or number in one.sessions)
    practice = (60.0 * practice_min, share)
    laid = _in_time(stages, practice, fading.cycle_s)
    return Schedule(protocol.name, laid, number, fading.sessions)


def _in_time(
    stages: tuple[Stage, ...], practice: tuple[float | None, float], cycle_s: float
) -> tuple[ScheduledStage, ...]:
    laid, start_s = [], 0.0
    for stage in stages:
        duration_s, percent = stage.duration_s, stage.feedback_percent
        if stage.is_practice:
            duration_s, percent = practice
        end_s = None if duration_s is None else start_s + duration_s
        laid.append(
            ScheduledStage(
                name=stage.name,
                kind=stage.kind,
                start_s=start_s,
                end_s=end_s,
                feedback_percent=percent,
                cycle_s=cycle_s,
                cue=stage.cue,
                rate_per_minute=stage.rate_per_minute,
                on_the_spot=stage.on_the_spot,
            )
        )
        start_s = start_s if end_s is None else end_s
    return tuple(laid)
