import numpy as np
from numpy.typing import NDArray

from analyzer._tracks import Tracks

class Halves:
    def __init__(self, tracks: Tracks, borders: NDArray[np.float64]) -> None: ...
    def loads(
        self,
        i: int,
        first: int,
        last: int,
        heel_m: float,
        length_m: float,
        axis_rad: float,
        heel_x_m: float,
    ) -> tuple[list[tuple[float, float]], tuple[float, float]]: ...
