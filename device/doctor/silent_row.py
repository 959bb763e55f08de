"""What it is with a row that never answers: an open trace, or a driver that stays low.

While one row is read all others lie at ground, and what is pressed on them draws current out of the column:
the row that is read shows less. A row whose driver stays low does so too; one that hangs in the air does not,
and what its cells carry from one column to the next even adds to it. So the rows beside it read more than
they should while it is pressed as well: in the roll, the moment of each is drawn towards it, by some
hundredths of a row.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from device.description import TILE_ROWS

__all__ = ["SilentRow", "silent_row_kind"]

SilentRow = Literal["row-open", "row-stuck-low", "row-silent"]

#: How far a neighbour's moment is drawn towards the row, in rows, from where on the row hangs in the air.
DRAWN_ROWS = 0.011
#: The verdict must stand clear of that border by so many standard errors.
CLEAR = 2.0
LEAST_ROLLS = 3
#: A roll, and a row's part in it, counts from so many codes on; less than this is noise.
ROLLING_CODES, NOISE_CODES = 20.0, 4.0
#: At the mat's ends the patch hangs over the edge, which draws the moments as well.
END_ROWS = 2
#: Rows so far away tell the pace of the roll: the pressed patch does not reach from there.
NEAREST_PACE, FARTHEST_PACE = 3, 7


def silent_row_kind(codes: NDArray[np.float64], row: int) -> SilentRow:
    """Return what is wrong with a silent row; `"row-silent"` where that cannot be told.

    Parameters
    ----------
    codes : ndarray of float64, shape (n, rows, cols)
        What each cell read while the mat was rolled over at a steady pace.
    row : int
        The row that never answered.
    """
    if not END_ROWS <= row < codes.shape[1] - END_ROWS:
        return "row-silent"
    drawn = drawn_rows(codes, row)
    if len(drawn) < LEAST_ROLLS:
        return "row-silent"
    mean, error = float(drawn.mean()), float(drawn.std(ddof=1) / np.sqrt(len(drawn)))
    if mean - CLEAR * error > DRAWN_ROWS:
        return "row-open"
    return "row-stuck-low" if mean + CLEAR * error < DRAWN_ROWS else "row-silent"


def drawn_rows(codes: NDArray[np.float64], row: int) -> NDArray[np.float64]:
    """Return how far the rows beside a row are drawn towards it in each roll, rows; one value a roll."""
    rows = np.arange(codes.shape[1])
    far = np.abs(rows - row)
    paced = rows[(far >= NEAREST_PACE) & (far <= FARTHEST_PACE)]
    near = rows[(far == 1) & (rows // TILE_ROWS == row // TILE_ROWS)]
    used = np.concatenate((near, paced))
    row_codes = np.where(codes >= NOISE_CODES, codes, 0.0)[:, used].sum(axis=2)
    drawn = []
    for begin, end in _rolls(row_codes):
        part = row_codes[begin:end]
        whole = part.sum(axis=0)
        if whole.min() < ROLLING_CODES:
            continue
        moment = (np.arange(len(part))[:, None] * part).sum(axis=0) / whole
        pace, offset = np.polyfit(paced, moment[len(near) :], 1)
        if pace > 0.0:
            away = (moment[: len(near)] - offset) / pace - near
            drawn.append(float(np.mean(away * np.sign(row - near))))
    return np.array(drawn)


def _rolls(row_codes: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return begin and end of each stretch in which the rows are loaded, shape (rolls, 2)."""
    loaded = row_codes.sum(axis=1) > ROLLING_CODES
    edges = np.flatnonzero(np.diff(np.concatenate(([False], loaded, [False])).astype(np.int8)))
    return edges.reshape(-1, 2)
