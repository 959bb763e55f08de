"""Rows that are never changed: the database itself refuses it."""

from alembic import op

__all__ = ["forbid_change"]


def forbid_change(table: str) -> None:
    """Have the database itself refuse an UPDATE of rows that are never changed."""
    refusal = f"rows of {table} are never changed; add a new version"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {table}_unchanging BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {table}_unchanging() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{refusal}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_unchanging BEFORE UPDATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_unchanging()"
    )
