"""Our driver's own open and ioctl calls, on a pretend device file with the kernel's limits."""

import errno
import json

import numpy as np
import pytest

from tests.device.hardware.pretend import PretendBoard, needs, needs_module
from tests.device.hardware.tiles import ALL_ROWS, fit_tile, ideal_code, network_code, pressed

pytestmark = needs("gcc")

PATH = "/dev/spidev0.0"
CLOCK_HZ = 2_000_000


def convert(board: PretendBoard, *steps: tuple[int, int], path: str = PATH) -> dict[str, list]:
    told = board.client("convert", path, str(CLOCK_HZ), *(f"{r}:{c}" for r, c in steps))
    answer: dict[str, list] = json.loads(told)
    return answer


def test_every_conversion_is_three_bytes_with_the_next_rows_in_them(board: PretendBoard) -> None:
    fit_tile(board, 0, pressed(1))
    steps = [(rows, ch) for rows in (0, 1, 0x8000, 0x1234, ALL_ROWS) for ch in range(8)]
    convert(board, *steps)
    wire = [bytes((0x60 | ch << 2, rows >> 8, rows & 0xFF)) for rows, ch in steps]
    assert board.sent() == wire
    assert board.settings() == {(0, CLOCK_HZ, 8, 0)}
    assert board.board.messages == board.board.transfers == len(steps)


def test_the_codes_are_those_of_the_rows_that_the_transfer_before_sent(board: PretendBoard) -> None:
    cells_siemens = pressed(2)
    fit_tile(board, 0, cells_siemens)
    steps = [(1 << row, col) for row in range(16) for col in range(8)] + [(ALL_ROWS, 3), (0, 3)]
    answers = convert(board, *steps)["answers"]
    in_force = [0, *(rows for rows, _ in steps)]
    expected = [
        ideal_code(cells_siemens, rows, col)
        for rows, (_, col) in zip(in_force, steps, strict=False)
    ]
    np.testing.assert_allclose(answers, expected, atol=1)
    assert max(expected) > 200


def test_the_resistance_of_the_row_drivers_is_in_the_codes(board: PretendBoard) -> None:
    cells_siemens = pressed(15) * 3.0
    fit_tile(board, 0, cells_siemens)
    board.board.row_driver_ohm = 50.0
    steps = [(rows, col) for rows in (ALL_ROWS, 0x0010, 0x8001) for col in range(8)]
    answers = convert(board, *steps)["answers"]
    in_force = [0, *(rows for rows, _ in steps)]
    columns = [col for _, col in steps]
    solved = [
        network_code(cells_siemens, rows, col, driver_ohm=50.0)
        for rows, col in zip(in_force, columns, strict=False)
    ]
    ideal = [
        ideal_code(cells_siemens, rows, col) for rows, col in zip(in_force, columns, strict=False)
    ]
    np.testing.assert_allclose(answers, solved, atol=1)
    assert np.abs(np.subtract(solved, ideal)).max() > 20


def test_tiles_on_one_bus_keep_their_own_rows(board: PretendBoard) -> None:
    cells_siemens = [pressed(seed) for seed in (3, 4, 5)]
    chips = [fit_tile(board, slot, cells) for slot, cells in enumerate(cells_siemens)]
    for select in (0, 1, 2):
        convert(board, (0x0101 << select, 0), path=f"/dev/spidev0.{select}")
    assert [chip.latched for chip in chips] == [0x0101, 0x0202, 0x0404]
    for select in (0, 1, 2):
        (answer,) = convert(board, (0, 6), path=f"/dev/spidev0.{select}")["answers"]
        expected = ideal_code(cells_siemens[select], 0x0101 << select, 6)
        assert answer == pytest.approx(expected, abs=1)


def test_an_interrupted_call_is_made_again(board: PretendBoard) -> None:
    cells_siemens = pressed(6)
    fit_tile(board, 0, cells_siemens)
    board.board.fail_from, board.board.fail_count = 1, 3
    board.board.fail_errno = errno.EINTR
    answers = convert(board, (0x00F0, 0), (0, 2))["answers"]
    assert answers[1] == pytest.approx(ideal_code(cells_siemens, 0x00F0, 2), abs=1)
    assert board.board.messages == 5
    assert len(board.sent()) == 2


def test_a_device_that_is_taken_or_absent_is_named_with_the_remedy(board: PretendBoard) -> None:
    fit_tile(board, 0, pressed(7))
    board.board.open_errno = errno.EBUSY
    number, line = convert(board)["refused"]
    assert number == errno.EBUSY
    assert line.startswith(f"{PATH}: Device or resource busy; another program")
    number, line = convert(board, path="/dev/spidev9.0")["refused"]
    assert number == errno.ENOENT
    assert line.startswith("/dev/spidev9.0: No such file or directory; enable SPI")


def test_a_refused_transfer_is_told_and_the_next_one_works(board: PretendBoard) -> None:
    fit_tile(board, 0, pressed(8))
    board.board.fail_from, board.board.fail_count = 1, 1
    board.board.fail_errno = errno.EBUSY
    answers = convert(board, (1, 0), (1, 0), (1, 0))["answers"]
    assert answers[1][0] == errno.EBUSY
    assert isinstance(answers[2], int)


def test_a_device_that_vanishes_in_the_middle_stays_gone(board: PretendBoard) -> None:
    fit_tile(board, 0, pressed(9))
    board.board.gone_from = 5
    answers = convert(board, *[(1, 0)] * 8)["answers"]
    assert all(isinstance(answer, int) for answer in answers[:5])
    assert [answer[0] for answer in answers[5:]] == [errno.ESHUTDOWN] * 3
    assert "went away" in answers[5][1]
    assert convert(board)["refused"][0] == errno.ENOENT


def test_a_buffer_that_is_too_small_is_named(board: PretendBoard) -> None:
    fit_tile(board, 0, pressed(10))
    board.board.buffer_bytes = 64
    (answer,) = convert(board, (1, 0))["answers"]
    assert answer[0] == errno.EMSGSIZE
    assert "spidev.bufsiz" in answer[1]


def test_a_clock_that_the_driver_refuses_is_named(board: PretendBoard) -> None:
    fit_tile(board, 0, pressed(11))
    refused = json.loads(board.client("convert", PATH, "0"))["refused"]
    assert refused[0] == errno.EINVAL
    assert "clock_hz" in refused[1]


def test_a_missing_converter_that_reads_all_ones_is_garbled(board: PretendBoard) -> None:
    chip = fit_tile(board, 0, pressed(12))
    chip.converter_missing, chip.miso_idle = 1, 1
    (answer,) = convert(board, (1, 0))["answers"]
    assert answer[0] == errno.EIO
    assert "garbled" in answer[1]


@pytest.mark.parametrize(
    ("bufsiz", "alignment", "fits"),
    [(4096, 128, 32), (65536, 128, 511), (4096, 64, 64), (4096, 8, 511)],
)
def test_a_message_holds_what_the_kernel_lets_it_hold(
    board: PretendBoard, bufsiz: int, alignment: int, fits: int
) -> None:
    fit_tile(board, 0, pressed(13))
    board.board.buffer_bytes, board.board.alignment_bytes = bufsiz, alignment
    results = json.loads(
        board.client("messages", PATH, str(CLOCK_HZ), str(fits), str(min(fits + 1, 511)), "512")
    )
    one_more = 3 * 511 if fits == 511 else -errno.EMSGSIZE
    # 512 transfers do nothing, and say so to nobody.
    assert results == [3 * fits, one_more, 0]
    assert board.board.transfers == (2 * 511 if fits == 511 else fits)


@needs_module("lgpio")
def test_another_programs_driver_reads_the_same_codes(board: PretendBoard) -> None:
    cells_siemens = pressed(14)
    fit_tile(board, 0, cells_siemens)
    told = board.run(
        "-c",
        "import json, lgpio\n"
        "bus = lgpio.spi_open(0, 0, 1_000_000, 0)\n"
        "lgpio.spi_xfer(bus, [0x60, 0x12, 0x34])\n"
        "frames = [lgpio.spi_xfer(bus, [0x60 | c << 2, 0x12, 0x34])[1] for c in range(8)]\n"
        "print(json.dumps([list(frame) for frame in frames]))\n",
    )
    codes = [rx[1] << 2 | rx[2] >> 6 for rx in json.loads(told)]
    assert codes == [ideal_code(cells_siemens, 0x1234, col) for col in range(8)]
    assert codes == convert(board, *[(0x1234, col) for col in range(8)])["answers"]
