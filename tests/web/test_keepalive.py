import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.serving import ServerProcess
from web.acquisition import SILENCE_S
from web.keepalive import KeepAlive, watchdog_interval_s
from web.treadmill import Treadmill


@pytest.fixture
def manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """Return the socket on which a service manager listens."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.settimeout(30.0)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "100000")
        yield listening


def test_the_server_says_that_it_is_ready_and_then_that_all_is_well(
    manager: socket.socket, tmp_path: Path
) -> None:
    server = ServerProcess(tmp_path / "store.sqlite", "ideal")
    try:
        assert manager.recv(1000).startswith(b"READY=1\n")
        assert {manager.recv(1000) for _ in range(3)} == {b"WATCHDOG=1"}
    finally:
        assert server.stop() == 0


def test_the_manager_hears_nothing_while_the_mat_is_not_read(manager: socket.socket) -> None:
    manager.setblocking(False)
    well = [True, False, True]
    keep_alive = KeepAlive(lambda: well.pop(0), 1.0)
    keep_alive.beat()
    assert manager.recv(1000) == b"WATCHDOG=1"
    keep_alive.beat()
    with pytest.raises(BlockingIOError):
        manager.recv(1000)
    keep_alive.beat()
    assert manager.recv(1000) == b"WATCHDOG=1"


@pytest.mark.parametrize(
    ("environment", "interval_s"),
    [
        ({}, None),
        ({"NOTIFY_SOCKET": "/run/notify"}, None),
        ({"NOTIFY_SOCKET": "/run/notify", "WATCHDOG_USEC": "0"}, None),
        ({"NOTIFY_SOCKET": "/run/notify", "WATCHDOG_USEC": "soon"}, None),
        ({"WATCHDOG_USEC": "20000000"}, None),
        ({"NOTIFY_SOCKET": "/run/notify", "WATCHDOG_USEC": "20000000"}, 10.0),
    ],
)
def test_half_of_what_the_manager_allows_passes_between_two_words(
    environment: dict[str, str], interval_s: float | None
) -> None:
    assert watchdog_interval_s(environment) == interval_s


def test_a_mat_that_gives_nothing_is_not_alive_until_it_has_been_left(
    make_mat: Callable[..., Any],
    make_treadmill: Callable[..., Treadmill],
    clock: Callable[[], float],
) -> None:
    mat = make_mat(1.0)
    treadmill = make_treadmill(mat)
    seen = []

    def hang(now_s: float) -> None:
        seen.append(treadmill.is_alive)
        clock.seconds = now_s  # type: ignore[attr-defined]
        seen.append(treadmill.is_alive)

    # The block after the first hang is a sign of life, and the mat ends after the second.
    mat.at_s = {0.2: lambda: hang(SILENCE_S + 1.0), 0.6: lambda: hang(2 * SILENCE_S + 2.0)}
    treadmill.run()
    assert seen == [True, False, True, False]
    clock.seconds += 2 * SILENCE_S  # type: ignore[attr-defined]
    assert treadmill.is_alive
