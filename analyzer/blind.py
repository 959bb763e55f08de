"""Cells that a mat could not measure: what lies there is not known, and is not taken for nothing."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from device.frames import FrameBlock

__all__ = ["blind_spans"]


def blind_spans(block: FrameBlock) -> Iterator[tuple[int, NDArray[np.bool_] | None]]:
    """Give the stretches of a block in which the same cells are blind.

    Yields
    ------
    end : int
        Index after the stretch's last frame.
    blind : ndarray of bool, shape (rows * cols,), or None
        The blind cells; None where every cell is measured.
    """
    n, blind = len(block), block.saturated
    if blind is None or not blind.any():
        yield n, None
        return
    cells = blind.reshape(n, -1)
    ends = np.flatnonzero((cells[1:] != cells[:-1]).any(axis=1)) + 1
    for end in (*ends.tolist(), n):
        yield end, cells[end - 1]
