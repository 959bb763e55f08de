"""A client of the live streams for tests of the real server."""

from simple_websocket import Client

__all__ = ["LiveClient"]


class LiveClient(Client):  # type: ignore[misc]
    """A client that loses nothing of what comes in one packet with the server's handshake.

    The library's own reads on behind the handshake, and looks at what it read there only when more has come.
    """

    def handshake(self) -> None:
        """Read up to the handshake's last byte and no further."""
        most, self.receive_bytes = self.receive_bytes, 1
        super().handshake()
        self.receive_bytes = most
