from collections.abc import Sequence

from device._bus import Bus
from device.simulated._chips import TileChips

class SimulatedSpi:
    time_ns: int
    transfers: int
    def __init__(
        self,
        chips: Sequence[TileChips],
        *,
        before_ns: int,
        after_ns: int,
        bit_ns: int,
        idle_bits: int,
        jitter_ns: float,
        delay_share: float,
        delay_ns: float,
        seed: int,
    ) -> None: ...
    def idle(self, until_ns: int) -> None: ...

class SimulatedBus(Bus):
    def __init__(self, spi: SimulatedSpi, select: int, path: str) -> None: ...
    def exchange_bytes(self, sent: bytes) -> bytes: ...
