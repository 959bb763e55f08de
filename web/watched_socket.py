"""A WebSocket that ends with the log-in that opened it."""

import time
from collections.abc import Callable
from typing import Any

__all__ = ["SOCKET", "WatchedSocket"]

#: Where gunicorn puts a request's connection, and where a WebSocket takes it from.
SOCKET = "gunicorn.socket"

#: How soon a browser is cut off whose log-in has ended.
STILL_IN_S = 2.0


class WatchedSocket:
    """A connection on which nothing more is sent once the log-in has ended; its pings count as sending.

    Parameters
    ----------
    connection : socket
        The browser's.
    still_in : callable
        Returns whether the log-in still holds.
    """

    def __init__(self, connection: Any, still_in: Callable[[], bool]) -> None:
        self._connection = connection
        self._still_in = still_in
        self._asked_s = time.monotonic()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def fileno(self) -> int:
        """Return the number of the connection."""
        return int(self._connection.fileno())

    def send(self, data: bytes) -> int:
        """Send, or raise ConnectionAbortedError."""
        now_s = time.monotonic()
        if now_s - self._asked_s > STILL_IN_S:
            self._asked_s = now_s
            if not self._still_in():
                raise ConnectionAbortedError("the log-in has ended")
        return int(self._connection.send(data))
