"""What was found on a belt at rest, and what is kept because it takes long to work out."""

import sqlalchemy as sa
from alembic import op

from clinic.migrations.unchanging import forbid_change

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables; what a belt at rest showed in earlier sessions was not kept."""
    op.create_table(
        "rest",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("session_id", sa.Integer, sa.ForeignKey("session.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("measures", sa.JSON, nullable=False),
        sa.UniqueConstraint("session_id", "number"),
    )
    forbid_change("rest")
    op.create_table(
        "worked_out",
        sa.Column("session_id", sa.Integer, sa.ForeignKey("session.id"), primary_key=True),
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("made_of", sa.String, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
    )
