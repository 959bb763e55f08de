"""What the tally's counts mean: findings with the doctor's names."""

import numpy as np
from numpy.typing import NDArray

from device._tally import Tally
from device.description import TILE_ROWS, MatDescription
from device.doctor.kinds import Finding, finding
from device.doctor.places import (
    cell_name,
    column_cells,
    column_name,
    row_cells,
    row_name,
    tile_cells,
    tile_name,
)

__all__ = ["line_findings", "tile_findings"]

SILENT, HIGH, NOISY, CONTRARY = 1, 2, 4, 8
#: Two lines are one when they read the same for so much of the belt's way, weighted, and never otherwise:
#: sound ones reach at most 0.12 and 0.06 m, also of cells that are all alike with feet just between columns.
SAME_ROWS_M, SAME_COLS_M = 0.22, 0.09
#: A cell is dead after the belt has gone on so far past it; with no word from its row, farther. Of a foot
#: that was carried right over it so much is enough.
SILENT_M, LONE_SILENT_M, PASSED_M = 0.04, 0.15, 0.0095
LEAST_PASSES = 2
SATURATED_S = 0.05


def tile_findings(
    state: NDArray[np.uint8], tiles: tuple[int, ...], description: MatDescription, tally: Tally
) -> list[Finding]:
    """Return what the states of whole tiles say; `state` has shape (n, tiles)."""
    found = []
    seen = np.bitwise_or.reduce(state, axis=0) if len(state) else np.zeros(len(tiles), np.uint8)
    for index, tile in enumerate(tiles):
        name = tile_name(tile, description.tiles[tile].spi_device)
        if seen[index] & SILENT:
            text = f"{name} says 0 to everything: its converter has stopped to answer"
            found.append(finding("converter-silent", name, text, cells=tile_cells(tile)))
        if seen[index] & HIGH:
            text = f"{name} says 1023 to everything: its converter has stopped to answer"
            found.append(finding("converter-high", name, text, cells=tile_cells(tile)))
        if seen[index] & NOISY:
            text = f"{name}: all its columns jump at once; what it reads meanwhile is left out"
            found.append(finding("noise-burst", name, text, cells=tile_cells(tile)))
        if seen[index] & CONTRARY:
            found.append(_stuck_high(tally, index, tile))
    return found


def line_findings(tally: Tally, tiles: tuple[int, ...], now_s: float) -> list[Finding]:
    """Return what the counts of rows, columns and cells say."""
    found: list[Finding] = []
    for index, tile in enumerate(tiles):
        found += _saturated(tally, index, tile, now_s)
        found += _shorted(tally, index, tile)
        found += _open_columns(tally, index, tile)
        found += _silent_cells(tally, index, tile)
    return found


def _stuck_high(tally: Tally, index: int, tile: int) -> Finding:
    """Name the row that is driven always: it never reads more than the least of its column."""
    more = np.asarray(tally.more_codes)[TILE_ROWS * index : TILE_ROWS * (index + 1)]
    row = TILE_ROWS * tile + int(np.argmin(more))
    where = f"tile {tile}"
    text = f"{where}: one row is driven always, most likely {row_name(row)}; the tile is left out"
    return finding("row-stuck-high", where, text, cells=row_cells(row))


def _saturated(tally: Tally, index: int, tile: int, now_s: float) -> list[Finding]:
    since_s = np.asarray(tally.saturated_ns)[index] * 1e-9
    found = []
    for col in np.flatnonzero((since_s > 0.0) & (now_s - since_s > SATURATED_S)).tolist():
        row = int(tally.short_row[index, col])
        where = column_name(tile, col)
        if row >= 0:
            cell = (TILE_ROWS * tile + row, col)
            text = f"{cell_name(*cell)} is shorted; nothing of {where} can be measured"
            found.append(finding("cell-shorted", where, text, cells=column_cells(tile, col)))
        else:
            text = f"{where} is saturated: a cell of it is shorted; it cannot be measured"
            found.append(finding("column-saturated", where, text, cells=column_cells(tile, col)))
    if any(one.code == "cell-shorted" for one in found):
        return [one for one in found if one.code == "cell-shorted"]
    return found


def _shorted(tally: Tally, index: int, tile: int) -> list[Finding]:
    found = []
    first = TILE_ROWS * index
    rows = np.asarray(tally.equal_rows_m)[first : first + TILE_ROWS - 1] >= SAME_ROWS_M
    for row in (np.flatnonzero(rows) + TILE_ROWS * tile).tolist():
        where = f"rows {row} and {row + 1}"
        text = f"{where} read the same always; what lies on them is known to two rows only"
        cells = row_cells(row) + row_cells(row + 1)
        found.append(finding("rows-shorted", where, text, cells=cells))
    columns = np.asarray(tally.equal_cols_m)[index] >= SAME_COLS_M
    for col in np.flatnonzero(columns).tolist():
        where = f"columns {col} and {col + 1} of tile {tile}"
        text = f"{where} read the same always; what lies on them is known to two columns only"
        cells = column_cells(tile, col) + column_cells(tile, col + 1)
        found.append(finding("columns-shorted", where, text, cells=cells))
    return found


def _open_columns(tally: Tally, index: int, tile: int) -> list[Finding]:
    found = []
    for col in np.flatnonzero(np.asarray(tally.passes)[index] >= LEAST_PASSES).tolist():
        where = column_name(tile, col)
        text = f"{where} does not answer, though the belt has carried feet on to it"
        found.append(finding("column-open", where, text, cells=column_cells(tile, col)))
    return found


def _silent_cells(tally: Tally, index: int, tile: int) -> list[Finding]:
    found: list[Finding] = []
    rows = slice(TILE_ROWS * index, TILE_ROWS * (index + 1))
    unanswered_m = np.asarray(tally.unanswered_m)[rows]
    passed_m = np.asarray(tally.passed_m)[rows]
    is_silent = (unanswered_m >= SILENT_M) | (passed_m >= PASSED_M)
    exposed_ns = np.asarray(tally.exposed_ns)[rows]
    answered_ns = np.asarray(tally.answered_ns)[rows]
    for row in np.flatnonzero(is_silent.any(axis=1)).tolist():
        silent = np.flatnonzero(is_silent[row]).tolist()
        place = TILE_ROWS * tile + row
        since_ns = int(exposed_ns[row, silent].min())
        if (answered_ns[row] >= since_ns).any():
            found += [_dead(place, col) for col in silent]
        elif len(silent) > 1:
            text = (
                f"{row_name(place)} does not answer under feet: it is open or its driver stays low"
            )
            found.append(finding("row-silent", row_name(place), text, cells=row_cells(place)))
        elif max(unanswered_m[row, silent[0]], passed_m[row, silent[0]]) >= LONE_SILENT_M:
            found.append(_dead(place, silent[0]))
    return found


def _dead(row: int, col: int) -> Finding:
    text = f"{cell_name(row, col)} does not answer, though both its neighbours bear load"
    return finding("cell-dead", cell_name(row, col), text, cells=((row, col),))
