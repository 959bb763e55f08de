import numpy as np
from numpy.typing import NDArray

from analyzer._noise import CellNoise

class Tracks:
    @property
    def noise(self) -> CellNoise: ...
    @property
    def rows(self) -> int: ...
    @property
    def cols(self) -> int: ...
    @property
    def row_pitch_m(self) -> float: ...
    @property
    def col_pitch_m(self) -> float: ...
    @property
    def bin_m(self) -> float: ...
    def __init__(
        self,
        rows: int,
        cols: int,
        row_pitch_m: float,
        col_pitch_m: float,
        *,
        foot_span_m: float,
        foot_width_m: float,
        bin_m: float,
        max_frames: int,
        noise: CellNoise,
    ) -> None: ...
    def contact_s(self, i: int) -> float: ...
    def set_blind(self, cells: NDArray[np.bool_] | None) -> None: ...
    def free(self, i: int) -> None: ...
