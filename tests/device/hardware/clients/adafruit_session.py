"""Record a session of a mat that Adafruit's driver reads: DESCRIPTION.toml STORE FRAMES.npz.

A load grows on it meanwhile. FRAMES.npz is what the mat handed over.
"""

import mmap
import os
import sys
from pathlib import Path

import numpy as np

from analyzer import VERSION
from clinic import NewSession, Recorder, Store
from device.adafruit import AdafruitMat
from device.description_file import load_description
from tests.device.hardware.board import Board
from tests.device.hardware.clients.adafruit_mat import CountingClock, SteadyBelt
from web.scan_facts import scan_facts

ARRAYS = ("time_s", "force_n", "belt_speed_m_s", "row_time_s", "mode", "saturated")
BEFORE, FRAMES = 3, 12


def press(siemens: float) -> None:
    """Put a load on one cell of the first tile of this program's board."""
    with Path(os.environ["STRIKEMAT_BOARD"]).open("r+b") as file:
        board = Board.from_buffer(mmap.mmap(file.fileno(), 0))
    board.chips[0].conductance_siemens[5][3] = siemens


def main() -> None:
    path, store_path, out = sys.argv[1:]
    mat = AdafruitMat(load_description(path), belt=SteadyBelt(), clock=CountingClock())
    blocks = []
    with Store(Path(store_path)) as store:
        # Only what `stop` asks for is written, in blocks as they come.
        recorder = Recorder(store, commit_interval_s=0.02)
        for number in range(BEFORE + FRAMES):
            press(2e-5 * number)
            block = mat.read()
            assert block is not None
            if number == BEFORE:
                recorder.start(
                    NewSession(
                        runner="Anna",
                        mat_name=mat.name,
                        mat_label=mat.label,
                        geometry=mat.geometry,
                        frame_rate_hz=mat.frame_rate_hz,
                        analyzer_version=VERSION,
                        **scan_facts(mat),
                    )
                )
            if number >= BEFORE:
                recorder.put(block)
                blocks.append(block)
        assert recorder.stop()
    mat.close()
    arrays = {name: np.concatenate([getattr(one, name) for one in blocks]) for name in ARRAYS}
    np.savez(out, **arrays)


if __name__ == "__main__":
    main()
