"""What must reach the disk but not hold anybody up: done in order, by a thread of its own."""

import logging
import threading
from collections import deque
from collections.abc import Callable

from clinic import ClinicError, SessionNotFound

__all__ = ["Errands"]

#: How long to wait before an errand that the disk refused is tried again, seconds.
RETRY_S = 2.0

_LOG = logging.getLogger(__name__)


class Errands:
    """Jobs that wait for the disk; what it refuses is tried again, in the same order.

    Attributes
    ----------
    problem : str or None
        Why the disk refuses at present.
    """

    def __init__(self) -> None:
        self.problem: str | None = None
        self._jobs: deque[Callable[[], object]] = deque()
        self._news = threading.Condition()
        self._is_closing = False
        self._thread: threading.Thread | None = None

    def put(self, job: Callable[[], object]) -> None:
        """Add a job and return at once."""
        with self._news:
            if self._is_closing:
                return
            self._jobs.append(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="errands", daemon=True)
                self._thread.start()
            self._news.notify_all()

    def wait(self, timeout_s: float = 10.0) -> bool:
        """Wait until all jobs are done; return whether they are."""
        with self._news:
            return self._news.wait_for(lambda: not self._jobs, timeout_s)

    def close(self, timeout_s: float = 2.0) -> None:
        """Do what can be done in time, then no more; harmless when done twice."""
        self.wait(timeout_s)
        with self._news:
            self._is_closing = True
            self._news.notify_all()

    def _run(self) -> None:
        while True:
            with self._news:
                self._news.wait_for(lambda: self._jobs or self._is_closing)
                if self._is_closing:
                    return
                job = self._jobs[0]
            is_done = self._try(job)
            with self._news:
                if is_done:
                    self._jobs.popleft()
                    self._news.notify_all()
                else:
                    self._news.wait_for(lambda: self._is_closing, RETRY_S)

    def _try(self, job: Callable[[], object]) -> bool:
        """Do a job; return False when it is worth another try."""
        try:
            job()
        except SessionNotFound as error:
            _LOG.warning("what belongs to a session that is gone is dropped: %s", error)
        except ClinicError as error:
            is_final = isinstance(error, ValueError)  # what is stored can never become right
            self.problem = str(error)
            _LOG.error("cannot be stored%s: %s", "" if is_final else " yet", error)
            return is_final
        except Exception:
            _LOG.exception("an errand failed")
            return True
        self.problem = None
        return True
