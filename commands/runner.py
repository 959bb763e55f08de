"""`strikemat runner`: who is stored, and the export and erasure of all that is."""

import json
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from clinic import (
    ClinicError,
    Runner,
    RunnerNotFound,
    Store,
    erase_runner,
    existing_place,
    export_runner,
    overwrite_erased,
    receipts,
)
from commands.refusal import one_line_refusals
from commands.store_options import data_option, who

__all__ = ["runner"]


@click.group()
def runner() -> None:
    """Show, export and erase what is stored of a runner."""


@runner.command("list")
@data_option
@one_line_refusals(ClinicError)
def list_runners(*, data_dir: Path | None) -> None:
    """List the runners with their number and how many sessions each has."""
    with Store(existing_place(data_dir)) as store:
        runners, sessions = store.runners(), store.sessions()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for header in ("number", "runner", "sessions", "foot", "mass"):
        table.add_column(header, justify="left" if header == "runner" else "right")
    for one in runners:
        count = sum(session.runner_id == one.id for session in sessions)
        foot = "-" if one.foot_length_m is None else f"{1e3 * one.foot_length_m:.0f} mm"
        mass = "-" if one.body_mass_kg is None else f"{one.body_mass_kg:.1f} kg"
        table.add_row(str(one.id), one.name, str(count), foot, mass)
    console = Console(highlight=False, markup=False)
    console.print(table if runners else "No runner is stored here yet.")


@runner.command()
@click.argument("name")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--no-recordings",
    is_flag=True,
    help="Leave out recording.npz, which is large; the raw chunks as stored are always there.",
)
@data_option
@one_line_refusals(ClinicError)
def export(*, name: str, file: Path, no_recordings: bool, data_dir: Path | None) -> None:
    """Write all data of the runner NAME to a new zip FILE: JSON, CSV, raw chunks, recordings."""
    with Store(existing_place(data_dir)) as store:
        runner_id = _number(store, name)
        sha256 = export_runner(store, runner_id, file, who=who(), recordings=not no_recordings)
    click.echo(f"{file} holds all data of {name}. SHA-256 of the data: {sha256}")


@runner.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option(
    "--receipt",
    "receipt_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the receipt there too.",
)
@data_option
@one_line_refusals(ClinicError)
def erase(*, name: str, yes: bool, receipt_file: Path | None, data_dir: Path | None) -> None:
    """Erase all data of the runner NAME for good, and print the receipt.

    Backups and exports that were made before still hold them: delete those too. `strikemat restore` erases
    the runner again from a backup that it puts in this store's place.
    """
    with Store(existing_place(data_dir)) as store:
        runner_id = _number(store, name)
        count = sum(session.runner_id == runner_id for session in store.sessions())
        if not yes:
            click.confirm(f"Erase {name} and {count} sessions for good?", abort=True)
        receipt = erase_runner(store, runner_id, who=who())
    text = json.dumps(asdict(receipt), indent=2, default=str)
    click.echo(text)
    if receipt_file is not None:
        receipt_file.write_text(text + "\n")


@runner.command("receipts")
@data_option
@one_line_refusals(ClinicError)
def show_receipts(*, data_dir: Path | None) -> None:
    """Print the receipts of all erasures as JSON."""
    with Store(existing_place(data_dir)) as store:
        listed = [asdict(receipt) for receipt in receipts(store)]
    click.echo(json.dumps(listed, indent=2, default=str))


@runner.command()
@data_option
@one_line_refusals(ClinicError)
def clean(*, data_dir: Path | None) -> None:
    """Overwrite what an erasure had to leave because another program was reading or recording."""
    with Store(existing_place(data_dir)) as store:
        bytes_are = overwrite_erased(store)
    click.echo(f"What was erased is {bytes_are}.")


def _number(store: Store, name: str) -> int:
    found: Runner = store.runner(name)
    if found.id is None:
        raise RunnerNotFound(
            f"{store.place} has no runner {name!r}; `strikemat runner list` shows who is there"
        )
    return found.id
