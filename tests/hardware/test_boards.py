"""The boards do what the software expects of them: traced through the netlist, pin by pin."""

import math
from dataclasses import replace

import numpy as np
import pytest

from device import MatDescription, load_description
from device.simulated._chips import TileChips
from device.simulated._network import Network
from device.simulated.board import converter_edges_codes
from hardware.circuit import VALUES, Circuit, carrier_circuit, gpio_nets, tile_circuit, values_for
from hardware.circuit.netlist import Place
from hardware.circuit.values import nearest_e24_ohm

TREADMILL = load_description("treadmill")


def nets_beyond(board: Circuit, net: str) -> set[str]:
    """Return the nets at the other end of every two-pin part on a net."""
    ends = set()
    for place, _, part in board.nets()[net]:
        if len(part.kind.pins) == 2 and part.kind.role == "resistor":
            ends |= {board.net(part.reference, pin.name) for pin in part.kind.pins} - {net}
            assert place.part == part.reference
    return ends


def rows_that_are_high(board: Circuit, bits: int) -> set[int]:
    """Return the rows of a tile that are at the supply after 16 bits, first bit first, and a latch.

    Follows the netlist: data into the register whose SER is MOSI, on through its serial output, each
    output to a switch, the switch's common through a resistor to a row.
    """
    registers = [ref for ref, part in board.parts.items() if part.kind.name == "shift_register"]
    first = next(ref for ref in registers if board.net(ref, "SER") == "MOSI")
    second = next(
        ref for ref in registers if board.net(ref, "SER") == board.net(first, "QH_SERIAL")
    )
    # The last bit shifted in stands at QA of the first register, the first one at QH of the second.
    held = {}
    for chip, reference in enumerate((first, second)):
        for place, letter in enumerate("ABCDEFGH"):
            held[board.net(reference, f"Q{letter}")] = bits >> (8 * chip + place) & 1
    high = set()
    for reference, part in board.parts.items():
        if part.kind.name == "row_switch":
            throw = "NO" if held[board.net(reference, "IN")] else "NC"
            (row,) = nets_beyond(board, board.net(reference, "COM"))
            if board.net(reference, throw) == "3V3":
                high.add(int(row.removeprefix("ROW")))
    return high


def shuffled() -> MatDescription:
    """Return a mat whose tiles are wired in an order of their own."""
    random = np.random.default_rng(5)
    tile = replace(
        TREADMILL.tiles[0],
        row_outputs=tuple(int(one) for one in random.permutation(16)),
        col_channels=tuple(int(one) for one in random.permutation(8)),
    )
    return replace(TREADMILL, tiles=(tile, *TREADMILL.tiles[1:]))


@pytest.mark.parametrize("mat", [TREADMILL, shuffled()], ids=["straight", "shuffled"])
def test_bits_drive_the_rows_that_the_simulated_chips_drive(mat: MatDescription) -> None:
    board = tile_circuit(mat, VALUES)
    chips = TileChips(
        Network(reference_ohm=1e3, row_driver_ohm=0.0),
        converter_edges_codes(None),
        noise_codes=0.0,
        seed=0,
    )
    for bits in (1 << bit for bit in range(16)):
        chips.set_select(False)
        for place in range(15, -1, -1):
            chips.clock(bits >> place & 1)
        chips.set_select(True)
        expected = {
            row for row, output in enumerate(mat.tiles[0].row_outputs) if chips.rows >> output & 1
        }
        assert rows_that_are_high(board, bits) == expected


@pytest.mark.parametrize("mat", [TREADMILL, shuffled()], ids=["straight", "shuffled"])
def test_each_column_has_its_reference_and_the_channel_of_the_description(
    mat: MatDescription,
) -> None:
    board = tile_circuit(mat, VALUES)
    for col, channel in enumerate(mat.tiles[0].col_channels):
        assert nets_beyond(board, f"COL{col}") == {"GND", board.net("U1", f"CH{channel}")}
        references = [
            part.kind.value
            for _, _, part in board.nets()[f"COL{col}"]
            if part.kind.role == "resistor" and board.net(part.reference, "B") == "GND"
        ]
        assert references == ["1k"]


def test_outputs_stay_off_from_power_up_until_the_first_rise_of_the_select() -> None:
    board = tile_circuit(TREADMILL, VALUES)
    for register in ("U2", "U3"):
        assert board.net(register, "nOE") == board.net("U5", "Q1")
        assert board.net(register, "RCLK") == board.net("U5", "CLK1") == board.net("U1", "CS")
        assert board.net(register, "nSRCLR") == board.net("U4", "nRESET")
    # Preset by the supervisor: off. The clock takes D, which is ground: on.
    assert board.net("U5", "nPRE1") == board.net("U4", "nRESET")
    assert (board.net("U5", "D1"), board.net("U5", "nCLR1")) == ("GND", "3V3")


def test_the_drivers_are_what_the_description_says_within_their_tolerance() -> None:
    spread_ohm = VALUES.row_resistor_ohm * VALUES.resistor_tolerance
    spread_ohm += VALUES.switch_most_ohm - VALUES.switch_ohm
    assert abs(VALUES.built_driver_ohm - TREADMILL.circuit.row_driver_ohm) <= spread_ohm
    assert TREADMILL.circuit == load_description("bench").circuit


@pytest.mark.parametrize("ohm", [1.0, 9.6, 23.85, 98.0, 1500.0])
def test_the_nearest_resistor_of_the_row_is_within_five_percent(ohm: float) -> None:
    assert abs(math.log(nearest_e24_ohm(ohm) / ohm)) < 0.055


def test_a_driver_below_the_switch_itself_is_refused() -> None:
    circuit = replace(TREADMILL.circuit, row_driver_ohm=2.0)
    with pytest.raises(ValueError, match="row_driver_ohm is 2: below the switch"):
        values_for(replace(TREADMILL, circuit=circuit))


def test_the_carrier_wires_the_pins_of_the_description() -> None:
    board = carrier_circuit(TREADMILL)
    assert TREADMILL.tachometer is not None
    pins = {
        TREADMILL.tachometer.pin: "HALL",
        TREADMILL.panel.button_pin: "BUTTON",
        TREADMILL.panel.lamp_pin: "LAMP",
        TREADMILL.panel.buzzer_pin: "BUZZER",
    }
    assert pins.items() <= gpio_nets(TREADMILL).items()
    # Header pins of GPIO 17, 22, 23, 24, 11, 25 as the Raspberry Pi's documentation numbers them.
    for header_pin, net in ((11, "HALL"), (15, "BUTTON"), (16, "LAMP"), (18, "BUZZER")):
        assert board.net_of[Place("J1", str(header_pin))] == net
    assert board.net_of[Place("J1", "23")] == "SPI0_SCLK"
    assert board.net_of[Place("J1", "22")] == "SPI0_CS2"


def test_housekeeping_reads_what_the_description_says() -> None:
    board, wired = carrier_circuit(TREADMILL), TREADMILL.housekeeping
    assert wired is not None
    assert board.net("U2", f"CH{wired.row_rail_channel}") == "RAIL_HALF"
    assert nets_beyond(board, "RAIL_HALF") == {"3V3", "GND"}
    assert board.net("U2", f"CH{wired.temperature_channel}") == "THERMISTOR"
    # Fed by the Raspberry Pi: it could not see the tiles' rail droop against itself.
    assert board.net("U2", "VREF") == "PI3V3"


def test_a_mat_without_a_panel_has_no_carrier() -> None:
    with pytest.raises(ValueError, match="bench: the carrier needs housekeeping"):
        carrier_circuit(load_description("bench"))
