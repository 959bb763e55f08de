"""A lock that says whether some living process is recording into a store."""

import fcntl
import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DatabaseError

from clinic.errors import StoreFailed
from clinic.place import Place
from clinic.trouble import trouble_using

__all__ = ["FileLock", "RecordingLock", "lock_of"]


class RecordingLock(Protocol):
    """Held by the one process that records; it is let go of when that process dies.

    It is what tells a session that is being recorded from one that a crash left open.
    """

    def acquire(self) -> bool:
        """Return True when the lock is ours now, False when somebody holds it."""

    def keep(self) -> bool:
        """Return whether the lock is ours still; take it again when the way to it was cut."""

    def release(self) -> None:
        """Let go of the lock; harmless when it is not held."""


def lock_of(place: Place, engine: Engine, treadmill: str) -> RecordingLock:
    """Return the lock of a treadmill that records into a store; in a file all share one."""
    if place.path is None:
        return ServerLock(engine, place, treadmill)
    return FileLock(place.path.with_name(place.path.name + ".lock"))


class FileLock:
    """Holds a file beside an SQLite store; the kernel lets go of it when the process dies.

    Parameters
    ----------
    path : Path
        File to lock; created when absent.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def acquire(self) -> bool:
        """Return True when the lock is ours now, False when somebody holds it; raise StoreFailed."""
        if self._file is not None:
            return False
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreFailed(
                f"{self._path} cannot be opened: {error.strerror}; make its folder writable"
            ) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self._file = file
        return True

    def keep(self) -> bool:
        """Return whether the lock is ours; the kernel never takes it away."""
        return self._file is not None

    def release(self) -> None:
        """Let go of the lock; harmless when it is not held."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


class ServerLock:
    """Holds a PostgreSQL advisory lock for one treadmill; the server lets go of it with the connection.

    Parameters
    ----------
    engine : Engine
        On the database.
    place : Place
        Where that is, for messages.
    treadmill : str
        Its name: several may record into one database, each one session at a time.
    """

    def __init__(self, engine: Engine, place: Place, treadmill: str) -> None:
        self._engine, self._place = engine, place
        digest = hashlib.sha256(b"strikemat recording " + treadmill.encode()).digest()
        self._key = int.from_bytes(digest[:8], "big", signed=True)
        self._connection: Connection | None = None
        self._is_held = False

    def acquire(self) -> bool:
        """Return True when the lock is ours now, False when somebody holds it; raise StoreFailed."""
        if self._is_held:
            return False
        self._is_held = self._take()
        return self._is_held

    def keep(self) -> bool:
        """Return whether the lock is ours still, or ours again after the server was away."""
        if not self._is_held:
            return False
        if self._connection is not None:
            try:
                self._connection.execute(text("SELECT 1"))
                return True
            except DatabaseError:
                self._drop()
        return self._take()

    def release(self) -> None:
        """Let go of the lock; harmless when it is not held."""
        if self._connection is not None:
            with suppress(DatabaseError):
                self._connection.execute(
                    text("SELECT pg_advisory_unlock(:key)"), {"key": self._key}
                )
        self._drop()
        self._is_held = False

    def _take(self) -> bool:
        try:
            # Autocommit: a transaction that stays open for hours would hold back the server's cleaning.
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            mine = connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": self._key})
        except DatabaseError as error:
            raise trouble_using(self._place, "locked", error) from error
        if not mine:
            connection.close()
            return False
        self._connection = connection
        return True

    def _drop(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            connection.invalidate()
            connection.close()
