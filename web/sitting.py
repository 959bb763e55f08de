"""One session seen as training: its protocol, its guess, its baseline, its load."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from analyzer import Step
from clinic import (
    Aim,
    BallLoad,
    History,
    Ramp,
    ScheduledStage,
    SessionRecord,
    Signature,
    baseline_of,
    judge_ramp,
)
from web.errors import BadInput
from web.guess import Guess
from web.order import Order
from web.protocol_run import ProtocolRun
from web.target import Target

__all__ = ["Begun", "Sitting"]


#: Phases that tell how a runner runs without feedback.
_WITHOUT_HELP = ("natural", "retention")


@dataclass(slots=True)
class _Unaided:
    """A stage without feedback, `[start_s, end_s)` on the mat's clock, and its steps."""

    start_s: float
    end_s: float
    steps: list[Step] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Begun:
    """A stage that has begun: when on the mat's clock, with what target."""

    stage: ScheduledStage
    start_s: float
    target: Target | None


class Sitting:
    """What a session is besides its recording; never waits for the disk.

    Parameters
    ----------
    record : SessionRecord
        The session.
    history : History
        What the sessions before it say.
    by : Signature
        Who began it.
    order : Order, optional
        What shall be done in it.

    Attributes
    ----------
    record, by, order
        As given.
    run : ProtocolRun or None
        The protocol.
    guess : Guess
        Asked in a first session.
    load : BallLoad
        On ball and toes.
    """

    def __init__(
        self, record: SessionRecord, history: History, by: Signature, order: Order | None = None
    ) -> None:
        self.record, self.by, self.order = record, by, order
        self.run = None if order is None else ProtocolRun(order.schedule)
        self.guess = Guess(is_asked=history.session_count == 0)
        self.load = BallLoad()
        self._known_baseline = history.baseline
        self._unaided: dict[str, _Unaided] = {}
        self._ramp = _ramp(record, history, order)

    def take(self, steps: Sequence[Step], now_s: float, elapsed_s: float) -> list[Begun]:
        """Take the session's next steps and go on to a time; return the stages that have begun.

        Parameters
        ----------
        now_s : float
            The mat's clock.
        elapsed_s : float
            Since the session began, without its pauses.
        """
        self.guess.take(steps)
        for step in steps:
            self.load.add(step)
            for stage in self._unaided.values():
                if stage.start_s <= step.contact_s < stage.end_s:
                    stage.steps.append(step)
        return [] if self.run is None else self._go_on(self.run, now_s, elapsed_s)

    def found(self) -> dict[str, dict[str, Any] | None]:
        """Return by name what the natural and the retention stages say; None of too short a one."""
        return {name: baseline_of(stage.steps) for name, stage in self._unaided.items()}

    def baseline(self) -> dict[str, Any] | None:
        """Return what this session's natural stage says; None where there was none, or too short a one."""
        return self.found().get("natural")

    def facts(self) -> dict[str, Any]:
        """Return `run`, `guess` and `load` for the state."""
        load_n_s = self.load.load_n_s
        return {
            "run": None if self.run is None else self.run.facts() | {"cue": self._cue()},
            "guess": self.guess.facts(),
            "load": {
                "ball_load_n_s": load_n_s,
                **self._ramp.to_dict(),
                "exceeded": self._ramp.exceeded_by(load_n_s),
            },
        }

    def _go_on(self, run: ProtocolRun, now_s: float, elapsed_s: float) -> list[Begun]:
        begun = []
        for stage in run.advance(elapsed_s):
            start_s = now_s - (elapsed_s - stage.start_s)
            if stage.kind in _WITHOUT_HELP and stage.end_s is not None:
                end_s = start_s + stage.end_s - stage.start_s
                self._unaided[stage.name] = _Unaided(start_s, end_s)
            begun.append(Begun(stage, start_s, self._target(stage)))
        return begun

    def _target(self, stage: ScheduledStage) -> Target | None:
        if self.order is None or self.order.aim is None or stage.feedback_percent <= 0.0:
            return None
        return _target_of(self.order.aim, self._known_baseline or self.baseline())

    def _cue(self) -> str:
        is_told = self.run is not None and self.run.stage is not None and self.run.stage.cue
        return self.order.cue if self.order is not None and is_told else ""


def _target_of(aim: Aim, baseline: dict[str, Any] | None) -> Target | None:
    """Return the target of an aim; None where it cannot be told, or no runner could be asked for it."""
    value = aim.value_from(baseline)
    try:
        return None if value is None else Target(aim.measure, value)
    except BadInput:
        return None


def _ramp(record: SessionRecord, history: History, order: Order | None) -> Ramp:
    planned_s = None if order is None else order.schedule.end_s
    return judge_ramp(history.loads, record.started_utc, planned_s=planned_s)
