"""Replays over the real server: a few at a time, and refusals in words."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from simple_websocket import ConnectionClosed

from clinic import Store
from device import RunnerSettings
from tests.web.live_client import LiveClient
from tests.web.made_store import record
from tests.web.mats import ShortMat
from tests.web.serving import ServerProcess
from web.replay_socket import REPLAYS_MAX

PATIENCE_S = 20.0


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path: Path = tmp_path_factory.mktemp("replays") / "store.sqlite"
    with Store(path) as store:
        record(store, "Anna", "", ShortMat(8.0, RunnerSettings(seed=3)), 6.0)
    server = ServerProcess(path, "ideal")
    yield server.url.replace("http", "ws")
    server.stop()


@pytest.fixture
def open_replay(address: str) -> Iterator[Callable[..., LiveClient]]:
    opened: list[LiveClient] = []

    def open_it(session_id: int = 1) -> LiveClient:
        opened.append(LiveClient(f"{address}/sessions/{session_id}/replay/stream"))
        return opened[-1]

    yield open_it
    for client in opened:
        if client.connected:
            client.close()


def wait_for(client: LiveClient, kind: str) -> dict[str, Any]:
    """Return the next message of a kind."""
    for _ in range(1000):
        said = client.receive(PATIENCE_S)
        assert said is not None, "nothing came any more"
        if isinstance(said, str) and (message := json.loads(said))["type"] == kind:
            return dict(message)
    pytest.fail(f"no {kind} came")


def test_it_plays_and_tells_pictures_steps_and_where_it_is(
    open_replay: Callable[..., LiveClient],
) -> None:
    client = open_replay()
    assert wait_for(client, "state")["state"]["mat"]["label"] == "SIMULATED"
    client.send(json.dumps({"action": "speed", "speed": 4}))
    client.send(json.dumps({"action": "play"}))
    assert wait_for(client, "step")["step"]["number"] == 1
    for _ in range(1000):
        if isinstance(client.receive(PATIENCE_S), bytes):
            break
    else:
        pytest.fail("no picture came")


def test_nonsense_is_answered_in_words_and_the_replay_goes_on(
    open_replay: Callable[..., LiveClient],
) -> None:
    client = open_replay()
    client.send("jump")
    assert "must be JSON" in wait_for(client, "refused")["text"]
    client.send(json.dumps({"action": "play"}))
    assert wait_for(client, "step")


def test_a_session_that_is_not_there_is_refused_in_words(
    open_replay: Callable[..., LiveClient],
) -> None:
    assert wait_for(open_replay(77), "refused")["text"] == "there is no session 77"


def test_only_a_few_run_at_a_time(open_replay: Callable[..., LiveClient]) -> None:
    running = [open_replay() for _ in range(REPLAYS_MAX)]
    for client in running:
        wait_for(client, "state")
    one_more = open_replay()
    with pytest.raises(ConnectionClosed) as closed:
        one_more.receive(PATIENCE_S)
    assert (closed.value.reason, "close one" in closed.value.message) == (1013, True)
    running[0].close()
    # The server notices within its quarter of a second; until then it still says no.
    for _ in range(100):
        again = open_replay()
        try:
            wait_for(again, "state")
            return
        except ConnectionClosed:
            continue
    pytest.fail("the place of a replay that was closed did not become free")
