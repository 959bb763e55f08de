"""The session that is being recorded: what belongs to it, its pauses and its clock."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from analyzer import Drill, Standing, Step
from clinic import Recorder, SessionRecord
from device import FrameBlock
from web.errors import NotReady
from web.pause import Pauses

__all__ = ["Taping"]

Rest = Standing | Drill


class Taping:
    """Hands the recorder what belongs to the session; not safe for threads, never waits.

    Parameters
    ----------
    recorder : Recorder
        Keeps the session.

    Attributes
    ----------
    is_on : bool
        Whether a session is being recorded, paused or not.
    """

    def __init__(self, recorder: Recorder) -> None:
        self.is_on = False
        self._recorder = recorder
        self._session: SessionRecord | None = None
        self._pauses = Pauses()
        self._first_s = self._last_s = 0.0

    def begin(self, session: SessionRecord, now_s: float) -> None:
        """Record into `session`, which the recorder has begun, from `now_s` on the mat's clock."""
        self._session, self._pauses, self.is_on = session, Pauses(), True
        self._first_s = self._last_s = now_s

    def take(self, block: FrameBlock | None, steps: Sequence[Step]) -> list[Step]:
        """Keep what belongs to the session and return its steps; without one, drop all."""
        if not self.is_on:
            return []
        block, kept = self._pauses.keep(block, steps)
        self._recorder.put(block, kept)
        return kept

    def end(self, steps: Sequence[Step], now_s: float) -> list[Step]:
        """Keep the last steps, end, and return those that belong to the session."""
        kept = self.take(None, steps)
        if self.is_on:
            self.is_on, self._last_s = False, now_s
        return kept

    def pause(self, now_s: float) -> int:
        """Leave out what comes until `resume`; return the session's number, or raise NotReady."""
        session = self.session()
        if self._pauses.since_s is not None:
            raise NotReady(f"session {session.id} is paused already; resume or stop it")
        self._pauses.begin(now_s)
        return session.id

    def resume(self, now_s: float) -> int:
        """Go on after a pause; return the session's number, or raise NotReady."""
        session = self.session()
        if self._pauses.since_s is None:
            raise NotReady(f"session {session.id} is not paused; there is nothing to resume")
        self._recorder.note_gap(self._pauses.end(now_s))
        return session.id

    def without_pauses(self, found: Sequence[Rest]) -> list[Rest]:
        """Return what was found on a belt at rest without what began during a pause."""
        return [one for one in found if not self._pauses.is_paused_at(one.start_s)]

    def session(self) -> SessionRecord:
        """Return the session that is being recorded, or raise NotReady."""
        if self._session is None or not self.is_on:
            raise NotReady("no session is being recorded; start one first")
        return self._session

    def elapsed_s(self, now_s: float) -> float:
        """Return how long the session has lasted, or lasted, without its pauses."""
        end_s = now_s if self.is_on else self._last_s
        return end_s - self._first_s - self._pauses.paused_s(end_s)

    @property
    def is_paused(self) -> bool:
        """Whether a session is being recorded and is paused."""
        return self.is_on and self._pauses.since_s is not None

    def facts(self, now_s: float) -> dict[str, Any] | None:
        """Return what the pages show of the session; None when all of the last one is saved."""
        status = self._recorder.status()
        if self._session is None or status.session_id != self._session.id:
            return None
        return {
            **asdict(status),
            "id": self._session.id,
            "runner": self._session.runner,
            "note": self._session.note,
            "first_s": self._first_s,
            "is_paused": self.is_paused,
            "elapsed_s": self.elapsed_s(now_s),
        }
