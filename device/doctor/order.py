"""Whether rows, columns and tiles lie where they are described, by the order of a roll."""

import numpy as np
from numpy.typing import NDArray

from device.description import TILE_COLS, TILE_ROWS, MatDescription
from device.doctor.kinds import Finding, finding
from device.doctor.places import column_cells, row_cells, row_name, tile_cells

__all__ = ["check_order"]

#: A frame is of a roll, and a row or column took part in one, from so many codes on in all its cells.
ROLLING_CODES, TOOK_PART_CODES = 20.0, 60.0
#: Less than this is noise, however often.
NOISE_CODES = 4.0
#: Rolls shorter than this many frames are bumps, and those over fewer rows tell no order.
LEAST_FRAMES, LEAST_ROWS = 5, 6


def check_order(description: MatDescription, codes: NDArray[np.float64]) -> list[Finding]:
    """Return what lies elsewhere than described.

    Parameters
    ----------
    description : MatDescription
        What should lie where.
    codes : ndarray of float64, shape (n, rows, cols)
        What each cell read while the mat was rolled over, front to rear, columns from the left; 0 for
        cells that cannot be believed.
    """
    codes = np.where(codes >= NOISE_CODES, codes, 0.0)
    tiles = range(len(description.tiles))
    parts = {tile: codes[:, TILE_ROWS * tile : TILE_ROWS * (tile + 1)] for tile in tiles}
    # Each tile by itself: one that does not answer leaves a gap that looks like the end of a roll.
    rolls = {tile: _rolls(part) for tile, part in parts.items()}
    found = _tiles_swapped(parts, rolls)
    for tile in tiles:
        if len(rolls[tile]) > 1:
            found += [] if found else _rows_of(_row_places(parts[tile], rolls[tile]), tile)
            found += _columns_of(parts[tile], rolls[tile], tile)
    return found


def _rolls(codes: NDArray[np.float64]) -> list[slice]:
    """Return the stretches in which the mat was loaded."""
    loaded = codes.sum(axis=(1, 2)) > ROLLING_CODES
    edges = np.flatnonzero(np.diff(np.concatenate(([False], loaded, [False])).astype(np.int8)))
    spans = [slice(int(begin), int(end)) for begin, end in edges.reshape(-1, 2)]
    return [span for span in spans if span.stop - span.start >= LEAST_FRAMES]


def _row_places(codes: NDArray[np.float64], rolls: list[slice]) -> NDArray[np.float64]:
    """Return the place in its tile of each row, by the order of the rolls; NaN where it took no part."""
    rows = codes.shape[1]
    moments = np.full((len(rolls), rows), np.nan)
    for number, roll in enumerate(rolls):
        row_codes = codes[roll].sum(axis=2)
        whole = row_codes.sum(axis=0)
        took_part = whole > TOOK_PART_CODES
        if took_part.sum() >= LEAST_ROWS:
            frames = np.arange(len(row_codes))[:, None]
            moment = (frames * row_codes).sum(axis=0)
            moments[number, took_part] = moment[took_part] / whole[took_part]
    place = np.full(rows, np.nan)
    known = ~np.isnan(moments).all(axis=0)
    # Within one roll moments are in one unit; a roll that saw only some rows tells only of those.
    usual = np.array(
        [np.nanmedian(moments[:, row]) if known[row] else np.nan for row in range(rows)]
    )
    numbers = np.flatnonzero(known)
    place[numbers[np.argsort(usual[numbers], kind="stable")]] = numbers
    return place


def _tiles_swapped(
    parts: dict[int, NDArray[np.float64]], rolls: dict[int, list[slice]]
) -> list[Finding]:
    """Find tiles that are rolled over in each other's turn, among those that saw the same rolls."""
    most = max((len(some) for some in rolls.values()), default=0)
    seen = [tile for tile, some in rolls.items() if most > 1 and len(some) == most]
    if not seen:
        return []
    frames = np.arange(len(parts[seen[0]]))
    moments = [float(frames @ parts[tile].sum(axis=(1, 2)) / parts[tile].sum()) for tile in seen]
    # Which tile answers in the place of each.
    turn = dict(zip(seen, [seen[index] for index in np.argsort(moments)], strict=True))
    found = []
    for tile, other in turn.items():
        if other > tile and turn[other] == tile:
            where = f"tiles {tile} and {other}"
            text = f"{where} answer in each other's place"
            cells = tile_cells(tile) + tile_cells(other)
            found.append(finding("tiles-swapped", where, text, cells=cells))
    return found


def _rows_of(place: NDArray[np.float64], tile: int) -> list[Finding]:
    first = TILE_ROWS * tile
    there = first + place
    known = np.flatnonzero(~np.isnan(there))
    if len(known) < LEAST_ROWS:
        return []
    wrong = [int(row) for row in known if there[row] != first + row]
    if len(wrong) > 0.8 * len(known) and np.all(np.diff(there[known]) < 0):
        text = f"tile {tile} answers from its last row to its first"
        return [finding("tile-reversed", f"tile {tile}", text, cells=tile_cells(tile))]
    found = []
    for row in wrong:
        other = int(there[row])
        if (
            other > first + row
            and other - first < TILE_ROWS
            and there[other - first] == first + row
        ):
            where = f"rows {first + row} and {other}"
            text = f"{row_name(first + row)} answers in the place of row {other}, and that in its place"
            cells = row_cells(first + row) + row_cells(other)
            found.append(finding("rows-swapped", where, text, cells=cells))
    if wrong and not found:
        where = ", ".join(str(first + row) for row in wrong)
        text = f"rows {where} of tile {tile} answer in another order than described"
        cells = tuple(cell for row in wrong for cell in row_cells(first + row))
        found.append(finding("rows-swapped", f"rows {where}", text, cells=cells))
    return found


def _columns_of(tile_codes: NDArray[np.float64], rolls: list[slice], tile: int) -> list[Finding]:
    """Compare the columns' order with that of the rolls, left to right: each answers to its own most."""
    answered = np.array([tile_codes[roll].sum(axis=(0, 1)) for roll in rolls])
    known = np.flatnonzero(answered.sum(axis=0) > TOOK_PART_CODES)
    if len(known) < TILE_COLS // 2 or len(rolls) < TILE_COLS // 2:
        return []
    number = np.arange(len(rolls)) @ answered[:, known] / answered[:, known].sum(axis=0)
    there = np.empty(len(known), np.int64)
    there[np.argsort(number, kind="stable")] = known
    wrong = [
        (int(col), int(other)) for col, other in zip(known, there, strict=True) if col != other
    ]
    if not wrong:
        return []
    where = ", ".join(str(col) for col, _ in wrong)
    cells = tuple(cell for col, _ in wrong for cell in column_cells(tile, col))
    text = f"columns {where} of tile {tile} answer in another order than described"
    return [finding("columns-swapped", f"columns {where} of tile {tile}", text, cells=cells)]
