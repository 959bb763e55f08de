from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyzer._early import LandingWatch
from analyzer._support import Support
from analyzer._tracks import Tracks

class Loop(Tracks):
    @property
    def frames_seen(self) -> int: ...
    @property
    def support(self) -> Support: ...
    def configure(
        self,
        *,
        threshold_n: float,
        fixed_threshold: bool,
        noise_factor: float,
        hold_s: float,
        max_contact_s: float,
        watch: LandingWatch | None = ...,
    ) -> None: ...
    def run(
        self,
        time_s: NDArray[np.float64],
        cells_n: NDArray[np.float32],
        belt_speed_m_s: NDArray[np.float64],
        start: int,
        row_time_s: NDArray[np.float64] | None = None,
        spread_sum: NDArray[np.uint8] | None = None,
    ) -> int: ...
    def take_told(self) -> list[dict[str, Any]]: ...
    def finish(self) -> list[int]: ...
