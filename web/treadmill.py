"""The treadmill: finds the steps of a mat, records them, trains with them and shows them."""

import math
import time
from collections.abc import Callable, Mapping
from typing import Any

from analyzer import VERSION, AnalyzerSettings
from clinic import Recorder, Store, add_rests
from device import FrameBlock, Mat, RunnerSettings
from web.acquisition import Acquisition
from web.belt import keep_remarks
from web.coaching import Coaching
from web.errands import Errands
from web.errors import NotReady
from web.facts import mat_facts, new_session
from web.hub import Hub
from web.live import Live
from web.order import Order
from web.protocol import plain, state_parts
from web.simulation import SimulatedWorld, runner_facts
from web.steadiness import Steadiness
from web.taping import Taping
from web.training import Training

__all__ = ["Treadmill"]

STATE_INTERVAL_S = 0.5


class Treadmill(Acquisition):
    """A mat at work: its steps, its live picture and its session.

    Parameters
    ----------
    mat_factory : callable
        Opens the mat; called by the acquisition thread.
    store : Store
        Where sessions go.
    settings : AnalyzerSettings, optional
        Of the analyzer.
    now_s : callable
        Monotonic seconds; paces pictures and states.

    Attributes
    ----------
    hub : Hub
        What the browsers watch.
    store : Store
        As given.
    recorder : Recorder
        Keeps the present session.
    coaching : Coaching
        Target and marks.
    training : Training
        Protocol, guess, load.
    steadiness : Steadiness
        Whether the belt's speed holds.
    errands : Errands
        What is on its way to the disk besides frames and steps.
    simulation : SimulatedWorld
        What is simulated, where the mat is.
    """

    def __init__(
        self,
        mat_factory: Callable[[], Mat],
        store: Store,
        *,
        settings: AnalyzerSettings | None = None,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(mat_factory, now_s=now_s)
        self.hub = Hub()
        self.store = store
        self.recorder = Recorder(store)
        self.coaching = Coaching(store)
        self.errands = Errands()
        self.simulation = SimulatedWorld()
        self.training = Training(store, self.errands, self.coaching, self._lock)
        self._settings = AnalyzerSettings() if settings is None else settings
        self.steadiness = Steadiness()
        self._taping = Taping(self.recorder)
        self._live = Live(self.hub, now_s)
        self._next_state_s = float("-inf")
        self._has_ended = False

    def close(self) -> None:
        """Stop reading, end the session, send the browsers away; harmless when done twice."""
        self.hub.close()
        self.stop_reading()
        self.recorder.close()
        self.errands.close()

    # The acquisition thread

    def _check_idle(self) -> None:
        if self._taping.is_on:
            session = self._taping.session()
            raise NotReady(f"session {session.id} is being recorded; stop it first")

    def _begin_mat(self, mat: Mat) -> None:
        self.simulation.enter(mat)
        self._live.clear()
        self._begin_analyzer(mat.foot_length_m, mat.body_mass_kg)

    def _take(self, block: FrameBlock) -> None:
        with self._lock:
            block, steps = self._live.take(block)
            self.steadiness.take(block)
            kept = self._taping.take(block, steps)
            time_s = self._live.time_s
            if self.training.take(kept, time_s, self._taping.elapsed_s(time_s)):
                self._end_protocol()
        now_s = self._heard_s
        if steps or now_s >= self._next_state_s:
            self._next_state_s = now_s + STATE_INTERVAL_S
            self.show_state()

    def _end_protocol(self) -> None:
        """End the session whose protocol is over; what must wait for the disk is an errand."""
        self._end_session("")
        self._begin_analyzer_of_mat()
        self.errands.put(self._put_away)

    def _end_mat(self) -> None:
        self._has_ended = self._taping.is_on
        if self._has_ended:
            self._end_session("the mat stopped")
        self._live.finish()

    def _after_mat(self, problem: str | None) -> None:
        if self._has_ended:
            self._put_away(interrupted=problem is not None)

    def _begin_analyzer(self, foot_length_m: float | None, body_mass_kg: float | None) -> None:
        if self._mat is not None:
            self._live.begin(
                self._mat, self._settings, foot_length_m=foot_length_m, body_mass_kg=body_mass_kg
            )

    def _begin_analyzer_of_mat(self) -> None:
        if self._mat is not None:
            self._begin_analyzer(self._mat.foot_length_m, self._mat.body_mass_kg)

    def _end_session(self, reason: str) -> int:
        """End the analyzer and with its last steps the session; return its number, or raise NotReady."""
        session_id, time_s = self._taping.session().id, self._live.time_s
        elapsed_s = self._taping.elapsed_s(time_s)
        kept = self._taping.end(self._live.finish(), time_s)
        self.training.take(kept, time_s, elapsed_s)
        self.training.end(time_s, elapsed_s, reason=reason)
        remarks = self._live.take_remarks()
        self.errands.put(lambda: keep_remarks(self.store, session_id, remarks))
        rests = self._taping.without_pauses(self._live.take_rests())
        self.errands.put(lambda: add_rests(self.store, session_id, rests))
        return session_id

    def _put_away(self, *, interrupted: bool = False) -> None:
        """Put the session that has ended on the disk."""
        self.recorder.stop(interrupted=interrupted)
        self.show_state()

    def show_state(self) -> None:
        """Send the state to every browser."""
        self.hub.publish_state(state_parts(self.state()))

    # Sessions

    def start_session(
        self,
        runner: str,
        note: str = "",
        *,
        foot_length_m: float | None = None,
        body_mass_kg: float | None = None,
        pain_before: float | None = None,
        order: Order | None = None,
    ) -> int:
        """Begin to record and return the session's number.

        Foot length and body mass, where not given, are those that the mat knows, else those of
        the runner's earlier sessions. With an order, its protocol begins, and ends the session.

        Raises
        ------
        NotReady
            When no mat is running, or a protocol shall begin before its first frame.
        ClinicError
            When the session cannot be stored, or one is being recorded already.
        """
        with self._control:
            if order is not None and math.isnan(self._live.time_s):
                raise NotReady("the mat has given no frame yet; start again in a moment")
            session = new_session(
                self.mat(),
                runner,
                known=self.store.runner(runner),
                note=note,
                settings=self._settings,
                foot_length_m=foot_length_m,
                body_mass_kg=body_mass_kg,
                pain_before=pain_before,
                plan_number=None if order is None else order.plan_number,
            )
            session_id = self.recorder.start(session)
            record = self.store.session(session_id)
            sitting = self.training.prepare(record, order)
            with self._lock:
                self._live.finish()
                self._begin_analyzer(session.foot_length_m, session.body_mass_kg)
                self._taping.begin(record, self._live.time_s)
                self.coaching.begin_session()
                self.training.begin(sitting, self._live.time_s)
        self.show_state()
        return session_id

    def stop_session(self, *, reason: str = "") -> int:
        """End the recording and return the session's number; raise NotReady when there is none.

        A protocol that is not over counts as stopped, for this reason. What the disk has not taken yet is
        saved later; `state` tells.
        """
        with self._control:
            with self._lock:
                session_id = self._end_session(reason)
                self._begin_analyzer_of_mat()
            self._put_away()
        return session_id

    def pause_session(self) -> int:
        """Leave out of the session what comes until it is resumed; return its number, or raise NotReady."""
        with self._control, self._lock:
            session_id = self._taping.pause(self._live.time_s)
        self.show_state()
        return session_id

    def resume_session(self) -> int:
        """Go on with the session that is paused; return its number, or raise NotReady."""
        with self._control, self._lock:
            session_id = self._taping.resume(self._live.time_s)
        self.show_state()
        return session_id

    def mark(self, note: str) -> int:
        """Mark this moment of the session with a note; return the mark's number, or raise NotReady."""
        with self._control:
            with self._lock:
                session_id, now_s = self._taping.session().id, self._live.time_s
            number = self.coaching.mark(session_id, now_s, note)
        self.show_state()
        return number

    def change_runner(self, changes: Mapping[str, Any]) -> RunnerSettings:
        """Change some settings of the simulated runner and return all; see `simulation.change_runner`."""
        with self._control:
            runner = self.simulation.change_runner(self.mat(), changes)
        self.show_state()
        return runner

    def state(self) -> dict[str, Any]:
        """Return all that a page shows apart from pictures and steps, as plain values."""
        with self._lock:
            numbers = self._live.numbers()
            facts = {
                "mat": {"state": self._mat_state, "problem": self._problem} | mat_facts(self._mat),
                **self._live.facts(),
                "is_on_mat": self._mat_state == "running" and self._live.is_on_mat,
                "numbers": numbers,
                "course": self._live.course(),
                "drill": self._live.drill(),
                "belt_holds": self.steadiness.holds,
                "warnings": self._live.warnings() if self._mat_state == "running" else [],
                "session": self._taping.facts(self._live.time_s),
                "training": self.training.facts(is_paused=self._taping.is_paused),
                "runner": runner_facts(self._mat),
                **self.coaching.facts(numbers),
                "analyzer": {"version": VERSION, "settings": self._settings.to_dict()},
            }
        return dict(plain(facts))
