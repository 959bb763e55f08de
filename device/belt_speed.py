"""Belt speeds as frames carry them: rounded to what a recording keeps."""

import numpy as np
from numpy.typing import NDArray

from device.code_packing import SPEED_COUNTS_PER_M_S

__all__ = ["rounded_speed_m_s"]


def rounded_speed_m_s(speed_m_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return speeds rounded to a micrometre per second (2**-20 m/s); NaN stays.

    Far below what any tachometer tells apart, and what makes a recorded speed take bits instead of bytes:
    what is analysed is what is recorded.
    """
    counts: NDArray[np.float64] = np.rint(speed_m_s * SPEED_COUNTS_PER_M_S)
    return counts / SPEED_COUNTS_PER_M_S
