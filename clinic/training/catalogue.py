"""The protocols that come with Strikemat, each a TOML file."""

import tomllib
from functools import cache
from pathlib import Path

from clinic.errors import BadProtocol
from clinic.training.protocol import TrainingProtocol

__all__ = ["protocol_named", "protocols"]

_FOLDER = Path(__file__).parent / "protocols"
#: As the pages list them.
_ORDER = ("two-minute", "retraining", "free", "drill")


@cache
def protocols() -> dict[str, TrainingProtocol]:
    """Return all protocols by name."""
    return {name: _read(_FOLDER / f"{name}.toml") for name in _ORDER}


def protocol_named(name: str) -> TrainingProtocol:
    """Return a protocol by its name, or raise BadProtocol."""
    found = protocols().get(name)
    if found is None:
        raise BadProtocol(f"protocol must be one of {', '.join(protocols())}, got {name!r}")
    return found


def _read(path: Path) -> TrainingProtocol:
    return TrainingProtocol.from_mapping(tomllib.loads(path.read_text("utf-8")))
