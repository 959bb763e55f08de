"""What a proxy says of whom it asks for; believed of the proxies that were named, of nobody else."""

import ipaddress
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

from web.errors import BadAddress

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

__all__ = ["NamedProxies", "check_proxies"]

#: What a proxy is believed, and what nobody is: a proxy that was not told to may pass it on from its client.
_OF_PROXIES = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO")
_OF_NOBODY = (
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PREFIX",
    "HTTP_X_REAL_IP",
)

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class NamedProxies:
    """A WSGI application whose proxies are believed: client's address and scheme.

    Parameters
    ----------
    application : WSGI application
        What answers.
    proxies : collection of str
        Addresses or networks; empty = there is no proxy.
    """

    def __init__(self, application: "WSGIApplication", proxies: Collection[str]) -> None:
        self._application = application
        self._behind = ProxyFix(application, x_for=1, x_proto=1)
        self._networks = check_proxies(proxies)

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer one request."""
        is_proxy = self._is_proxy(environ.get("REMOTE_ADDR", ""))
        for name in _OF_NOBODY if is_proxy else (*_OF_NOBODY, *_OF_PROXIES):
            environ.pop(name, None)
        if is_proxy:
            return self._behind(environ, start_response)
        return self._application(environ, start_response)

    def _is_proxy(self, address: str) -> bool:
        try:
            peer = ipaddress.ip_address(address)
        except ValueError:
            return False
        mapped = getattr(peer, "ipv4_mapped", None)
        return any((mapped or peer) in network for network in self._networks)


def check_proxies(proxies: Collection[str]) -> list[Network]:
    """Return the networks that addresses or networks name, or raise BadAddress."""
    networks = []
    for text in proxies:
        try:
            networks.append(ipaddress.ip_network(text))
        except ValueError as error:
            raise BadAddress(
                f"proxy must be an address such as 127.0.0.1 or a network such as 10.0.0.0/24, got {text!r}"
            ) from error
    return networks
