"""`strikemat serve --mat spi` on the pretend board: the whole program, down to our own `open` and `ioctl`."""

import json
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from clinic import Store, default_store_path
from tests.device.hardware.pretend import ROOT, PretendBoard, needs
from tests.device.hardware.tiles import fit_tile

pytestmark = needs("gcc")

PATIENCE_S = 30.0


@pytest.fixture
def served(board: PretendBoard) -> Iterator[tuple[str, list[str], subprocess.Popen[str]]]:
    """The page of a bench mat with one heavy cell, what the program said before, and its process."""
    cells_siemens = np.zeros((16, 8))
    cells_siemens[5, 3] = 4e-4
    fit_tile(board, 0, cells_siemens)
    board.board.row_driver_ohm = 25.0
    command = ["serve", "--mat", "spi:bench", "--port", "0", "--data", str(board.folder / "data")]
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "strikemat.py"), *command],
        env=board._environment(),
        cwd=board.folder,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    said: list[str] = []
    while "open http" not in (line := process.stdout.readline()):
        assert line, "the server did not start"
        said.append(line)
    yield line.split("open ")[1].split()[0], said, process
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE_S)


def asked(url: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    request = urllib.request.Request(
        url,
        None if body is None else json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
        found: dict[str, Any] = json.load(answer)
        return found


def state_when(url: str, key: str, least: int) -> dict[str, Any]:
    """Return the state once the session has saved so many frames, or the mat runs."""
    for _ in range(20_000):
        state = asked(f"{url}/api/state")
        assert state["mat"]["state"] != "failed", state["mat"]
        if key == "mat" and state["mat"]["state"] == "running":
            return state
        if key == "session" and state["session"]["saved_frame_count"] >= least:
            return state
    raise AssertionError(state)


@pytest.mark.pace
def test_a_session_is_recorded_from_the_bus_and_computed_again(
    board: PretendBoard, served: tuple[str, list[str], subprocess.Popen[str]]
) -> None:
    url, said, process = served
    state = state_when(url, "mat", 0)
    assert state["mat"]["name"] == "spi"
    assert state["mat"]["label"] == ""
    # What the system does not permit is said at the start, and on the page.
    assert [line.removeprefix("Note: ").rstrip(".\n") for line in said] == state["mat"]["notes"]
    asked(f"{url}/api/session", {"action": "start", "runner": "Anna"})
    state = state_when(url, "session", 200)
    # The cell that is pressed says nothing of the belt's speed, and at length that it stands; nothing fails
    # for that.
    told = (state["belt_speed_m_s"], state["belt"]["source"])
    assert told in ((None, None), (0.0, "prints"))
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0
    with Store(default_store_path(board.folder / "data")) as store:
        (record,) = store.sessions()
        assert (record.runner, record.state, record.mat_name) == ("Anna", "complete", "spi")
        blocks = list(store.frames(record.id))
    assert all(block.scan is not None for block in blocks)
    assert sum(map(len, blocks)) == record.frame_count >= 200
    force_n = np.concatenate([block.force_n for block in blocks])
    assert np.unravel_index(force_n[-1].argmax(), (16, 8)) == (5, 3)
    assert force_n[-1, 5, 3] == pytest.approx(5e5 * 4e-4, rel=0.05)
