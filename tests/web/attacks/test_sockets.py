"""The live socket and slow connections, on the real server."""

import socket
import struct
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from simple_websocket import Client, ConnectionClosed

from clinic import Store, default_store_path, disable_account
from tests.web.people import add_people
from tests.web.remote import PATIENCE_S, Remote
from tests.web.serving import CommandServer


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    with Store(default_store_path(folder)) as store:
        add_people(store)
    return folder


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[CommandServer]:
    server = CommandServer(data, "--require-log-in")
    yield server
    server.stop()


def takes(browser: Client) -> bool:
    """Return whether the server still sends."""
    return browser.receive(PATIENCE_S) is not None


def watch_to_the_end(browser: Client) -> None:
    """Take what comes until the server ends it; then ConnectionClosed is raised."""
    while takes(browser):
        pass


def upgrade_status(server: CommandServer, **headers: str) -> int:
    """Ask for the live socket as a browser does; return the answer's status."""
    connection = HTTPConnection(urlsplit(server.url).netloc, timeout=PATIENCE_S)
    asked = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Version": "13",
    }
    connection.request("GET", "/live", headers=asked | headers)
    with connection.getresponse() as answer:
        connection.close()
        return answer.status


def test_the_socket_is_for_who_is_logged_in(server: CommandServer) -> None:
    assert upgrade_status(server) == 401
    assert upgrade_status(server, Cookie="strikemat=made-up") == 401
    vera = Remote(server.url)
    vera.log_in("vera")
    browser = vera.live()
    assert takes(browser)
    browser.close()


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1"])
def test_another_sites_page_cannot_watch_with_the_cookie(
    server: CommandServer, origin: str
) -> None:
    vera = Remote(server.url)
    vera.log_in("vera")
    assert upgrade_status(server, Cookie=vera.cookie, Origin=origin) == 403
    assert upgrade_status(server, Cookie=vera.cookie, Origin=server.url) == 101


def test_a_disabled_account_is_cut_off_while_it_watches(server: CommandServer, data: Path) -> None:
    cora = Remote(server.url)
    cora.log_in("cora")
    browser = cora.live()
    assert takes(browser)
    with Store(default_store_path(data)) as store:
        disable_account(store, "cora", who="test")
    with pytest.raises(ConnectionClosed):
        watch_to_the_end(browser)
    assert cora.open("/api/visitor")[0] == 401


def test_a_huge_message_ends_only_its_own_connection(server: CommandServer) -> None:
    vera = Remote(server.url)
    vera.log_in("vera")
    browser, other = vera.live(), vera.live()
    browser.send("x" * 2_000_000)
    with pytest.raises(ConnectionClosed, match="1009"):
        watch_to_the_end(browser)
    assert takes(other)
    other.close()


def test_a_flood_of_messages_is_thrown_away(server: CommandServer) -> None:
    vera = Remote(server.url)
    vera.log_in("vera")
    browser = vera.live()
    for _ in range(20_000):
        browser.send("x" * 100)
    assert takes(browser)
    browser.close()
    assert vera.open("/api/visitor")[0] == 200


def test_a_broken_frame_ends_only_its_own_connection(server: CommandServer) -> None:
    vera = Remote(server.url)
    vera.log_in("vera")
    browser = vera.live()
    browser.sock.sendall(struct.pack("!BBQ", 0x8F, 0xFF, 2**62) + b"\x00" * 100)
    with pytest.raises(ConnectionClosed):
        watch_to_the_end(browser)
    assert vera.open("/api/visitor")[0] == 200


def test_connections_that_say_half_a_request_do_not_keep_the_site(server: CommandServer) -> None:
    """A hundred of them, more than there are threads: each thread is given back after ten seconds."""
    address = ("127.0.0.1", server.port)
    slow = [socket.create_connection(address) for _ in range(100)]
    for connection in slow:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: local")
    assert Remote(server.url).open("/log-in")[0] == 200
    for connection in slow:
        connection.close()
