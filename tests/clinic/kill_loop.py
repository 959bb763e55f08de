"""Records sessions in a child process, kills it at a random moment, opens the store again; over and over.

`python -m tests.clinic.kill_loop STORE KILLS SEED` prints what happened as JSON. Each child is a fork.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path
from random import Random

import numpy as np

from analyzer import Footprint, Measures, Step
from clinic import FrameChunk, NewSession, Store, verify_store
from device import FrameBlock, MatGeometry

#: A child is killed when it has reported so many appends at most, and up to so long after.
APPENDS_MAX = 12
AFTER_S = 0.02


def record_for_ever(path: Path, acks: int, seed: int) -> None:
    """Record short sessions one after the other; report each append once the store has it."""
    rng = np.random.default_rng(seed)
    store = Store(path)
    while True:
        session_id = store.begin_session(
            NewSession(
                runner=f"Runner {seed % 5}",
                mat_name="m",
                mat_label="",
                geometry=MatGeometry(48, 8, 0.025, 0.05),
                frame_rate_hz=500.0,
                analyzer_version="1",
            )
        )
        for i in range(int(rng.integers(1, 12))):
            force_n = rng.gamma(0.5, 30.0, (50, 48, 8)).astype(np.float32)
            block = FrameBlock(i + np.arange(50) / 500, force_n, np.zeros(50))
            store.append(session_id, chunks=[FrameChunk.pack(block)], steps=[step(i + 1)])
            os.write(acks, f"{session_id} {i + 1}\n".encode())
        store.end_session(session_id)


def step(number: int) -> Step:
    """Return a step with a small print."""
    footprint = Footprint(
        peak_n=np.ones((6, 2), np.float32),
        bin_m=0.005,
        col_pitch_m=0.05,
        heel_bin=5.0,
        first_col=1,
        gait_line_m=np.zeros((2, 2), np.float32),
        landing_m=(0.1, 0.07),
    )
    return Step(
        number=number,
        side="left" if number % 2 else "right",
        contact_s=0.4 * number,
        off_s=0.4 * number + 0.25,
        contact_time_s=0.25,
        flight_time_s=0.15,
        strike="ball",
        strike_index_percent=71.5,
        heel_onset_s=None,
        ball_onset_s=0.4 * number,
        confidence=0.9,
        peak_force_n=1600.0,
        complete=True,
        incomplete_reason=None,
        threshold_n=20.0,
        foot_length_m=0.27,
        foot_length_source="given",
        landing_x_m=0.2,
        landing_y_m=0.5,
        belt_speed_m_s=3.0,
        footprint=footprint,
        measures=Measures(step_time_s=0.35),
    )


def kill_one(path: Path, random: Random) -> dict[int, int]:
    """Let a child record, kill it, and return how many appends of each session it had been promised."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            record_for_ever(path, writer, random.randrange(1000))
        finally:
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader) as lines:
        reported = [lines.readline() for _ in range(random.randrange(APPENDS_MAX))]
        time.sleep(random.uniform(0.0, AFTER_S))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            raise SystemExit(f"the child ended by itself, status {status}")
        reported += lines
    return {int(session): int(count) for session, count in map(str.split, reported)}


def main(path: Path, kills: int, seed: int) -> None:
    """Kill so many times, and print what was promised and what was lost."""
    random = Random(seed)
    lost, promised, interrupted, problems = 0, 0, 0, []
    for _ in range(kills):
        kept = kill_one(path, random)
        with Store(path) as store:
            interrupted += len(store.interrupted_ids)
            for session_id, count in kept.items():
                record = store.session(session_id)
                there = min(record.frame_count // 50, record.step_count)
                promised += count
                lost += max(0, count - there)
            if any(record.state == "recording" for record in store.sessions()):
                problems.append("a session is still open")
    with Store(path) as store:
        problems += verify_store(store).problems
    told = {
        "kills": kills,
        "promised": promised,
        "lost": lost,
        "interrupted": interrupted,
        "problems": problems,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
