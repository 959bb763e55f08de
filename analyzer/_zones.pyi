import numpy as np
from numpy.typing import NDArray

from analyzer._tracks import Tracks

def loading(
    tracks: Tracks,
    i: int,
    first: int,
    last: int,
    front_u_m: float,
    rear_u_m: float,
    level_n: float,
) -> tuple[float, float, float, float]: ...
def impulses_n_s(
    tracks: Tracks,
    i: int,
    heel_u_m: float,
    length_m: float,
    axis_rad: float,
    heel_x_m: float,
    borders: NDArray[np.float64],
) -> NDArray[np.float64]: ...
