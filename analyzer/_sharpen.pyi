import numpy as np
from numpy.typing import NDArray

from analyzer._tracks import Tracks

def sharpened(
    reading: NDArray[np.float32], aperture_bins: float, rounds: int, summed: bool
) -> NDArray[np.float32]: ...

class ImpulseSharpener:
    def __init__(self, tracks: Tracks, rounds: int) -> None: ...
    def sharpen(self, i: int, first_bin: int, bins: int, first_col: int, cols: int) -> None: ...
