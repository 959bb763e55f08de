"""The pages: live strike map and sessions, served on this computer."""

from web.app import create_app
from web.controls import Controls, OpenPanel
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
    "Controls",
    "Hub",
    "HubClosed",
    "HubFull",
    "NotReady",
    "NotSimulated",
    "OpenPanel",
    "Treadmill",
    "WebError",
    "create_app",
    "serve",
]
