"""Modules that lie with the tests: benchmarks use them, and an installation does not have them."""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

import click

__all__ = ["NoCheckout", "module_of_checkout"]


class NoCheckout(click.ClickException):
    """A benchmark was called outside the project's folder."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print the line as every refusal is printed."""
        click.echo(f"strikemat: {self.message}", err=True)


def module_of_checkout(name: str) -> ModuleType:
    """Return a module of `tests`, from the folder that the command was called in.

    Raises
    ------
    NoCheckout
        When it, or a library of the tests, is not there.
    """
    sys.path.insert(0, ".")
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise NoCheckout(
            f"this benchmark needs {error.name}: run it in the project's folder, after `make test`"
        ) from None
    finally:
        sys.path.pop(0)
