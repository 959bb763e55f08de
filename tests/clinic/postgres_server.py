"""A PostgreSQL server of the tests' own: started on an empty folder, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

__all__ = ["MISSING", "Server", "find_programs", "running_server"]

MISSING = "PostgreSQL is not installed here; tools/install-system.sh test installs it"

#: Nothing that a test writes need survive a power cut, which is what makes the server quick.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "16MB",
    "max_connections": "40",
}


class Server:
    """A running server, reached through a socket in `folder`."""

    def __init__(self, programs: Path, folder: Path, user: str) -> None:
        self._programs, self._folder, self._user = programs, folder, user
        # The server refuses to run as root.
        self._run_as = user if os.geteuid() == 0 else None
        self._data = folder / "data"

    def url(self, name: str) -> str:
        """Return the URL of a database."""
        return f"postgresql+psycopg://{self._user}@/{name}?host={self._folder}"

    def execute(self, statement: str, name: str = "postgres") -> None:
        """Run one statement outside any transaction."""
        with psycopg.connect(
            host=str(self._folder), user=self._user, dbname=name, autocommit=True
        ) as connection:
            connection.execute(statement)  # type: ignore[call-overload]

    def table_files(self) -> list[Path]:
        """Return the files of all tables; CHECKPOINT first, or they lie behind."""
        return [path for path in (self._data / "base").rglob("*") if path.is_file()]

    def initialise(self) -> None:
        """Make the server's data."""
        self._run(
            "initdb", "--no-sync", "--locale=C.UTF-8", "--auth=trust", f"--username={self._user}"
        )

    def start(self) -> None:
        """Start, and return when it answers."""
        options = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
        options += f" -c unix_socket_directories='{self._folder}'"
        log = str(self._folder / "log")
        self._run("pg_ctl", "start", "--wait", "--silent", f"--log={log}", f"--options={options}")

    def stop(self) -> None:
        """Stop at once, as a crash would."""
        self._run("pg_ctl", "stop", "--wait", "--silent", "--mode=immediate")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), f"--pgdata={self._data}", *arguments]
        quiet = subprocess.DEVNULL
        subprocess.run(
            command, check=True, stdout=quiet, stdin=quiet, user=self._run_as, cwd=self._folder
        )


def find_programs() -> Path | None:
    """Return the folder of the newest server's programs, None if there is no server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _version(path: Path) -> int:
    return int(path.parts[-3])


@contextmanager
def running_server(programs: Path) -> Iterator[Server]:
    """Start a server and stop it."""
    is_root = os.geteuid() == 0
    account = pwd.getpwnam("nobody") if is_root else pwd.getpwuid(os.geteuid())
    folder = Path(tempfile.mkdtemp(prefix="strikemat-pg-"))
    try:
        if is_root:
            os.chown(folder, account.pw_uid, account.pw_gid)
        server = Server(programs, folder, account.pw_name)
        server.initialise()
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)
