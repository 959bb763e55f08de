"""Answers about a session: protocol, checklist, guess, baseline, load."""

import sqlalchemy as sa
from alembic import op

from clinic.migrations.unchanging import forbid_change

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and have the database refuse to change its rows."""
    op.create_table(
        "session_answer",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("session_id", sa.Integer, sa.ForeignKey("session.id"), nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("value", sa.JSON, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("at_utc", sa.String(32), nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.UniqueConstraint("session_id", "name", "version"),
    )
    forbid_change("session_answer")
