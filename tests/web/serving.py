"""The real server, for tests that talk to it as a browser does."""

import signal
import subprocess
import sys
from pathlib import Path

SERVE = """
import sys
from device import open_mat
from web import serve
serve(lambda: open_mat(sys.argv[2]), sys.argv[1], port=0, on_ready=lambda url: print(url, flush=True))
"""


class ServerProcess:
    """The real server, in a process of its own, on a free port."""

    def __init__(self, store_path: Path, mat: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(store_path), mat],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()
        assert self.url.startswith("http://127.0.0.1:"), "the server did not start"

    def stop(self, number: int = signal.SIGTERM) -> int:
        """End it by a signal and return its exit status."""
        self._process.send_signal(number)
        self._process.communicate(timeout=30.0)
        return self._process.returncode
