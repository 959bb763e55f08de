"""What becomes of the bytes that were erased: overwritten in SQLite, rewritten without them in PostgreSQL."""

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DatabaseError, OperationalError

from clinic.errors import StoreBusy
from clinic.personal import OF_RUNNER, OF_SESSION
from clinic.store import Store
from clinic.tables import SessionRow
from clinic.trouble import trouble_using

__all__ = ["overwrite_erased"]

#: How long PostgreSQL waits for a table that somebody uses before it leaves it for later.
LOCK_WAIT_MS = 2000

_TABLES = tuple(str(kind.__tablename__) for kind in (*OF_SESSION, *OF_RUNNER))
_ELSEWHERE = "backups and exports that were made before still hold them"
_SERVER_ELSEWHERE = (
    "the server's write-ahead log until it is recycled, its archive and replicas, " + _ELSEWHERE
)


def overwrite_erased(store: Store) -> str:
    """See to it that what was erased is not left in the store's files; return a line that says what was done.

    In PostgreSQL each table concerned is written anew without it (`VACUUM FULL`), which keeps everybody away
    from the table meanwhile and needs room for a copy. Where somebody records or reads, or may not do it, the
    room is only given up (`VACUUM`), to be overwritten in time; the line says so.

    Raises
    ------
    StoreBusy
        When another program keeps the erased bytes in SQLite's write-ahead log.
    StoreFailed
        When the database refuses.
    """
    try:
        with store.autocommit() as connection:
            if store.path is not None:
                return _overwrite_file(store, connection)
            return _rewrite_tables(store, connection)
    except DatabaseError as error:
        raise trouble_using(store.place, "cleaned", error) from error


def _overwrite_file(store: Store, connection: Connection) -> str:
    # `secure_delete` has zeroed the erased pages; the log still holds them as they were.
    busy, _, _ = connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).one()
    if busy:
        raise StoreBusy(
            f"the data are erased, but {store.place}-wal still holds them because another program reads "
            "the store; close it, then run `strikemat runner clean`"
        )
    return f"overwritten in the file; {_ELSEWHERE}"


def _rewrite_tables(store: Store, connection: Connection) -> str:
    left = list(_TABLES)
    if not _is_in_use(store, connection):
        connection.exec_driver_sql(f"SET lock_timeout = {LOCK_WAIT_MS}")
        connection.exec_driver_sql("SET statement_timeout = 0")
        try:
            left = [table for table in _TABLES if not _rewrite(connection, table)]
        finally:
            connection.exec_driver_sql("RESET lock_timeout")
            connection.exec_driver_sql("RESET statement_timeout")
    for table in left:
        connection.exec_driver_sql(f"VACUUM {table}")
    if not left:
        return f"written anew without them; they may be in {_SERVER_ELSEWHERE}"
    return (
        f"given up, not yet overwritten, in {', '.join(left)}: somebody used the database, or its user "
        "may not; run `strikemat runner clean` when nobody records; they may also be in "
        f"{_SERVER_ELSEWHERE}"
    )


def _is_in_use(store: Store, connection: Connection) -> bool:
    """Return whether somebody records, or reads a state from before, whose rows would be copied along."""
    with store.reading() as db:
        if db.scalar(select(SessionRow.id).where(SessionRow.state == "recording")) is not None:
            return True
    query = (
        "SELECT count(*) FROM pg_stat_activity WHERE backend_xmin IS NOT NULL "
        "AND pid <> pg_backend_pid() AND datname = current_database()"
    )
    return bool(connection.exec_driver_sql(query).scalar())


def _rewrite(connection: Connection, table: str) -> bool:
    """Return whether a table lies in a new file now. PostgreSQL only warns where it is not permitted."""
    before = _file_of(connection, table)
    try:
        connection.exec_driver_sql(f"VACUUM FULL {table}")
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", "") != "55P03":  # lock_not_available
            raise
        return False
    return _file_of(connection, table) != before


def _file_of(connection: Connection, table: str) -> int:
    query = "SELECT pg_relation_filenode(%s)"
    return int(connection.exec_driver_sql(query, (table,)).scalar_one())
