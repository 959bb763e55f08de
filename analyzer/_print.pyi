import numpy as np
from numpy.typing import NDArray

from analyzer._tracks import Tracks

def ends_m(
    tracks: Tracks, i: int, first: int, last: int, stray_fraction: float = ...
) -> tuple[float, float]: ...
def along_axis_m(
    tracks: Tracks,
    i: int,
    axis_rad: float,
    heel_x_m: float,
    landing_u_m: float,
    landing_x_m: float,
) -> tuple[float, float, float]: ...
def maps(
    tracks: Tracks, i: int, front_u_m: float, rear_u_m: float, area_fraction: float
) -> tuple[NDArray[np.float32], float, int, int, int]: ...
def loaded_length_m(tracks: Tracks, i: int, least_n: float) -> float: ...
