"""Decks of one tile's resistors at rest: which column reads what under which row pattern."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from device import ALL_ROWS
from hardware.circuit.spice.ngspice import run_deck
from hardware.circuit.tile import COLS, ROWS

__all__ = ["RASTER", "Solution", "network_deck", "solve"]

Numbers = NDArray[np.float64]

#: All rows, then each alone: what a raster with column sums drives.
RASTER = (ALL_ROWS, *(1 << row for row in range(ROWS)))
#: An unloaded cell has at least this much, so that no node is left in the air.
LEAST_SIEMENS = 1e-12


@dataclass(frozen=True, slots=True)
class Solution:
    """What ngspice says of a tile.

    Parameters
    ----------
    column_v : ndarray of float64, shape (patterns, 8)
        Each column's potential under each pattern, volts.
    row_a : ndarray of float64, shape (patterns, 16)
        Current out of each row driver, amperes.
    """

    column_v: Numbers
    row_a: Numbers


def network_deck(
    siemens: Numbers,
    patterns: Sequence[int],
    *,
    supply_v: float,
    reference_ohm: float,
    driver_ohm: float,
) -> str:
    """Return the deck of one tile under several row patterns, each a copy of the whole network.

    Parameters
    ----------
    siemens : ndarray of float64, shape (16, 8)
        Conductance of each cell.
    patterns : sequence of int
        Rows that are high, bit i = row i.
    supply_v, reference_ohm, driver_ohm : float
        Supply; from each column to ground; of each row driver, above 0.
    """
    lines = ["* one tile at rest"]
    for k, pattern in enumerate(patterns):
        for i in range(ROWS):
            lines.append(f"V{k}_{i} d{k}_{i} 0 {supply_v if pattern >> i & 1 else 0.0:.9g}")
            lines.append(f"RD{k}_{i} d{k}_{i} r{k}_{i} {driver_ohm:.9g}")
            lines += [
                f"RC{k}_{i}_{j} r{k}_{i} c{k}_{j} {1.0 / max(siemens[i, j], LEAST_SIEMENS):.12g}"
                for j in range(COLS)
            ]
        lines += [f"RR{k}_{j} c{k}_{j} 0 {reference_ohm:.9g}" for j in range(COLS)]
    lines += [".options reltol=1e-9 abstol=1e-15 vntol=1e-12", ".control", "set numdgt=9", "op"]
    for k in range(len(patterns)):
        lines += [f"print v(c{k}_{j})" for j in range(COLS)]
        lines += [f"print i(v{k}_{i})" for i in range(ROWS)]
    return "\n".join([*lines, "quit", ".endc", ".end", ""])


def solve(
    siemens: Numbers,
    *,
    supply_v: float,
    reference_ohm: float,
    driver_ohm: float,
    patterns: Sequence[int] = RASTER,
) -> Solution:
    """Return what ngspice says of `network_deck`."""
    said = run_deck(
        network_deck(
            siemens, patterns, supply_v=supply_v, reference_ohm=reference_ohm, driver_ohm=driver_ohm
        )
    )
    count = range(len(patterns))
    return Solution(
        np.array([[said[f"v(c{k}_{j})"] for j in range(COLS)] for k in count]),
        np.array([[-said[f"i(v{k}_{i})"] for i in range(ROWS)] for k in count]),
    )
