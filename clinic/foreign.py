"""What a store's file has that no store has: triggers and views that somebody else put in."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from clinic.engine import open_engine
from clinic.place import Place

__all__ = ["foreign_code"]

_QUERY = "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view')"

Code = set[tuple[str, str, str]]


def foreign_code(path: Path, fresh: Path) -> list[str]:
    """Return the triggers and views of a file that a new store at `fresh` has not got, or has otherwise.

    They would run, or be read, with the rights of who uses the store. Ours that are missing are named too:
    without them versions could be overwritten.
    """
    open_engine(Place.of(fresh)).dispose()
    found, ours = _code_of(path), _code_of(fresh)
    return sorted(f"{kind} {name}" for kind, name, _ in found ^ ours)


def _code_of(path: Path) -> Code:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
        return {(kind, name, re.sub(r"\s+", " ", sql)) for kind, name, sql in file.execute(_QUERY)}
