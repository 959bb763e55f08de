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


def open_engine(place: Place) -> Engine:
    """Return an engine on the store at `place`, its tables up to date; an absent file is created.

    Raises
    ------
    BadStore
        When it is something else, or its tables are newer than this program.
    StoreFailed
        When disk or server refuse.
    """
    engine = open_postgres(place) if place.path is None else open_sqlite(place.path)
    writes = place.path is None or not is_read_only(place.path)
    options = {WRITE: writes, TABLES: True}
    try:
        with engine.execution_options(**options).begin() as connection:
            if bring_up_to_date(connection, str(place)) and place.path is not None:
                mark_as_ours(connection)
    except ClinicError:
        engine.dispose()
        raise
    except DatabaseError as error:
        engine.dispose()
        raise trouble_opening(place, error) from error
    return engine
