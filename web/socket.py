"""The WebSocket `/live`: from the hub to one browser."""

import socket
import struct

from flask import Flask, request
from flask_sock import Sock
from simple_websocket import ConnectionClosed, Server

from web.hub import Hub, HubClosed, HubFull
from web.protocol import hello, version_fault

__all__ = ["add_live_socket"]

#: A browser that takes nothing for this long is cut off, so that it does not keep a thread.
SEND_TIMEOUT_S = 10

#: How soon a browser notices that the server stops.
POLL_S = 0.25

_TRY_AGAIN_LATER = 1013  # RFC 6455 registry: close code "Try Again Later"
_OTHER_VERSION = 4000  # the first of those that RFC 6455 leaves to applications


def add_live_socket(app: Flask, hub: Hub) -> None:
    """Add the route `/live`; see `web.protocol` for its messages."""
    app.config["SOCK_SERVER_OPTIONS"] = {"ping_interval": 20, "max_message_size": 1024}
    sock = Sock(app)

    @sock.route("/live")  # type: ignore[untyped-decorator]
    def live(browser: Server) -> None:
        timeout = struct.pack("ll", SEND_TIMEOUT_S, 0)
        browser.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, timeout)
        try:
            if fault := version_fault(request.args.get("version")):
                browser.close(_OTHER_VERSION, fault)
                return
            browser.send(hello())
            _send_all(browser, hub, with_pictures=request.args.get("pictures") != "0")
        except HubFull as error:
            browser.close(_TRY_AGAIN_LATER, str(error))
        except (HubClosed, ConnectionClosed, OSError):
            return


def _send_all(browser: Server, hub: Hub, *, with_pictures: bool) -> None:
    with hub.subscribe(with_pictures=with_pictures) as subscription:
        while browser.connected:
            for news in subscription.take(POLL_S):
                browser.send(news)
            browser.input_buffer.clear()  # nothing is awaited of a browser, and it must not pile up
