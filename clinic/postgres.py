"""A PostgreSQL engine for a clinic with several treadmills."""

from sqlalchemy import Connection, Engine, create_engine, event

from clinic.place import Place

__all__ = ["open_postgres"]

#: "STRK": the advisory lock that one program at a time takes to change tables.
TABLES_LOCK = 0x5354524B

CONNECT_TIMEOUT_S = 5
STATEMENT_TIMEOUT_MS = 60_000


def open_postgres(place: Place) -> Engine:
    """Return an engine on a PostgreSQL database; it is not touched yet."""
    options = f"-c statement_timeout={STATEMENT_TIMEOUT_MS} -c synchronous_commit=on"
    engine = create_engine(
        place.url,
        pool_pre_ping=True,  # a server that was restarted costs no session
        pool_size=8,
        max_overflow=56,  # a watching browser may ask for a page in each of the server's threads
        connect_args={"connect_timeout": CONNECT_TIMEOUT_S, "options": options},
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("strikemat_tables", False):
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (TABLES_LOCK,))
