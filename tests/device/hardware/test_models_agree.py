"""The simulated mat's chips against the shim's: two models, written apart, of the same data sheets."""

import json

import numpy as np
import pytest

from device.bus_timing import raspberry_pi_4
from device.description import Circuit, MatDescription, Tile
from device.simulated._chips import TileChips
from device.simulated._network import Network
from device.simulated.board import Board, converter_edges_codes
from tests.device.hardware.pretend import PretendBoard, needs
from tests.device.hardware.tiles import ALL_ROWS, REFERENCE_SIEMENS, fit_tile, pressed

pytestmark = needs("gcc")


def simulated(cells_siemens: np.ndarray, driver_ohm: float) -> Board:
    description = MatDescription(
        name="one tile",
        tiles=(Tile(spi_device="/dev/spidev0.0"),),
        circuit=Circuit(reference_ohm=1000.0, row_driver_ohm=driver_ohm),
    )
    board = Board(description, raspberry_pi_4(2_000_000), noise_codes=0.0, ideal_converters=True)
    board.set_load(cells_siemens[None], first_ns=0, step_ns=1_000_000_000)
    return board


@pytest.mark.parametrize("driver_ohm", [0.0, 25.0, 100.0])
def test_both_read_the_same_codes(board: PretendBoard, driver_ohm: float) -> None:
    cells_siemens = pressed(51) * 2.0
    fit_tile(board, 0, cells_siemens)
    board.board.row_driver_ohm = driver_ohm
    patterns = [ALL_ROWS, 0x00FF, 0xAAAA, *(1 << row for row in range(16)), 0]
    steps = [(rows, channel) for rows in patterns for channel in range(8)]
    told = board.client(
        "convert", "/dev/spidev0.0", "2000000", *(f"{rows}:{channel}" for rows, channel in steps)
    )
    shimmed = json.loads(told)["answers"]
    (bus,) = simulated(cells_siemens, driver_ohm).buses
    codes = [bus.read_code(rows, channel) for rows, channel in steps]
    # Before the first transfer the row drivers hold whatever they woke up with.
    np.testing.assert_array_equal(codes[1:], shimmed[1:])
    assert max(shimmed) > 500


def awkward_frames(seed: int, count: int) -> list[bytes]:
    """Return frames of 1 to 7 bytes: early and late starts, differential requests, long tails."""
    random = np.random.default_rng(seed)
    frames = []
    for _ in range(count):
        bits = [0] * int(random.integers(0, 10)) + [1, int(random.integers(0, 4) > 0)]
        bits += random.integers(0, 2, 3).tolist()
        bits += random.integers(0, 2, int(random.integers(0, 45))).tolist()
        bits += [0] * (-len(bits) % 8)
        frames.append(int("".join(map(str, bits)), 2).to_bytes(len(bits) // 8, "big"))
    return frames


def plain_columns(random: np.random.Generator) -> np.ndarray:
    """Return conductances of whole columns; no rounding error moves a code, nor a pair's difference."""
    chosen: list[float] = []
    while len(chosen) < 8:
        pair = random.uniform(0.1, 0.9, 2)
        shares = np.array([*pair, abs(pair[0] - pair[1])]) * 1024.0 % 1.0
        if shares.min() > 0.1 and shares.max() < 0.9:
            chosen.extend(pair)
    fractions = np.array(chosen)
    return REFERENCE_SIEMENS * fractions / (1.0 - fractions)


def clocked(chips: TileChips, frame: bytes) -> bytes:
    """Give a simulated tile one frame, bit by bit."""
    chips.set_select(False)
    bits = "".join(str(chips.clock(byte >> bit & 1)) for byte in frame for bit in range(7, -1, -1))
    chips.set_select(True)
    return int(bits, 2).to_bytes(len(frame), "big")


def test_both_answer_every_legal_frame_bit_for_bit(board: PretendBoard) -> None:
    cells_siemens = np.tile(plain_columns(np.random.default_rng(52)) / 16.0, (16, 1))
    chip = fit_tile(board, 0, cells_siemens)
    network = Network(reference_ohm=1000.0, row_driver_ohm=0.0)
    network.set_load(cells_siemens[None], first_ns=0, step_ns=1_000_000_000)
    tile = TileChips(network, converter_edges_codes(None), noise_codes=0.0, seed=0)
    awkward = awkward_frames(53, 300)
    # Each is read with all rows high, which the frame before it asked for.
    frames = [part for frame in awkward for part in (bytes((0x60, 0xFF, 0xFF)), frame)]
    answers = board.client("frames", "/dev/spidev0.0", *(frame.hex() for frame in frames)).split()
    tile.set_select(True)
    assert [clocked(tile, frame).hex() for frame in frames][1::2] == answers[1::2]
    assert tile.rows == chip.latched
    assert len({answer for answer in answers if int(answer, 16)}) > 100
