"""Who may log in, and as what."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from clinic.audit import AuditEntry, write_audit
from clinic.errors import AccountNotFound, BadAccount
from clinic.passwords import check_password, hash_password
from clinic.store import Store
from clinic.tables import SignInRow, UserRow

__all__ = [
    "ROLES",
    "Account",
    "Role",
    "account",
    "accounts",
    "add_account",
    "disable_account",
    "enable_account",
    "remove_account",
    "set_password",
    "set_role",
]

Role = Literal["viewer", "coach", "admin"]

#: Each may do what those before it may.
ROLES: tuple[Role, ...] = get_args(Role)

_NAME = re.compile(r"[\w.@-]{1,40}")


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may log in.

    Parameters
    ----------
    id : int
        Number of the account.
    name : str
        Lower case; the author of what the person writes.
    role : {"viewer", "coach", "admin"}
        A viewer reads, a coach also records and corrects, an admin also sets up, and keeps the accounts.
    created_utc, changed_utc : datetime
        When it was made, and when password, role or state last changed.
    disabled_utc : datetime or None
        Since when it cannot log in.
    """

    id: int
    name: str
    role: Role
    created_utc: datetime
    changed_utc: datetime
    disabled_utc: datetime | None

    def may(self, role: Role) -> bool:
        """Return whether the account may do what that role may."""
        return ROLES.index(self.role) >= ROLES.index(role)


def accounts(store: Store) -> list[Account]:
    """Return all accounts, by name."""
    with store.reading() as db:
        return [account_of(row) for row in db.scalars(select(UserRow).order_by(UserRow.name))]


def account(store: Store, name: str) -> Account:
    """Return one account, or raise AccountNotFound."""
    with store.reading() as db:
        return account_of(_row(db, name))


def add_account(store: Store, name: str, password: str, *, role: Role, who: str) -> Account:
    """Return a new account.

    Raises
    ------
    BadAccount
        When the name is taken or none, the role is none, or the password is short or common.
    """
    name = _checked_name(name)
    _check_role(role)
    check_password(password, related=[name])
    password_hash = hash_password(password)
    with store.writing() as db:
        if db.scalar(select(UserRow.id).where(UserRow.name == name)) is not None:
            raise BadAccount(f"there is an account {name!r} already; choose another name")
        now = store.now()
        row = UserRow(
            name=name,
            password_hash=password_hash,
            role=role,
            created_utc=now,
            changed_utc=now,
        )
        db.add(row)
        _note(db, now, who, "add account", name, {"role": role})
        db.flush()
        return account_of(row)


def set_password(store: Store, name: str, password: str, *, who: str) -> None:
    """Give an account another password; who is logged in with the old one no longer is.

    Raises
    ------
    AccountNotFound, BadAccount
        When there is no such account, or the password is short or common.
    """
    check_password(password, related=[name])
    password_hash = hash_password(password)
    with store.writing() as db:
        row = _row(db, name)
        row.password_hash = password_hash
        _change(db, store, row, who, "change password")


def set_role(store: Store, name: str, role: Role, *, who: str) -> None:
    """Give an account another role, or raise AccountNotFound or BadAccount."""
    _check_role(role)
    with store.writing() as db:
        row = _row(db, name)
        if role != "admin":
            _keep_an_admin(db, row)
        row.role = role
        _change(db, store, row, who, "change role", {"role": role})


def disable_account(store: Store, name: str, *, who: str) -> None:
    """Let an account no longer log in, and end its log-ins; or raise AccountNotFound or BadAccount."""
    with store.writing() as db:
        row = _row(db, name)
        _keep_an_admin(db, row)
        row.disabled_utc = row.disabled_utc or store.now()
        _change(db, store, row, who, "disable account")


def enable_account(store: Store, name: str, *, who: str) -> None:
    """Let an account log in again, or raise AccountNotFound."""
    with store.writing() as db:
        row = _row(db, name)
        row.disabled_utc = None
        _change(db, store, row, who, "enable account")


def remove_account(store: Store, name: str, *, who: str) -> None:
    """Remove an account; what it wrote keeps its name. Or raise AccountNotFound or BadAccount."""
    with store.writing() as db:
        row = _row(db, name)
        _keep_an_admin(db, row)
        db.execute(delete(SignInRow).where(SignInRow.account_id == row.id))
        db.delete(row)
        _note(db, store.now(), who, "remove account", row.name, {})


def account_of(row: UserRow) -> Account:
    """Return a row as an account."""
    return Account(
        row.id,
        row.name,
        row.role,  # type: ignore[arg-type]  # checked when it was stored
        row.created_utc,
        row.changed_utc,
        row.disabled_utc,
    )


def tidy_name(name: str) -> str:
    """Return a name as it is stored: lower case, its characters composed."""
    return unicodedata.normalize("NFC", name.strip()).lower()


def _checked_name(name: str) -> str:
    tidy = tidy_name(name)
    if not _NAME.fullmatch(tidy):
        raise BadAccount(
            f"an account's name must have 1 to 40 letters, digits or any of . _ - @, got {name!r}"
        )
    return tidy


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise BadAccount(f"role must be one of {', '.join(ROLES)}, got {role!r}")


def _row(db: Session, name: str) -> UserRow:
    row = db.scalar(select(UserRow).where(UserRow.name == tidy_name(name)))
    if row is None:
        raise AccountNotFound(
            f"there is no account {name!r}; `strikemat user list` shows who is there"
        )
    return row


def _keep_an_admin(db: Session, row: UserRow) -> None:
    """Refuse what would leave accounts, and nobody who may keep them."""
    others = db.scalars(select(UserRow).where(UserRow.id != row.id)).all()
    admins = [one for one in others if one.role == "admin" and one.disabled_utc is None]
    is_admin = row.role == "admin" and row.disabled_utc is None
    if is_admin and others and not admins:
        raise BadAccount(f"{row.name!r} is the only admin; make another account an admin first")


def _change(
    db: Session,
    store: Store,
    row: UserRow,
    who: str,
    action: str,
    detail: dict[str, Any] | None = None,
) -> None:
    """Note a change, and end every log-in of the account: it was made under other conditions."""
    row.changed_utc = store.now()
    row.sign_in_epoch += 1
    _note(db, row.changed_utc, who, action, row.name, detail or {})


def _note(
    db: Session, now: datetime, who: str, action: str, name: str, detail: dict[str, Any]
) -> None:
    write_audit(db, AuditEntry(now, who, action, None, None, {"account": name, **detail}))
