"""A SQLite engine that keeps what it was given, and the check that the file is a store."""

from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError

from clinic.errors import BadStore, StoreFailed
from clinic.models import SCHEMA_VERSION, Base

__all__ = ["WRITE", "open_engine"]

#: Execution option of an engine whose transactions write.
WRITE = "strikemat_write"

#: "STRK": marks the file as ours in SQLite's own header (`PRAGMA application_id`).
APPLICATION_ID = 0x5354524B


def open_engine(path: Path) -> Engine:
    """Return an engine on the store at `path`; an absent file is created, with its folder.

    Raises
    ------
    BadStore
        When the file is something else, or its tables are newer than this program.
    StoreFailed
        When the disk refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreFailed(
            f"{path.parent} cannot be created: {error.strerror}; choose another folder with --data DIR"
        ) from error
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 5.0})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    try:
        with engine.execution_options(**{WRITE: True}).begin() as connection:
            _check_tables(connection, path)
    except BadStore:
        engine.dispose()
        raise
    except DatabaseError as error:
        engine.dispose()
        raise _refusal(path, error) from error
    return engine


def _set_up(dbapi: Any, _record: object) -> None:
    """Set what every connection needs.

    With `synchronous=FULL` each commit is flushed to the disk before it returns. A killed process
    would lose nothing with NORMAL either, but in WAL mode NORMAL flushes only at checkpoints: a power
    cut could then take many seconds of commits with it. Two commits a second can afford the flush.
    """
    dbapi.isolation_level = None  # transactions begin where `_begin` says
    with closing(dbapi.cursor()) as cursor:
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")


def _begin(connection: Connection) -> None:
    """Begin a transaction; one that will write takes the write lock at once and so cannot fail halfway."""
    writes = connection.get_execution_options().get(WRITE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _check_tables(connection: Connection, path: Path) -> None:
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()
    if tables == 0:
        Base.metadata.create_all(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
    elif application != APPLICATION_ID:
        raise BadStore(f"{path} is not a Strikemat store; choose another folder with --data DIR")
    elif version != SCHEMA_VERSION:
        raise BadStore(
            f"{path} has tables of version {version}, this Strikemat knows version {SCHEMA_VERSION}; "
            "install a newer Strikemat or choose another folder with --data DIR"
        )


def _refusal(path: Path, error: DatabaseError) -> BadStore | StoreFailed:
    if "not a database" in str(error.orig):
        return BadStore(f"{path} is not a Strikemat store; choose another folder with --data DIR")
    return StoreFailed(
        f"{path} cannot be opened: {error.orig}; check the disk or choose another folder with --data DIR"
    )
