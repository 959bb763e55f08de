"""Runners: who they are, and what is planned for them."""

from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from clinic.tables.base import Base, Versioned

__all__ = ["PlannedSessionRow", "RunnerRow", "RunnerVersionRow"]


class RunnerRow(Base):
    """A runner. `name` repeats that of the latest version, so that the database keeps names apart."""

    __tablename__ = "runner"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)

    versions: Mapped[list["RunnerVersionRow"]] = relationship(
        lazy="selectin", order_by="RunnerVersionRow.version", cascade="all, delete-orphan"
    )

    @property
    def current(self) -> "RunnerVersionRow":
        """The latest version of the runner's data."""
        return self.versions[-1]


class RunnerVersionRow(Versioned, Base):
    """What was known of a runner from `at_utc` on."""

    __tablename__ = "runner_version"
    __table_args__ = (UniqueConstraint("runner_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    runner_id: Mapped[int] = mapped_column(ForeignKey("runner.id"))
    name: Mapped[str]
    foot_length_m: Mapped[float | None]
    body_mass_kg: Mapped[float | None]
    height_m: Mapped[float | None]
    shoe_size: Mapped[str]
    shoes: Mapped[str]
    notes: Mapped[str]


class PlannedSessionRow(Versioned, Base):
    """A session that is planned for a runner: `number` counts the runner's plan, versions correct it."""

    __tablename__ = "planned_session"
    __table_args__ = (UniqueConstraint("runner_id", "number", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    runner_id: Mapped[int] = mapped_column(ForeignKey("runner.id"))
    number: Mapped[int]
    due_on: Mapped[str | None]
    protocol: Mapped[str]
    targets: Mapped[dict[str, Any]]
    note: Mapped[str]
    withdrawn: Mapped[bool]
