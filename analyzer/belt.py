"""The belt's speed, read from the prints themselves.

Loaded frames are gathered into *windows*: one contact of a run, or 0.8 s of a walk or of standing, where
some foot is always down. Each window tells one speed (`analyzer.belt_focus`); their weighted median is the
estimate. Two feet down at once need not be told apart: one belt carries both.
"""

from collections.abc import Iterable

import numpy as np

from analyzer.belt_estimate import (
    BeltDisagreement,
    BeltEstimate,
    PrintSpeed,
    combined,
    cross_check,
)
from analyzer.belt_focus import lay_out, sharpest_speed_m_s
from analyzer.belt_frames import FrameSieve
from analyzer.belt_recent import RecentPrints
from device.frames import FrameBlock, MatGeometry

__all__ = [
    "BeltDisagreement",
    "BeltEstimate",
    "BeltSpeedEstimator",
    "PrintSpeed",
    "cross_check",
    "estimate_belt_speed",
]

#: Frames that are worked on at a time: bounds the memory, and stays in the cache, whatever the block.
MOST_FRAMES = 512
WINDOW_S = 0.8
SHORTEST_WINDOW_S = 0.1
FEWEST_FRAMES = 6
#: A window whose prints are blurred more than this at any speed shows something else than feet.
LEAST_SHARPNESS = 0.25
#: As many of the latest windows as a running estimate looks back on.
RECENT_WINDOWS = 12


class BeltSpeedEstimator:
    """Estimates the belt speed from a stream of frames, the same whatever the size of the blocks.

    Memory is one window of frames and five numbers a window: a few megabytes for two hours.

    Parameters
    ----------
    geometry : MatGeometry
        The mat's cells: at least 8 rows, at most 0.04 m apart.
    threshold_n : float
        A frame is loaded when the cells above their noise carry this much together, newtons, above 0.
    recent : RecentPrints, optional
        What is told of the same frames as they come.

    Raises
    ------
    BadSetting
        If the mat's rows are too few or too wide, or the threshold is out of bounds.
    """

    def __init__(
        self,
        geometry: MatGeometry,
        *,
        threshold_n: float = 20.0,
        recent: RecentPrints | None = None,
    ) -> None:
        self.geometry = geometry
        self._recent = recent
        self._sieve = FrameSieve(geometry, threshold_n=threshold_n)
        self._open: list[FrameBlock] = []
        self._windows: list[PrintSpeed] = []
        self._present = combined(())

    def feed(self, block: FrameBlock) -> BeltEstimate:
        """Take the next frames; return the present estimate, from the last 12 windows.

        Raises
        ------
        BadFrames
            Frames of another shape than the mat's, or time that does not advance.
        """
        windows_before = len(self._windows)
        for start in range(0, max(1, len(block)), MOST_FRAMES):
            self._take(block[start : start + MOST_FRAMES])
        if len(self._windows) != windows_before:
            self._present = combined(self._windows[-RECENT_WINDOWS:])
        return self._present

    def finish(self) -> BeltEstimate:
        """End the stream; return the estimate from all windows."""
        self._close()
        return combined(self._windows)

    def _take(self, block: FrameBlock) -> None:
        """Gather the loaded frames; close the open window where a foot is missing or cut."""
        frames, loaded = self._sieve.take(block)
        if self._recent is not None:
            self._recent.take(frames, loaded)
        borders = np.flatnonzero(np.diff(loaded)) + 1
        for start, end in zip([0, *borders], [*borders, len(frames)], strict=True):
            if start < end and loaded[start]:
                self._gather(frames[start:end])
            elif start < end:
                self._close()

    def _gather(self, frames: FrameBlock) -> None:
        """Add loaded frames to the open window; close it as often as it is full."""
        while len(frames):
            start_s = (self._open[0] if self._open else frames).time_s[0]
            room = int(np.searchsorted(frames.time_s, start_s + WINDOW_S))
            if room:
                self._open.append(frames[:room])
            if room < len(frames):
                self._close()
            frames = frames[room:]

    def _close(self) -> None:
        """Measure the open window, unless it is too short to tell."""
        pieces, self._open = self._open, []
        if not pieces:
            return
        time_s = np.concatenate([piece.time_s for piece in pieces])
        if len(time_s) < FEWEST_FRAMES or time_s[-1] - time_s[0] < SHORTEST_WINDOW_S:
            return
        force_n = np.concatenate([piece.force_n for piece in pieces])
        tachometer_m_s = np.concatenate([piece.belt_speed_m_s for piece in pieces]).mean()
        speed_m_s, sharpness = sharpest_speed_m_s(lay_out(time_s, force_n, self.geometry))
        if sharpness >= LEAST_SHARPNESS:
            self._windows.append(
                PrintSpeed(
                    float(time_s[0]), float(time_s[-1]), speed_m_s, sharpness, float(tachometer_m_s)
                )
            )


def estimate_belt_speed(
    frames: FrameBlock | Iterable[FrameBlock], geometry: MatGeometry, *, threshold_n: float = 20.0
) -> BeltEstimate:
    """Return the belt speed that the prints of a whole recording tell.

    Parameters
    ----------
    frames : FrameBlock, or blocks one after the other
        Blocks of a few thousand frames keep the memory small. What they say of the belt's speed is not
        used, only kept for `cross_check`.
    geometry : MatGeometry
        The mat's cells: at least 8 rows, at most 0.04 m apart.
    threshold_n : float
        A frame is loaded when the cells above their noise carry this much together, newtons, above 0.

    Raises
    ------
    BadFrames
        Frames of another shape than the mat's, or time that does not advance.
    BadSetting
        If the mat's rows are too few or too wide, or the threshold is out of bounds.
    """
    estimator = BeltSpeedEstimator(geometry, threshold_n=threshold_n)
    for block in [frames] if isinstance(frames, FrameBlock) else frames:
        estimator.feed(block)
    return estimator.finish()
