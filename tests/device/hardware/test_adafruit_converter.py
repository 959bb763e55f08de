"""Adafruit's driver and Blinka, both unmodified, on the pretend board of a Pi 4."""

import errno
import json

import numpy as np
import pytest

from tests.device.hardware.pretend import PretendBoard, needs, needs_module
from tests.device.hardware.tiles import ALL_ROWS, fit_tile, ideal_code, pressed

pytestmark = [needs("gcc"), needs_module("adafruit_mcp3xxx")]

CLOCK_HZ = 1_350_000


def read(board: PretendBoard, *steps: tuple[int, int], path: str = "/dev/spidev0.0") -> dict:
    answer: dict = json.loads(board.client("adafruit", path, *(f"{r}:{c}" for r, c in steps)))
    return answer


def test_the_rows_go_out_before_each_reading_and_are_off_at_the_end(board: PretendBoard) -> None:
    chip = fit_tile(board, 0, pressed(31))
    steps = [(0x1234, 0), (ALL_ROWS, 5), (0x8001, 7)]
    read(board, *steps)
    wire = []
    for rows, channel in steps:
        wire.append(bytes((0x60 | channel << 2, rows >> 8, rows & 0xFF)))
        wire.append(bytes((0x01, 0x80 | channel << 4, 0x00)))
    assert board.sent() == [*wire, bytes((0x60, 0x00, 0x00))]
    assert board.settings() == {(0, CLOCK_HZ, 8, 0)}
    assert chip.latched == 0


def test_a_code_belongs_to_the_rows_that_it_was_asked_for(board: PretendBoard) -> None:
    cells_siemens = pressed(32)
    fit_tile(board, 0, cells_siemens)
    steps = [(1 << row, col) for row in range(16) for col in range(8)]
    steps += [(ALL_ROWS, col) for col in range(8)]
    expected = [ideal_code(cells_siemens, rows, col) for rows, col in steps]
    np.testing.assert_allclose(read(board, *steps)["answers"], expected, atol=1)


def test_every_chip_select_can_be_read(board: PretendBoard) -> None:
    cells_siemens = [pressed(seed) for seed in (33, 34, 35)]
    for slot, cells in enumerate(cells_siemens):
        fit_tile(board, slot, cells)
    for select, cells in enumerate(cells_siemens):
        (answer,) = read(board, (0x0F0F, 4), path=f"/dev/spidev0.{select}")["answers"]
        assert answer == pytest.approx(ideal_code(cells, 0x0F0F, 4), abs=1)


def test_both_paths_agree_on_every_cell(board: PretendBoard) -> None:
    fit_tile(board, 0, pressed(36))
    board.board.row_driver_ohm = 25.0
    steps = [(1 << row, col) for row in range(16) for col in range(8)]
    slow = read(board, *steps)["answers"]
    # On the fast path a transfer's rows are in force for the one after it.
    shifted = [
        f"{rows}:{col}" for (rows, _), (_, col) in zip(steps, [(0, 0), *steps], strict=False)
    ]
    told = board.client("convert", "/dev/spidev0.0", "2000000", *shifted, f"0:{steps[-1][1]}")
    assert json.loads(told)["answers"][1:] == slow


def test_a_device_that_is_absent_taken_or_gone_is_named(board: PretendBoard) -> None:
    fit_tile(board, 0, pressed(37))
    number, line = read(board, path="/dev/spidev0.4")["refused"]
    assert (number, line[:16]) == (errno.ENOENT, "/dev/spidev0.4: ")
    board.board.gone_from = 3
    answers = read(board, (1, 0), (1, 1), (1, 2))["answers"]
    assert isinstance(answers[0], int)
    assert [answer[0] for answer in answers[1:]] == [errno.ESHUTDOWN] * 2
    board.board.gone_from, board.board.open_errno = 2**64 - 1, errno.EBUSY
    assert read(board)["refused"][0] == errno.EBUSY


def test_what_the_driver_would_misread_is_refused(board: PretendBoard) -> None:
    fit_tile(board, 0, pressed(38))
    told = board.run(
        "-c",
        "from device.adafruit_converter import AdafruitConverter\n"
        "converter = AdafruitConverter('/dev/spidev0.0')\n"
        "for rows, channel in ((0, 8), (0, -1), (0x10000, 0), (-1, 0)):\n"
        "    try:\n"
        "        converter.read_code(rows, channel)\n"
        "    except ValueError as error:\n"
        "        print(error)\n",
    )
    assert told.splitlines() == [
        "channel must be 0 to 7, got 8",
        "channel must be 0 to 7, got -1",
        "rows must be 0 to 65535, got 65536",
        "rows must be 0 to 65535, got -1",
    ]
    assert board.sent() == []
