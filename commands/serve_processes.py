"""The processes of a trial: the server, those that watch, one that never reads, and the computer itself."""

import contextlib
import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from commands.serve_viewers import HOST, open_socket

__all__ = [
    "TrialFailed",
    "lateness",
    "parties_of",
    "seen_by",
    "server",
    "stuck_viewer",
    "watching",
]

#: Viewers that one process holds; as many processes as are needed for all.
VIEWERS_A_PROCESS = 25
PATIENCE_S = 60.0
NAP_S = 0.005
#: A viewer that never reads lets this much wait in its own computer, bytes.
STUCK_BYTES = 4096


class TrialFailed(Exception):
    """The trial could not be run to its end."""


@contextlib.contextmanager
def lateness() -> Iterator[list[float]]:
    """Note, over and over, how much later than asked for a thread is woken."""
    late_s: list[float] = []
    over = threading.Event()

    def nap() -> None:
        while not over.is_set():
            due_s = time.monotonic() + NAP_S
            time.sleep(NAP_S)
            late_s.append(time.monotonic() - due_s)

    thread = threading.Thread(target=nap, daemon=True)
    thread.start()
    try:
        yield late_s
    finally:
        over.set()
        thread.join()


def parties_of(viewers: int) -> list[int]:
    """Return how many viewers each process holds."""
    full, rest = divmod(viewers, VIEWERS_A_PROCESS)
    return [VIEWERS_A_PROCESS] * full + ([rest] if rest else [])


@contextlib.contextmanager
def server(store: Path, notes: Path) -> Iterator[str]:
    """Serve; give the address."""
    process = _start("commands.serve_metered", str(store), str(notes))
    try:
        yield _line(process, "http://")
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE_S)


@contextlib.contextmanager
def watching(port: int, count: int) -> Iterator["subprocess.Popen[str]"]:
    """Let so many viewers watch from one process."""
    process = _start("commands.serve_viewers", str(port), str(count))
    try:
        _line(process, "ready")
        yield process
    finally:
        process.kill()
        process.communicate(timeout=PATIENCE_S)


def _start(module: str, *arguments: str) -> "subprocess.Popen[str]":
    # Our own modules, on this very interpreter.
    return subprocess.Popen(  # nosec B603
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
    )


def _line(process: "subprocess.Popen[str]", begins: str) -> str:
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    if not line.startswith(begins):
        raise TrialFailed(f"{process.args!r} did not start: it said {line!r}")
    return line


@contextlib.contextmanager
def stuck_viewer(port: int) -> Iterator[None]:
    """Connect a viewer that never reads."""
    with open_socket(port, receive_bytes=STUCK_BYTES) as sock:
        sock.sendall(
            f"GET /live HTTP/1.1\r\nHost: {HOST}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        yield


def seen_by(process: "subprocess.Popen[str]") -> dict[str, Any]:
    """End a process of viewers; return what they saw."""
    said, _ = process.communicate("", timeout=PATIENCE_S)
    try:
        seen: dict[str, Any] = json.loads(said)
    except json.JSONDecodeError as error:
        raise TrialFailed(f"a viewer ended before its time: {said!r}") from error
    return seen
