"""Pressed tiles, and what an ideal circuit makes of them."""

import numpy as np
from numpy.typing import NDArray

from tests.device.hardware.board import TILE_CHIP, Chip
from tests.device.hardware.pretend import PretendBoard

#: The reference resistor of the default circuit.
REFERENCE_SIEMENS = 1.0 / 1000.0
ALL_ROWS = 0xFFFF


def pressed(seed: int) -> NDArray[np.float64]:
    """Return conductances, siemens, [row, col]: a light touch here, a hard one there."""
    return 10.0 ** np.random.default_rng(seed).uniform(-6.0, -3.3, (16, 8))


def fit_tile(
    board: PretendBoard, slot: int, cells_siemens: NDArray[np.float64], *, bus: int = 0
) -> Chip:
    """Put a tile with these cells on chip select `slot` of a bus."""
    chip = board.fit(slot, TILE_CHIP, bus, slot)
    for row, cells in enumerate(cells_siemens):
        for col, siemens in enumerate(cells):
            chip.conductance_siemens[row][col] = siemens
    return chip


def ideal_code(cells_siemens: NDArray[np.float64], rows: int, col: int) -> int:
    """Return the code of a column while `rows` are driven by ideal drivers."""
    driven = (rows >> np.arange(16)) & 1
    column = cells_siemens[:, col]
    return int(1024 * (driven * column).sum() / (REFERENCE_SIEMENS + column.sum()))


def network_code(
    cells_siemens: NDArray[np.float64], rows: int, col: int, *, driver_ohm: float
) -> int:
    """Return the code with drivers of that resistance: all 24 nodes at once, by Kirchhoff's law."""
    driver_siemens = 1.0 / driver_ohm
    driven = ((rows >> np.arange(16)) & 1).astype(float)
    row_nodes = np.diag(driver_siemens + cells_siemens.sum(axis=1))
    col_nodes = np.diag(REFERENCE_SIEMENS + cells_siemens.sum(axis=0))
    network = np.block([[row_nodes, -cells_siemens], [-cells_siemens.T, col_nodes]])
    node = np.linalg.solve(network, np.concatenate([driver_siemens * driven, np.zeros(8)]))
    return int(1024 * node[16 + col])
