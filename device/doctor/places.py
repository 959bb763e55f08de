"""Names and cells of a mat's parts, as findings give them. Numbers count from 0, as in the description."""

from device.description import TILE_COLS, TILE_ROWS

__all__ = [
    "cell_name",
    "column_cells",
    "column_name",
    "row_cells",
    "row_name",
    "tile_cells",
    "tile_name",
]

Cells = tuple[tuple[int, int], ...]


def tile_name(tile: int, spi_device: str) -> str:
    """Return what a tile is called."""
    return f"tile {tile} ({spi_device})"


def row_name(row: int) -> str:
    """Return what a row of the mat is called, with its tile."""
    return f"row {row} (tile {row // TILE_ROWS}, row {row % TILE_ROWS} there)"


def column_name(tile: int, col: int) -> str:
    """Return what a column of a tile is called."""
    return f"column {col} of tile {tile}"


def cell_name(row: int, col: int) -> str:
    """Return what a cell is called."""
    return f"cell [{row}, {col}]"


def tile_cells(tile: int) -> Cells:
    """Return all cells of a tile."""
    rows = range(TILE_ROWS * tile, TILE_ROWS * (tile + 1))
    return tuple((row, col) for row in rows for col in range(TILE_COLS))


def row_cells(row: int) -> Cells:
    """Return all cells of a row."""
    return tuple((row, col) for col in range(TILE_COLS))


def column_cells(tile: int, col: int) -> Cells:
    """Return a column's cells within its tile."""
    return tuple((row, col) for row in range(TILE_ROWS * tile, TILE_ROWS * (tile + 1)))
