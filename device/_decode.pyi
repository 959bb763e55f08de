from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from device.codes import Codes

class Decoder:
    tiles: int
    def __init__(
        self,
        tile_numbers: Sequence[int],
        *,
        reference_ohm: float,
        driver_ohm: float,
        scale: NDArray[np.float64],
        exponent: NDArray[np.float64],
        tare_siemens: NDArray[np.float64],
    ) -> None: ...
    state: tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]
    @property
    def ahead(self) -> Codes: ...
    def decode(
        self, conversions: Codes, *, last: bool = False
    ) -> tuple[
        NDArray[np.float64],
        NDArray[np.float32],
        NDArray[np.float64],
        NDArray[np.uint8],
        NDArray[np.bool_],
        Codes,
    ]: ...
