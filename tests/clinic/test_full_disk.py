"""A disk that is full for a while, for real: the kernel refuses to let the file grow."""

import json
import subprocess
import sys
from pathlib import Path

# Runs in a process of its own, because the limit is on the whole process.
CHILD = """
import json, resource, signal, sys
import numpy as np
from clinic import Backlog, NewSession, Store
from device import FrameBlock, MatGeometry

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
rng = np.random.default_rng(1)
geometry = MatGeometry(48, 8, 0.025, 0.05)
store = Store(sys.argv[1])
session_id = store.begin_session(NewSession(
    runner="Anna", mat_name="m", mat_label="", geometry=geometry, frame_rate_hz=500.0, analyzer_version="1",
))
backlog = Backlog(store, session_id)
sent, problems = [], []

def record(first, seconds):
    for i in range(first, first + seconds):
        force_n = rng.gamma(0.5, 30.0, (500, 48, 8)).astype(np.float32)
        sent.append(force_n.tobytes())
        backlog.add([FrameBlock(i + np.arange(500) / 500, force_n, np.zeros(500))], [])
        backlog.write()
        problems.append(backlog.problem)

soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
record(0, 2)
resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, hard))
record(2, 3)
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
record(5, 1)
kept = [block.force_n.tobytes() for block in store.frames(session_id)]
print(json.dumps({
    "problems": problems, "same": kept == sent, "count": len(kept), "lost": backlog.lost_frame_count,
}))
store.end_session(session_id)
store.close()
"""


def test_a_disk_that_was_full_for_a_while_costs_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path / "clinic.sqlite")],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    told = json.loads(done.stdout)
    assert told["problems"][0] is None
    assert "cannot be written" in told["problems"][4]
    assert told["problems"][5] is None
    assert told["same"]
    assert (told["count"], told["lost"]) == (6, 0)
