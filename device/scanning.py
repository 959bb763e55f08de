"""The scans by name, and the scanner of each bus."""

from collections.abc import Sequence
from typing import Literal, get_args

from device._adaptive import AdaptiveScanner
from device._bus import Bus
from device._ring import Ring
from device._scan import Scanner
from device.description import MatDescription
from device.errors import BadMat

__all__ = ["RING_CONVERSIONS", "Scan", "make_scanners"]

Scan = Literal["adaptive", "raster"]

#: Conversions that one bus may be ahead of its reader: about four seconds.
RING_CONVERSIONS = 1 << 18


def make_scanners(
    description: MatDescription, buses: Sequence[Bus], scan: Scan = "adaptive"
) -> list[Scanner]:
    """Return a scanner with a ring of its own for each bus of a mat.

    Parameters
    ----------
    description : MatDescription
        Which tiles are on which bus, and how they are wired.
    buses : sequence of Bus
        One a tile.
    scan : {"adaptive", "raster"}
        How to scan.

    Raises
    ------
    BadMat
        If there is no such scan.
    """
    if scan not in get_args(Scan):
        raise BadMat(f"scan must be one of {', '.join(get_args(Scan))}, got {scan!r}")
    kind = AdaptiveScanner if scan == "adaptive" else Scanner
    return [
        kind(
            [buses[tile] for tile in tiles],
            [description.tiles[tile] for tile in tiles],
            tiles,
            Ring(RING_CONVERSIONS),
        )
        for tiles in description.buses
    ]
