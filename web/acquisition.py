"""The acquisition thread: it alone has the mat, reads it, and does to it what is to be done."""

import logging
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Literal

from analyzer import AnalyzerError
from device import DeviceError, FrameBlock, Mat
from web.errors import NotReady
from web.work import Task, Work

__all__ = ["Acquisition", "MatState"]

#: A mat that runs gives a block many times a second.
SILENCE_S = 10.0

MatState = Literal["starting", "running", "working", "ended", "failed"]


class Acquisition(ABC):
    """One thread that reads one mat; what to do with its frames is the subclass's.

    Parameters
    ----------
    mat_factory : callable
        Opens the mat; called by the acquisition thread.
    now_s : callable
        Monotonic seconds.

    Attributes
    ----------
    work : Work
        What is done to the mat while it is not read.
    """

    def __init__(
        self, mat_factory: Callable[[], Mat], *, now_s: Callable[[], float] = time.monotonic
    ) -> None:
        self._mat_factory = mat_factory
        self._now_s = now_s
        self._mat: Mat | None = None
        self._mat_state: MatState = "starting"
        self._problem: str | None = None
        self._heard_s = now_s()
        self.work = Work(self._beat)
        self._is_closing = False
        # Guards who starts the thread: whoever asks for it, or it goes on by itself.
        self._starting = threading.Lock()
        self._is_reading = self._is_wanted_again = False
        self._thread: threading.Thread | None = None
        # Guards what a block of frames changes. Never held while waiting for the mat or the disk.
        self._lock = threading.RLock()
        # One person at a time starts or stops things.
        self._control = threading.Lock()

    def start(self) -> None:
        """Start the acquisition thread; one that is about to end opens the mat once more instead."""
        self._mat_state = "starting"
        self._start_thread(again=True)

    @property
    def is_alive(self) -> bool:
        """False when the acquisition hangs: a running mat gave nothing for ten seconds.

        A mat that has ended or failed is alive: the page says so and offers to restart it.
        """
        is_silent = self._now_s() - self._heard_s > SILENCE_S
        return not is_silent or self._mat_state in {"ended", "failed"}

    def restart(self) -> None:
        """Open the mat again after it has ended or failed, or raise NotReady."""
        with self._control:
            if self._mat_state not in {"ended", "failed"}:
                raise NotReady(
                    f"the mat is {self._mat_state}; only one that has stopped can be restarted"
                )
            self.start()

    def mat(self) -> Mat:
        """Return the mat that is running, or raise NotReady."""
        if self.work.is_on:
            raise NotReady(
                "the mat is examined or calibrated now; end that first, on the set-up page"
            )
        if self._mat is None or self._mat_state != "running":
            raise NotReady(f"the mat is not running: {self._problem or self._mat_state}")
        return self._mat

    def begin_work(self, task: Task) -> None:
        """Let something be done to the mat, which is not read meanwhile and opened again afterwards.

        Raises
        ------
        NotReady
            While a session is recorded, or something is being done already.
        """
        with self._control:
            self._check_idle()
            self.work.start(task)
            self._start_thread()

    def run(self) -> None:
        """Read the mat until it ends or fails or reading is stopped; in between, do what is to be done."""
        self._read()
        while self._goes_on():
            self._read()

    def stop_reading(self) -> None:
        """Have the thread end, and wait a little for it; harmless when done twice."""
        self._is_closing = True
        self.work.close()
        if self._thread is not None:
            self._thread.join(timeout=2.0)

    def _start_thread(self, *, again: bool = False) -> None:
        with self._starting:
            if self._is_reading:
                self._is_wanted_again = again
                return
            self._beat()
            self._is_reading = True
            self._thread = threading.Thread(target=self.run, name="acquisition", daemon=True)
            self._thread.start()

    def _goes_on(self) -> bool:
        with self._starting:
            is_wanted = self.work.is_on or self._is_wanted_again
            self._is_wanted_again = False
            self._is_reading = is_wanted and not self._is_closing
            return self._is_reading

    def _beat(self) -> None:
        self._heard_s = self._now_s()

    def _read(self) -> None:
        """Do what waits, open the mat and read it; its state says what went wrong."""
        try:
            if self.work.is_on:
                self._leave_mat("working", None)
                self.work.run_waiting()
            mat = self._open_mat()
            while not (self._is_closing or self.work.is_on) and (block := mat.read()) is not None:
                self._beat()
                self._take(block)
            if not self.work.is_on:
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
            self._begin_mat(mat)
        self.show_state()
        return mat

    def _leave_mat(self, mat_state: MatState, problem: str | None) -> None:
        with self._lock:
            self._end_mat()
            self._mat_state, self._problem = mat_state, problem
        if self._mat is not None:
            self._mat.close()
        self._after_mat(problem)
        self.show_state()

    @abstractmethod
    def _check_idle(self) -> None:
        """Raise NotReady while the mat must be read: a session is recorded."""

    @abstractmethod
    def _begin_mat(self, mat: Mat) -> None:
        """Make ready for a mat's frames; the lock is held."""

    @abstractmethod
    def _take(self, block: FrameBlock) -> None:
        """Take the next frames."""

    @abstractmethod
    def _end_mat(self) -> None:
        """End what the frames fed; the lock is held."""

    @abstractmethod
    def _after_mat(self, problem: str | None) -> None:
        """Put away what the frames left; the mat is closed."""

    @abstractmethod
    def show_state(self) -> None:
        """Tell everybody who watches how things are."""
