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
    rolls = _rolls(codes)
    if len(rolls) < 2:
        return []
    tiles = range(len(description.tiles))
    place = _row_places(codes, rolls)
    found = _tiles_swapped(place, tiles)
    for tile in tiles:
        found += [] if found else _rows_of(place, tile)
        found += _columns_of(codes, rolls, tile)
    return found


def _rolls(codes: NDArray[np.float64]) -> list[slice]:
    """Return the stretches in which the mat was loaded."""
    loaded = codes.sum(axis=(1, 2)) > ROLLING_CODES
    edges = np.flatnonzero(np.diff(np.concatenate(([False], loaded, [False])).astype(np.int8)))
    spans = [slice(int(begin), int(end)) for begin, end in edges.reshape(-1, 2)]
    return [span for span in spans if span.stop - span.start >= LEAST_FRAMES]


def _row_places(codes: NDArray[np.float64], rolls: list[slice]) -> NDArray[np.float64]:
    """Return the place of each row in the order of the rolls, among the rows that took part; NaN unknown."""
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


def _tiles_swapped(place: NDArray[np.float64], tiles: range) -> list[Finding]:
    """Tiles are swapped when all rows of one answer where those of another should."""
    found = []
    means = {tile: _tile_mean(place, tile) for tile in tiles}
    found_at = {tile: round((mean - 0.5 * (TILE_ROWS - 1)) / TILE_ROWS) for tile, mean in means.items()
                if np.isfinite(mean)}  # fmt: skip
    for tile, there in found_at.items():
        if there > tile and found_at.get(there) == tile:
            where = f"tiles {tile} and {there}"
            text = f"{where} answer in each other's place"
            cells = tile_cells(tile) + tile_cells(there)
            found.append(finding("tiles-swapped", where, text, cells=cells))
    return found


def _tile_mean(place: NDArray[np.float64], tile: int) -> float:
    rows = place[TILE_ROWS * tile : TILE_ROWS * (tile + 1)]
    known = rows[~np.isnan(rows)]
    return float(known.mean()) if len(known) else float("nan")


def _rows_of(place: NDArray[np.float64], tile: int) -> list[Finding]:
    first = TILE_ROWS * tile
    there = place[first : first + TILE_ROWS]
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


def _columns_of(codes: NDArray[np.float64], rolls: list[slice], tile: int) -> list[Finding]:
    """Compare the columns' order with that of the rolls, left to right: each answers to its own most."""
    tile_codes = codes[:, TILE_ROWS * tile : TILE_ROWS * (tile + 1)]
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
