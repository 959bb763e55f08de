"""gpiozero on its real lgpio factory, on a pretend /dev/gpiochip0."""

import errno
import json

import pytest

from tests.device.hardware.pretend import PretendBoard, needs, needs_module

pytestmark = [needs("gcc"), needs_module("lgpio")]

HALL_PIN, LAMP_PIN, CHIP_SELECT_PIN = 17, 23, 8


def test_tachometer_button_and_lamp_work_on_the_real_pin_library(board: PretendBoard) -> None:
    told = json.loads(board.client("belt", "3.5", "2.0"))
    assert told["pins"] == "LGPIOFactory"
    assert told["model"] == "4B"
    assert told["fitting"] == told["magnets"] - 1 == 140
    assert told["speed_m_s"] == pytest.approx(3.5, rel=1e-6)
    assert 0.0 < told["uncertainty_m_s"] < 0.05
    # Off, on with the recording, off at the end.
    assert board.board.pin_changes[LAMP_PIN] == 2
    assert board.board.pin_level[LAMP_PIN] == 0


def test_the_library_leaves_nothing_in_the_working_directory(board: PretendBoard) -> None:
    told = json.loads(board.client("belt", "1.0", "0.5"))
    assert not [name for name in told["left_behind"] if name.startswith(".lgd")]


def refusal(board: PretendBoard, pin: int) -> str:
    return board.run(
        "-c",
        "from device.description import Tachometer\n"
        "from device.errors import PinsUnavailable\n"
        "from device.pins import open_pins\n"
        "from device.tachometer import BeltTachometer\n"
        "try:\n"
        f"    BeltTachometer(Tachometer(pin={pin}), pins=open_pins())\n"
        "except PinsUnavailable as error:\n"
        "    print(error)\n",
    )


def test_a_pin_that_the_spi_driver_holds_is_busy(board: PretendBoard) -> None:
    line = refusal(board, CHIP_SELECT_PIN)
    assert line.startswith(f"tachometer on GPIO{CHIP_SELECT_PIN}: ")
    assert "busy" in line
    assert "gpioinfo" in line


def test_pins_that_this_user_may_not_open_are_named_with_the_remedy(board: PretendBoard) -> None:
    board.board.open_errno = errno.EACCES
    line = refusal(board, HALL_PIN)
    assert line.startswith("the board's pins: can not open gpiochip")
    assert "group gpio" in line
