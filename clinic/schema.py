"""The tables' version: noticed on opening, and raised step by step to the present one."""

from pathlib import Path

from sqlalchemy import Connection, inspect

from clinic.errors import BadStore

__all__ = ["HEAD", "bring_up_to_date"]

#: The last step in `clinic/migrations/versions/`.
HEAD = "0005"

_REMEDY = "choose another folder with --data DIR, or another database with STRIKEMAT_DATABASE"
_STEPS = Path(__file__).parent / "migrations"


def bring_up_to_date(connection: Connection, place: str, *, may_change: bool) -> bool:
    """Make the tables, or raise them to the present version, in the open transaction.

    Parameters
    ----------
    connection : sqlalchemy.Connection
        In a transaction.
    place : str
        Where the store lies, for messages.
    may_change : bool
        Whether tables may be changed; where they would have to be, it is an error otherwise.

    Returns
    -------
    bool
        Whether anything was changed.

    Raises
    ------
    BadStore
        If the tables are not ours, or newer than this program.
    """
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" in tables:
        query = "SELECT version_num FROM alembic_version"
        found = str(connection.exec_driver_sql(query).scalar_one_or_none())
        if found == HEAD:
            return False
        _check_known(found, place)
    elif tables:
        _check_first(connection, tables, place)
    if not may_change:
        raise BadStore(
            f"{place} has no tables of version {HEAD} and is only read; open it once where it can be written"
        )
    if tables and "alembic_version" not in tables:
        _run(connection, "stamp", "0001")
    _run(connection, "upgrade", HEAD)
    return True


def _check_known(found: str, place: str) -> None:
    known = {path.name[1:5] for path in (_STEPS / "versions").glob("m*.py")}
    if found not in known:
        raise BadStore(
            f"{place} has tables of version {found}, this Strikemat knows version {HEAD}; "
            f"install a newer Strikemat, or {_REMEDY}"
        )


def _check_first(connection: Connection, tables: set[str], place: str) -> None:
    """Raise BadStore unless these are the first version's tables, which no migration had made."""
    if not {"runner", "session", "step", "frame_chunk", "gap"} <= tables:
        raise BadStore(f"{place} is not a Strikemat store; {_REMEDY}")
    columns = {column["name"] for column in inspect(connection).get_columns("session")}
    if not {"note", "analyzer_settings"} <= columns:
        raise BadStore(f"{place} is not a Strikemat store; {_REMEDY}")


def _run(connection: Connection, what: str, revision: str) -> None:
    # Alembic is only needed when tables change, and takes a while to import.
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    getattr(command, what)(config, revision)
