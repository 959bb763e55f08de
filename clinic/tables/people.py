"""Who may do what, who did what, and what was erased."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from clinic.tables.base import Base, Versioned

__all__ = ["AuditRow", "ErasureRow", "SettingRow", "SignInRow", "UserRow"]


class UserRow(Base):
    """A person who may log in. A log-in holds for one `sign_in_epoch`: raising it ends them all."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    role: Mapped[str]
    sign_in_epoch: Mapped[int] = mapped_column(default=0)
    created_utc: Mapped[datetime]
    changed_utc: Mapped[datetime]
    disabled_utc: Mapped[datetime | None]


class SignInRow(Base):
    """A log-in. Only the key's hash is kept: who reads the store cannot log in with it."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_sha256: Mapped[bytes] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    epoch: Mapped[int]
    began_utc: Mapped[datetime]
    seen_utc: Mapped[datetime]
    ended_utc: Mapped[datetime | None]


class AuditRow(Base):
    """Who did what, when, to whose data. Numbers only: it outlives the runner whom it is about."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at_utc: Mapped[datetime] = mapped_column(index=True)
    who: Mapped[str]
    action: Mapped[str]
    runner_id: Mapped[int | None] = mapped_column(index=True)
    session_id: Mapped[int | None]
    detail: Mapped[dict[str, Any]]


class ErasureRow(Base):
    """The receipt of an erasure: what is gone, counted and hashed, without whose it was."""

    __tablename__ = "erasure"

    id: Mapped[int] = mapped_column(primary_key=True)
    at_utc: Mapped[datetime]
    who: Mapped[str]
    runner_id: Mapped[int]
    session_ids: Mapped[list[int]] = mapped_column(JSON)
    counts: Mapped[dict[str, Any]]
    sha256: Mapped[str]


class SettingRow(Versioned, Base):
    """A setting of the clinic, such as how long raw data are kept; the latest version counts."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]
