import json
import math

import pytest

from tests.device.hardware.board import HOUSEKEEPING_CHIP, Chip
from tests.device.hardware.pretend import PretendBoard, needs, needs_module

pytestmark = [needs("gcc"), needs_module("adafruit_mcp3xxx")]

WIRED = {"row_rail_channel": 0, "temperature_channel": 1, "load_cell_channel": 2}


@pytest.fixture
def chip(board: PretendBoard) -> Chip:
    chip = board.fit(3, HOUSEKEEPING_CHIP, 1, 0)
    chip.input_fraction[0] = 0.5
    chip.input_fraction[1] = 0.5
    chip.input_fraction[2] = 0.1 / 3.3
    return chip


def read(board: PretendBoard, **wired: object) -> list[float | None]:
    told: list[float | None] = json.loads(
        board.client("housekeeping", "/dev/spidev1.0", json.dumps(wired))
    )
    return told


def test_rail_temperature_and_load_come_in_their_units(board: PretendBoard, chip: Chip) -> None:
    rail_v, temperature_deg_c, load_n = read(board, **WIRED)
    assert rail_v == pytest.approx(3.3, abs=0.01)
    # As much resistance as the series resistor: the thermistor's nominal temperature.
    assert temperature_deg_c == pytest.approx(25.0, abs=0.1)
    assert load_n == pytest.approx(0.0, abs=1.7)
    assert board.settings() == {(0, 1_350_000, 8, 0)}


def test_a_warm_deck_and_a_loaded_cell_are_told(board: PretendBoard, chip: Chip) -> None:
    # A 10 kohm thermistor of beta 3950 K has 3588 ohm at 50 degrees C, by its equation.
    warm_ohm = 10_000.0 * math.exp(3950.0 * (1.0 / 323.15 - 1.0 / 298.15))
    chip.input_fraction[1] = warm_ohm / (warm_ohm + 10_000.0)
    chip.input_fraction[2] = (0.1 + 1.6) / 3.3
    _, temperature_deg_c, load_n = read(board, **WIRED)
    assert warm_ohm == pytest.approx(3588.0, abs=1.0)
    assert temperature_deg_c == pytest.approx(50.0, abs=0.2)
    # 500 N a volt; a code is 1.6 N.
    assert load_n == pytest.approx(800.0, abs=1.7)


def test_what_is_not_wired_is_not_read(board: PretendBoard, chip: Chip) -> None:
    assert read(board, temperature_channel=1) == [None, pytest.approx(25.0, abs=0.1), None]
    assert {bytes_[1] for bytes_ in board.sent()} == {0x80 | 1 << 4}


@pytest.mark.parametrize("fraction", [0.0, 1.0])
def test_an_open_or_shorted_thermistor_has_no_temperature(
    board: PretendBoard, chip: Chip, fraction: float
) -> None:
    chip.input_fraction[1] = fraction
    rail_v, temperature_deg_c, _ = read(board, **WIRED)
    assert rail_v == pytest.approx(3.3, abs=0.01)
    assert math.isnan(temperature_deg_c or 0.0)
