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
