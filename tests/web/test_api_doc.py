"""The client that the documentation shows, run against the real server."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from web.hub import EVENTS_BEHIND_MAX, SUBSCRIBERS_MAX
from web.protocol import PICTURE_HEADER, STREAM_VERSION
from web.socket import SEND_TIMEOUT_S

DOC = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")


def test_the_documented_client_works(start_server: Callable[..., Any], tmp_path: Path) -> None:
    (program,) = re.findall(r"(?s)```python\n(.*?)```", DOC)
    path = tmp_path / "client.py"
    path.write_text(program)
    done = subprocess.run(
        [sys.executable, str(path), start_server().url],
        capture_output=True,
        text=True,
        timeout=60.0,
    )
    assert done.returncode == 0, done.stderr
    *steps, last = done.stdout.splitlines()
    assert len(steps) >= 5
    assert all(re.fullmatch(r"(left |right) +\w+  \d+ ms", line) for line in steps)
    assert re.fullmatch(r"simulated: \d+ steps, \d+ pictures of 48 x 8 cells", last)


def test_the_document_has_the_programs_own_figures() -> None:
    assert f"`/live`, version {STREAM_VERSION}" in DOC
    assert f"{SUBSCRIBERS_MAX} may watch" in DOC
    assert (
        f"does not read for {SEND_TIMEOUT_S} s, or lags {EVENTS_BEHIND_MAX} landings and steps"
        in DOC
    )
    assert f"| {PICTURE_HEADER.size} | uint16 each |" in DOC
