"""`strikemat doctor --mat spi` on the pretend board: both read paths, pins and housekeeping, unmodified."""

import json
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from tests.device.hardware.board import HOUSEKEEPING_CHIP, NO_CHIP
from tests.device.hardware.pretend import PretendBoard, needs, needs_module
from tests.device.hardware.tiles import fit_tile

pytestmark = [needs("gcc"), needs_module("adafruit_mcp3xxx"), needs_module("lgpio")]

TILES = 3
#: What an unloaded cell conducts at most.
IDLE_SIEMENS = 2e-7
#: What a computer that does other things besides may be told, and nobody has calibrated this mat.
OF_THE_COMPUTER = {"rate-low", "jitter-high", "clock-slow", "calibration-missing"}


@pytest.fixture
def mat(board: PretendBoard) -> PretendBoard:
    """Three empty tiles, and a housekeeping converter that reads 3.3 V, 25 degrees C and no load."""
    board.board.row_driver_ohm = 25.0
    for slot in range(TILES):
        fit_tile(board, slot, np.full((16, 8), IDLE_SIEMENS))
    chip = board.fit(TILES, HOUSEKEEPING_CHIP, 1, 0)
    for channel, fraction in enumerate((0.5, 0.5, 0.1 / 3.3)):
        chip.input_fraction[channel] = fraction
    return board


def examined(board: PretendBoard, *arguments: str) -> tuple[int, dict[str, Any], str]:
    """Return the doctor's exit status, what it found, and what it asked for."""
    client = "tests.device.hardware.clients.doctor"
    finished = subprocess.run(
        [sys.executable, "-m", client, "doctor", "--mat", "spi", "--json", *arguments],
        cwd=board.folder,
        env={**board._environment(), "XDG_DATA_HOME": str(board.folder / "data")},
        input="\n" * 10,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert finished.stdout, finished.stderr
    return finished.returncode, json.loads(finished.stdout), finished.stderr


def codes(report: dict[str, Any]) -> list[str]:
    return [one["code"] for one in report["findings"] if one["code"] not in OF_THE_COMPUTER]


def test_a_mat_without_a_fault_is_well_by_every_path(mat: PretendBoard) -> None:
    status, report, asked = examined(mat, "--seconds", "0.4", "--step", "10")
    assert (codes(report), status) == ([], 1), report["findings"]
    assert "calibration-missing" in [one["code"] for one in report["findings"]]
    assert {"rest", "bus", "second opinion", "belt", "housekeeping"} <= set(report["looked_at"])
    assert "row rail: 3.30 V" in report["notes"]
    assert not [note for note in report["notes"] if "no second opinion" in note]
    assert report["bus"]["asked_hz"] == 2e6
    assert np.shape(report["noise_codes"]) == (48, 8)
    assert "Start the belt and walk on it" in asked
    # Nothing is noisy here, so Adafruit's driver reads the very codes of the fast path.
    assert report["paths_apart_codes"] == 0.0


def test_button_lamp_and_buzzer_are_tried(mat: PretendBoard) -> None:
    status, report, asked = examined(mat, "--step", "8")
    assert (status, report["findings"], report["notes"]) == (0, [], ["button: seen"])
    assert "The lamp is on and the buzzer has sounded" in asked


def test_what_is_wrong_on_the_wire_is_found_and_named(mat: PretendBoard) -> None:
    tiles = mat.board.chips
    tiles[0].converter_missing, tiles[0].miso_idle = 1, 0
    tiles[1].converter_missing, tiles[1].miso_idle = 1, 1
    tiles[2].conductance_siemens[4][6] = 10.0
    mat.board.chips[TILES].input_fraction[1] = 1.0
    status, report, _ = examined(mat, "--seconds", "0.4", "--step", "10")
    assert status == 1
    assert codes(report) == [
        "converter-silent", "converter-high", "cell-shorted", "temperature-off",
    ]  # fmt: skip
    shorted = report["findings"][2]
    assert shorted["cells"] == [[36, 6]]
    assert shorted["remedy"]


def test_pins_and_converters_that_are_taken_are_findings_beside_the_others(
    mat: PretendBoard,
) -> None:
    mat.board.pin_taken[17] = 1
    mat.board.chips[TILES].kind = NO_CHIP
    (mat.folder / "root/dev/spidev1.0").unlink()
    mat.board.chips[0].conductance_siemens[4][6] = 10.0
    status, report, _ = examined(mat, "--seconds", "0.4", "--step", "10")
    assert status == 1
    assert codes(report) == ["cell-shorted", "pins-unavailable", "bus-unavailable"]
    pins, bus = report["findings"][-3:-1]
    assert pins["text"].startswith("tachometer on GPIO17: ")
    assert bus["text"].startswith("/dev/spidev1.0: ")
    assert pins["remedy"]


def test_a_tile_without_its_device_file_ends_the_examination(mat: PretendBoard) -> None:
    mat.board.chips[2].kind = NO_CHIP
    (mat.folder / "root/dev/spidev0.2").unlink()
    status, report, _ = examined(mat, "--seconds", "0.4", "--step", "10")
    assert status == 2
    assert [(one["code"], one["where"]) for one in report["findings"]] == [
        ("bus-unavailable", "/dev/spidev0.2")
    ]
