"""The power fails at any write: what the store had taken is there, and the store opens."""

import json
import os
from pathlib import Path
from random import Random

import pytest

from clinic import Store, verify_store
from tests.clinic.disk import Operation, ShimmedDisk, build_shim, disk_after_cut, read_log

#: How many power cuts: a sample for every run, all of them many times over for `make soak`.
CUTS = 40
SOAK_CUTS = 3000

# Records two sessions and writes a line into the file `acks` whenever the store has said that data are kept.
CHILD = """
import os, sys
import numpy as np
from clinic import FrameChunk, NewSession, Store
from device import FrameBlock, MatGeometry

folder = sys.argv[1]
acks = os.open(folder + "/acks", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
rng = np.random.default_rng(1)
store = Store(folder + "/clinic.sqlite")
for number in (1, 2):
    session_id = store.begin_session(NewSession(
        runner=f"Runner {number}", mat_name="m", mat_label="", geometry=MatGeometry(48, 8, 0.025, 0.05),
        frame_rate_hz=500.0, analyzer_version="1",
    ))
    for i in range(6):
        force_n = rng.gamma(0.5, 30.0, (20, 48, 8)).astype(np.float32)
        block = FrameBlock(i + np.arange(20) / 500, force_n, np.zeros(20))
        store.append(session_id, chunks=[FrameChunk.pack(block)])
        os.write(acks, f"{session_id} {20 * (i + 1)}\\n".encode())
        if i % 3 == 2:
            with store.autocommit() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(RESTART)")
    store.end_session(session_id)
store.close()
"""


@pytest.fixture(scope="module")
def operations(tmp_path_factory: pytest.TempPathFactory) -> list[Operation]:
    """All that two short sessions do to the disk."""
    folder = tmp_path_factory.mktemp("power")
    disk = ShimmedDisk(build_shim(folder), folder)
    disk.run(CHILD)
    operations = read_log(disk.log)
    kinds = {operation.kind for operation in operations}
    assert {"write", "sync"} <= kinds
    assert any(operation.path.endswith("-wal") for operation in operations)
    return operations


def test_whatever_write_the_power_fails_at_all_that_was_kept_is_there(
    operations: list[Operation], tmp_path: Path
) -> None:
    random = Random(7)
    count = SOAK_CUTS if os.environ.get("STRIKEMAT_SOAK") else CUTS
    lost = []
    for number in range(count):
        after = random.randrange(1, len(operations) + 1)
        folder = tmp_path / str(number)
        folder.mkdir()
        for name, content in disk_after_cut(operations[:after], random).items():
            if name.startswith("clinic.sqlite") and not name.endswith("-shm"):
                (folder / name).write_bytes(content)
        lost += [f"after {after} of {len(operations)} operations: {line}" for line in
                 problems_of(folder / "clinic.sqlite", kept_by(operations[:after]))]  # fmt: skip
    assert lost == []


def kept_by(operations: list[Operation]) -> dict[int, int]:
    """Return how many frames of each session the store had said that it kept."""
    lines = b"".join(one.data for one in operations if one.path.endswith("/acks")).decode()
    return {int(session): int(frames) for session, frames in map(str.split, lines.splitlines())}


def problems_of(path: Path, kept: dict[int, int]) -> list[str]:
    """Open the store after a power cut and return what is wrong with it."""
    with Store(path) as store:
        problems = list(verify_store(store).problems)
        stored = {session.id: session.frame_count for session in store.sessions()}
        problems += [
            f"session {number} has {stored.get(number)} frames, {frames} were kept"
            for number, frames in kept.items()
            if stored.get(number, 0) < frames
        ]
    return problems


def test_the_judge_notices_a_store_that_does_not_flush(
    operations: list[Operation], tmp_path: Path
) -> None:
    """Without its flushes the same recording loses what it had promised: the test above can fail."""
    careless = [one for one in operations if one.kind != "sync"]
    kept = kept_by(careless)
    random, found = Random(1), 0
    for number in range(10):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name, content in disk_after_cut(careless, random).items():
            if name.startswith("clinic.sqlite") and not name.endswith("-shm"):
                (folder / name).write_bytes(content)
        found += bool(problems_or_failure(folder / "clinic.sqlite", kept))
    assert found > 2
    assert json.dumps(kept)  # frames were promised


def problems_or_failure(path: Path, kept: dict[int, int]) -> list[str]:
    try:
        return problems_of(path, kept)
    except Exception as error:
        return [repr(error)]
