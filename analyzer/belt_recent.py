"""Whether a tachometer has begun to slip, from the prints of feet that are still down.

In walking some foot is always down: ten times a second the prints of the last 0.4 s are held against
the speed that the frames carried meanwhile. Feet are laid on the belt by the way that the tachometer
counted, so that a belt that changes its speed, or dips within a stance, blurs nothing.

A slipping roller counts too little, so that only prints that are too fast are asked about. Prints of
a part of a stance may be too slow by as much: a heel that lands and toes that push off are not quite
at rest on the belt.
"""

from collections import deque

import numpy as np
from numpy.typing import NDArray

from analyzer.belt_estimate import (
    ALIKE_FRACTION,
    TOLERATED_FRACTION,
    TOLERATED_M_S,
    BeltDisagreement,
)
from analyzer.belt_focus import lay_out, sharpest_speed_m_s, sharpness_at
from device.frames import FrameBlock, MatGeometry

__all__ = ["RecentPrints"]

WINDOW_S = 0.4
JUDGE_S = 0.1
#: Of the window's frames so many must show whole feet, and so much of its time.
LOADED_FRACTION = 0.85
#: So many judgements, within so long, must contradict the tachometer, and alike: of a great difference
#: within this part of it.
CONTRARY = 3
CONTRARY_S = 0.5
ALIKE_SHARE = 0.3
#: Below this speed the tachometer is not judged.
SLOWEST_M_S = 0.25
#: A tachometer is late, so that it reads low while the belt speeds up: then nothing is said.
FASTER_FRACTION = 0.01
#: The search is worth its time where prints are sharper at a speed so much higher than at the tachometer's,
#: or where they are less sharp there than two feet's ever are. Below the least they show something else.
LOOK_FRACTION = 1.5 * TOLERATED_FRACTION
BLURRED, LEAST_SHARPNESS = 0.4, 0.35
#: A warning stays for so long after its last evidence.
STAY_S = 2.0


class RecentPrints:
    """Follows the frames that tell a belt's speed; the same whatever the size of the blocks.

    Parameters
    ----------
    geometry : MatGeometry
        The mat's cells, as `BeltSpeedEstimator` takes them.
    """

    def __init__(self, geometry: MatGeometry) -> None:
        self._geometry = geometry
        self._frames: FrameBlock | None = None
        self._loaded = np.zeros(0, np.bool_)
        self._tenth = -np.inf
        # When, the prints' speed and the tachometer's, of the last judgements.
        self._judged: deque[tuple[float, float, float]] = deque(maxlen=CONTRARY)
        self._found: BeltDisagreement | None = None

    def take(self, frames: FrameBlock, loaded: NDArray[np.bool_]) -> None:
        """Take what `FrameSieve.take` returned."""
        if len(frames) == 0:
            return
        kept = 0
        if self._frames is None:
            self._frames, self._loaded = frames, loaded
        else:
            kept = len(self._frames)
            self._frames = _joined(self._frames, frames)
            self._loaded = np.concatenate([self._loaded, loaded])
        tenths = np.floor(frames.time_s / JUDGE_S)
        for end in np.flatnonzero(np.diff(tenths, prepend=self._tenth) > 0).tolist():
            self._judge(kept + end)
        self._tenth = float(tenths[-1])
        time_s = self._frames.time_s
        first = int(np.searchsorted(time_s, time_s[-1] - WINDOW_S - JUDGE_S))
        self._frames, self._loaded = self._frames[first:], self._loaded[first:]

    def disagreement(self, now_s: float) -> BeltDisagreement | None:
        """Return how the prints have just contradicted the tachometer, None if they have not."""
        found = self._found
        return found if found is not None and now_s - found.end_s <= STAY_S else None

    def _judge(self, end: int) -> None:
        """Hold the window that ends before a frame against the tachometer."""
        assert self._frames is not None
        time_s = self._frames.time_s
        first = int(np.searchsorted(time_s, time_s[end] - WINDOW_S))
        judged = self._judgement(self._frames[first:end], self._loaded[first:end])
        if judged is None:
            return
        print_m_s, told_m_s = judged
        if print_m_s - told_m_s <= max(TOLERATED_FRACTION * told_m_s, TOLERATED_M_S):
            self._judged.clear()
            return
        self._judged.append((float(time_s[end - 1]), print_m_s, told_m_s))
        self._conclude(float(time_s[first]))

    def _conclude(self, start_s: float) -> None:
        when_s, prints_m_s, told_m_s = np.array(self._judged).T
        apart = prints_m_s / told_m_s
        if (
            len(when_s) == CONTRARY
            and when_s[-1] - when_s[0] <= CONTRARY_S
            and np.ptp(apart) <= max(ALIKE_FRACTION, ALIKE_SHARE * (apart.mean() - 1.0))
        ):
            # The last: the first windows may hold the moment at which it began.
            self._found = BeltDisagreement(
                float(prints_m_s[-1]), float(told_m_s[-1]), start_s, float(when_s[-1])
            )

    def _judgement(
        self, frames: FrameBlock, loaded: NDArray[np.bool_]
    ) -> tuple[float, float] | None:
        """Return the prints' and the tachometer's mean speed over a window; None where they tell nothing."""
        if len(frames) == 0 or loaded.mean() < LOADED_FRACTION:
            return None
        frames = frames[loaded]
        time_s, told_m_s = frames.time_s, frames.belt_speed_m_s
        mean_m_s = float(told_m_s.mean())
        if (
            time_s[-1] - time_s[0] < LOADED_FRACTION * WINDOW_S
            or not mean_m_s >= SLOWEST_M_S
            or told_m_s[-1] > (1.0 + FASTER_FRACTION) * mean_m_s
        ):
            return None
        way_m = np.cumsum(0.5 * (told_m_s[1:] + told_m_s[:-1]) * np.diff(time_s))
        window = lay_out(np.append(0.0, way_m) / mean_m_s, frames.force_n, self._geometry)
        told = sharpness_at(window, mean_m_s)
        faster = sharpness_at(window, (1.0 + LOOK_FRACTION) * mean_m_s)
        if faster <= told and told >= BLURRED:
            return mean_m_s, mean_m_s
        print_m_s, sharpness = sharpest_speed_m_s(window)
        return (print_m_s, mean_m_s) if sharpness >= LEAST_SHARPNESS else None


def _joined(first: FrameBlock, then: FrameBlock) -> FrameBlock:
    return FrameBlock(
        np.concatenate([first.time_s, then.time_s]),
        np.concatenate([first.force_n, then.force_n]),
        np.concatenate([first.belt_speed_m_s, then.belt_speed_m_s]),
    )
