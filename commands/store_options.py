"""What the commands that open the clinic's store share."""

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

__all__ = ["data_option", "who"]


def data_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--data DIR`, which chooses the store."""
    return click.option(
        "--data",
        "data_dir",
        type=click.Path(file_okay=False, path_type=Path),
        help="Folder that keeps the sessions.  [default: $STRIKEMAT_DATABASE, else ~/.local/share/strikemat]",
    )(command)


def who() -> str:
    """Return whom the audit log names for what is done on the command line."""
    try:
        return f"{getpass.getuser()} (command line)"
    except (KeyError, OSError):
        return "command line"
