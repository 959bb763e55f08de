"""Killed at a random moment, again and again: opening, beginning, storing, ending or opening after a kill."""

import json
import os
import subprocess
import sys
from pathlib import Path

KILLS = 20
SOAK_KILLS = 200


def test_kills_at_random_moments_lose_nothing_that_was_stored(tmp_path: Path) -> None:
    kills = SOAK_KILLS if os.environ.get("STRIKEMAT_SOAK") else KILLS
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.clinic.kill_loop",
            str(tmp_path / "s.sqlite"),
            str(kills),
            "3",
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    told = json.loads(done.stdout)
    assert told["kills"] == kills
    assert told["promised"] > kills
    assert told["interrupted"] > kills / 4
    assert (told["lost"], told["problems"]) == (0, [])
