"""The clinic: versions of what people say, phases, marks, calibrations, plans, users, audit, receipts."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from clinic.migrations.unchanging import forbid_change

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

#: Rows that are never changed; they go only with their runner, or when raw data are pruned.
UNCHANGING = (
    "audit",
    "calibration",
    "erasure",
    "gap",
    "mark",
    "phase",
    "planned_session",
    "raw_chunk",
    "runner_version",
    "session_version",
    "setting",
    "step",
    "step_version",
)


def upgrade() -> None:
    """Make the new tables and move what the old ones held."""
    _make_calibration()
    _make_runner_version()
    _make_session_version()
    _move()
    _widen_session()
    op.rename_table("frame_chunk", "raw_chunk")
    op.add_column(
        "raw_chunk", sa.Column("format", sa.String, nullable=False, server_default="force")
    )
    _make_remarks()
    _make_people()
    for table in UNCHANGING:
        forbid_change(table)


def _version_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("at_utc", sa.String(32), nullable=False),
        sa.Column("reason", sa.String, nullable=False),
    ]


def _make_calibration() -> None:
    op.create_table(
        "calibration",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("format", sa.String, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("first_used_utc", sa.String(32), nullable=False),
    )


def _make_runner_version() -> None:
    op.create_table(
        "runner_version",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("runner_id", sa.Integer, sa.ForeignKey("runner.id"), nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("foot_length_m", sa.Double),
        sa.Column("body_mass_kg", sa.Double),
        sa.Column("height_m", sa.Double),
        sa.Column("shoe_size", sa.String, nullable=False),
        sa.Column("shoes", sa.String, nullable=False),
        sa.Column("notes", sa.String, nullable=False),
        *_version_columns(),
        sa.UniqueConstraint("runner_id", "version"),
    )


def _make_session_version() -> None:
    op.create_table(
        "session_version",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("session_id", sa.Integer, sa.ForeignKey("session.id"), nullable=False),
        sa.Column("runner_id", sa.Integer, sa.ForeignKey("runner.id"), nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("pain_before", sa.Double),
        sa.Column("pain_after", sa.Double),
        *_version_columns(),
        sa.UniqueConstraint("session_id", "version"),
    )
    op.create_index("ix_session_version_runner_id", "session_version", ["runner_id"])


def _move() -> None:
    """Make what the first tables held the first version, and drop it there."""
    connection = op.get_bind()
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    connection.execute(
        sa.text(
            "INSERT INTO runner_version (runner_id, name, foot_length_m, body_mass_kg, shoe_size, shoes, "
            "notes, version, author, at_utc, reason) "
            "SELECT id, name, foot_length_m, body_mass_kg, '', '', '', "
            "1, 'strikemat', :now, 'moved from an earlier store' FROM runner"
        ),
        {"now": now},
    )
    connection.execute(
        sa.text(
            "INSERT INTO session_version (session_id, runner_id, note, version, author, at_utc, reason) "
            "SELECT id, runner_id, note, 1, 'strikemat', started_utc, 'moved from an earlier store' "
            "FROM session"
        )
    )
    op.drop_column("runner", "foot_length_m")
    op.drop_column("runner", "body_mass_kg")
    op.drop_column("session", "note")


def _widen_session() -> None:
    # Written out, because Alembic cannot add a reference to an SQLite table, but SQLite can.
    op.execute("ALTER TABLE session ADD COLUMN calibration_id INTEGER REFERENCES calibration (id)")
    for column in (
        sa.Column("treadmill", sa.String, nullable=False, server_default=""),
        sa.Column("simulated", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("plan_number", sa.Integer),
        sa.Column("mat_description_toml", sa.String),
        sa.Column("pruned_utc", sa.String(32)),
    ):
        op.add_column("session", column)
    op.execute(
        sa.text("UPDATE session SET simulated = :yes WHERE mat_label = 'SIMULATED'").bindparams(
            sa.bindparam("yes", True, sa.Boolean)
        )
    )


def _make_remarks() -> None:
    def make(name: str, *columns: sa.Column[object]) -> None:
        op.create_table(
            name,
            sa.Column("id", sa.Integer, primary_key=True),
            sa.Column("session_id", sa.Integer, sa.ForeignKey("session.id"), nullable=False),
            sa.Column("number", sa.Integer, nullable=False),
            *columns,
            *_version_columns(),
            sa.UniqueConstraint("session_id", "number", "version"),
        )

    make(
        "phase",
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("start_s", sa.Double, nullable=False),
        sa.Column("cue", sa.String, nullable=False),
        sa.Column("targets", sa.JSON, nullable=False),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
    )
    make(
        "mark",
        sa.Column("time_s", sa.Double, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
    )
    make(
        "step_version",
        sa.Column("side", sa.String),
        sa.Column("strike", sa.String),
        sa.Column("excluded", sa.Boolean, nullable=False),
    )


def _make_people() -> None:
    op.create_table(
        "planned_session",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("runner_id", sa.Integer, sa.ForeignKey("runner.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("due_on", sa.String),
        sa.Column("protocol", sa.String, nullable=False),
        sa.Column("targets", sa.JSON, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        *_version_columns(),
        sa.UniqueConstraint("runner_id", "number", "version"),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String, nullable=False, unique=True),
        sa.Column("password_hash", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("sign_in_epoch", sa.Integer, nullable=False),
        sa.Column("created_utc", sa.String(32), nullable=False),
        sa.Column("changed_utc", sa.String(32), nullable=False),
        sa.Column("disabled_utc", sa.String(32)),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at_utc", sa.String(32), nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("runner_id", sa.Integer),
        sa.Column("session_id", sa.Integer),
        sa.Column("detail", sa.JSON, nullable=False),
    )
    op.create_index("ix_audit_at_utc", "audit", ["at_utc"])
    op.create_index("ix_audit_runner_id", "audit", ["runner_id"])
    op.create_table(
        "erasure",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at_utc", sa.String(32), nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("runner_id", sa.Integer, nullable=False),
        sa.Column("session_ids", sa.JSON, nullable=False),
        sa.Column("counts", sa.JSON, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.JSON, nullable=False),
        *_version_columns()[1:],
        sa.Column("version", sa.Integer, primary_key=True),
    )
