import numpy as np
from numpy.typing import NDArray

from analyzer._tracks import Tracks

def ends_m(tracks: Tracks, i: int, first: int, last: int) -> tuple[float, float]: ...
def along_axis_m(
    tracks: Tracks,
    i: int,
    axis_rad: float,
    heel_x_m: float,
    landing_u_m: float,
    landing_x_m: float,
) -> tuple[float, float, float]: ...
def peak_map_n(
    tracks: Tracks, i: int, front_u_m: float, rear_u_m: float
) -> tuple[NDArray[np.float32], float, int]: ...
def zone_middles_m(
    tracks: Tracks,
    i: int,
    heel_u_m: float,
    length_m: float,
    borders: NDArray[np.float64],
) -> NDArray[np.float64]: ...
