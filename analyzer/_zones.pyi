import numpy as np
from numpy.typing import NDArray

from analyzer._tracks import Tracks

def loadings(
    tracks: Tracks,
    i: int,
    first: int,
    last: int,
    ends_u_m: NDArray[np.float64],
    level_n: float,
) -> list[tuple[float, float, float, float]]: ...
def impulses_n_s(
    tracks: Tracks,
    i: int,
    heel_m: float,
    length_m: float,
    axis_rad: float,
    heel_x_m: float,
    borders: NDArray[np.float64],
) -> NDArray[np.float64]: ...
