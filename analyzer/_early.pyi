import numpy as np
from numpy.typing import NDArray

class LandingWatch:
    def __init__(
        self,
        borders: NDArray[np.float64],
        *,
        beyond_m: float,
        zone_fraction: float,
        edge_fraction: float,
        least_peak_factor: float,
        longest_flight_s: float,
    ) -> None: ...
    def expect(self, *, length_m: float, usual_peak_n: float, last_off_s: float) -> None: ...
