"""Where a store lies: a file, or a database on a server."""

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from clinic.errors import BadStore
from clinic.paths import default_store_path

__all__ = ["Place", "chosen_place", "existing_place"]

DATABASE_VARIABLE = "STRIKEMAT_DATABASE"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a store lies.

    Parameters
    ----------
    url : sqlalchemy.URL
        Of the database.
    path : Path or None
        The SQLite file; None for a database on a server.
    """

    url: URL
    path: Path | None

    @classmethod
    def of(cls, where: "str | Path | Place") -> "Place":
        """Return the place that a path or a URL names, or raise BadStore."""
        if isinstance(where, Place):
            return where
        if isinstance(where, Path) or "://" not in where:
            return cls(URL.create("sqlite", database=str(where)), Path(where))
        try:
            url = make_url(where)
        except ArgumentError as error:
            raise BadStore(f"{DATABASE_VARIABLE} is not a database URL: {error}") from error
        backend = url.get_backend_name()
        if backend == "sqlite" and url.database:
            return cls(url, Path(url.database))
        if backend == "postgresql" and url.drivername != "postgresql+psycopg":
            url = url.set(drivername="postgresql+psycopg")
        if backend != "postgresql":
            raise BadStore(
                f"a store lies in SQLite or PostgreSQL, got {backend!r}; "
                f"set {DATABASE_VARIABLE} to postgresql+psycopg://USER:PASSWORD@HOST/NAME"
            )
        return cls(url, None)

    def __str__(self) -> str:
        """Return what a person is told: never the password."""
        return str(self.path) if self.path else self.url.render_as_string(hide_password=True)


def chosen_place(data_dir: str | Path | None = None) -> Place:
    """Return the store that was chosen: the folder given, else `$STRIKEMAT_DATABASE`, else the usual file.

    Raises
    ------
    BadStore
        When the variable names no database that can hold a store.
    """
    database = os.environ.get(DATABASE_VARIABLE, "")
    if data_dir is None and database:
        return Place.of(database)
    return Place.of(default_store_path(data_dir))


def existing_place(data_dir: str | Path | None = None) -> Place:
    """Return the store that was chosen, for who only looks: a folder named wrongly gets no empty store.

    Raises
    ------
    BadStore
        As `chosen_place`, and when there is no store yet.
    """
    place = chosen_place(data_dir)
    if place.path is not None and not place.path.exists():
        raise BadStore(
            f"{place}: there is no store yet; name its folder with --data DIR, "
            "or let `strikemat serve` make one"
        )
    return place
