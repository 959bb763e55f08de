from typing import Any

import numpy as np
from numpy.typing import NDArray

class Ring:
    lost_frames: int
    def __init__(self, size: int) -> None: ...
    def drain(self) -> NDArray[np.void | Any]: ...
