"""A real server on a metered mat, in a process of its own: `python -m commands.serve_metered STORE NOTES`.

It prints its address, and writes a line of JSON to NOTES four times a second: what it has used and read by
then. When it ends, the times of all frames are in NOTES with `.npy` behind it.
"""

import json
import sys
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np

from device import MeteredMat, RunnerSettings
from web import serve

__all__ = ["RUNNER"]

RUNNER = RunnerSettings(strike="heel", speed_m_s=3.0, seed=1)
NOTE_INTERVAL_S = 0.25


class _NotedMat(MeteredMat):
    """The mat, with the thread that writes the notes."""

    def __init__(self, path: Path) -> None:
        super().__init__(RUNNER)
        self._path = path
        self._gone = threading.Event()
        threading.Thread(target=self._note, name="notes", daemon=True).start()

    def close(self) -> None:
        """Let go of the mat, and leave the times of its frames."""
        super().close()
        self._gone.set()
        np.save(self._path.with_name(self._path.name + ".npy"), self.frame_time_s())

    def _note(self) -> None:
        with self._path.open("w", encoding="utf-8") as notes:
            while not self._gone.wait(NOTE_INTERVAL_S):
                print(json.dumps(self._now()), file=notes, flush=True)

    def _now(self) -> dict[str, Any]:
        return {
            "at_s": time.monotonic(),
            "begun_s": self.begun_s,
            "process_cpu_s": time.process_time(),
            "model_cpu_s": self.model_cpu_s,
            "conversions": self.conversions,
            "frames": self.frames,
            "threads_cpu_s": _threads_cpu_s(),
        }


def _threads_cpu_s() -> dict[str, float]:
    """Return the CPU time of each kind of thread; those without a name of ours are the web's."""
    used = {"acquisition": 0.0, "recorder": 0.0, "web": 0.0}
    for thread in threading.enumerate():
        if thread.ident is None or thread.name == "notes":
            continue
        name = thread.name if thread.name in used else "web"
        try:
            used[name] += time.clock_gettime(time.pthread_getcpuclockid(thread.ident))
        except OSError:
            continue  # it has just ended
    return used


def main() -> None:
    """Serve until a signal ends it."""
    store, notes = Path(sys.argv[1]), Path(sys.argv[2])
    serve(lambda: _NotedMat(notes), store, port=0, on_ready=lambda url: print(url, flush=True))


if __name__ == "__main__":
    main()
