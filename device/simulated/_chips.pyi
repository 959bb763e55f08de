import numpy as np
from numpy.typing import NDArray

from device.simulated._network import Network

class TileChips:
    network: Network
    rows: int
    miso: bool
    def __init__(
        self,
        network: Network,
        edge_codes: NDArray[np.float64],
        *,
        noise_codes: float,
        seed: int,
    ) -> None: ...
    def lose_converter(self, *, high: bool) -> None: ...
    def burst(self, noise_codes: float, *, begin_ns: int, end_ns: int) -> None: ...
    def repair(self) -> None: ...
    def set_select(self, high: bool) -> None: ...
    def clock(self, mosi: bool, time_ns: int = 0) -> int: ...
