"""Standing on a belt at rest: how the weight is shared, and how the centre of pressure sways."""

import math
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import cache, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Standing", "StandingFinder"]

LowPass = Callable[[NDArray[np.float64]], NDArray[np.float64]]

#: Samples of the support a second, as the hot loop gathers them.
SAMPLE_HZ = 50.0
#: Samples further apart than this are not of one interval, seconds.
LONGEST_GAP_S = 0.03
#: Standing is judged from this many seconds on; a longer stand is told in parts.
SHORTEST_S, LONGEST_S = 5.0, 60.0
#: Stepping on and off belongs to no standing: left out at the begin and at the end, seconds.
SETTLE_S, LEAVE_S = 1.0, 0.5
#: Who stands bears the whole weight: force that departs from the mean by more than this share is a change.
STEADY_SHARE = 0.2
#: Sway is slower than this; what is faster is noise of the cells.
LOW_PASS_HZ = 5.0
#: 95 % quantile of chi-squared with two degrees of freedom.
CHI2_95 = 5.991


@dataclass(frozen=True, slots=True)
class Standing:
    """One interval of standing. `docs/data.md` defines each field and names its source.

    Parameters
    ----------
    start_s, end_s, duration_s : float
        Without stepping on and off.
    feet : int
        How many were down: 1 or 2.
    force_n : float
        Mean force on the mat.
    left_percent, right_percent : float or None
        Share of each foot in the force; None on one foot.
    sway_path_m : float
        Way of the centre of pressure.
    sway_speed_m_s : float
        `sway_path_m / duration_s`.
    sway_rms_x_m, sway_rms_y_m : float
        Standard deviation of the centre of pressure across and along the deck.
    sway_range_x_m, sway_range_y_m : float
        Greatest less least.
    sway_ellipse_m2 : float
        Area of the ellipse that holds 95 % of the centre of pressure.
    """

    start_s: float
    end_s: float
    duration_s: float
    feet: int
    force_n: float
    left_percent: float | None
    right_percent: float | None
    sway_path_m: float
    sway_speed_m_s: float
    sway_rms_x_m: float
    sway_rms_y_m: float
    sway_range_x_m: float
    sway_range_y_m: float
    sway_ellipse_m2: float

    def to_dict(self) -> dict[str, Any]:
        """Return the measures as plain numbers."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


class StandingFinder:
    """Finds standing in the samples of the support; remembers at most `LONGEST_S` of them."""

    def __init__(self) -> None:
        self._samples: list[NDArray[np.float64]] = []
        self._mean_n = 0.0
        self._found: deque[Standing] = deque(maxlen=1024)
        self._low_pass = _low_pass_filter()

    def add(self, samples: NDArray[np.float64], *, last: bool = False) -> None:
        """Take further samples as `Support.take` returns them; `last`: no more will come."""
        for sample in samples:
            if self._samples and not self._goes_on(sample):
                self._end()
            if sample[0] >= 1:
                self._samples.append(sample)
                self._mean_n += (sample[2] - self._mean_n) / len(self._samples)
            if len(self._samples) >= LONGEST_S * SAMPLE_HZ:
                self._end()
        if last:
            self._end()

    def take(self) -> list[Standing]:
        """Return what was found since this was last called."""
        found = list(self._found)
        self._found.clear()
        return found

    def _goes_on(self, sample: NDArray[np.float64]) -> bool:
        before = self._samples[-1]
        return bool(
            sample[0] == before[0]
            and sample[1] - before[1] <= LONGEST_GAP_S
            and abs(sample[2] - self._mean_n) <= STEADY_SHARE * self._mean_n
        )

    def _end(self) -> None:
        standing = _standing(self._samples, self._low_pass)
        if standing is not None:
            self._found.append(standing)
        self._samples, self._mean_n = [], 0.0


@cache
def _low_pass_filter() -> LowPass:
    """Return a low-pass filter without delay (Butterworth, forth and back).

    Its library takes most of a second to import: who only asks for help need not wait for it, and who
    analyses has it before the first frame.
    """
    from scipy import signal

    sections = signal.butter(2, LOW_PASS_HZ, fs=SAMPLE_HZ, output="sos")
    return partial(signal.sosfiltfilt, sections, axis=0)


def _standing(samples: Sequence[NDArray[np.float64]], low_pass: LowPass) -> Standing | None:
    """Return the measures of samples of one interval; None if it is too short."""
    whole = samples[round(SETTLE_S * SAMPLE_HZ) : len(samples) - round(LEAVE_S * SAMPLE_HZ)]
    if len(whole) < SHORTEST_S * SAMPLE_HZ:
        return None
    feet, time_s, force_n, moment_x, moment_y, left_n = np.array(whole).T
    place_m = low_pass(np.column_stack([moment_x, moment_y]) / force_n[:, None])
    path_m = float(np.hypot(*np.diff(place_m, axis=0).T).sum())
    duration_s = float(time_s[-1] - time_s[0])
    spread_m = place_m.std(axis=0)
    ranges_m = np.ptp(place_m, axis=0)
    spread_m4 = float(np.linalg.det(np.cov(place_m.T)))
    left_percent = 100.0 * float(left_n.sum() / force_n.sum()) if feet[0] == 2 else None
    return Standing(
        start_s=float(time_s[0]),
        end_s=float(time_s[-1]),
        duration_s=duration_s,
        feet=int(feet[0]),
        force_n=float(force_n.mean()),
        left_percent=left_percent,
        right_percent=None if left_percent is None else 100.0 - left_percent,
        sway_path_m=path_m,
        sway_speed_m_s=path_m / duration_s,
        sway_rms_x_m=float(spread_m[0]),
        sway_rms_y_m=float(spread_m[1]),
        sway_range_x_m=float(ranges_m[0]),
        sway_range_y_m=float(ranges_m[1]),
        sway_ellipse_m2=math.pi * CHI2_95 * math.sqrt(max(spread_m4, 0.0)),
    )
