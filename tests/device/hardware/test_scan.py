"""The scanning threads above our own `open` and `ioctl`, on the pretend board: buses, and their ends."""

import errno
import json
from typing import Any

import numpy as np
import pytest

from tests.device.hardware.board import TILE_CHIP
from tests.device.hardware.pretend import PretendBoard, needs

pytestmark = needs("gcc")

DEVICES = ((0, 0), (0, 1), (3, 0))
FORCE_SCALE = 5.0e5
#: In the middle of each tile's third column, siemens.
PRESSED_SIEMENS = (1e-4, 2e-4, 4e-4)


@pytest.fixture
def mat(board: PretendBoard) -> PretendBoard:
    """Two tiles on one bus and one on another, each with a loaded cell, and their description."""
    for slot, ((bus, select), siemens) in enumerate(zip(DEVICES, PRESSED_SIEMENS, strict=True)):
        chip = board.fit(slot, TILE_CHIP, bus, select)
        chip.conductance_siemens[8][2] = siemens
    tiles = "".join(f'[[tiles]]\nspi_device = "/dev/spidev{b}.{s}"\n' for b, s in DEVICES)
    circuit = "[circuit]\nclock_hz = 2_000_000\nreference_ohm = 1000.0\nrow_driver_ohm = 0.0\n"
    (board.folder / "mat.toml").write_text(f'name = "two buses"\n{circuit}{tiles}')
    return board


def scanned(board: PretendBoard, scan: str = "adaptive", frames: int = 60) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(board.client("scan", "mat.toml", scan, str(frames)))
    return told


@pytest.mark.parametrize("scan", ["adaptive", "raster"])
def test_two_buses_are_scanned_in_parallel_and_make_one_picture(
    mat: PretendBoard, scan: str
) -> None:
    told = scanned(mat, scan)
    assert (told["failure"], told["backward"]) == (None, 0)
    assert told["frames"] >= 60
    assert all(count >= 60 for count in told["tiles"])
    force_n = np.array(told["force_n"])
    for tile, siemens in enumerate(PRESSED_SIEMENS):
        assert force_n[16 * tile + 8, 2] == pytest.approx(FORCE_SCALE * siemens, rel=0.02)
    assert np.count_nonzero(force_n > 5.0) == len(DEVICES)
    # Every transfer is three bytes with a request in the first: nothing else is on the wire.
    assert {(len(sent), sent[0] & 0xE3) for sent in mat.sent()} == {(3, 0x60)}
    assert mat.settings() == {(0, 2_000_000, 8, 0)}


def test_a_scan_goes_on_after_interrupted_calls(mat: PretendBoard) -> None:
    mat.board.fail_from, mat.board.fail_count = 500, 500
    mat.board.fail_errno = errno.EINTR
    told = scanned(mat)
    assert (told["failure"], told["backward"]) == (None, 0)
    assert told["frames"] >= 60


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ETIMEDOUT, "lower clock_hz"),
        (errno.EBUSY, "another program or driver holds it"),
        (errno.EMSGSIZE, "raise spidev.bufsiz"),
    ],
)
def test_a_bus_that_refuses_in_the_middle_ends_the_scan_with_the_remedy(
    mat: PretendBoard, number: int, remedy: str
) -> None:
    mat.board.fail_from, mat.board.fail_count = 500, 1
    mat.board.fail_errno = number
    code, line = scanned(mat, frames=1_000_000)["failure"]
    assert code == number
    assert line.startswith("/dev/spidev")
    assert remedy in line


def test_a_device_that_vanishes_in_the_middle_ends_the_scan(mat: PretendBoard) -> None:
    mat.board.gone_from = 500
    told = scanned(mat, frames=1_000_000)
    code, line = told["failure"]
    assert code == errno.ESHUTDOWN
    assert "went away" in line
