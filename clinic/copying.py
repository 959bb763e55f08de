"""All rows of a store into another, whatever the databases."""

from sqlalchemy import Connection, Table, func, insert, select, text

from clinic.tables import Base

__all__ = ["copy_rows", "is_empty"]

#: Chunks are the large rows: this many are some megabytes.
ROWS_AT_ONCE = 50


def is_empty(connection: Connection) -> bool:
    """Return whether a store has no row at all."""
    return all(
        connection.scalar(select(func.count()).select_from(table)) == 0
        for table in Base.metadata.sorted_tables
    )


def copy_rows(source: Connection, target: Connection) -> None:
    """Copy every row of every table; the target's are empty."""
    for table in Base.metadata.sorted_tables:
        result = source.execute(select(table), execution_options={"yield_per": ROWS_AT_ONCE})
        for rows in result.partitions(ROWS_AT_ONCE):
            target.execute(insert(table), [dict(row._mapping) for row in rows])
        if target.dialect.name == "postgresql":
            _go_on_counting(target, table)


def _go_on_counting(connection: Connection, table: Table) -> None:
    """Have the server number new rows after those that came with numbers."""
    if "id" not in table.c:
        return
    highest = connection.scalar(select(func.max(table.c.id)))
    if highest is not None:
        sequence = {"table": table.name, "highest": highest}
        connection.execute(
            text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :highest)"), sequence
        )
