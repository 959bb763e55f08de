"""What went wrong with disk or server, and what to do about it, in one line."""

import sqlite3

from sqlalchemy.exc import DatabaseError

from clinic.errors import BadStore, StoreFailed
from clinic.place import Place

__all__ = ["remedy", "trouble_opening", "trouble_using"]

#: By SQLite's primary result code.
_SQLITE = {
    sqlite3.SQLITE_BUSY: "another program holds it: close the other Strikemat or the database browser",
    sqlite3.SQLITE_LOCKED: "another program holds it: close the other Strikemat or the database browser",
    sqlite3.SQLITE_READONLY: "the disk or the file is read-only: make it writable (a worn memory card turns "
    "read-only by itself: replace it)",
    sqlite3.SQLITE_FULL: "the disk is full: free some space on it",
    sqlite3.SQLITE_IOERR: "the disk is full or fails: free some space on it, and check it",
    sqlite3.SQLITE_CANTOPEN: "check that the folder exists and may be written to",
    sqlite3.SQLITE_CORRUPT: "run `strikemat verify`, and restore a backup if it finds damage",
}

#: By the first characters of PostgreSQL's SQLSTATE.
_POSTGRES = {
    "53100": "the server's disk is full: free some space on it",
    "25006": "the database is read-only: connect to the primary server",
    "28": "check user name and password in STRIKEMAT_DATABASE",
    "3D": "create the database first, or correct its name in STRIKEMAT_DATABASE",
    "42501": "the database user lacks the right to do this: make it the owner of the database",
    "55P03": "another program holds the tables: try again",
}


def remedy(error: DatabaseError) -> str:
    """Return what a person can do about a refusal."""
    origin = error.orig
    if isinstance(origin, sqlite3.Error):
        code = getattr(origin, "sqlite_errorcode", 0) & 0xFF
        return _SQLITE.get(code, "check the disk")
    state = getattr(origin, "sqlstate", None) or ""
    for start, words in _POSTGRES.items():
        if state.startswith(start):
            return words
    return "check that the database server runs and can be reached"


def trouble_opening(place: Place, error: DatabaseError) -> BadStore | StoreFailed:
    """Return the error of a store that cannot be opened."""
    if isinstance(error.orig, sqlite3.DatabaseError) and "not a database" in str(error.orig):
        return BadStore(f"{place} is not a Strikemat store; choose another folder with --data DIR")
    return StoreFailed(f"{place} cannot be opened: {_plain(error)}; {remedy(error)}")


def trouble_using(place: Place, verb: str, error: DatabaseError) -> StoreFailed:
    """Return the error of a store that cannot be read or written; `verb` says which."""
    return StoreFailed(f"{place} cannot be {verb}: {_plain(error)}; {remedy(error)}")


def _plain(error: DatabaseError) -> str:
    """Return the driver's own words, on one line."""
    return " ".join(str(error.orig).split())
