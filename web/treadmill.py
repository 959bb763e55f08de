"""The treadmill: one thread that reads the mat, finds the steps, records them and shows them."""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Literal

from analyzer import VERSION, AnalyzerError, AnalyzerSettings
from clinic import Recorder, Store
from device import DeviceError, FrameBlock, Mat, RunnerSettings
from web.coaching import Coaching
from web.errors import NotReady
from web.facts import mat_facts, new_session
from web.hub import Hub
from web.live import Live
from web.protocol import message, plain
from web.simulation import change_runner, runner_facts
from web.taping import Taping

__all__ = ["Treadmill"]

STATE_INTERVAL_S = 0.5
#: A mat that runs gives a block many times a second.
SILENCE_S = 10.0

MatState = Literal["starting", "running", "ended", "failed"]


class Treadmill:
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
    """

    def __init__(
        self,
        mat_factory: Callable[[], Mat],
        store: Store,
        *,
        settings: AnalyzerSettings | None = None,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self.hub = Hub()
        self.store = store
        self.recorder = Recorder(store)
        self.coaching = Coaching(store)
        self._mat_factory = mat_factory
        self._settings = AnalyzerSettings() if settings is None else settings
        self._now_s = now_s
        self._mat: Mat | None = None
        self._mat_state: MatState = "starting"
        self._problem: str | None = None
        self._taping = Taping(self.recorder)
        self._live = Live(self.hub, now_s)
        self._next_state_s = float("-inf")
        self._heard_s = now_s()
        self._is_closing = False
        self._thread: threading.Thread | None = None
        # Guards what a block of frames changes. Never held while waiting for the mat or the disk.
        self._lock = threading.RLock()
        # One person at a time starts or stops things.
        self._control = threading.Lock()

    def start(self) -> None:
        """Start the acquisition thread."""
        self._mat_state, self._heard_s = "starting", self._now_s()
        self._thread = threading.Thread(target=self.run, name="acquisition", daemon=True)
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        """False when the acquisition hangs: a running mat gave nothing for ten seconds.

        A mat that has ended or failed is alive: the page says so and offers to restart it.
        """
        is_silent = self._now_s() - self._heard_s > SILENCE_S
        return not (is_silent and self._mat_state in {"starting", "running"})

    def restart(self) -> None:
        """Open the mat again after it has ended or failed, or raise NotReady."""
        with self._control:
            if self._mat_state not in {"ended", "failed"}:
                raise NotReady(
                    f"the mat is {self._mat_state}; only one that has stopped can be restarted"
                )
            self.start()

    def close(self) -> None:
        """Stop reading, end the session, send the browsers away; harmless when done twice."""
        self._is_closing = True
        self.hub.close()
        if self._thread is not None:
            self._thread.join(timeout=2.0)
        self.recorder.close()

    # The acquisition thread

    def run(self) -> None:
        """Read the mat until it ends or fails or the treadmill is closed; `state` says what went wrong."""
        try:
            mat = self._open_mat()
            while not self._is_closing and (block := mat.read()) is not None:
                self._take(block)
            self._leave_mat("ended", None)
        except (DeviceError, AnalyzerError) as error:
            self._leave_mat("failed", str(error))
        except Exception as error:
            # Whatever it is, the page must say that the treadmill no longer sees.
            logging.getLogger(__name__).exception("the acquisition stopped")
            self._leave_mat("failed", f"the acquisition stopped: {error!r}")

    def _open_mat(self) -> Mat:
        mat = self._mat_factory()
        with self._lock:
            self._mat, self._mat_state, self._problem = mat, "running", None
            self._live.clear()
            self._begin_analyzer(mat.foot_length_m, mat.body_mass_kg)
        self.show_state()
        return mat

    def _take(self, block: FrameBlock) -> None:
        with self._lock:
            block, steps = self._live.take(block)
            self._taping.take(block, steps)
        now_s = self._heard_s = self._now_s()
        if steps or now_s >= self._next_state_s:
            self._next_state_s = now_s + STATE_INTERVAL_S
            self.show_state()

    def _leave_mat(self, mat_state: MatState, problem: str | None) -> None:
        with self._lock:
            was_recording = self._end_steps()
            self._mat_state, self._problem = mat_state, problem
        if self._mat is not None:
            self._mat.close()
        session_id = self.recorder.status().session_id
        if was_recording and session_id is not None:
            self._live.keep_remarks(self.store, session_id)
            self.recorder.stop(interrupted=problem is not None)
        self.show_state()

    def _begin_analyzer(self, foot_length_m: float | None, body_mass_kg: float | None) -> None:
        if self._mat is not None:
            self._live.begin(
                self._mat, self._settings, foot_length_m=foot_length_m, body_mass_kg=body_mass_kg
            )

    def _end_steps(self) -> bool:
        """End the analyzer and with its last steps the session; return whether there was one."""
        return self._taping.end(self._live.finish(), self._live.time_s)

    def show_state(self) -> None:
        """Send the state to every browser."""
        self.hub.publish_state(message("state", state=self.state()))

    # Sessions

    def start_session(
        self,
        runner: str,
        note: str = "",
        *,
        foot_length_m: float | None = None,
        body_mass_kg: float | None = None,
    ) -> int:
        """Begin to record and return the session's number.

        Foot length and body mass, where not given, are those that the mat knows, else those of
        the runner's earlier sessions.

        Raises
        ------
        NotReady
            When no mat is running.
        ClinicError
            When the session cannot be stored, or one is being recorded already.
        """
        with self._control:
            mat = self.mat()
            known = self.store.runner(runner)
            session = new_session(
                mat,
                runner,
                known=known,
                note=note,
                settings=self._settings,
                foot_length_m=foot_length_m,
                body_mass_kg=body_mass_kg,
            )
            session_id = self.recorder.start(session)
            record = self.store.session(session_id)
            with self._lock:
                self._live.finish()
                self._begin_analyzer(session.foot_length_m, session.body_mass_kg)
                self._taping.begin(record, self._live.time_s)
                self.coaching.begin_session()
        self.show_state()
        return session_id

    def stop_session(self) -> int:
        """End the recording and return the session's number; raise NotReady when there is none.

        What the disk has not taken yet is saved later; `state` tells.
        """
        with self._control:
            with self._lock:
                session = self._taping.session()
                self._end_steps()
                self._live.keep_remarks(self.store, session.id)
                mat = self.mat()
                self._begin_analyzer(mat.foot_length_m, mat.body_mass_kg)
            self.recorder.stop()
        self.show_state()
        return session.id

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

    # The mat

    def mat(self) -> Mat:
        """Return the mat that is running, or raise NotReady."""
        if self._mat is None or self._mat_state != "running":
            raise NotReady(f"the mat is not running: {self._problem or self._mat_state}")
        return self._mat

    def change_runner(self, changes: Mapping[str, Any]) -> RunnerSettings:
        """Change some settings of the simulated runner and return all; see `simulation.change_runner`."""
        with self._control:
            runner = change_runner(self.mat(), changes)
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
                "warnings": self._live.warnings() if self._mat_state == "running" else [],
                "session": self._taping.facts(self._live.time_s),
                "runner": runner_facts(self._mat),
                **self.coaching.facts(numbers),
                "analyzer": {"version": VERSION, "settings": self._settings.to_dict()},
            }
        return dict(plain(facts))
