"""`strikemat backup`, `restore`, `verify` and `retention`: that nothing is lost, and what is let go."""

import sys
from pathlib import Path

import click

from clinic import (
    ClinicError,
    Signature,
    Store,
    StoreCheck,
    back_up,
    chosen_place,
    existing_place,
    prune_raw,
    raw_days,
    set_raw_days,
    verify_store,
)
from clinic import restore as restore_backup
from commands.refusal import one_line_refusals
from commands.store_options import data_option, who

__all__ = ["backup", "restore", "retention", "verify"]

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@data_option
@one_line_refusals(ClinicError)
def backup(*, file: Path, data_dir: Path | None) -> None:
    """Write everything that the store holds to a new FILE, also while a session is recorded.

    The copy is verified. Exit status 1: it was written, but the store itself is damaged.
    """
    with Store(existing_place(data_dir)) as store:
        check = back_up(store, file)
    click.echo(f"{file} holds {_content(check)}.")
    _exit_with_problems(check)


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--replace", is_flag=True, help="Put it in the place of a store that is there already."
)
@data_option
@one_line_refusals(ClinicError)
def restore(*, file: Path, replace: bool, data_dir: Path | None) -> None:
    """Make the backup FILE the store.

    It is verified first. A store that is replaced is kept beside the new one, and runners who were erased
    from it are erased again. Into PostgreSQL, the database must be empty.
    """
    place = chosen_place(data_dir)
    with restore_backup(file, place, replace=replace, who=who()) as store:
        click.echo(f"{place} holds {len(store.sessions())} sessions now.")


@click.command()
@click.argument("file", type=FILE, required=False)
@data_option
@one_line_refusals(ClinicError)
def verify(*, file: Path | None, data_dir: Path | None) -> None:
    """Check the store, or the backup FILE: structure, references, counts, and every chunk's checksum.

    Exit status 0: all is well. 1: damage was found, a line each. 2: it cannot be opened.
    """
    where = existing_place(data_dir) if file is None else file
    if file is not None and not file.is_file():
        raise click.UsageError(f"{file}: there is no such file")
    with Store(where, read_only=file is not None) as store:
        check = verify_store(store)
    click.echo(f"{where}: {_content(check)}.")
    _exit_with_problems(check)
    click.echo("All is as it was stored.")


@click.command()
@click.option(
    "--days",
    type=click.IntRange(1, 36_500),
    help="Raw data may go so many days after their session.",
)
@click.option("--forever", is_flag=True, help="Raw data stay (which is so until it is changed).")
@click.option("--prune", is_flag=True, help="Let go now what is older; steps and prints stay.")
@click.option("--dry-run", is_flag=True, help="Only say what --prune would let go.")
@data_option
@one_line_refusals(ClinicError)
def retention(
    *, days: int | None, forever: bool, prune: bool, dry_run: bool, data_dir: Path | None
) -> None:
    """Show or set how long raw data are kept, and let go of what is older.

    Nothing goes by itself: --prune does it, and the audit log has it. A timer may call it.
    """
    if days is not None and forever:
        raise click.UsageError("--days and --forever exclude each other")
    with Store(existing_place(data_dir)) as store:
        if days is not None or forever:
            set_raw_days(store, days, by=Signature(who(), "strikemat retention"))
        kept = raw_days(store)
        click.echo(f"Raw data are kept {'for ever' if kept is None else f'{kept} days'}.")
        if prune or dry_run:
            gone = prune_raw(store, who=who(), dry_run=dry_run)
            verb = "would go" if dry_run else "went"
            for one in gone:
                megabytes = one.payload_bytes / 1e6
                click.echo(
                    f"session {one.session_id}: {one.chunk_count} chunks, {megabytes:.1f} MB {verb}"
                )
            click.echo(f"Raw data of {len(gone)} sessions {verb}.")


def _content(check: StoreCheck) -> str:
    return (
        f"{check.session_count} sessions, {check.chunk_count} chunks of raw data, "
        f"{check.step_count} steps"
    )


def _exit_with_problems(check: StoreCheck) -> None:
    for problem in check.problems:
        click.echo(f"strikemat: {problem}", err=True)
    if check.problems:
        click.echo(
            f"strikemat: {len(check.problems)} problems; what is undamaged can still be opened and exported; "
            "`strikemat restore` puts a backup in its place",
            err=True,
        )
        sys.exit(1)
