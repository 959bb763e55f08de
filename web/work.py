"""What is done to the mat by the thread that reads it otherwise: one thing at a time, unread meanwhile."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from clinic import ClinicError
from device import DeviceError
from web.errors import NotReady, WebError

__all__ = ["Abandoned", "Talk", "Task", "Work"]

#: A person who was asked for something and does nothing for so long has gone.
PATIENCE_S = 900.0
#: How often the thread that waits for a person shows that it is alive.
BEAT_S = 0.5

Phase = Literal["waiting", "asking", "working", "done", "failed", "abandoned"]
Answer = Literal["continue", "finish", "cancel"]


class Abandoned(WebError):
    """A person ended the work, or the server stops."""


class Task(Protocol):
    """Something to be done to the mat.

    Attributes
    ----------
    kind : str
        What it is: `"doctor"`, `"tare"`, `"calibrate"` or `"reopen"`.
    """

    kind: str

    def run(self, talk: "Talk") -> dict[str, Any]:
        """Do it, on the thread that alone has the mat; return what came of it, as plain values."""


@dataclass(slots=True)
class _Status:
    """How the last task is doing."""

    kind: str
    phase: Phase = "waiting"
    ask: dict[str, Any] | None = None
    step: dict[str, Any] | None = None
    progress: float | None = None
    detail: dict[str, Any] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    problem: str | None = None
    result: dict[str, Any] | None = None


class Work:
    """The task that waits or is done, and the last one's end. Any thread may ask; one thread does.

    Parameters
    ----------
    beat : callable
        Called now and then by the thread that works: it is alive.
    """

    def __init__(self, beat: Callable[[], None]) -> None:
        self._beat = beat
        self._changed = threading.Condition()
        self._task: Task | None = None
        self._status: _Status | None = None
        self._answer: Answer | None = None
        self._last: dict[str, dict[str, Any]] = {}
        self._is_closed = False

    @property
    def is_on(self) -> bool:
        """Whether a task waits or is being done."""
        return self._task is not None

    def start(self, task: Task) -> None:
        """Let this be done next, or raise NotReady when something is being done already."""
        with self._changed:
            if self._task is not None:
                raise NotReady(f"{self._task.kind} is still at work; wait for its end or cancel it")
            self._task, self._status, self._answer = task, _Status(task.kind), None

    def answer(self, answer: Answer) -> None:
        """Tell the task what a person wants, or raise NotReady when nothing is being done."""
        with self._changed:
            if self._task is None or self._status is None:
                raise NotReady("nothing is being done to the mat; start something first")
            if answer == "continue" and self._status.ask is None:
                raise NotReady(f"{self._task.kind} is not waiting for anybody")
            self._answer = answer
            self._changed.notify_all()

    def close(self) -> None:
        """End what is being done."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def facts(self) -> dict[str, Any] | None:
        """Return how the last task is doing, as plain values; None before the first.

        `kind`; `phase`; `ask` (what a person is asked to do, or None); `step` (what they were asked last);
        `progress` (0 to 1, None where it is not known); `detail`; `warnings`; `problem` (why it failed);
        `result`.
        """
        with self._changed:
            status = self._status
            if status is None:
                return None
            return {
                "kind": status.kind,
                "phase": status.phase,
                "ask": status.ask,
                "step": status.step,
                "progress": status.progress,
                "detail": dict(status.detail),
                "warnings": list(status.warnings),
                "problem": status.problem,
                "result": status.result,
            }

    def last(self, kind: str) -> dict[str, Any] | None:
        """Return what came of the last task of a kind that was done; None if none was."""
        return self._last.get(kind)

    def run_waiting(self) -> None:
        """Do the task that waits, if there is one; what it refuses is in `facts`."""
        task, status = self._task, self._status
        if task is None or status is None:
            return
        try:
            self._set(phase="working")
            result = task.run(Talk(self))
            self._last[task.kind] = result
            self._set(result=result, phase="done")
        except Abandoned:
            self._set(phase="abandoned")
        except (DeviceError, ClinicError, WebError) as error:
            self._set(phase="failed", problem=str(error))
        except Exception as error:
            # Whatever it is, the mat must be read again.
            logging.getLogger(__name__).exception("%s stopped", task.kind)
            self._set(phase="failed", problem=f"{task.kind} stopped: {error!r}")
        with self._changed:
            status.ask = None
            self._task = None

    def _set(self, **values: Any) -> None:
        with self._changed:
            assert self._status is not None
            for name, value in values.items():
                setattr(self._status, name, value)

    def _ask(self, ask: dict[str, Any]) -> None:
        with self._changed:
            assert self._status is not None
            self._status.ask = self._status.step = ask
            self._status.phase, self._answer = "asking", None
            self._status.progress = None
            waited_s = 0.0
            while self._answer is None and not self._is_closed:
                self._beat()
                self._changed.wait(BEAT_S)
                waited_s += BEAT_S
                if waited_s > PATIENCE_S:
                    raise NotReady(
                        f"nobody answered for {PATIENCE_S / 60:.0f} minutes; begin again"
                    )
            answer, self._answer = self._answer, None
            self._status.ask, self._status.phase = None, "working"
        if answer != "continue":
            raise Abandoned("the work was ended")

    def _check(self) -> None:
        """Show that the thread is alive; raise Abandoned when a person wants no more, or the server stops."""
        self._beat()
        with self._changed:
            if self._is_closed or self._answer == "cancel":
                raise Abandoned("the work was ended")

    def _take_finish(self) -> bool:
        """Return whether a person has ended the step, once."""
        with self._changed:
            is_said = self._answer == "finish"
            self._answer = None if is_said else self._answer
            return is_said


class Talk:
    """How a task talks with whoever watches the page.

    Parameters
    ----------
    work : Work
        What it is part of.
    """

    def __init__(self, work: Work) -> None:
        self._work = work

    def ask(self, what: str, **values: Any) -> None:
        """Ask a person to do something, and wait until they say that it is done.

        Raises
        ------
        Abandoned
            When they end the work.
        NotReady
            When nobody answers.
        """
        self._work._ask({"what": what, **values})

    def show(self, progress: float | None = None, **detail: Any) -> None:
        """Show how far it is, 0 to 1, and what there is to see.

        Raises
        ------
        Abandoned
            When a person has ended the work.
        """
        self._work._check()
        self._work._set(progress=progress)
        if detail:
            self._work._set(detail=detail)

    def warn(self, line: str) -> None:
        """Say what a person should know."""
        with self._work._changed:
            assert self._work._status is not None
            self._work._status.warnings.append(line)

    def has_enough(self) -> bool:
        """Return whether a person has ended this step; once for each time that they did.

        Raises
        ------
        Abandoned
            When they have ended the work.
        """
        self._work._check()
        return self._work._take_finish()
