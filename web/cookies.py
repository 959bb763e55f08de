"""The cookie that holds a log-in: signed, out of reach of scripts, bound to TLS where there is TLS."""

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface

__all__ = ["SignedCookie"]


class SignedCookie(SecureCookieSessionInterface):
    """Flask's signed cookie; over TLS it is `Secure`, and its name ties it to this host alone."""

    def get_cookie_name(self, app: Flask) -> str:
        """Return the name; browsers take `__Host-` only from a secure origin, for that very host."""
        return "__Host-strikemat" if request.is_secure else "strikemat"

    def get_cookie_secure(self, app: Flask) -> bool:
        """Return whether browsers may send it over TLS only."""
        return request.is_secure

    def get_cookie_httponly(self, app: Flask) -> bool:
        """Return True: no script reads it."""
        return True

    def get_cookie_samesite(self, app: Flask) -> str:
        """Return "Lax": another site's forms, pictures and scripts are sent without it, its links with it."""
        return "Lax"
