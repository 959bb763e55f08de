"""Backups: one SQLite file that holds everything, whatever database it came from."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from clinic.copying import copy_rows, is_empty
from clinic.engine import open_engine
from clinic.erasing import erase_runner, receipts
from clinic.errors import BadStore, ClinicError, StoreBusy, StoreFailed
from clinic.foreign import foreign_code
from clinic.lock import FileLock
from clinic.place import Place
from clinic.signing_in import end_all_sign_ins
from clinic.sqlite import PRIVATE
from clinic.store import Store
from clinic.trouble import trouble_opening
from clinic.verifying import StoreCheck, verify_store

__all__ = ["back_up", "restore"]


def back_up(store: Store, path: Path) -> StoreCheck:
    """Write all of a store to a new file, also while a session is being recorded, and verify the copy.

    Returns
    -------
    StoreCheck
        Of the copy. It has problems when the store itself has.

    Raises
    ------
    StoreFailed
        When `path` exists, or a disk refuses; nothing is left there then.
    """
    if path.exists():
        raise StoreFailed(f"{path} exists; name a file that does not")
    scratch = path.with_name(f".{path.name}.part")
    try:
        scratch.unlink(missing_ok=True)
        scratch.touch(mode=PRIVATE)
        if store.path is not None:
            _copy_file(store.path, scratch)
        else:
            _copy_server(store, scratch)
        check = _verify_file(scratch)
        _flush(scratch)
        scratch.rename(path)
        _flush(path.parent)
    except (OSError, sqlite3.Error) as error:
        if isinstance(error, StoreFailed):
            raise
        raise StoreFailed(
            f"{path} cannot be written: {error}; choose another folder or disk, or free some space"
        ) from error
    finally:
        scratch.unlink(missing_ok=True)
    return check


def restore(backup: Path, place: Place, *, replace: bool = False, who: str = "strikemat") -> Store:
    """Make a backup the store at `place`, and open it.

    A store that is there is kept beside the new one, as `NAME.replaced-TIME`. Runners who were erased from it
    since the backup was made are erased again.

    Raises
    ------
    BadStore
        When the backup is no store, or damaged.
    StoreBusy
        When another program has the present store open.
    StoreFailed
        When there is a store and `replace` is False, or the disk refuses.
    """
    if not backup.is_file():
        raise BadStore(f"{backup}: there is no such backup")
    if place.path is None:
        return _restore_to_server(backup, place)
    erased = _erased_from(place.path)
    with closing(_Hold(place.path)), _proven_copy(backup, place.path) as copy:
        if place.path.exists():
            _set_aside(place.path, replace=replace)
        copy.rename(place.path)
        _flush(place.path.parent)
    store = Store(place)
    for runner_id in erased & {runner.id for runner in store.runners() if runner.id is not None}:
        erase_runner(store, runner_id, who=who)
    return store


@contextmanager
def _proven_copy(backup: Path, path: Path) -> Iterator[Path]:
    """Yield a copy of the backup beside `path`, its tables up to date, after every check was passed."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".strikemat-restore-") as folder:
        copy = Path(folder) / path.name
        try:
            copy.touch(mode=PRIVATE)
            shutil.copyfile(backup, copy)
            with Store(copy) as store:
                problems = verify_store(store).problems
                end_all_sign_ins(store)  # whose log-in had ended since must not come back
            foreign = foreign_code(copy, Path(folder) / "fresh.sqlite")
            _flush(copy)
        except ClinicError as error:
            raise BadStore(f"{backup} cannot be used: {error}; use another backup") from error
        except OSError as error:
            raise StoreFailed(
                f"{path} cannot be written: {error.strerror}; free some space and restore again"
            ) from error
        if problems:
            raise BadStore(f"{backup} is damaged: {problems[0]}; use another backup")
        if foreign:
            raise BadStore(
                f"{backup} was changed by another program: {', '.join(foreign)}; use another backup"
            )
        yield copy


class _Hold:
    """Keeps recorders away from a file store while it is exchanged."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(path.with_name(path.name + ".lock"))
        if not self._lock.acquire():
            raise StoreBusy(f"a session is being recorded into {path}; end it first")

    def close(self) -> None:
        self._lock.release()


def _erased_from(path: Path) -> set[int]:
    """Return the runners who were erased from the store that is to be replaced."""
    if not path.exists():
        return set()
    try:
        with Store(path) as store:
            return {receipt.runner_id for receipt in receipts(store)}
    except (BadStore, StoreFailed):
        return set()  # what is damaged beyond reading is replaced all the same


def _set_aside(path: Path, *, replace: bool) -> None:
    """Rename the present store, all of it, or raise where it must not be."""
    if not replace:
        raise StoreFailed(
            f"{path} is there already; say --replace to put the backup in its place (it is kept beside)"
        )
    try:
        # The journal can only be given up when nobody else has the file open; all is in one file then.
        with closing(sqlite3.connect(path, timeout=0.0)) as file:
            file.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        raise StoreBusy(f"{path} is open in another program ({error}); stop it first") from error
    except sqlite3.DatabaseError:
        pass  # damaged: that is why it is replaced
    number = 1
    while (aside := path.with_name(f"{path.name}.replaced-{number}")).exists():
        number += 1
    path.rename(aside)
    for end in ("-wal", "-shm"):
        journal = path.with_name(path.name + end)
        if journal.exists():
            journal.rename(aside.with_name(aside.name + end))


def _copy_file(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new, pages=1024)
        new.execute("PRAGMA journal_mode=DELETE")


def _copy_server(store: Store, target: Path) -> None:
    engine = open_engine(Place.of(target))
    with store.reading() as source, engine.begin() as connection:
        copy_rows(source.connection(), connection)
    engine.dispose()
    with closing(sqlite3.connect(target)) as file:
        file.execute("PRAGMA journal_mode=DELETE")


def _restore_to_server(backup: Path, place: Place) -> Store:
    with (
        tempfile.TemporaryDirectory(prefix="strikemat-restore-") as folder,
        _proven_copy(backup, Path(folder) / "store.sqlite") as copy,
    ):
        source, target = open_engine(Place.of(copy)), open_engine(place)
        try:
            with target.begin() as new, source.connect() as old:
                if not is_empty(new):
                    raise StoreFailed(
                        f"{place} holds data already; create an empty database and name that one"
                    )
                copy_rows(old, new)
        except DatabaseError as error:
            raise trouble_opening(place, error) from error
        finally:
            target.dispose()
            source.dispose()
    return Store(place)


def _verify_file(path: Path) -> StoreCheck:
    """Verify a copy of the file: opening a store may end its open sessions, and a backup is left as it is."""
    with Store(path, read_only=True) as store:
        return verify_store(store)


def _flush(path: Path) -> None:
    """Have the disk keep a file, or the names in a folder."""
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
