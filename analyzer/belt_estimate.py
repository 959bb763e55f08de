"""What windows of frames say of the belt's speed together, and whether the tachometer says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer.errors import BadSetting

__all__ = [
    "BeltDisagreement",
    "BeltEstimate",
    "PrintSpeed",
    "combined",
    "cross_check",
    "sudden_check",
]

FEWEST_WINDOWS = 3
#: Windows that speak together for one moment.
LOCAL_WINDOWS = 5
#: Error that more windows do not take away, as a part of the speed, and error of one window, metres over
#: its duration: what was seen where the speed is known (`docs/data.md`).
COMMON_ERROR = 0.005
WINDOW_ERROR_M = 0.003
#: A belt whose local speed leaves its median by more than this part, and not for a moment, is not steady.
STEADY_FRACTION = 0.02
TOLERATED_FRACTION = 0.03
#: The least difference that is reported, for a belt at rest, metres per second.
TOLERATED_M_S = 0.02
#: Two windows that contradict the tachometer alike, within this part of its speed, are not two odd steps.
ALIKE_FRACTION = 0.02


@dataclass(frozen=True, slots=True)
class PrintSpeed:
    """What the prints of one window say.

    Parameters
    ----------
    start_s, end_s : float
        First and last frame of the window, seconds on the mat's clock.
    speed_m_s : float
        Belt speed at which the prints are sharpest, metres per second, 0 to 9.
    sharpness : float
        0 to 1: part of the frames' energy that one print at rest on the belt explains.
    tachometer_m_s : float
        Mean speed that the frames themselves carried; NaN where one of them carried none.
    """

    start_s: float
    end_s: float
    speed_m_s: float
    sharpness: float
    tachometer_m_s: float

    @property
    def duration_s(self) -> float:
        """From the first to the last frame, seconds."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class BeltEstimate:
    """The belt's speed as the prints tell it.

    Parameters
    ----------
    speed_m_s : float or None
        Median over the windows, weighted by their duration; None with fewer than three windows.
    uncertainty_m_s : float or None
        One standard deviation of `speed_m_s`, metres per second.
    steady : bool
        Whether one speed describes all windows: the local speed is nowhere more than 2 % from it for
        five windows on end. False also when there is no speed.
    windows : tuple of PrintSpeed
        In the order of time.
    """

    speed_m_s: float | None
    uncertainty_m_s: float | None
    steady: bool
    windows: tuple[PrintSpeed, ...]

    def speed_at(self, time_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the belt speed at each time, for a belt that changes its speed.

        Medians over five windows, joined by straight lines and held beyond the ends: a change may show
        up to a step early. NaN everywhere when `speed_m_s` is None.
        """
        if self.speed_m_s is None:
            return np.full(len(time_s), np.nan)
        middle_s = np.array([0.5 * (window.start_s + window.end_s) for window in self.windows])
        speed_m_s: NDArray[np.float64] = np.interp(
            time_s, middle_s, _local_median(self.windows, _speeds_m_s(self.windows))
        )
        return speed_m_s


@dataclass(frozen=True, slots=True)
class BeltDisagreement:
    """Prints and tachometer more than 3 % apart; as a string, the line to show.

    Parameters
    ----------
    print_m_s, tachometer_m_s : float
        Median of each over the windows where they differ, metres per second.
    start_s, end_s : float
        From the first to the last such window, seconds on the mat's clock.
    """

    print_m_s: float
    tachometer_m_s: float
    start_s: float
    end_s: float

    def __str__(self) -> str:
        return (
            f"belt speed from {self.start_s:.1f} s to {self.end_s:.1f} s: the prints say "
            f"{self.print_m_s:.3f} m/s, the tachometer {self.tachometer_m_s:.3f} m/s, more than "
            f"{100 * TOLERATED_FRACTION:g} % apart: check the tachometer and the mat's row pitch"
        )


def combined(windows: Sequence[PrintSpeed]) -> BeltEstimate:
    """Return what the windows say together."""
    if len(windows) < FEWEST_WINDOWS:
        return BeltEstimate(None, None, False, tuple(windows))
    speeds_m_s = _speeds_m_s(windows)
    durations_s = np.array([window.duration_s for window in windows])
    local_m_s = _local_median(windows, speeds_m_s)
    speed_m_s = _weighted_median(speeds_m_s, durations_s)
    # 1.4826 makes a standard deviation of the median deviation, 1.2533 a median's error of a mean's.
    scatter_m_s = max(
        1.4826 * float(np.median(np.abs(speeds_m_s - local_m_s))),
        WINDOW_ERROR_M / float(np.median(durations_s)),
    )
    error_m_s = 1.2533 * scatter_m_s / np.sqrt(len(windows))
    unsteady = _lasting(
        np.abs(local_m_s - speed_m_s) > max(STEADY_FRACTION * speed_m_s, TOLERATED_M_S)
    )
    return BeltEstimate(
        speed_m_s=speed_m_s,
        uncertainty_m_s=float(np.hypot(error_m_s, COMMON_ERROR * speed_m_s)),
        steady=not len(unsteady),
        windows=tuple(windows),
    )


def cross_check(
    estimate: BeltEstimate, tachometer_m_s: float | None = None
) -> BeltDisagreement | None:
    """Return where prints and tachometer are more than 3 % apart; None where they agree or one is missing.

    Medians over five windows are compared, and have to differ for five windows on end: an odd step raises
    no alarm, a tachometer that fails halfway does. Differences up to 0.02 m/s pass on any belt.

    Parameters
    ----------
    estimate : BeltEstimate
    tachometer_m_s : float or None
        The belt's speed from elsewhere, at least 0; None: what the frames carried.

    Raises
    ------
    BadSetting
        If the speed from elsewhere is not a number of at least 0.
    """
    if tachometer_m_s is not None and not 0.0 <= tachometer_m_s < np.inf:
        raise BadSetting(f"tachometer_m_s must be a number of at least 0, got {tachometer_m_s!r}")
    if estimate.speed_m_s is None:
        return None
    prints_m_s = _local_median(estimate.windows, _speeds_m_s(estimate.windows))
    if tachometer_m_s is None:
        other_m_s = _local_median(
            estimate.windows, np.array([window.tachometer_m_s for window in estimate.windows])
        )
    else:
        other_m_s = np.full(len(prints_m_s), float(tachometer_m_s))
    tolerated_m_s = np.maximum(TOLERATED_FRACTION * other_m_s, TOLERATED_M_S)
    apart = _lasting(np.abs(prints_m_s - other_m_s) > tolerated_m_s)
    if not len(apart):
        return None
    return BeltDisagreement(
        float(np.median(prints_m_s[apart])), float(np.median(other_m_s[apart])),
        estimate.windows[apart[0]].start_s, estimate.windows[apart[-1]].end_s,
    )  # fmt: skip


def sudden_check(estimate: BeltEstimate) -> BeltDisagreement | None:
    """Return whether the last two windows both, and alike, contradict what the frames carried; None if not.

    For live use: it tells a tachometer that begins to fail after two contacts, where `cross_check` takes
    five, and says nothing of one that disagrees now and then.

    Parameters
    ----------
    estimate : BeltEstimate
    """
    last = estimate.windows[-2:]
    if len(last) < 2:
        return None
    apart_m_s = [window.speed_m_s - window.tachometer_m_s for window in last]
    other_m_s = float(np.mean([window.tachometer_m_s for window in last]))
    tolerated_m_s = max(TOLERATED_FRACTION * other_m_s, TOLERATED_M_S)
    alike = abs(apart_m_s[1] - apart_m_s[0]) <= max(ALIKE_FRACTION * other_m_s, TOLERATED_M_S)
    # NaN, where the tachometer said nothing, is not apart.
    if not (alike and all(abs(one) > tolerated_m_s for one in apart_m_s)):
        return None
    return BeltDisagreement(
        float(np.mean([window.speed_m_s for window in last])), other_m_s, last[0].start_s, last[1].end_s
    )  # fmt: skip


def _speeds_m_s(windows: Sequence[PrintSpeed]) -> NDArray[np.float64]:
    return np.array([window.speed_m_s for window in windows])


def _local_median(
    windows: Sequence[PrintSpeed], values: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the weighted median of each value and its neighbours, two on either side where there are."""
    reach = LOCAL_WINDOWS // 2
    weights = np.array([window.duration_s for window in windows])
    near = [slice(max(0, i - reach), i + reach + 1) for i in range(len(values))]
    return np.array([_weighted_median(values[span], weights[span]) for span in near])


def _lasting(flags: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return where five flags on end are set, or all of them where there are fewer."""
    turns = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]])))
    least = min(LOCAL_WINDOWS, len(flags))
    runs = [
        np.arange(start, end)
        for start, end in zip(turns[::2], turns[1::2], strict=True)
        if end - start >= least
    ]
    return np.concatenate(runs) if runs else np.empty(0, np.intp)


def _weighted_median(values: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    """Return the value that half of the weight lies below; NaN if any value is."""
    order = np.argsort(values)
    below = np.cumsum(weights[order])
    if np.isnan(values[order[-1]]):
        return float("nan")
    return float(values[order[np.searchsorted(below, 0.5 * below[-1])]])
