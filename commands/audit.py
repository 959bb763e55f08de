"""`strikemat audit`: who did what, when, to whose data."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from clinic import AuditEntry, ClinicError, Store, audit_entries, existing_place
from commands.refusal import one_line_refusals
from commands.store_options import data_option

__all__ = ["audit"]


@click.command()
@click.option("--who", help="Only what this user did.")
@click.option("--action", help='Only this, such as "log in" or "export report".')
@click.option("--runner", type=click.IntRange(1), help="Only about the runner with this number.")
@click.option("--session", type=click.IntRange(1), help="Only about this session.")
@click.option("--since", type=click.DateTime(), help="Only from this moment on, local time.")
@click.option(
    "--last",
    type=click.IntRange(1),
    default=100,
    show_default=True,
    help="At most so many, the latest.",
)
@click.option("--json", "as_json", is_flag=True, help="As JSON, one object a line.")
@data_option
@one_line_refusals(ClinicError)
def audit(
    *,
    who: str | None,
    action: str | None,
    runner: int | None,
    session: int | None,
    since: datetime | None,
    last: int,
    as_json: bool,
    data_dir: Path | None,
) -> None:
    """List who logged in, saw, exported, erased or changed what, the latest last."""
    with Store(existing_place(data_dir), read_only=True) as store:
        entries = audit_entries(
            store,
            who=who,
            action=action,
            runner_id=runner,
            session_id=session,
            since_utc=None if since is None else since.astimezone(UTC),
            last=last,
        )
    if as_json:
        for entry in entries:
            click.echo(json.dumps({**asdict(entry), "at_utc": entry.at_utc.isoformat()}))
        return
    Console(highlight=False, markup=False).print(
        _table(entries) if entries else "The audit log has no such entry."
    )


def _table(entries: list[AuditEntry]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for header in ("when", "who", "what", "runner", "session", "detail"):
        table.add_column(header, no_wrap=header != "detail")
    for entry in entries:
        table.add_row(
            f"{entry.at_utc.astimezone():%Y-%m-%d %H:%M:%S}",
            entry.who,
            entry.action,
            _number(entry.runner_id),
            _number(entry.session_id),
            ", ".join(f"{name} {value}" for name, value in entry.detail.items()),
        )
    return table


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
