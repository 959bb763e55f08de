"""The first tables: runners, sessions, steps, frames and gaps."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "runner",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String, nullable=False, unique=True),
        sa.Column("foot_length_m", sa.Double),
        sa.Column("body_mass_kg", sa.Double),
    )
    _make_session()
    _make_step()
    op.create_table(
        "frame_chunk",
        sa.Column("session_id", sa.Integer, sa.ForeignKey("session.id"), primary_key=True),
        sa.Column("chunk_index", sa.Integer, primary_key=True),
        sa.Column("first_s", sa.Double, nullable=False),
        sa.Column("last_s", sa.Double, nullable=False),
        sa.Column("frame_count", sa.Integer, nullable=False),
        sa.Column("sha256", sa.LargeBinary, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "gap",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("session_id", sa.Integer, sa.ForeignKey("session.id"), nullable=False),
        sa.Column("first_s", sa.Double, nullable=False),
        sa.Column("last_s", sa.Double, nullable=False),
        sa.Column("frame_count", sa.Integer, nullable=False),
        sa.Column("step_count", sa.Integer, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
    )
    op.create_index("ix_gap_session_id", "gap", ["session_id"])


def _make_session() -> None:
    op.create_table(
        "session",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("runner_id", sa.Integer, sa.ForeignKey("runner.id"), nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("started_utc", sa.String(32), nullable=False),
        sa.Column("ended_utc", sa.String(32)),
        sa.Column("mat_name", sa.String, nullable=False),
        sa.Column("mat_label", sa.String, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("cols", sa.Integer, nullable=False),
        sa.Column("row_pitch_m", sa.Double, nullable=False),
        sa.Column("col_pitch_m", sa.Double, nullable=False),
        sa.Column("frame_rate_hz", sa.Double, nullable=False),
        sa.Column("foot_length_m", sa.Double),
        sa.Column("body_mass_kg", sa.Double),
        sa.Column("analyzer_version", sa.String, nullable=False),
        sa.Column("analyzer_settings", sa.JSON, nullable=False),
        sa.Column("threshold_n", sa.Double),
        sa.Column("first_s", sa.Double),
        sa.Column("last_s", sa.Double),
        sa.Column("frame_count", sa.Integer, nullable=False),
        sa.Column("step_count", sa.Integer, nullable=False),
        sa.Column("lost_frame_count", sa.Integer, nullable=False),
        sa.Column("lost_step_count", sa.Integer, nullable=False),
        sa.Column("summary", sa.JSON),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_session_runner_id", "session", ["runner_id"])
    op.create_index("ix_session_state", "session", ["state"])


def _make_step() -> None:
    op.create_table(
        "step",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("session_id", sa.Integer, sa.ForeignKey("session.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("side", sa.String, nullable=False),
        sa.Column("contact_s", sa.Double, nullable=False),
        sa.Column("off_s", sa.Double, nullable=False),
        sa.Column("contact_time_s", sa.Double, nullable=False),
        sa.Column("flight_time_s", sa.Double),
        sa.Column("strike", sa.String),
        sa.Column("strike_index_percent", sa.Double),
        sa.Column("heel_onset_s", sa.Double),
        sa.Column("ball_onset_s", sa.Double),
        sa.Column("confidence", sa.Double, nullable=False),
        sa.Column("peak_force_n", sa.Double, nullable=False),
        sa.Column("complete", sa.Boolean, nullable=False),
        sa.Column("incomplete_reason", sa.String),
        sa.Column("threshold_n", sa.Double, nullable=False),
        sa.Column("foot_length_m", sa.Double),
        sa.Column("foot_length_source", sa.String, nullable=False),
        sa.Column("landing_x_m", sa.Double, nullable=False),
        sa.Column("landing_y_m", sa.Double, nullable=False),
        sa.Column("belt_speed_m_s", sa.Double),
        sa.Column("footprint", sa.LargeBinary, nullable=False),
        sa.Column("measures", sa.JSON, nullable=False),
        sa.UniqueConstraint("session_id", "number"),
    )
