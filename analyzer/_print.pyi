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
def impulse_scan(
    tracks: Tracks, i: int, origin_u_m: float, bins: int, first_col: int, cols: int
) -> NDArray[np.float32]: ...
def set_impulses_n_s(
    tracks: Tracks, i: int, origin_u_m: float, first_col: int, impulse_n_s: NDArray[np.float64]
) -> None: ...
def loaded_length_m(tracks: Tracks, i: int, least_n: float) -> float: ...
def zone_middles_m(
    tracks: Tracks,
    i: int,
    heel_u_m: float,
    length_m: float,
    borders: NDArray[np.float64],
) -> NDArray[np.float64]: ...
