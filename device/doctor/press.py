"""What the pressed mat tells: which rows, columns and cells answer, and whether each answers for itself.

Pressed means: something rolled over every cell, front to rear, one column after another from the left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from device.description import TILE_COLS, TILE_ROWS, MatDescription
from device.doctor.kinds import Finding, finding
from device.doctor.order import check_order
from device.doctor.places import (
    cell_name,
    column_cells,
    column_name,
    row_cells,
    row_name,
    tile_cells,
)
from device.doctor.silent_row import silent_row_kind
from device.doctor.survey import Raster

__all__ = ["Pressed", "check_press"]

#: From here on a cell answers; from here on it is pressed so that its neighbours must be.
ANSWER_CODES, PRESSED_CODES = 6.0, 12.0
#: Frames in which the cells on both sides were pressed, after which the one between is silent, not unvisited.
LEAST_EXPOSED = 3
#: Two lines that differ by less than this part of what they read together are one.
SAME, LEAST_COMPARED_CODES = 0.05, 24.0
#: So many of a tile's rows answer at once only if one of them is driven all the time.
TOO_MANY_ROWS = 14


#: What makes cells answer for others, so that their place cannot be told.
_BLUR = ("row-stuck-high", "rows-shorted", "columns-shorted")
#: What leaves a whole column of a tile, or a whole tile, without an answer.
_COLUMN_LOST = ("cell-shorted", "column-saturated")
_TILE_LOST = ("converter-silent", "converter-high")


@dataclass(frozen=True, slots=True, eq=False)
class Pressed:
    """The pressed mat, frame by frame.

    Parameters
    ----------
    codes : ndarray of float64, shape (n, rows, cols)
        What each cell read.
    answered : ndarray of bool, shape (rows, cols)
        Cells that answered at all.
    exposed : ndarray of int, shape (rows, cols)
        Frames in which both neighbours, along or across, were pressed.
    spoiled : ndarray of bool, shape (rows, cols)
        Cells of which it is known already why they do not answer.
    """

    codes: NDArray[np.float64]
    answered: NDArray[np.bool_]
    exposed: NDArray[np.int64]
    spoiled: NDArray[np.bool_]

    @classmethod
    def of(cls, raster: Raster, spoiled: NDArray[np.bool_]) -> "Pressed":
        """Return what a raster of the pressed mat shows."""
        codes = np.where(raster.garbled | spoiled, 0.0, raster.codes)
        down = codes >= PRESSED_CODES
        answered = codes.max(axis=0) >= ANSWER_CODES
        return cls(codes, answered, _between(down).sum(axis=0), spoiled)


def check_press(
    description: MatDescription, raster: Raster, known: Sequence[Finding] = ()
) -> list[Finding]:
    """Return what is wrong with the pressed mat, apart from what is `known` from the empty one."""
    spoiled = _spoiled(raster.codes.shape[1:], known)
    pressed = Pressed.of(raster, spoiled)
    found: list[Finding] = []
    for tile in range(len(description.tiles)):
        if spoiled[TILE_ROWS * tile : TILE_ROWS * (tile + 1)].all():
            continue
        stuck = _stuck_high(pressed, tile)
        if stuck:
            spoiled[TILE_ROWS * tile : TILE_ROWS * (tile + 1)] = True
        found += stuck or _lines_of(pressed, tile)
    spoiled |= _spoiled(spoiled.shape, [one for one in found if one.code in _BLUR])
    return found + check_order(description, np.where(spoiled, 0.0, pressed.codes))


def _lines_of(pressed: Pressed, tile: int) -> list[Finding]:
    shorted_rows, shorted_columns = _shorted_rows(pressed, tile), _shorted_columns(pressed, tile)
    return [*shorted_rows, *shorted_columns, *_silent(pressed, tile)]


def _stuck_high(pressed: Pressed, tile: int) -> list[Finding]:
    """Find a row that is driven always: whichever row is read, its load shows."""
    codes = _tile(pressed.codes, tile)
    everywhere = (codes >= ANSWER_CODES).sum(axis=1) >= TOO_MANY_ROWS
    if everywhere.any(axis=1).sum() < LEAST_EXPOSED:
        return []
    # Every other row reads more than the least of them when it is pressed itself.
    more = codes - codes.min(axis=1, keepdims=True)
    row = TILE_ROWS * tile + int(np.argmin(more.sum(axis=(0, 2))))
    text = f"{row_name(row)} is driven always: its load shows in every row of the tile"
    return [finding("row-stuck-high", row_name(row), text, cells=row_cells(row))]


def _shorted_rows(pressed: Pressed, tile: int) -> list[Finding]:
    codes = _tile(pressed.codes, tile)
    found = []
    for row in range(TILE_ROWS - 1):
        if _are_one(codes[:, row], codes[:, row + 1]):
            first = TILE_ROWS * tile + row
            where = f"rows {first} and {first + 1}"
            text = f"{where} of tile {tile} read the same wherever the mat is pressed"
            cells = row_cells(first) + row_cells(first + 1)
            found.append(finding("rows-shorted", where, text, cells=cells))
    return found


def _shorted_columns(pressed: Pressed, tile: int) -> list[Finding]:
    codes = _tile(pressed.codes, tile)
    found = []
    for col in range(TILE_COLS - 1):
        if _are_one(codes[:, :, col], codes[:, :, col + 1]):
            where = f"columns {col} and {col + 1} of tile {tile}"
            text = f"{where} read the same wherever the mat is pressed"
            cells = column_cells(tile, col) + column_cells(tile, col + 1)
            found.append(finding("columns-shorted", where, text, cells=cells))
    return found


def _are_one(one: NDArray[np.float64], other: NDArray[np.float64]) -> bool:
    both = one + other
    compared = both >= LEAST_COMPARED_CODES
    if compared.sum() < 2 * LEAST_EXPOSED:
        return False
    return bool(np.abs(one - other)[compared].sum() < SAME * both[compared].sum())


def _silent(pressed: Pressed, tile: int) -> list[Finding]:
    """Name what did not answer: whole rows first, then whole columns, then cells."""
    rows = slice(TILE_ROWS * tile, TILE_ROWS * (tile + 1))
    spoiled = pressed.spoiled[rows]
    silent = ~pressed.answered[rows]
    if silent.all():
        text = f"tile {tile}: no cell of it answered; either it was not pressed or no row is driven"
        return [finding("not-pressed", f"tile {tile}", text, cells=tile_cells(tile))]
    exposed = pressed.exposed[rows] >= LEAST_EXPOSED
    found: list[Finding] = []
    named = spoiled.copy()
    for row in np.flatnonzero(silent.all(axis=1) & (exposed & ~spoiled).any(axis=1)):
        found.append(_silent_row(pressed, TILE_ROWS * tile + int(row)))
        named[row] = True
    for col in np.flatnonzero((silent | named).all(axis=0) & (silent & ~named).any(axis=0)):
        where = column_name(tile, int(col))
        text = f"{where} never answered, though its neighbours were pressed"
        found.append(finding("column-open", where, text, cells=column_cells(tile, int(col))))
        named[:, col] = True
    for row, col in np.argwhere(silent & exposed & ~named):
        cell = (TILE_ROWS * tile + int(row), int(col))
        text = f"{cell_name(*cell)} never answered, though the cells on both sides were pressed"
        found.append(finding("cell-dead", cell_name(*cell), text, cells=(cell,)))
        named[row, col] = True
    return found + _unvisited(tile, silent & ~named)


def _silent_row(pressed: Pressed, row: int) -> Finding:
    kind = silent_row_kind(pressed.codes, row)
    said = {
        "row-open": "never answered, and loads nothing: it hangs in the air",
        "row-stuck-low": "never answered, and draws its neighbours down: it lies at ground",
        "row-silent": "never answered: its trace is open or its driver stays low",
    }[kind]
    return finding(kind, row_name(row), f"{row_name(row)} {said}", cells=row_cells(row))


def _unvisited(tile: int, cells: NDArray[np.bool_]) -> list[Finding]:
    places = tuple((TILE_ROWS * tile + int(row), int(col)) for row, col in np.argwhere(cells))
    if not places:
        return []
    text = f"tile {tile}: {len(places)} cells were never pressed, from {cell_name(*places[0])} on"
    return [finding("not-pressed", f"tile {tile}", text, cells=places)]


def _between(down: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return where the cells on both sides, along or across, are down; at an end, the two beside it."""
    between = np.zeros_like(down)
    between[:, 1:-1] |= down[:, :-2] & down[:, 2:]
    between[:, :, 1:-1] |= down[:, :, :-2] & down[:, :, 2:]
    between[:, 0] |= down[:, 1] & down[:, 2]
    between[:, -1] |= down[:, -2] & down[:, -3]
    return between


def _spoiled(shape: tuple[int, ...], known: Sequence[Finding]) -> NDArray[np.bool_]:
    """Return the cells that cannot answer, or not for themselves, because of what is known."""
    spoiled = np.zeros(shape, np.bool_)
    for one in known:
        for row, col in one.cells:
            tile = slice(TILE_ROWS * (row // TILE_ROWS), TILE_ROWS * (row // TILE_ROWS + 1))
            if one.code in _TILE_LOST:
                spoiled[tile] = True
            elif one.code in _COLUMN_LOST:
                spoiled[tile, col] = True
            elif one.code in _BLUR:
                spoiled[row, col] = True
    return spoiled


def _tile(codes: NDArray[Any], tile: int) -> NDArray[Any]:
    return codes[:, TILE_ROWS * tile : TILE_ROWS * (tile + 1)]
