import json
import signal
import socket
import struct
import urllib.request
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from simple_websocket import ConnectionClosed

from clinic import BadStore, Store, add_account, disable_account
from device import IdealMat
from tests.web.live_client import LiveClient
from tests.web.serving import ServerProcess
from web import Access, AddressInUse, BadAddress, NoAccount, serve

StartServer = Callable[..., Any]
PATIENCE_S = 20.0


def post(url: str, body: dict[str, Any]) -> Any:
    request = urllib.request.Request(
        url, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
        return json.load(answer)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server for tests that only look."""
    server = ServerProcess(tmp_path_factory.mktemp("looked-at") / "store.sqlite", "ideal")
    yield server.url
    server.stop()


def live(url: str) -> LiveClient:
    return LiveClient(url.replace("http", "ws") + "/live")


def messages(browser: LiveClient) -> Iterator[str | bytes]:
    """Yield what comes, up to a minute of it; then fail."""
    for _ in range(3600):
        news = browser.receive(PATIENCE_S)
        assert news is not None, "nothing came any more"
        yield news
    pytest.fail("what was waited for did not come")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.0.7", "::", "example.org"])
def test_other_addresses_than_loopback_need_an_account(tmp_path: Path, host: str) -> None:
    with pytest.raises(NoAccount, match="nobody can; make an account with `strikemat user add"):
        serve(IdealMat, tmp_path / "s.sqlite", host=host)


@pytest.mark.parametrize("access", [Access(requires_log_in=True), Access(proxies=("127.0.0.1",))])
def test_a_log_in_on_loopback_and_a_proxy_need_an_account(tmp_path: Path, access: Access) -> None:
    with pytest.raises(NoAccount):
        serve(IdealMat, tmp_path / "s.sqlite", access=access)
    with Store(tmp_path / "s.sqlite") as store:
        add_account(store, "ada", "tuba-lantern-9-moss", role="admin", who="test")
        disable_account(store, "ada", who="test")
    with pytest.raises(NoAccount):
        serve(IdealMat, tmp_path / "s.sqlite", access=access)


def test_an_address_that_is_none_is_one_line(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        add_account(store, "ada", "tuba-lantern-9-moss", role="admin", who="test")
    with pytest.raises(BadAddress, match="there is no address 'no such host'"):
        serve(IdealMat, tmp_path / "s.sqlite", host="no such host")


def test_a_port_that_is_taken_is_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(AddressInUse, match=f"cannot listen on 127.0.0.1:{port}: .*--port"):
            serve(IdealMat, tmp_path / "s.sqlite", port=port)


def test_a_port_that_does_not_exist_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(BadAddress, match="port must be 0 to 65535, got 70000"):
        serve(IdealMat, tmp_path / "s.sqlite", port=70000)


def test_a_bad_store_is_refused_before_anything_listens(tmp_path: Path) -> None:
    (tmp_path / "s.sqlite").write_text("not a store " * 100)
    with pytest.raises(BadStore):
        serve(IdealMat, tmp_path / "s.sqlite")


def test_the_live_socket_sends_pictures_states_landings_and_steps(url: str) -> None:
    browser = live(url)
    kinds: set[str] = set()
    for news in messages(browser):
        if isinstance(news, bytes):
            assert struct.unpack_from("<4sHH", news) == (b"SMP1", 48, 8)
            assert len(news) == 32 + 2 * 48 * 8
            kinds.add("picture")
        else:
            kinds.add(json.loads(news)["type"])
        if kinds == {"hello", "picture", "state", "landing", "step", "clear"}:
            break
    browser.close()


def test_a_newcomer_gets_the_steps_so_far(start_server: StartServer) -> None:
    server = start_server("ideal")
    first = live(server.url)
    for news in messages(first):
        if isinstance(news, str) and json.loads(news).get("id") == 3:
            break
    first.close()
    second = live(server.url)
    early = [json.loads(second.receive(PATIENCE_S)) for _ in range(5)]
    assert [message["type"] for message in early] == ["hello", "clear", "step", "step", "step"]
    assert [message.get("id") for message in early[2:]] == [1, 2, 3]
    second.close()


def test_another_version_of_the_stream_is_refused_in_words(url: str) -> None:
    stream = url.replace("http", "ws") + "/live"
    same = LiveClient(stream + "?version=2")
    assert json.loads(same.receive(PATIENCE_S)) == {"type": "hello", "version": 2}
    same.close()
    other = LiveClient(stream + "?version=1")
    with pytest.raises(ConnectionClosed) as refusal:
        other.receive(PATIENCE_S)
    line = "the stream has version 2, not '1': load the page again"
    assert (refusal.value.reason, refusal.value.message) == (4000, line)


def test_pictures_are_left_out_on_request(url: str) -> None:
    browser = LiveClient(url.replace("http", "ws") + "/live?pictures=0")
    states = 0
    for news in messages(browser):
        assert isinstance(news, str)
        states += json.loads(news)["type"] == "state"
        if states == 3:
            break
    browser.close()


@pytest.mark.parametrize(
    ("origin", "status"), [("http://evil.example", 403), ("http://127.0.0.1:1", 403), (None, 101)]
)
def test_another_pages_socket_is_refused(url: str, origin: str | None, status: int) -> None:
    address = urlsplit(url)
    connection = HTTPConnection(address.netloc, timeout=PATIENCE_S)
    headers = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Version": "13",
        "Origin": origin or f"http://{address.netloc}",
    }
    connection.request("GET", "/live", headers=headers)
    with connection.getresponse() as answer:
        assert answer.status == status
    connection.close()


@pytest.mark.pace
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_server_saves_the_session_even_with_a_browser_watching(
    start_server: StartServer, tmp_path: Path, number: int
) -> None:
    server = start_server()
    browser = live(server.url)
    assert any(isinstance(news, bytes) for news in messages(browser))
    post(server.url + "/api/session", {"action": "start", "runner": "Anna"})
    pictures = (news for news in messages(browser) if isinstance(news, bytes))
    assert len(list(islice(pictures, 30))) == 30
    assert server.stop(number) == 0
    with Store(tmp_path / "served.sqlite") as store:
        (record,) = store.sessions()
        assert record.state == "complete"
        assert store.interrupted_ids == ()
        assert record.frame_count > 0


def test_a_missing_recording_is_said_on_the_page(start_server: StartServer) -> None:
    server = start_server("replay:nowhere.npz")
    for _ in range(1000):
        with urllib.request.urlopen(server.url + "/api/state", timeout=PATIENCE_S) as answer:
            state = json.load(answer)
        if state["mat"]["state"] != "starting":
            break
    assert state["mat"]["state"] == "failed"
    assert "nowhere.npz" in state["mat"]["problem"]
