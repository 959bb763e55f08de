from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyzer._tracks import Tracks

def contact(tracks: Tracks, i: int) -> dict[str, Any]: ...
def zone_onset_s(
    tracks: Tracks,
    i: int,
    first: int,
    last: int,
    front_u_m: float,
    rear_u_m: float,
    threshold_n: float,
) -> float | None: ...
def gait_line_m(tracks: Tracks, i: int, first: int, last: int) -> NDArray[np.float32]: ...
def peak_map_n(
    tracks: Tracks, i: int, front_u_m: float, rear_u_m: float
) -> tuple[NDArray[np.float32], float]: ...
def zone_middles_m(
    tracks: Tracks,
    i: int,
    heel_u_m: float,
    length_m: float,
    borders: NDArray[np.float64],
) -> NDArray[np.float64]: ...
