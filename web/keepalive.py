"""The service manager's watchdog: told that all is well, as long as the mat is being read."""

import logging
import os
import threading
import time
from collections.abc import Callable, Mapping

from gunicorn.systemd import sd_notify

__all__ = ["KeepAlive", "watchdog_interval_s"]


def watchdog_interval_s(environment: Mapping[str, str] = os.environ) -> float | None:
    """Return how often the service manager wants to hear from us, seconds; None = it does not listen.

    Half of what it allows, as sd_watchdog_enabled(3) advises. `WATCHDOG_PID` names the process that was
    started, and the mat is read in a child of it: it is not looked at.
    """
    allowed_us = environment.get("WATCHDOG_USEC", "")
    if not environment.get("NOTIFY_SOCKET") or not allowed_us.isdigit() or int(allowed_us) == 0:
        return None
    return int(allowed_us) / 2e6


class KeepAlive:
    """A thread that tells the service manager that all is well, and falls silent when it is not.

    Parameters
    ----------
    is_alive : callable
        Whether all is well.
    interval_s : float
        From one word to the next; see `watchdog_interval_s`.
    """

    def __init__(self, is_alive: Callable[[], bool], interval_s: float) -> None:
        self._is_alive = is_alive
        self._interval_s = interval_s
        self._log = logging.getLogger(__name__)
        self._was_alive = True

    def start(self) -> None:
        """Begin; the thread ends with the process."""
        threading.Thread(target=self._run, name="keep-alive", daemon=True).start()

    def beat(self) -> None:
        """Say that all is well, if it is."""
        is_alive = self._is_alive()
        if is_alive:
            sd_notify("WATCHDOG=1", self._log)
        elif self._was_alive:
            self._log.error(
                "the mat is no longer read: the service manager will start Strikemat again"
            )
        self._was_alive = is_alive

    def _run(self) -> None:
        while True:
            self.beat()
            time.sleep(self._interval_s)
