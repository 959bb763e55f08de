"""Viewers of the live stream, in a process of their own: `python -m commands.serve_viewers PORT COUNT`.

Says "ready" when every one of them has its first picture. When its input ends, it prints one JSON object:
`steps` and `landings`, lists of [viewer, contact on the mat's clock, when it came]; `pictures`, for each
viewer when each came. All moments are of the computer's monotonic clock, seconds.
"""

import json
import selectors
import socket
import sys
import time
from typing import Any

from wsproto import ConnectionType, WSConnection
from wsproto.events import (
    AcceptConnection,
    BytesMessage,
    CloseConnection,
    Ping,
    RejectConnection,
    Request,
    TextMessage,
)

__all__ = ["open_socket"]

HOST = "127.0.0.1"
STEP, LANDING = '{"type":"step"', '{"type":"landing"'
READ_BYTES = 1 << 16


class _Viewer:
    """One viewer: it reads all that comes."""

    def __init__(self, number: int, port: int) -> None:
        self.number = number
        self.picture_s: list[float] = []
        self.steps: list[tuple[int, float, float]] = []
        self.landings: list[tuple[int, float, float]] = []
        self.sock = open_socket(port)
        self._stream = WSConnection(ConnectionType.CLIENT)
        self._text = ""
        request = Request(host=f"{HOST}:{port}", target="/live?version=2")
        self.sock.sendall(self._stream.send(request))

    def take(self) -> None:
        """Take what has come."""
        data = self.sock.recv(READ_BYTES)
        now_s = time.monotonic()
        if not data:
            raise SystemExit(f"viewer {self.number} was sent away")
        self._stream.receive_data(data)
        for event in self._stream.events():
            self._take_event(event, now_s)

    def _take_event(self, event: object, now_s: float) -> None:
        match event:
            case BytesMessage(message_finished=True):
                self.picture_s.append(now_s)
            case TextMessage(data=data, message_finished=is_whole):
                self._text += data
                if is_whole:
                    self._take_text(self._text, now_s)
                    self._text = ""
            case Ping():
                self.sock.sendall(self._stream.send(event.response()))
            case CloseConnection(reason=reason):
                raise SystemExit(f"viewer {self.number} was sent away: {reason}")
            case RejectConnection(status_code=status):
                raise SystemExit(f"viewer {self.number} was refused: status {status}")
            case AcceptConnection():
                pass

    def _take_text(self, text: str, now_s: float) -> None:
        if text.startswith(STEP):
            contact_s = json.loads(text)["step"]["contact_s"]
            self.steps.append((self.number, contact_s, now_s))
        elif text.startswith(LANDING):
            self.landings.append((self.number, json.loads(text)["contact_s"], now_s))


def open_socket(port: int, *, receive_bytes: int | None = None) -> socket.socket:
    """Return a connection to the server, with so small a receiving buffer if that is wanted."""
    sock = socket.socket()
    if receive_bytes is not None:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
    sock.connect((HOST, port))
    return sock


def watch(port: int, count: int) -> dict[str, Any]:
    """Watch with so many viewers until the input ends; return what they saw."""
    viewers = [_Viewer(number, port) for number in range(count)]
    is_ready = False
    with selectors.DefaultSelector() as selector:
        for viewer in viewers:
            selector.register(viewer.sock, selectors.EVENT_READ, viewer)
        selector.register(sys.stdin, selectors.EVENT_READ, None)
        while True:
            for key, _ in selector.select():
                if key.data is None:
                    return _seen(viewers)
                key.data.take()
            if not is_ready and all(viewer.picture_s for viewer in viewers):
                is_ready = True
                print("ready", flush=True)


def _seen(viewers: list[_Viewer]) -> dict[str, Any]:
    return {
        "steps": [step for viewer in viewers for step in viewer.steps],
        "landings": [landing for viewer in viewers for landing in viewer.landings],
        "pictures": [viewer.picture_s for viewer in viewers],
    }


if __name__ == "__main__":
    print(json.dumps(watch(int(sys.argv[1]), int(sys.argv[2]))))
