"""The whole mat through Adafruit's driver, on the pretend board."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from clinic import Store
from tests.device.hardware.pretend import PretendBoard, needs, needs_module
from tests.device.hardware.tiles import fit_tile, pressed

pytestmark = [needs("gcc"), needs_module("adafruit_mcp3xxx")]

FORCE_SCALE = 5.0e5
DESCRIPTION = """
name = "two tiles"
[circuit]
clock_hz = 2_000_000
reference_ohm = 1000.0
row_driver_ohm = {driver_ohm}
[sensor]
force_scale = 5.0e5
[[tiles]]
spi_device = "/dev/spidev0.0"
row_outputs = [3, 2, 1, 0, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 14]
[[tiles]]
spi_device = "/dev/spidev0.1"
col_channels = [7, 6, 5, 4, 3, 2, 1, 0]
"""
ROW_OUTPUTS = [3, 2, 1, 0, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 14]


def read(board: PretendBoard, driver_ohm: float, frames: int = 2) -> dict[str, Any]:
    path, out = board.folder / "mat.toml", board.folder / "frames.npz"
    path.write_text(DESCRIPTION.format(driver_ohm=driver_ohm))
    board.board.row_driver_ohm = driver_ohm
    board.client("adafruit_mat", str(path), str(frames), str(out))
    with np.load(out) as arrays:
        return dict(arrays)


def fit_footprints(board: PretendBoard) -> np.ndarray:
    """Press both tiles; return the conductances as the mat should see them, [row, col]."""
    cells_siemens = [np.where(pressed(seed) > 3e-5, pressed(seed), 0.0) for seed in (41, 42)]
    for slot, cells in enumerate(cells_siemens):
        fit_tile(board, slot, cells)
    return np.concatenate([cells_siemens[0][ROW_OUTPUTS], cells_siemens[1][:, ::-1]])


@pytest.mark.parametrize("driver_ohm", [0.0, 25.0])
def test_forces_are_those_of_the_cells_wherever_they_are_wired(
    board: PretendBoard, driver_ohm: float
) -> None:
    true_n = FORCE_SCALE * fit_footprints(board)
    seen = read(board, driver_ohm)
    assert seen["force_n"].shape == (2, 32, 8)
    assert seen["force_n"].dtype == np.float32
    # A code is up to 2 N here: the column's whole conductance is in every cell of it.
    error_n = np.abs(seen["force_n"][0] - true_n)
    assert np.percentile(error_n, 95) < 2.0
    assert error_n.max() < 0.03 * true_n.max()
    np.testing.assert_array_equal(seen["force_n"][0], seen["force_n"][1])


def test_a_frame_has_its_time_and_the_belts_speed_then(board: PretendBoard) -> None:
    fit_footprints(board)
    seen = read(board, 0.0, frames=4)
    # The clock goes on by 100 us a conversion, and a frame is 272 of them.
    np.testing.assert_allclose(np.diff(seen["time_s"])[1:], 272e-4, rtol=1e-6)
    assert seen["time_s"][0] == pytest.approx(50.0136, abs=0.01)
    np.testing.assert_allclose(seen["belt_speed_m_s"], seen["time_s"] / 1000.0, atol=2.0**-21)
    assert seen["frame_rate_hz"] == pytest.approx(1.0 / 273e-4)


def test_it_is_a_real_mat_of_the_described_size(board: PretendBoard) -> None:
    fit_footprints(board)
    seen = read(board, 0.0)
    assert (str(seen["name"]), str(seen["label"])) == ("adafruit", "")
    assert seen["shape"].tolist() == [32, 8]
    assert board.settings() == {(0, 1_350_000, 8, 0)}
    assert [board.board.chips[slot].latched for slot in (0, 1)] == [0, 0]


def test_a_session_keeps_its_codes_and_makes_the_same_frames_of_them_again(
    board: PretendBoard, tmp_path: Path
) -> None:
    fit_footprints(board)
    path, store_path, frames = (tmp_path / name for name in ("mat.toml", "s.sqlite", "live.npz"))
    path.write_text(DESCRIPTION.format(driver_ohm=25.0))
    board.board.row_driver_ohm = 25.0
    board.client("adafruit_session", str(path), str(store_path), str(frames))
    with Store(store_path) as store:
        (record,) = store.sessions()
        stored = list(store.frames(record.id))
    assert all(block.scan is not None for block in stored)
    with np.load(frames) as live:
        assert len(np.unique(live["force_n"], axis=0)) > 8
        for name in live.files:
            again = np.concatenate([getattr(block, name) for block in stored])
            np.testing.assert_array_equal(again, live[name], name)


def test_a_tile_that_is_absent_closes_the_ones_that_were_open(
    board: PretendBoard, tmp_path: Path
) -> None:
    fit_tile(board, 0, pressed(43))
    path = tmp_path / "mat.toml"
    path.write_text(DESCRIPTION.format(driver_ohm=0.0))
    told = board.run(
        "-c",
        "import os\n"
        "from device.adafruit import AdafruitMat\n"
        "from device.description_file import load_description\n"
        "from device.errors import BusFailed\n"
        "before = len(os.listdir('/proc/self/fd'))\n"
        "try:\n"
        f"    AdafruitMat(load_description({str(path)!r}))\n"
        "except BusFailed as error:\n"
        "    print(error)\n"
        "print(len(os.listdir('/proc/self/fd')) - before)\n",
    )
    line, left_open = told.splitlines()
    assert line.startswith("/dev/spidev0.1: No such file or directory; enable SPI")
    assert left_open == "0"
