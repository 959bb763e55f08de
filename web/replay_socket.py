"""The WebSocket `/sessions/N/replay/stream`: a stored session played for one browser.

It sends what `/live` sends (see `web.protocol`), with `replay` in the state: `time_s`, `first_s`, `last_s` on
the mat's clock, `is_playing`, `speed`; and `{"type": "refused", "text": ...}` in answer to a message that it
cannot follow. What it understands stands in `Replay.steer`.
"""

import socket
import struct
import threading
import time

from flask import Flask
from flask_sock import Sock
from simple_websocket import ConnectionClosed, Server

from clinic import ClinicError, Store
from web.errors import BadInput, NotReady
from web.hub import Hub
from web.protocol import hello, message
from web.replay import Replay

__all__ = ["REPLAYS_MAX", "add_replay_socket"]

#: At a time: each computes frames from codes, which must not keep the treadmill waiting.
REPLAYS_MAX = 4
PICTURE_INTERVAL_S = 1 / 30
#: How often a replay that stands still looks up.
IDLE_INTERVAL_S = 0.25
SEND_TIMEOUT_S = 10

_TRY_AGAIN_LATER = 1013
_NO_SUCH_THING = 1008  # RFC 6455: "policy violation", for want of a better one


def add_replay_socket(app: Flask, store: Store, hub: Hub) -> None:
    """Add the route; it ends when the hub is closed, as the server stops."""
    sock = Sock(app)
    free = threading.BoundedSemaphore(REPLAYS_MAX)

    @sock.route("/sessions/<int:session_id>/replay/stream")  # type: ignore[untyped-decorator]
    def replay(browser: Server, session_id: int) -> None:
        timeout = struct.pack("ll", SEND_TIMEOUT_S, 0)
        browser.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, timeout)
        if not free.acquire(blocking=False):
            browser.close(_TRY_AGAIN_LATER, f"{REPLAYS_MAX} replays are running already; close one")
            return
        try:
            browser.send(hello())
            _play(browser, Replay(store, session_id, time.monotonic), hub)
        except (ClinicError, NotReady) as error:
            browser.send(message("refused", text=str(error)))
            browser.close(_NO_SUCH_THING)
        except (ConnectionClosed, OSError):
            return
        finally:
            free.release()


def _play(browser: Server, replay: Replay, hub: Hub) -> None:
    while browser.connected and not hub.is_closed:
        for news in replay.take():
            browser.send(news)
        said = browser.receive(PICTURE_INTERVAL_S if replay.is_playing else IDLE_INTERVAL_S)
        while said is not None:
            try:
                replay.steer(said)
            except BadInput as error:
                browser.send(message("refused", text=str(error)))
            said = browser.receive(0)
