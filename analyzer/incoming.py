"""Frames as they come in: checked, and laid out as the hot loop takes them."""

import numpy as np
from numpy.typing import NDArray

from analyzer.errors import BadFrames, BeltSpeedUnknown
from device.frames import FrameBlock, MatGeometry

__all__ = ["checked_frames", "checked_row_times"]


def checked_frames(
    block: FrameBlock, geometry: MatGeometry, *, last_time_s: float
) -> tuple[NDArray[np.float64], NDArray[np.float32], NDArray[np.float64]]:
    """Return times, cells of shape (n, rows * cols) and belt speeds; `last_time_s` is of the frame before.

    Raises
    ------
    BadFrames
        Frames of another shape than the mat's, or time that does not advance.
    BeltSpeedUnknown
        A frame without a belt speed.
    """
    n, shape = len(block.time_s), (geometry.rows, geometry.cols)
    if block.force_n.shape != (n, *shape):
        raise BadFrames(
            f"force_n must have shape {(n, *shape)} for this mat, got {block.force_n.shape}"
        )
    time_s = np.ascontiguousarray(block.time_s, np.float64)
    if n and not (time_s[0] > last_time_s and np.all(np.diff(time_s) > 0)):
        raise BadFrames(f"time_s must increase from frame to frame (last was {last_time_s} s)")
    belt_speed_m_s = np.ascontiguousarray(block.belt_speed_m_s, np.float64)
    if not np.all(np.isfinite(belt_speed_m_s)):
        raise BeltSpeedUnknown(
            "belt_speed_m_s is not known for every frame: give the belt's speed by hand"
        )
    cells_n = np.ascontiguousarray(block.force_n, np.float32).reshape(n, shape[0] * shape[1])
    return time_s, cells_n, belt_speed_m_s


def checked_row_times(
    block: FrameBlock, geometry: MatGeometry
) -> tuple[NDArray[np.float64] | None, NDArray[np.uint8] | None]:
    """Return when each row was read, and which frames' sums are of those times; None if not known.

    Raises
    ------
    BadFrames
        Of another shape than the mat's rows, or not finite.
    """
    if block.row_time_s is None:
        return None, None
    row_time_s = np.ascontiguousarray(block.row_time_s, np.float64)
    if row_time_s.shape != (len(block), geometry.rows):
        raise BadFrames(
            f"row_time_s must have shape {(len(block), geometry.rows)}, got {row_time_s.shape}"
        )
    if not np.isfinite(row_time_s).all():
        raise BadFrames("row_time_s must be finite: give a row that was not read its frame's time")
    return row_time_s, block.has_spread_sum.astype(np.uint8)
