"""A SQLite engine that keeps what it was given."""

import os
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from clinic.errors import StoreFailed

__all__ = ["PRIVATE", "is_read_only", "mark_as_ours", "open_sqlite"]

#: "STRK": marks the file as ours in SQLite's own header (`PRAGMA application_id`).
APPLICATION_ID = 0x5354524B

#: What the first Strikemat, which knows only `PRAGMA user_version` 1, refuses to open.
USER_VERSION = 2

#: What is stored of people is for its owner's eyes.
PRIVATE = 0o600

#: How long a statement waits for another program's transaction.
BUSY_S = 5.0


def open_sqlite(path: Path, *, read_only: bool) -> Engine:
    """Return an engine on a file; its folder is created when absent. Raise StoreFailed where it cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not read_only and not path.exists():
            path.touch(mode=PRIVATE)  # SQLite gives its journals the rights of the file
    except OSError as error:
        raise StoreFailed(
            f"{path} cannot be created: {error.strerror}; choose another folder with --data DIR"
        ) from error
    if read_only:
        engine = create_engine(_url(path), creator=partial(_connect_reader, path))
    else:
        engine = create_engine(_url(path), connect_args={"timeout": BUSY_S})
        event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def is_read_only(path: Path) -> bool:
    """Return whether a store exists that this process may read but not write."""
    return path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def mark_as_ours(connection: Connection) -> None:
    """Write into the file's header whose it is."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {USER_VERSION}")


def _read_only_uri(path: Path) -> str:
    # Without a write-ahead log beside it nothing can change, and SQLite then needs no file to lock; with one,
    # the log holds the last seconds and must be read too.
    wal = path.with_name(path.name + "-wal")
    how = "mode=ro" if wal.exists() else "immutable=1"
    return f"{path.absolute().as_uri()}?{how}"


def _connect_reader(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        _read_only_uri(path), uri=True, isolation_level=None, check_same_thread=False
    )
    _know_all_letters(connection)
    return connection


def _url(path: Path) -> URL:
    return URL.create("sqlite", database=str(path))


def _set_up(dbapi: Any, _record: object) -> None:
    """Set what every connection needs.

    With `synchronous=FULL` each commit is flushed to the disk before it returns. A killed process
    would lose nothing with NORMAL either, but in WAL mode NORMAL flushes only at checkpoints: a power
    cut could then take many seconds of commits with it. Two commits a second can afford the flush.
    With `secure_delete` what is erased is overwritten, not only forgotten.
    """
    dbapi.isolation_level = None  # transactions begin where `_begin` says
    _know_all_letters(dbapi)
    with closing(dbapi.cursor()) as cursor:
        if _is_ours(cursor):
            cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.execute("PRAGMA trusted_schema=OFF")  # a file may come from anywhere: `restore`


def _know_all_letters(connection: Any) -> None:
    """Let `lower` know letters beyond ASCII, as PostgreSQL's does: who looks for Ö shall find ö."""
    connection.create_function(
        "lower", 1, lambda text: None if text is None else str(text).lower(), deterministic=True
    )


def _is_ours(cursor: Any) -> bool:
    """Return whether the file is a store or still empty: another program's file is not touched."""
    (pages,) = cursor.execute("PRAGMA page_count").fetchone()
    (application,) = cursor.execute("PRAGMA application_id").fetchone()
    return bool(pages == 0 or application == APPLICATION_ID)


def _begin(connection: Connection) -> None:
    """Begin a transaction; one that will write takes the write lock at once and so cannot fail halfway."""
    writes = connection.get_execution_options().get("strikemat_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
