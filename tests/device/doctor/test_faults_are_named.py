"""Every fault that the simulated mat can have is found by the doctor, and is called what it is."""

from dataclasses import replace

import pytest

from device import Finding, SimulatedBench, Simulation, examine, load_description
from device.description import MatDescription
from device.simulated.bench import Wheel
from device.simulated.faults import (
    ColumnOpen,
    ColumnsShorted,
    ConverterMissing,
    DeadCell,
    DriverStuck,
    Fault,
    NoiseBurst,
    RowOpen,
    RowsShorted,
    ShortedCell,
)

BENCH = load_description("bench")
SECONDS = 0.3


def findings(
    *faults: Fault,
    seed: int = 0,
    built: MatDescription = BENCH,
    described: MatDescription | None = None,
) -> list[Finding]:
    simulation = Simulation(description=built, faults=faults, seed=seed)
    bench = SimulatedBench(simulation, described=described, wheel=Wheel(speed_m_s=2.0))
    return examine(bench, {"bus", "rest", "press"}, seconds=SECONDS).findings


NAMED = [
    (ConverterMissing(0, 0), "converter-silent", 128),
    (ConverterMissing(0, 1023), "converter-high", 128),
    (RowOpen(5), "row-open", 8),
    (DriverStuck(9, "low"), "row-stuck-low", 8),
    (DriverStuck(7, "high"), "row-stuck-high", 8),
    (RowsShorted(4), "rows-shorted", 16),
    (ColumnOpen(0, 3), "column-open", 16),
    (ColumnOpen(0, 0), "column-open", 16),
    (ColumnsShorted(0, 3), "columns-shorted", 32),
    (DeadCell(6, 2), "cell-dead", 1),
    (DeadCell(0, 0), "cell-dead", 1),
    (ShortedCell(6, 2), "cell-shorted", 1),
    (NoiseBurst(0, 5.0, 0.05, 0.1), "noise-burst", 128),
    (NoiseBurst(0, 5.0, 0.0, 100.0), "noise-burst", 128),
]


@pytest.mark.parametrize(("fault", "code", "cells"), NAMED, ids=lambda value: str(value))
def test_a_fault_is_found_and_called_what_it_is(fault: Fault, code: str, cells: int) -> None:
    found = findings(fault, seed=1)
    assert [one.code for one in found] == [code]
    assert len(found[0].cells) == cells


@pytest.mark.parametrize("seed", [2, 3, 4, 5])
def test_nothing_is_wrong_with_a_mat_without_a_fault(seed: int) -> None:
    assert findings(seed=seed) == []


def test_a_line_at_the_end_of_the_mat_is_silent_for_one_of_two_reasons() -> None:
    (found,) = findings(RowOpen(0))
    assert found.code == "row-silent"
    assert "open or its driver" in found.text


def test_two_faults_are_two_findings() -> None:
    found = findings(RowOpen(4), DeadCell(10, 5))
    assert {(one.code, one.cells[0]) for one in found} == {
        ("row-open", (4, 0)),
        ("cell-dead", (10, 5)),
    }


def swapped(order: tuple[int, ...], first: int, second: int) -> tuple[int, ...]:
    wired = list(order)
    wired[first], wired[second] = wired[second], wired[first]
    return tuple(wired)


def wired(**changes: tuple[int, ...]) -> MatDescription:
    return replace(BENCH, tiles=(replace(BENCH.tiles[0], **changes),))


def test_two_swapped_rows_are_named() -> None:
    built = wired(row_outputs=swapped(BENCH.tiles[0].row_outputs, 3, 9))
    (found,) = findings(built=built, described=BENCH)
    assert (found.code, found.where) == ("rows-swapped", "rows 3 and 9")


def test_two_swapped_columns_are_named() -> None:
    built = wired(col_channels=swapped(BENCH.tiles[0].col_channels, 2, 5))
    (found,) = findings(built=built, described=BENCH)
    assert (found.code, found.where) == ("columns-swapped", "columns 2, 5 of tile 0")


def test_a_row_connector_the_wrong_way_round_is_named() -> None:
    (found,) = findings(built=wired(row_outputs=tuple(range(15, -1, -1))), described=BENCH)
    assert found.code == "tile-reversed"


def test_two_tiles_on_each_others_chip_select_are_named() -> None:
    built = load_description("treadmill")
    two = replace(built, tiles=built.tiles[:2])
    described = replace(two, tiles=two.tiles[::-1])
    (found,) = findings(built=two, described=described)
    assert (found.code, found.where) == ("tiles-swapped", "tiles 0 and 1")


@pytest.mark.parametrize(
    ("fault", "code"),
    [(ConverterMissing(1, 0), "converter-silent"), (DriverStuck(20, "high"), "row-stuck-high")],
    ids=lambda value: str(value),
)
def test_a_tile_that_cannot_be_believed_says_nothing_of_the_others(fault: Fault, code: str) -> None:
    assert [one.code for one in findings(fault, built=load_description("treadmill"))] == [code]
