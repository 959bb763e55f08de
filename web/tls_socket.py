"""A TLS connection that two threads may use: OpenSSL's own object may not be read and written at once."""

import select
import ssl
import threading
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from web.watched_socket import SOCKET

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

__all__ = ["SharedTlsSocket", "share_tls"]

#: A browser that takes nothing for this long is given up.
SEND_TIMEOUT_S = 10.0


def share_tls(application: "WSGIApplication") -> "WSGIApplication":
    """Return the application with every WebSocket over TLS on a connection that its two threads may share."""

    def shared(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        is_socket = environ.get("HTTP_UPGRADE", "").lower() == "websocket"
        if not is_socket or not isinstance(environ.get(SOCKET), ssl.SSLSocket):
            return application(environ, start_response)
        environ[SOCKET] = connection = SharedTlsSocket(environ[SOCKET], SEND_TIMEOUT_S)
        try:
            return application(environ, start_response)
        finally:
            connection.retire()

    return shared


class SharedTlsSocket:
    """What a WebSocket needs of a socket, on top of a TLS connection, for one reader and many writers.

    Parameters
    ----------
    connection : ssl.SSLSocket
        Shaken hands already.
    send_timeout_s : float
        A peer that takes nothing for this long is given up.
    """

    def __init__(self, connection: ssl.SSLSocket, send_timeout_s: float) -> None:
        self._connection = connection
        self._send_timeout_s = send_timeout_s
        self._state = threading.Lock()  # held while OpenSSL works, never while we wait
        self._message = threading.Lock()  # a message that was begun must be ended before the next
        self._is_retired = False
        connection.setblocking(False)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def fileno(self) -> int:
        """Return the number of the connection below."""
        return self._connection.fileno()

    def retire(self) -> None:
        """Let no thread of ours touch the connection again.

        Its owner closes it next, and the system gives its number to the next browser: who still read by that
        number would take what that one sends.
        """
        with self._state:
            self._is_retired = True

    def send(self, data: bytes) -> int:
        """Send all of it, or raise TimeoutError; BrokenPipeError after the end."""
        with self._message:
            rest, until_s = memoryview(data), time.monotonic() + self._send_timeout_s
            while rest:
                try:
                    with self._state:
                        if self._is_retired:
                            raise BrokenPipeError("the connection has ended")
                        sent = self._connection.send(rest)
                    rest, until_s = rest[sent:], time.monotonic() + self._send_timeout_s
                except (ssl.SSLWantWriteError, ssl.SSLWantReadError) as wanted:
                    self._wait(wanted, until_s - time.monotonic())
        return len(data)

    def recv(self, size: int) -> bytes:
        """Wait for data and return it; nothing when the peer has gone."""
        while True:
            try:
                with self._state:
                    return b"" if self._is_retired else self._connection.recv(size)
            except (ssl.SSLWantWriteError, ssl.SSLWantReadError) as wanted:
                self._wait(wanted, None)
            except ssl.SSLEOFError:
                return b""

    def _wait(self, wanted: ssl.SSLError, timeout_s: float | None) -> None:
        reads = [self._connection] if isinstance(wanted, ssl.SSLWantReadError) else []
        writes = [] if reads else [self._connection]
        if timeout_s is not None and timeout_s <= 0:
            raise TimeoutError("the peer takes nothing")
        if not any(select.select(reads, writes, [], timeout_s)):
            raise TimeoutError("the peer takes nothing")
