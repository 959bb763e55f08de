"""`strikemat user`: who may log in, and as what."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from clinic import (
    ROLES,
    ClinicError,
    Role,
    Store,
    accounts,
    add_account,
    chosen_place,
    disable_account,
    enable_account,
    existing_place,
    remove_account,
    set_password,
    set_role,
)
from commands.refusal import one_line_refusals
from commands.store_options import data_option, who

__all__ = ["user"]

_ROLE = click.Choice(ROLES)


def _stdin_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--password-stdin",
        is_flag=True,
        help="Read the password from standard input, one line, for scripts.  [default: ask twice]",
    )(command)


@click.group()
def user() -> None:
    """Keep the accounts of those who log in at the page.

    A viewer reads. A coach also records and corrects. An admin also sets up, and keeps the accounts.
    """


@user.command()
@click.argument("name")
@click.option(
    "--role", type=_ROLE, default="viewer", show_default=True, help="What the user may do."
)
@_stdin_option
@data_option
@one_line_refusals(ClinicError)
def add(*, name: str, role: Role, password_stdin: bool, data_dir: Path | None) -> None:
    """Let NAME log in."""
    with Store(chosen_place(data_dir)) as store:
        made = add_account(store, name, _password(password_stdin), role=role, who=who())
    click.echo(f"{made.name} may log in as {made.role}.")


@user.command("list")
@data_option
@one_line_refusals(ClinicError)
def list_users(*, data_dir: Path | None) -> None:
    """List the accounts."""
    with Store(existing_place(data_dir)) as store:
        listed = accounts(store)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for header in ("user", "role", "since", "state"):
        table.add_column(header)
    for one in listed:
        state = "disabled" if one.disabled_utc else "may log in"
        table.add_row(one.name, one.role, f"{one.created_utc:%Y-%m-%d}", state)
    console = Console(highlight=False, markup=False)
    console.print(table if listed else "There is no account: the page is for this computer only.")


@user.command()
@click.argument("name")
@_stdin_option
@data_option
@one_line_refusals(ClinicError)
def passwd(*, name: str, password_stdin: bool, data_dir: Path | None) -> None:
    """Give NAME another password; whoever is logged in with the old one no longer is."""
    with Store(existing_place(data_dir)) as store:
        set_password(store, name, _password(password_stdin), who=who())
    click.echo(f"{name} has another password; log in anew.")


@user.command()
@click.argument("name")
@click.argument("role", type=_ROLE)
@data_option
@one_line_refusals(ClinicError)
def role(*, name: str, role: Role, data_dir: Path | None) -> None:
    """Make NAME a viewer, coach or admin."""
    with Store(existing_place(data_dir)) as store:
        set_role(store, name, role, who=who())
    click.echo(f"{name} is {role} now.")


@user.command()
@click.argument("name")
@data_option
@one_line_refusals(ClinicError)
def disable(*, name: str, data_dir: Path | None) -> None:
    """Let NAME no longer log in; who is logged in as NAME is cut off."""
    with Store(existing_place(data_dir)) as store:
        disable_account(store, name, who=who())
    click.echo(f"{name} can no longer log in.")


@user.command()
@click.argument("name")
@data_option
@one_line_refusals(ClinicError)
def enable(*, name: str, data_dir: Path | None) -> None:
    """Let NAME log in again."""
    with Store(existing_place(data_dir)) as store:
        enable_account(store, name, who=who())
    click.echo(f"{name} may log in again.")


@user.command()
@click.argument("name")
@data_option
@one_line_refusals(ClinicError)
def remove(*, name: str, data_dir: Path | None) -> None:
    """Remove the account NAME. What it wrote stays, under its name."""
    with Store(existing_place(data_dir)) as store:
        remove_account(store, name, who=who())
    click.echo(f"{name} is removed.")


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return typed
