from collections.abc import Sequence

from device._bus import Bus
from device._ring import Ring
from device.description import Tile

class Scanner:
    ring: Ring
    conversions: int
    frames: int
    garbled: int
    failed_tile: int
    failed_errno: int
    def __init__(
        self, buses: Sequence[Bus], tiles: Sequence[Tile], tile_numbers: Sequence[int], ring: Ring
    ) -> None: ...
    def run(self, until_ns: int) -> bool: ...
    def stop(self) -> None: ...
    @property
    def time_ns(self) -> int: ...
