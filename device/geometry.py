"""Which mats are believable."""

import math

from device.frames import MatGeometry

__all__ = ["MOST_CELLS", "PITCH_RANGE_M", "geometry_fault"]

#: More cells than any pressure mat on the market.
MOST_CELLS = 65536
#: From the finest film sensors to a cell that no longer tells heel from ball.
PITCH_RANGE_M = (0.001, 0.2)


def geometry_fault(geometry: MatGeometry) -> str | None:
    """Return what is wrong with a mat's cells, in one line; None if nothing is."""
    rows, cols = geometry.rows, geometry.cols
    if rows < 1 or cols < 1:
        return f"a mat has at least 1 row and 1 column, got {rows} x {cols}"
    if rows * cols > MOST_CELLS:
        return f"a mat has at most {MOST_CELLS} cells, got {rows} x {cols} = {rows * cols}"
    low_m, high_m = PITCH_RANGE_M
    for name, pitch_m in (
        ("row_pitch_m", geometry.row_pitch_m),
        ("col_pitch_m", geometry.col_pitch_m),
    ):
        if not math.isfinite(pitch_m) or not low_m <= pitch_m <= high_m:
            return f"{name} must be from {low_m:g} to {high_m:g} metres, got {pitch_m:g}"
    return None
