"""Settings of the clinic: kept in versions, the latest counts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic.tables import SettingRow
from clinic.versions import Signature

__all__ = ["add_setting", "newest_setting"]


def newest_setting(db: Session, name: str) -> Mapping[str, Any] | None:
    """Return the value of a setting, None while it was never set."""
    row = _newest(db, name)
    return None if row is None else row.value


def add_setting(
    db: Session, name: str, value: Mapping[str, Any], *, by: Signature, now: datetime
) -> None:
    """Set a setting; what was set before stays stored."""
    row = _newest(db, name)
    db.add(
        SettingRow(
            name=name,
            value=dict(value),
            version=1 if row is None else row.version + 1,
            author=by.author,
            at_utc=now,
            reason=by.reason,
        )
    )


def _newest(db: Session, name: str) -> SettingRow | None:
    query = select(SettingRow).where(SettingRow.name == name)
    return db.scalars(query.order_by(SettingRow.version.desc())).first()
