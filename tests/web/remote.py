"""A browser's half of a log-in on a real server: cookies over HTTP and TLS, without a browser."""

import ssl
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from typing import Any

from simple_websocket.ws import Base

from tests.web.live_client import LiveClient
from tests.web.people import PASSWORD, token_of

PATIENCE_S = 30.0


class Remote:
    """Talks to a server as one browser does, redirects not followed."""

    def __init__(self, url: str, context: ssl.SSLContext | None = None) -> None:
        self.url, self._context, self.jar = url, context, CookieJar()
        handlers: list[Any] = [urllib.request.HTTPCookieProcessor(self.jar), _Stay()]
        if context is not None:
            handlers.append(urllib.request.HTTPSHandler(context=context))
        self._opener = urllib.request.build_opener(*handlers)

    def open(
        self, path: str, form: dict[str, str] | None = None, **headers: str
    ) -> tuple[int, str]:
        """Return status and body."""
        data = None if form is None else urllib.parse.urlencode(form).encode()
        request = urllib.request.Request(self.url + path, data, headers)
        try:
            with self._opener.open(request, timeout=PATIENCE_S) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def log_in(self, name: str, **headers: str) -> None:
        """Log in with everybody's password."""
        token = token_of(self.open("/log-in")[1])
        form = {"name": name, "password": PASSWORD, "csrf_token": token}
        status, _ = self.open("/log-in", form, **headers)
        assert status == 303

    @property
    def cookie(self) -> str:
        """What the browser sends."""
        return "; ".join(f"{one.name}={one.value}" for one in self.jar)

    def live(self) -> LiveClient:
        """Open the live socket."""
        address = self.url.replace("http", "ws", 1) + "/live"
        return LiveClient(address, headers={"Cookie": self.cookie}, ssl_context=self._context)


def hang_up(browser: LiveClient) -> None:
    """Close a live socket, and wait for the end.

    The client's own `close` closes the connection under its reader, which then reads on by a number that
    the next connection may have got.
    """
    Base.close(browser)
    browser.thread.join(PATIENCE_S)
    assert not browser.thread.is_alive()


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_arguments: Any, **_named: Any) -> None:
        return None
