"""The treadmill: one thread that reads the mat, finds the steps, records them and shows them."""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Literal

from analyzer import VERSION, AnalyzerError, AnalyzerSettings
from clinic import Recorder, SessionRecord, Store
from device import DeviceError, FrameBlock, Mat, RunnerSettings
from web.errors import NotReady
from web.facts import mat_facts, new_session
from web.hub import Hub
from web.live import Live
from web.pause import Pauses
from web.protocol import message, plain
from web.simulation import change_runner, runner_facts

__all__ = ["Treadmill"]

STATE_INTERVAL_S = 0.5

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
        self._mat_factory = mat_factory
        self._settings = AnalyzerSettings() if settings is None else settings
        self._now_s = now_s
        self._mat: Mat | None = None
        self._mat_state: MatState = "starting"
        self._problem: str | None = None
        self._session: SessionRecord | None = None
        self._is_recording = False
        self._pauses = Pauses()
        self._session_first_s = self._session_last_s = 0.0
        self._live = Live(self.hub, now_s)
        self._next_state_s = float("-inf")
        self._is_closing = False
        self._thread: threading.Thread | None = None
        # Guards what a block of frames changes. Never held while waiting for the mat or the disk.
        self._lock = threading.RLock()
        # One person at a time starts or stops things.
        self._control = threading.Lock()

    def start(self) -> None:
        """Start the acquisition thread."""
        self._mat_state = "starting"
        self._thread = threading.Thread(target=self.run, name="acquisition", daemon=True)
        self._thread.start()

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
        self._show_state()
        return mat

    def _take(self, block: FrameBlock) -> None:
        with self._lock:
            steps = self._live.take(block)
            if self._is_recording:
                self.recorder.put(*self._pauses.keep(block, steps))
        now_s = self._now_s()
        if steps or now_s >= self._next_state_s:
            self._next_state_s = now_s + STATE_INTERVAL_S
            self._show_state()

    def _leave_mat(self, mat_state: MatState, problem: str | None) -> None:
        with self._lock:
            was_recording = self._end_steps()
            self._mat_state, self._problem = mat_state, problem
        if self._mat is not None:
            self._mat.close()
        if was_recording:
            self.recorder.stop(interrupted=problem is not None)
        self._show_state()

    def _begin_analyzer(self, foot_length_m: float | None, body_mass_kg: float | None) -> None:
        if self._mat is not None:
            self._live.begin(
                self._mat, self._settings, foot_length_m=foot_length_m, body_mass_kg=body_mass_kg
            )

    def _end_steps(self) -> bool:
        """End the analyzer and with its last steps the session; return whether there was one."""
        steps = self._live.finish()
        was_recording, self._is_recording = self._is_recording, False
        if was_recording:
            self.recorder.put(None, self._pauses.keep(None, steps)[1])
            self._session_last_s = self._live.time_s
        return was_recording

    def _show_state(self) -> None:
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
                self._session, self._is_recording = record, True
                self._pauses = Pauses()
                self._session_first_s = self._session_last_s = self._live.time_s
        self._show_state()
        return session_id

    def stop_session(self) -> int:
        """End the recording and return the session's number; raise NotReady when there is none.

        What the disk has not taken yet is saved later; `state` tells.
        """
        with self._control:
            with self._lock:
                session = self._recorded_session()
                self._end_steps()
                mat = self.mat()
                self._begin_analyzer(mat.foot_length_m, mat.body_mass_kg)
            self.recorder.stop()
        self._show_state()
        return session.id

    def pause_session(self) -> int:
        """Leave out of the session what comes until it is resumed; return its number, or raise NotReady."""
        with self._control, self._lock:
            session = self._recorded_session()
            if self._pauses.since_s is not None:
                raise NotReady(f"session {session.id} is paused already; resume or stop it")
            self._pauses.begin(self._live.time_s)
        self._show_state()
        return session.id

    def resume_session(self) -> int:
        """Go on with the session that is paused; return its number, or raise NotReady."""
        with self._control, self._lock:
            session = self._recorded_session()
            if self._pauses.since_s is None:
                raise NotReady(f"session {session.id} is not paused; there is nothing to resume")
            self.recorder.note_gap(self._pauses.end(self._live.time_s))
        self._show_state()
        return session.id

    def _recorded_session(self) -> SessionRecord:
        if self._session is None or not self._is_recording:
            raise NotReady("no session is being recorded; start one first")
        return self._session

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
        self._show_state()
        return runner

    def state(self) -> dict[str, Any]:
        """Return all that a page shows apart from pictures and steps, as plain values."""
        with self._lock:
            facts = {
                "mat": {"state": self._mat_state, "problem": self._problem} | mat_facts(self._mat),
                "time_s": self._live.time_s,
                "belt_speed_m_s": self._live.belt_speed_m_s,
                "is_on_mat": self._mat_state == "running" and self._live.is_on_mat,
                "numbers": self._live.numbers(),
                "warnings": self._live.warnings() if self._mat_state == "running" else [],
                "session": self._session_facts(),
                "runner": runner_facts(self._mat),
                "analyzer": {"version": VERSION, "settings": self._settings.to_dict()},
            }
        return dict(plain(facts))

    def _session_facts(self) -> dict[str, Any] | None:
        status = self.recorder.status()
        if self._session is None or status.session_id != self._session.id:
            return None
        return {
            **asdict(status),
            "id": self._session.id,
            "runner": self._session.runner,
            "note": self._session.note,
            "is_paused": self._is_recording and self._pauses.since_s is not None,
            "elapsed_s": self._elapsed_s(),
        }

    def _elapsed_s(self) -> float:
        end_s = self._live.time_s if self._is_recording else self._session_last_s
        return end_s - self._session_first_s - self._pauses.paused_s(end_s)
