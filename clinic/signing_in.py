"""Log-ins: begun with a password, ended by log-out, age, idleness, or a change of the account."""

import hashlib
import secrets
import threading
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from clinic.errors import StoreFailed
from clinic.keeping_accounts import Account, account_of, tidy_name
from clinic.passwords import PASSWORD_LENGTH, hash_password, is_outdated, matches
from clinic.store import Store
from clinic.tables import SignInRow, UserRow

__all__ = [
    "IDLE_MAX",
    "SIGN_IN_MAX",
    "begin_sign_in",
    "end_all_sign_ins",
    "end_sign_in",
    "proven_account",
    "signed_in",
]

#: Longest time from log-in to log-in.
SIGN_IN_MAX = timedelta(hours=12)

#: Longest time without any request; an open live page counts as one.
IDLE_MAX = timedelta(minutes=60)

#: How exactly it is kept when somebody was last seen: a request costs a write at most so often.
SEEN_STEP = timedelta(minutes=1)

#: One password at a time is tried: each takes memory, and the mat comes first.
_ONE_AT_A_TIME = threading.Lock()


def proven_account(store: Store, name: str, password: str) -> Account | None:
    """Return the account that a name and password prove, else None.

    An unknown name, a wrong password and a disabled account take equally long.
    """
    with store.reading() as db:
        row = db.scalar(select(UserRow).where(UserRow.name == tidy_name(name)))
        known = None if row is None or row.disabled_utc else (account_of(row), row.password_hash)
    is_short_enough = len(password) <= PASSWORD_LENGTH[1]
    with _ONE_AT_A_TIME:
        is_right = matches(password if is_short_enough else "", known[1] if known else None)
    if known is None or not is_right:
        return None
    if is_outdated(known[1]):
        _renew_hash(store, known[0].id, known[1], password)
    return known[0]


def begin_sign_in(store: Store, account: Account) -> str:
    """Return the key of a new log-in, which nothing but the person's browser is to hold."""
    key = secrets.token_urlsafe(32)
    with store.writing() as db:
        now = store.now()
        gone = or_(SignInRow.began_utc < now - SIGN_IN_MAX, SignInRow.ended_utc.is_not(None))
        db.execute(delete(SignInRow).where(gone))
        row = db.get_one(UserRow, account.id)
        db.add(
            SignInRow(
                key_sha256=_sha256(key),
                account_id=row.id,
                epoch=row.sign_in_epoch,
                began_utc=now,
                seen_utc=now,
            )
        )
    return key


def signed_in(store: Store, key: str) -> Account | None:
    """Return who is logged in with this key, and keep that the person was seen; None when nobody is."""
    now = store.now()
    with store.reading() as db:
        found = _open_sign_in(db, key)
        if found is None:
            return None
        sign_in, account = found[0], account_of(found[1])
        # A clock that was set back must not lengthen a log-in.
        age, idle = abs(now - sign_in.began_utc), abs(now - sign_in.seen_utc)
        number = sign_in.id
    if age > SIGN_IN_MAX or idle > IDLE_MAX:
        return None
    if idle > SEEN_STEP:
        _keep_seen(store, number, now)
    return account


def end_sign_in(store: Store, key: str) -> None:
    """End a log-in: its key, wherever it was copied to, is worth nothing any more."""
    with store.writing() as db:
        found = _open_sign_in(db, key)
        if found is not None:
            found[0].ended_utc = store.now()


def end_all_sign_ins(store: Store) -> None:
    """End every log-in of everybody."""
    with store.writing() as db:
        db.execute(delete(SignInRow))


def _open_sign_in(db: Session, key: str) -> tuple[SignInRow, UserRow] | None:
    query = (
        select(SignInRow, UserRow)
        .join(UserRow, UserRow.id == SignInRow.account_id)
        .where(
            SignInRow.key_sha256 == _sha256(key),
            SignInRow.ended_utc.is_(None),
            SignInRow.epoch == UserRow.sign_in_epoch,
            UserRow.disabled_utc.is_(None),
        )
    )
    row = db.execute(query).first()
    return None if row is None else (row[0], row[1])


def _keep_seen(store: Store, number: int, now: datetime) -> None:
    # A full disk must not lock out those who are to make room.
    with suppress(StoreFailed), store.writing() as db:
        row = db.get(SignInRow, number)
        if row is not None:
            row.seen_utc = now


def _renew_hash(store: Store, account_id: int, old_hash: str, password: str) -> None:
    with store.writing() as db:
        row = db.get(UserRow, account_id)
        if row is not None and row.password_hash == old_hash:
            row.password_hash = hash_password(password)


def _sha256(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()
