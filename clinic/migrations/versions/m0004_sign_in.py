"""Log-ins: which are open, and since when."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of log-ins."""
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key_sha256", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("account_id", sa.Integer, sa.ForeignKey("account.id"), nullable=False),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("began_utc", sa.String(32), nullable=False),
        sa.Column("seen_utc", sa.String(32), nullable=False),
        sa.Column("ended_utc", sa.String(32)),
    )
    op.create_index("ix_sign_in_account_id", "sign_in", ["account_id"])
