"""How a command ends when a room refuses: one line on standard error, status 2."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import click

__all__ = ["one_line_refusals"]

P = ParamSpec("P")


def one_line_refusals(
    *refusals: type[Exception],
) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Return a decorator that turns these errors into one line and exit status 2."""

    def decorate(command: Callable[P, None]) -> Callable[P, None]:
        @wraps(command)
        def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
            try:
                command(*args, **kwargs)
                sys.stdout.flush()
            except refusals as error:
                click.echo(f"strikemat: {' '.join(str(error).split())}", err=True)
                sys.exit(2)
            except BrokenPipeError:
                # Whoever read our output has gone. Python would complain once more at exit.
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                sys.exit(1)

        return wrapped

    return decorate
