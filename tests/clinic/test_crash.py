"""A session must survive the death of the process that records it."""

import subprocess
import sys
from pathlib import Path

import numpy as np

from clinic import Store

# Records the simulated mat at real pace and prints the mat time of each block after it was handed over.
CHILD = """
import sys
from analyzer import VERSION, AnalyzerSettings, StepAnalyzer
from clinic import NewSession, Recorder, Store
from device import open_mat

mat = open_mat("simulated")
recorder = Recorder(Store(sys.argv[1]))
analyzer = StepAnalyzer(mat.geometry, AnalyzerSettings(), foot_length_m=mat.foot_length_m)
recorder.start(NewSession(
    runner="Anna", mat_name=mat.name, mat_label=mat.label, geometry=mat.geometry,
    frame_rate_hz=mat.frame_rate_hz, analyzer_version=VERSION,
    analyzer_settings=AnalyzerSettings().to_dict(),
))
count = 0
while True:
    block = mat.read()
    steps = analyzer.feed(block)
    recorder.put(block, steps)
    count += len(steps)
    print(block.time_s[-1], count, flush=True)
"""

RUN_S = 3.5


def test_a_killed_recording_keeps_all_but_its_last_second(tmp_path: Path) -> None:
    path = tmp_path / "clinic.sqlite"
    progress = record_and_kill(path)
    last_s = progress[-1][0]

    with Store(path) as store:
        (record,) = store.sessions()
        assert store.interrupted_ids == (record.id,)
        assert record.state == "interrupted"
        blocks = list(store.frames(record.id))  # each is checked against its SHA-256
        time_s = np.concatenate([block.time_s for block in blocks])
        assert record.last_s == time_s[-1]
        assert time_s[-1] > last_s - 1.0
        # A scan that looks where the foot is makes frames of different length, but skips none.
        assert np.diff(time_s).max() < 4.0 / record.frame_rate_hz
        assert len(time_s) == record.frame_count
        # One block is one commit: whenever the power had gone, less than a second would be missing.
        assert max(block.time_s[-1] - block.time_s[0] for block in blocks) < 1.0
        assert record.lost_frame_count == 0

        known = max(count for time, count in progress if time <= last_s - 1.0)
        steps = store.steps(record.id)
        assert len(steps) >= known > 0
        assert [step.number for step in steps] == list(range(1, len(steps) + 1))
        assert all(step.footprint.peak_n.max() > 0 for step in steps)
        assert record.summary is not None
        assert record.summary["step_count"] == len(steps)


def record_and_kill(path: Path) -> list[tuple[float, int]]:
    """Return the mat time and the number of steps at each line that the child managed to print."""
    progress = []
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            time, count = line.split()
            progress.append((float(time), int(count)))
            if progress[-1][0] > RUN_S and child.poll() is None:
                child.kill()
    assert child.returncode == -9
    return progress
