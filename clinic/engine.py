"""The engine of a store: SQLite in a file, or PostgreSQL on a server."""

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from clinic.errors import ClinicError
from clinic.place import Place
from clinic.postgres import open_postgres
from clinic.schema import bring_up_to_date
from clinic.sqlite import is_read_only, mark_as_ours, open_sqlite
from clinic.trouble import trouble_opening

__all__ = ["WRITE", "open_engine"]

#: Execution option of an engine whose transactions write.
WRITE = "strikemat_write"

#: Execution option of an engine whose transactions may change tables.
TABLES = "strikemat_tables"


def open_engine(place: Place, *, read_only: bool = False) -> Engine:
    """Return an engine on the store at `place`, its tables up to date; an absent file is created.

    Parameters
    ----------
    place : Place
        Where the store lies.
    read_only : bool
        Change nothing; the tables must be there and up to date. A file that cannot be written is always
        opened so.

    Raises
    ------
    BadStore
        When it is something else, or its tables are newer than this program.
    StoreFailed
        When disk or server refuse.
    """
    writes = not read_only
    if place.path is None:
        engine = open_postgres(place)
    else:
        writes = writes and not is_read_only(place.path)
        engine = open_sqlite(place.path, read_only=not writes)
    options = {WRITE: writes, TABLES: True}
    try:
        with engine.execution_options(**options).begin() as connection:
            if bring_up_to_date(connection, str(place), may_change=writes) and place.path:
                mark_as_ours(connection)
    except ClinicError:
        engine.dispose()
        raise
    except DatabaseError as error:
        engine.dispose()
        raise trouble_opening(place, error) from error
    return engine
