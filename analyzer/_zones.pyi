import numpy as np
from numpy.typing import NDArray

from analyzer._tracks import Tracks

def loadings(
    tracks: Tracks,
    i: int,
    first: int,
    last: int,
    heel_u_m: float,
    length_m: float,
    borders: NDArray[np.float64],
    beyond_m: float,
    level_n: float,
) -> list[tuple[float | None, float | None, float, float]]: ...
