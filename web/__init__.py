"""The pages: live strike map and sessions, for whoever may see them."""

from web.access import Access
from web.app import create_app
from web.controls import Controls, OpenPanel
from web.errors import (
    AddressInUse,
    BadAddress,
    BadCertificate,
    BadInput,
    BadSecret,
    NoAccount,
    NotReady,
    NotSimulated,
    WebError,
)
from web.hub import Hub, HubClosed, HubFull
from web.live import Live
from web.secret import kept_secret
from web.security import is_loopback
from web.server import serve
from web.throttle import Throttle
from web.tls import Certificate, checked_certificate
from web.treadmill import Treadmill
from web.workshop import Workshop

__all__ = [
    "Access",
    "AddressInUse",
    "BadAddress",
    "BadCertificate",
    "BadInput",
    "BadSecret",
    "Certificate",
    "Controls",
    "Hub",
    "HubClosed",
    "HubFull",
    "Live",
    "NoAccount",
    "NotReady",
    "NotSimulated",
    "OpenPanel",
    "Throttle",
    "Treadmill",
    "WebError",
    "Workshop",
    "checked_certificate",
    "create_app",
    "is_loopback",
    "kept_secret",
    "serve",
]
