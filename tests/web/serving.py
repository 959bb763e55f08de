"""The real server, for tests that talk to it as a browser does."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Literal

SERVE = """
import sys
from pathlib import Path
from device import CalibrationFolder, open_mat
from tests.web.led_clock import LedClock
from web import Workshop, serve

folder = CalibrationFolder(Path(sys.argv[1]).parent / "calibrations")

def open_it():
    choose = lambda mat: folder.calibration_for(mat)
    speed = sys.argv[3]
    if speed == "led":
        return open_mat(sys.argv[2], clock=LedClock(sys.stdin), choose_calibration=choose)
    return open_mat(sys.argv[2], speed=float(speed), choose_calibration=choose)

serve(
    open_it,
    sys.argv[1],
    port=int(sys.argv[4]),
    workshop=Workshop(sys.argv[2], folder),
    on_ready=lambda url: print(url, flush=True),
)
"""


class ServerProcess:
    """The real server, in a process of its own, on a free port; its mat `speed` times as fast as life.

    Led, its mat goes at a crawl, but for the seconds that `let_pass` gives it: a test that looks at one thing
    after the other finds each, however slow the machine.
    """

    def __init__(
        self, store_path: Path, mat: str, *, speed: float | Literal["led"] = 1.0, port: int = 0
    ) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(store_path), mat, str(speed), str(port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
            process_group=0,
        )
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()
        assert self.url.startswith("http://127.0.0.1:"), "the server did not start"

    def let_pass(self, duration_s: float) -> None:
        """Let so many seconds more of mat time pass at once."""
        assert self._process.stdin is not None
        print(duration_s, file=self._process.stdin, flush=True)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """End it by a signal and return its exit status."""
        self._process.send_signal(number)
        self._process.communicate(timeout=30.0)
        return self._process.returncode

    def kill(self) -> None:
        """End it as a power cut does: its worker too, at once."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate(timeout=30.0)

    @property
    def port(self) -> int:
        """On which it listens."""
        return int(self.url.rpartition(":")[2])


class CommandServer(ServerProcess):
    """`strikemat serve` with these options, on the store in a folder."""

    def __init__(self, data: Path, *options: object) -> None:
        command = [sys.executable, "strikemat.py", "serve", "--mat", "ideal", "--data", data]
        self._process = subprocess.Popen(
            [str(part) for part in (*command, "--port", 0, *options)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if found := re.search(r"open (https?://\S+)", line):
                self.url = found[1]
                return
        raise AssertionError("the server did not start")
