"""Behind nginx, with the configuration that the documentation gives."""

import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from clinic import Store, audit_entries, default_store_path
from tests.web.people import add_people
from tests.web.remote import Remote, hang_up
from tests.web.serving import CommandServer
from tests.web.test_tls import make_pair

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
pytestmark = pytest.mark.skipif(
    NGINX is None, reason="nginx is not installed; tools/install-system.sh test installs it"
)
DOCUMENT = Path(__file__).parents[2] / "docs" / "access.md"
AROUND = """
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {server}
}}
"""


def documented(port: int, behind: int, cert: Path, key: Path) -> str:
    """Return the documentation's configuration, with this test's ports and files."""
    found = re.search(r"```nginx\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)
    assert found is not None
    text = found[1]
    for stands, here in (
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("/etc/ssl/strikemat.crt", str(cert)),
        ("/etc/ssl/private/strikemat.key", str(key)),
        ("http://127.0.0.1:8000", f"http://127.0.0.1:{behind}"),
    ):
        assert stands in text
        text = text.replace(stands, here)
    return text


@pytest.fixture
def proxied(tmp_path: Path) -> Iterator[Remote]:
    """A browser that reaches the server through nginx."""
    with Store(default_store_path(tmp_path)) as store:
        add_people(store)
    cert, key = make_pair(tmp_path)
    server = CommandServer(tmp_path, "--proxy", "127.0.0.1")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    config = tmp_path / "nginx.conf"
    server_part = documented(port, server.port, cert, key)
    config.write_text(AROUND.format(folder=tmp_path, server=server_part))
    # Returns when nginx listens, and leaves it running.
    subprocess.run([str(NGINX), "-c", config, "-e", tmp_path / "start.log"], check=True, timeout=30)
    try:
        context = ssl.create_default_context(cafile=str(cert))
        yield Remote(f"https://localhost:{port}", context)
    finally:
        os.kill(int((tmp_path / "pid").read_text()), signal.SIGTERM)
        server.stop()


def test_pages_log_in_and_live_socket_pass_through(proxied: Remote, tmp_path: Path) -> None:
    assert proxied.open("/sessions")[0] == 303
    proxied.log_in("vera", origin=proxied.url)
    assert [(one.name, one.secure) for one in proxied.jar] == [("__Host-strikemat", True)]
    assert proxied.open("/sessions")[0] == 200
    browser = proxied.live()
    pictures = [browser.receive(30.0) for _ in range(40)]
    assert sum(isinstance(one, bytes) for one in pictures) > 10
    hang_up(browser)


def test_the_client_is_whom_the_proxy_names_not_whom_the_client_names(
    proxied: Remote, tmp_path: Path
) -> None:
    lie = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Host": "evil.example"}
    assert proxied.open("/log-in", **lie)[0] == 200
    proxied.log_in("vera", **lie)
    with Store(default_store_path(tmp_path), read_only=True) as store:
        (entry,) = audit_entries(store, action="log in")
    assert entry.detail == {"address": "127.0.0.1"}
