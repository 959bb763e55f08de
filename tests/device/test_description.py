import json
from pathlib import Path

import pytest

from device import BadDescription, DescriptionNotFound
from device.description import MatDescription
from device.description_file import (
    description_from_tables,
    description_tables,
    load_description,
    parse_description,
)

TILE = "[[tiles]]\nspi_device = '/dev/spidev0.0'\n"


def parsed(text: str) -> MatDescription:
    return parse_description(text, name="mat.toml")


def test_the_treadmill_is_three_tiles_on_one_bus() -> None:
    mat = load_description("treadmill")
    assert (mat.geometry.rows, mat.geometry.cols) == (48, 8)
    assert (mat.geometry.length_m, mat.geometry.width_m) == pytest.approx((1.2, 0.4))
    assert mat.buses == ((0, 1, 2),)


def test_the_bench_is_one_tile_with_nothing_else() -> None:
    mat = load_description("bench")
    assert (mat.geometry.rows, mat.tachometer, mat.housekeeping) == (16, None, None)


def test_a_description_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(TILE + "[grid]\nrow_pitch_m = 0.02\n")
    assert load_description(path).grid.row_pitch_m == 0.02


def test_a_description_survives_json() -> None:
    mat = load_description("treadmill")
    tables = json.loads(json.dumps(description_tables(mat)))
    assert description_from_tables(tables, name="again") == mat


def test_tiles_are_grouped_by_bus_in_the_order_of_the_mat() -> None:
    names = ("0.0", "3.0", "0.1")
    mat = parsed("".join(f"[[tiles]]\nspi_device = '/dev/spidev{name}'\n" for name in names))
    assert mat.buses == ((0, 2), (1,))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DescriptionNotFound, match=r"absent\.toml: there is no such mat"):
        load_description(tmp_path / "absent.toml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("tiles =", "mat.toml: is not TOML"),
        ("", "a mat has 1 to 12 tiles, got 0"),
        ("clock = 3\n" + TILE, "unknown table 'clock'; known are name, tiles, grid"),
        (TILE + "colour = 1", r"unknown key tiles\[0\].colour; known are spi_device"),
        ("[[tiles]]\n", r"tiles\[0\].spi_device is missing"),
        ("tiles = 3", r"tiles must be written as \[\[tiles\]\]"),
        ("circuit = 3\n" + TILE, "circuit must be a table, got 3"),
        (TILE + TILE, "/dev/spidev0.0 is named 2 times"),
        ("[[tiles]]\nspi_device = '/dev/ttyUSB0'", "spi_device must be /dev/spidevB.C"),
        ("[[tiles]]\nspi_device = 3", "tile.spi_device must be text, got 3"),
        (TILE + "row_outputs = [1, 2]", "tile.row_outputs must name each of 0 to 15 once"),
        (TILE + "row_outputs = [0,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14]", "each of 0 to 15 once"),
        (TILE + "col_channels = 'abc'", "tile.col_channels must name each of 0 to 7 once"),
        (TILE + "[circuit]\nclock_hz = 5_000_000", "circuit.clock_hz .* from 10000 to 3600000"),
        (TILE + "[circuit]\nclock_hz = 2.5e6", "circuit.clock_hz must be a whole number"),
        (
            TILE + "[circuit]\nadc_bits = 12",
            "circuit.adc_bits must be a whole number from 10 to 10",
        ),
        (TILE + "[circuit]\nreference_ohm = nan", "circuit.reference_ohm must be a number"),
        (
            TILE + "[circuit]\nrow_driver_ohm = true",
            "row_driver_ohm must be a number from 0 to 500",
        ),
        (TILE + "[tachometer]\nmagnets = 4", "tachometer.pin is missing"),
        (TILE + "[tachometer]\npin = 4\n[panel]\nlamp_pin = 4", "pin 4 is named 2 times"),
    ],
)
def test_what_is_wrong_is_said_with_its_bound(text: str, message: str) -> None:
    with pytest.raises(BadDescription, match=message):
        parsed(text)
