"""The same driver on umockdev's pretend device: an independent check of the shim."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.device.hardware.pretend import HERE, ROOT, PretendBoard, needs
from tests.device.hardware.tiles import ALL_ROWS, REFERENCE_SIEMENS, fit_tile, pressed

SYSTEM_PYTHON = "/usr/bin/python3"
TYPELIB = "import gi; gi.require_version('UMockdev', '1.0'); from gi.repository import UMockdev"
PROGRAM = "tests.device.hardware.clients.convert"


def has_typelib() -> bool:
    if shutil.which(SYSTEM_PYTHON) is None:
        return False
    return subprocess.run([SYSTEM_PYTHON, "-c", TYPELIB], capture_output=True).returncode == 0


pytestmark = [
    needs("gcc", "umockdev-wrapper"),
    pytest.mark.skipif(
        os.environ.get("CI") != "true" and not has_typelib(),
        reason="python3-gi or gir1.2-umockdev-1.0 not installed",
    ),
]


def run_on_umockdev(folder: Path, cells_siemens: np.ndarray, *arguments: str) -> tuple[dict, dict]:
    """Return what the program printed, and what went over the wire."""
    tile, wire = folder / "tile.json", folder / "wire.json"
    described = {"cells_siemens": cells_siemens.tolist(), "reference_siemens": REFERENCE_SIEMENS}
    tile.write_text(json.dumps(described))
    board = [SYSTEM_PYTHON, str(HERE / "umockdev_board.py"), str(tile), str(wire)]
    finished = subprocess.run(
        ["umockdev-wrapper", *board, sys.executable, "-m", PROGRAM, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return json.loads(finished.stdout), json.loads(wire.read_text())


def test_both_pretend_devices_see_the_same_bytes_and_give_the_same_answers(
    board: PretendBoard, tmp_path: Path
) -> None:
    cells_siemens = pressed(21)
    fit_tile(board, 0, cells_siemens)
    patterns = (0, ALL_ROWS, 1, 0x8000, 0x0FF0, 0x5555)
    steps = [f"{rows}:{channel}" for rows in patterns for channel in range(8)]
    arguments = ["/dev/spidev0.0", "2000000", *steps]
    through_shim = json.loads(board.client("convert", *arguments))
    through_umockdev, seen = run_on_umockdev(tmp_path, cells_siemens, *arguments)
    assert through_umockdev == through_shim
    assert max(through_shim["answers"]) > 200
    wire = [
        [sent.hex(), received.hex()]
        for sent, received in zip(board.sent(), board.received(), strict=True)
    ]
    assert seen["wire"] == wire


def test_mode_word_size_and_clock_are_set_before_the_first_transfer(tmp_path: Path) -> None:
    told, seen = run_on_umockdev(tmp_path, pressed(22), "/dev/spidev0.0", "1350000")
    assert seen["set"] == {"1": 0, "3": 8, "4": 1_350_000}
    assert seen["wire"] == []
    assert told == {"clock_hz": 1_350_000, "answers": []}
