"""The session that is being trained in, and what is to be asked after it."""

import threading
from collections.abc import Sequence
from functools import partial
from typing import Any

from analyzer import Step
from clinic import (
    AnswerName,
    ScheduledStage,
    SessionRecord,
    Store,
    add_answer,
    add_phase,
    correct_session,
    history_before,
)
from web.coaching import Coaching
from web.errands import Errands
from web.errors import BadInput, NotReady
from web.feedback import feedback_facts
from web.identity import signature
from web.order import Order
from web.sitting import Begun, Sitting

__all__ = ["Training"]

#: Of a metronome that is asked for by hand, beats a minute.
BEAT_PER_MINUTE = (30.0, 260.0)


class Training:
    """Runs protocols, asks guesses, adds up loads; what must be stored is left to errands.

    `begin`, `take`, `end` and `facts` are called by whoever holds the treadmill's lock already.

    Parameters
    ----------
    store : Store
        Where answers and phases go.
    errands : Errands
        Who takes them there.
    coaching : Coaching
        Whose target the protocol sets.
    lock : RLock
        The treadmill's; never held while waiting for the disk.
    """

    def __init__(
        self, store: Store, errands: Errands, coaching: Coaching, lock: threading.RLock
    ) -> None:
        self._lock = lock
        self._store = store
        self._errands = errands
        self._coaching = coaching
        self._sitting: Sitting | None = None
        self._after: dict[str, Any] | None = None
        self._beat_per_minute: float | None = None

    def prepare(self, record: SessionRecord, order: Order | None) -> Sitting:
        """Return a session's sitting, with what the store knows of the runner."""
        return Sitting(record, history_before(self._store, record), signature(), order)

    def begin(self, sitting: Sitting, now_s: float) -> None:
        """Begin the sitting at `now_s` on the mat's clock."""
        self._sitting, self._after = sitting, None
        if sitting.order is not None:
            self._coaching.aim(None)
            self._keep("protocol", sitting.order.to_dict() | {"state": "running"})
            self._keep("checklist", dict(sitting.order.checklist))
        self._begin_stages(sitting.take((), now_s, 0.0))

    def take(self, steps: Sequence[Step], now_s: float, elapsed_s: float) -> bool:
        """Take the session's next steps and go on; return whether its protocol is over."""
        sitting = self._sitting
        if sitting is None:
            return False
        self._begin_stages(sitting.take(steps, now_s, elapsed_s))
        return sitting.run is not None and sitting.run.is_over

    def end(self, now_s: float, elapsed_s: float, *, reason: str = "") -> None:
        """End the sitting; what it found is stored, and pain is asked for. Without one, do nothing."""
        sitting, self._sitting = self._sitting, None
        if sitting is None:
            return
        record, run = sitting.record, sitting.run
        self._keep("load", sitting.load.to_dict(), sitting)
        baseline = sitting.baseline()
        if baseline is not None:
            self._keep("baseline", baseline, sitting)
        if run is not None and sitting.order is not None:
            is_whole = run.is_over or run.schedule.end_s is None
            state = {"state": "complete" if is_whole else "stopped", "reason": reason}
            told = sitting.order.to_dict() | state | {"elapsed_s": elapsed_s}
            told["found"] = sitting.found()
            self._keep("protocol", told, sitting)
            self._coaching.aim(None)
        self._after = {"session_id": record.id, "runner": record.runner, "ended_s": now_s}

    def guess(self, said: str) -> None:
        """Take the runner's guess; see `Guess.say`; raise NotReady without a session."""
        with self._lock:
            if self._sitting is None:
                raise NotReady("no session is being recorded; start one first")
            self._sitting.guess.say(said)
            self._keep("guess", {"strike": said}, self._sitting)

    def beat(self, rate_per_minute: float | None) -> None:
        """Set the metronome by hand, 30 to 260 beats a minute; None stops it."""
        low, high = BEAT_PER_MINUTE
        if rate_per_minute is not None and not low <= rate_per_minute <= high:
            raise BadInput(f"rate_per_minute must be {low:g} to {high:g}, got {rate_per_minute:g}")
        self._beat_per_minute = rate_per_minute

    def say_after(self, session_id: int, pain: float | None, note: str) -> None:
        """Keep what was said after a session; nothing at all is an answer too.

        Raises
        ------
        BadSession
            When a value is out of bounds.
        """
        changes: dict[str, Any] = {} if pain is None else {"pain_after": pain}
        if note.strip():
            before = self._store.session(session_id).note
            changes["note"] = "\n".join(line for line in (before, note.strip()) if line)
        if changes:
            correct_session(
                self._store, session_id, changes, by=signature("asked after the session")
            )
        with self._lock:
            if self._after is not None and self._after["session_id"] == session_id:
                self._after = None

    def facts(self, *, is_paused: bool) -> dict[str, Any]:
        """Return what the pages show: `run`, `feedback`, `veil`, `guess`, `load`, `after`.

        `veil` says why the runner shall not see results: `"guess"`, `"off"`, or None.
        """
        sitting = self._sitting
        run = None if sitting is None else sitting.run
        feedback = feedback_facts(
            self._coaching.target, run, beat_per_minute=self._beat_per_minute, is_paused=is_paused
        )
        veil = "off" if feedback["is_off_on_purpose"] else None
        if sitting is not None and sitting.guess.is_open:
            veil = "guess"
            # A tick would tell what is to be guessed.
            feedback["is_on"] = feedback["is_on"] and feedback["sound"] == "beat"
        found = {"run": None, "guess": None, "load": None} if sitting is None else sitting.facts()
        return found | {
            "feedback": feedback,
            "veil": veil,
            "after": self._after,
            "beat_per_minute": self._beat_per_minute,
            "problem": self._errands.problem,
        }

    def _begin_stages(self, begun: Sequence[Begun]) -> None:
        for one in begun:
            self._coaching.aim(one.target)
            self._keep_phase(one)

    def _keep_phase(self, begun: Begun) -> None:
        sitting, stage = self._sitting, begun.stage
        assert sitting is not None
        cue = sitting.order.cue if stage.cue and sitting.order is not None else ""
        self._errands.put(
            partial(
                add_phase,
                self._store,
                sitting.record.id,
                stage.kind,
                begun.start_s,
                by=sitting.by,
                cue=cue,
                targets=_stored(stage, begun),
            )
        )

    def _keep(
        self, name: AnswerName, value: dict[str, Any], sitting: Sitting | None = None
    ) -> None:
        of = self._sitting if sitting is None else sitting
        assert of is not None
        self._errands.put(partial(add_answer, self._store, of.record.id, name, value, by=of.by))


def _stored(stage: ScheduledStage, begun: Begun) -> dict[str, Any]:
    """Return what a phase keeps of its stage: name, feedback, and the target as it was worked out."""
    target = begun.target
    return {
        "stage": stage.name,
        "feedback_percent": stage.feedback_percent,
        "rate_per_minute": stage.rate_per_minute,
        "target": None if target is None else {"measure": target.measure, "value": target.value},
    }
