"""The boards keep every rule, and a board that breaks one is told so."""

from collections.abc import Callable

import pytest

from device import load_description
from hardware.circuit import (
    VALUES,
    BadCircuit,
    Circuit,
    carrier_circuit,
    check_board,
    check_boards,
    kinds,
    tile_circuit,
)
from hardware.circuit.netlist import Place

TREADMILL = load_description("treadmill")


@pytest.fixture
def tile() -> Circuit:
    return tile_circuit(TREADMILL, VALUES)


@pytest.fixture
def carrier() -> Circuit:
    return carrier_circuit(TREADMILL)


def test_both_boards_and_their_plugs_keep_every_rule(tile: Circuit, carrier: Circuit) -> None:
    assert check_boards(tile, carrier, tiles=3) == []


def test_the_bench_tile_keeps_every_rule() -> None:
    assert check_board(tile_circuit(load_description("bench"), VALUES)) == []


def unsolder(board: Circuit, place: str) -> None:
    del board.net_of[Place(*place.split("."))]


def rewire(board: Circuit, place: str, net: str) -> None:
    board.net_of[Place(*place.split("."))] = net


BREAKS: dict[str, Callable[[Circuit], None]] = {
    "U1.10 (MCP3008 CS) is on no net": lambda board: unsolder(board, "U1.10"),
    "U5.9 (74HC74 Q2) is connected and must be open": lambda board: rewire(board, "U5.9", "HOLD"),
    "net LOST ends at U2.14": lambda board: rewire(board, "U2.14", "LOST"),
    "net HOLD is driven by U4.2, U5.5": lambda board: rewire(board, "U4.2", "HOLD"),
    "net nRESET has inputs (U2.10) and nothing that drives": lambda board: rewire(
        board, "U4.2", "HOLD"
    ),
    "net BIT0 floats while its driver is off": lambda board: rewire(board, "RN1.2", "GND"),
    "U1.16 (MCP3008 VDD) is on CS, which is no rail": lambda board: rewire(board, "U1.16", "CS"),
    "U1.9 (MCP3008 DGND) is on 3V3 instead of ground": lambda board: rewire(board, "U1.9", "3V3"),
    "U4.3 (MAX809R VCC) has no capacitor beside it": lambda board: board.parts.pop("C6") and None,
    "C2 stands beside U1.16 and connects 3V3 and CS": lambda board: rewire(board, "C2.2", "CS"),
    "net ROW0 comes from the belt and has no clamp": lambda board: rewire(board, "D1.1", "GND"),
    "U10.4 is on ROW0, which comes from the belt": lambda board: rewire(board, "U10.4", "ROW0"),
}


@pytest.mark.parametrize("told", BREAKS)
def test_a_broken_rule_is_named_with_its_place(tile: Circuit, told: str) -> None:
    BREAKS[told](tile)
    assert any(told in str(problem) for problem in check_board(tile))


def test_a_part_beyond_its_supply_is_named(carrier: Circuit) -> None:
    rewire(carrier, "U1.1", "3V3")
    assert "U1.1 (AP2112K-3.3) gets 3.3 V; it stands 3.8 to 6 V" in str(check_board(carrier)[0])


def test_a_plug_that_is_wired_differently_is_named(tile: Circuit, carrier: Circuit) -> None:
    rewire(carrier, "J3.3", "T1_MOSI")
    problems = [str(problem) for problem in check_boards(tile, carrier, tiles=3)]
    assert any("carrier J3" in text and "pin 3 is SCLK here" in text for text in problems)


def test_a_part_is_placed_once_and_has_only_its_own_pins(tile: Circuit) -> None:
    with pytest.raises(BadCircuit, match="U1 is placed twice"):
        tile.add("U1", kinds.ADC)
    with pytest.raises(BadCircuit, match=r"X1 \(resistor_1k\) has no pin C; it has A, B"):
        tile.add("X1", kinds.resistor(1e3), C="GND")
