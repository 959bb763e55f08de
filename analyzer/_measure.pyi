from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyzer._tracks import Tracks

def contact(tracks: Tracks, i: int) -> dict[str, Any]: ...
def gait_line_m(
    tracks: Tracks,
    i: int,
    first: int,
    last: int,
    least_n: float,
    origin_u_m: float,
    origin_x_m: float,
) -> tuple[NDArray[np.float32], int, int, float]: ...
def path_m(
    line_m: NDArray[np.float32], begin: int, end: int, axis_rad: float
) -> tuple[float, float]: ...
def onset_steepness_per_s(
    tracks: Tracks, i: int, first: int, last: int, within_s: float
) -> float: ...
