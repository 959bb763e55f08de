import numpy as np
from numpy.typing import NDArray

class Support:
    @property
    def full(self) -> bool: ...
    def take(self, *, last: bool = ...) -> NDArray[np.float64]: ...
