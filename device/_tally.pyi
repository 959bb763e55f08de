from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from device.codes import Codes

class Tally:
    tiles: int
    equal_rows_m: NDArray[np.float64]
    more_codes: NDArray[np.float64]
    equal_cols_m: NDArray[np.float64]
    unanswered_m: NDArray[np.float64]
    passed_m: NDArray[np.float64]
    exposed_ns: NDArray[np.int64]
    answered_ns: NDArray[np.int64]
    saturated_ns: NDArray[np.int64]
    passes: NDArray[np.int32]
    short_row: NDArray[np.int32]
    def __init__(self, tile_numbers: Sequence[int], row_pitch_m: float) -> None: ...
    def take(
        self, conversions: Codes, belt_speed_m_s: NDArray[np.float64]
    ) -> NDArray[np.uint8]: ...
    def fade(self) -> None: ...
