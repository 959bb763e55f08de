"""The pages: live strike map and sessions, served on this computer."""

from web.app import create_app
from web.errors import (
    AddressInUse,
    BadAddress,
    BadInput,
    NotReady,
    NotSimulated,
    WebError,
)
from web.hub import Hub, HubClosed, HubFull
from web.server import serve
from web.treadmill import Treadmill

__all__ = [
    "AddressInUse",
    "BadAddress",
    "BadInput",
    "Hub",
    "HubClosed",
    "HubFull",
    "NotReady",
    "NotSimulated",
    "Treadmill",
    "WebError",
    "create_app",
    "serve",
]
