"""Every fault that the simulated chips can have, at drawn places and moments under drawn runners."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from device import Fault, RunnerSettings, parse_fault

__all__ = ["CASE_KINDS", "SOUND", "FaultCase", "FaultKind", "fault_cases"]

TILES, TILE_ROWS, COLS = 3, 16, 8
G_M_S2 = 9.81
Cells = tuple[tuple[int, int], ...]
Broken = tuple[Fault | None, Cells | None]
Draw = Callable[[np.random.Generator, float], Broken]


@dataclass(frozen=True, slots=True)
class FaultCase:
    """One fault, where and when it appears, and under whom.

    Parameters
    ----------
    fault : Fault
        What breaks.
    cells : tuple of (row, col), or None
        Those that it concerns: under load it shows. None = it shows at once.
    runner : RunnerSettings
        Who is on the mat.
    begin_s : float
        When it breaks.
    shows_n : float
        Load on those cells together from which on it shows, newtons.
    """

    fault: Fault | None
    cells: Cells | None
    runner: RunnerSettings
    begin_s: float
    shows_n: float


@dataclass(frozen=True, slots=True)
class FaultKind:
    """A kind of fault.

    Parameters
    ----------
    name : str
        What it is called in the table.
    codes : tuple of str
        Warnings that name it rightly.
    draw : callable
        Makes one at a drawn place, given a random generator and the moment in seconds; returns it
        with its cells.
    share : float
        Part of the runner's weight that the broken part bears when it shows.
    """

    name: str
    codes: tuple[str, ...]
    draw: Draw
    share: float = 0.1


def _missing(code: int) -> Draw:
    def draw(dice: np.random.Generator, begin_s: float) -> Broken:
        tile = int(dice.integers(TILES))
        # One that lies at 1023 contradicts itself at once; 0 is also what an empty tile says.
        cells = _rows(*range(TILE_ROWS * tile, TILE_ROWS * (tile + 1))) if code == 0 else None
        return parse_fault(f"converter-missing:{tile}:{code}"), cells

    return draw


def _row_open(dice: np.random.Generator, begin_s: float) -> Broken:
    row = _row(dice)
    return parse_fault(f"row-open:{row}"), _rows(row)


def _stuck_low(dice: np.random.Generator, begin_s: float) -> Broken:
    row = _row(dice)
    return parse_fault(f"driver-stuck:{row}:low"), _rows(row)


def _stuck_high(dice: np.random.Generator, begin_s: float) -> Broken:
    row = _row(dice)
    return parse_fault(f"driver-stuck:{row}:high"), _rows(row)


def _rows_shorted(dice: np.random.Generator, begin_s: float) -> Broken:
    row = TILE_ROWS * int(dice.integers(TILES)) + int(dice.integers(TILE_ROWS - 1))
    return parse_fault(f"rows-shorted:{row}"), _rows(row, row + 1)


def _column_open(dice: np.random.Generator, begin_s: float) -> Broken:
    tile, col = int(dice.integers(TILES)), int(dice.integers(COLS))
    return parse_fault(f"column-open:{tile}:{col}"), _columns(tile, col)


def _columns_shorted(dice: np.random.Generator, begin_s: float) -> Broken:
    tile, col = int(dice.integers(TILES)), int(dice.integers(COLS - 1))
    return parse_fault(f"columns-shorted:{tile}:{col}"), _columns(tile, col, col + 1)


def _dead_cell(dice: np.random.Generator, begin_s: float) -> Broken:
    row, col = _row(dice), int(dice.integers(COLS))
    return parse_fault(f"dead-cell:{row}:{col}"), ((row, col),)


def _shorted_cell(dice: np.random.Generator, begin_s: float) -> Broken:
    return parse_fault(f"shorted-cell:{_row(dice)}:{dice.integers(COLS)}"), None


def _noise(dice: np.random.Generator, begin_s: float) -> Broken:
    codes, lasts_s = 10.0 ** dice.uniform(0.5, 2.0), dice.uniform(0.1, 1.0)
    tile = dice.integers(TILES)
    return parse_fault(f"noise-burst:{tile}:{codes}:{begin_s}:{begin_s + lasts_s}"), None


def _slip(low: float, high: float) -> Draw:
    def draw(dice: np.random.Generator, begin_s: float) -> Broken:
        return parse_fault(f"tachometer-slips:{dice.uniform(low, high)}:{begin_s}"), None

    return draw


def _nothing(dice: np.random.Generator, begin_s: float) -> Broken:
    return None, None


def _row(dice: np.random.Generator) -> int:
    return int(dice.integers(TILES * TILE_ROWS))


def _rows(*rows: int) -> Cells:
    return tuple((row, col) for row in rows for col in range(COLS))


def _columns(tile: int, *cols: int) -> Cells:
    return tuple((TILE_ROWS * tile + row, col) for row in range(TILE_ROWS) for col in cols)


CASE_KINDS = (
    FaultKind("converter gone, reads 0", ("converter-silent",), _missing(0)),
    FaultKind("converter gone, reads 1023", ("converter-high",), _missing(1023)),
    FaultKind("row open", ("row-silent",), _row_open),
    FaultKind("row driver stays low", ("row-silent",), _stuck_low),
    FaultKind("row driver stays high", ("row-stuck-high",), _stuck_high),
    FaultKind("rows shorted", ("rows-shorted",), _rows_shorted),
    FaultKind("column open", ("column-open",), _column_open),
    FaultKind("columns shorted", ("columns-shorted",), _columns_shorted),
    FaultKind("cell dead", ("cell-dead",), _dead_cell, share=0.05),
    FaultKind("cell shorted", ("cell-shorted", "column-saturated"), _shorted_cell),
    FaultKind("noise burst", ("noise-burst",), _noise),
    FaultKind(
        "tachometer slips, 6 to 60 %", ("tachometer-fault", "belt-disagrees"), _slip(0.06, 0.6)
    ),
    FaultKind(
        "tachometer slips, 3.5 to 6 %", ("tachometer-fault", "belt-disagrees"), _slip(0.035, 0.06)
    ),
)
#: Whatever is told of it is wrong.
SOUND = FaultKind("nothing", (), _nothing)


def fault_cases(kind: FaultKind, gait: str, count: int, *, seed: int = 0) -> Iterator[FaultCase]:
    """Yield cases of one kind, the same for the same seed.

    Parameters
    ----------
    kind : FaultKind
        What breaks.
    gait : {"running", "walking"}
        How the runners go.
    count : int
        How many.
    seed : int
        Of places, moments and runners.
    """
    for number in range(count):
        place = CASE_KINDS.index(kind) if kind in CASE_KINDS else len(CASE_KINDS)
        dice = np.random.default_rng([seed, place, gait == "walking", number])
        low, high = (2.2, 5.0) if gait == "running" else (0.8, 1.8)
        runner = RunnerSettings(
            gait="walking" if gait == "walking" else "running",
            speed_m_s=float(dice.uniform(low, high)),
            strike=("heel", "midfoot", "ball")[int(dice.integers(3))],
            body_mass_kg=float(dice.uniform(50.0, 100.0)),
            seed=int(dice.integers(1000)),
        )
        begin_s = float(dice.uniform(1.0, 2.2))
        fault, cells = kind.draw(dice, begin_s)
        shows_n = kind.share * G_M_S2 * runner.body_mass_kg
        yield FaultCase(fault, cells, runner, begin_s, shows_n)
