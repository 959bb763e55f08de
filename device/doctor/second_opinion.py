"""The second opinion: the same inputs through Adafruit's driver, which shares no code with the fast path."""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from device._bus import Bus
from device.codes import ALL_ROWS
from device.description import TILE_COLS, MatDescription
from device.doctor.kinds import Finding, finding
from device.doctor.places import tile_name
from device.errors import BusFailed

__all__ = ["OpenConverter", "SlowConverter", "check_paths", "compare_paths"]

#: Readings of each input by each path; the noise of their means is below 0.2 codes.
READINGS = 12
#: Means further apart than this are not noise.
MOST_APART_CODES = 2.0


class SlowConverter(Protocol):
    """A converter through Adafruit's driver."""

    def read_code(self, rows: int, channel: int) -> int:
        """Return the code of an input, 0 to 1023, while the row drivers hold `rows`."""

    def close(self) -> None:
        """Let go of it."""


OpenConverter = Callable[[int], SlowConverter]


def compare_paths(buses: Sequence[Bus], open_converter: OpenConverter) -> NDArray[np.float64]:
    """Return what the inputs read by the fast and by the slow path, shape (tiles, 8, 2); NaN = refused.

    Every row is driven. The two paths take turns, so that both see the same mat.

    Parameters
    ----------
    buses : sequence of Bus
        The fast path, one a tile.
    open_converter : callable
        Opens a tile's converter for the slow path.
    """
    means = np.empty((len(buses), TILE_COLS, 2))
    for tile, bus in enumerate(buses):
        slow = open_converter(tile)
        try:
            for channel in range(TILE_COLS):
                codes = [_both(bus, slow, channel) for _ in range(READINGS)]
                means[tile, channel] = np.mean(codes, axis=0)
        finally:
            slow.close()
    return means


def check_paths(description: MatDescription, means: NDArray[np.float64]) -> list[Finding]:
    """Return the tiles on which the paths disagree."""
    found = []
    for tile, described in enumerate(description.tiles):
        fast, slow = means[tile, :, 0], means[tile, :, 1]
        apart = np.abs(fast - slow)
        if not np.any(apart > MOST_APART_CODES):
            continue
        channel = int(np.nanargmax(apart))
        name = tile_name(tile, described.spi_device)
        text = (
            f"{name}: input {channel} reads {fast[channel]:.1f} by the fast path and {slow[channel]:.1f} "
            "by Adafruit's"
        )
        found.append(finding("paths-disagree", name, text))
    return found


def _both(bus: Bus, slow: SlowConverter, channel: int) -> tuple[float, float]:
    try:
        # The first only puts the pattern in force: the slow path has left another.
        bus.read_code(ALL_ROWS, channel)
        fast = float(bus.read_code(ALL_ROWS, channel))
    except BusFailed:
        fast = float("nan")
    return fast, float(slow.read_code(ALL_ROWS, channel))
