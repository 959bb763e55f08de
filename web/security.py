"""What a browser may be made to do by others: no foreign page posts, watches or frames ours.

Where nobody logs in the server listens on loopback only. What is left is other pages in the same browser:
they could post to it, open its WebSocket, or reach it under a name of their own that they point at 127.0.0.1
(DNS rebinding). Where people log in, a page under another name has not got their cookie.
"""

import ipaddress
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, request

__all__ = ["is_every_address", "is_loopback", "is_loopback_host", "protect"]

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def is_loopback(host: str) -> bool:
    """Return whether `host` is `localhost` or a loopback address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_every_address(host: str) -> bool:
    """Return whether `host` stands for all addresses of this computer."""
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def protect(app: Flask) -> None:
    """Let `app` refuse foreign hosts and origins with 403, and send the security headers."""
    app.before_request(_refuse_foreign_host)
    app.before_request(_refuse_foreign_origin)
    app.after_request(_add_headers)


def is_loopback_host(host: str) -> bool:
    """Return whether a request's Host, with or without a port, is this computer to itself."""
    return is_loopback(_hostname(f"//{host}"))


def _refuse_foreign_host() -> None:
    if not current_app.config["REQUIRES_LOG_IN"] and not is_loopback_host(request.host):
        abort(
            403,
            f"the host {request.host!r} is not this computer; open the page as http://localhost",
        )


def _refuse_foreign_origin() -> None:
    """Refuse what another page sends. Programs other than browsers send no Origin and are let in."""
    is_reading = request.method in {"GET", "HEAD"}
    is_socket = request.headers.get("Upgrade", "").lower() == "websocket"
    origin = request.headers.get("Origin")
    if origin is None or (is_reading and not is_socket):
        return
    if origin != f"{request.scheme}://{request.host}":
        abort(403, f"the origin {origin!r} is not this server, {request.scheme}://{request.host}")


def _hostname(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _add_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
