"""What a route of the JSON interface does, written beside it: the one source of the OpenAPI description."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from web.schema_of import Schema

__all__ = ["Operation", "described", "operation_of"]

View = TypeVar("View", bound=Callable[..., Any])
_KEY = "strikemat_operation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What one route does.

    Parameters
    ----------
    summary : str
        In one line.
    tag : str
        The group of routes that it belongs to.
    answer : Schema
        Of the JSON that it answers with; a name of `web.schemas.COMPONENTS` as `{"$ref": ...}`.
    body : Schema or None
        Of the JSON that it takes; None where it takes none.
    body_examples : dict
        By name, bodies that it takes.
    errors : tuple of int
        Status codes of the refusals that it knows of.
    words : str
        What else there is to know.
    parameters : dict of str to str
        What the parts of the path are.
    query : dict of str to Schema
        What may stand behind the question mark, each with its `description`.
    required : tuple of str
        Which of these must.
    """

    summary: str
    tag: str
    answer: Schema
    body: Schema | None = None
    body_examples: dict[str, Any] = field(default_factory=dict)
    errors: tuple[int, ...] = ()
    words: str = ""
    parameters: dict[str, str] = field(default_factory=dict)
    query: dict[str, Schema] = field(default_factory=dict)
    required: tuple[str, ...] = ()


def described(operation: Operation) -> Callable[[View], View]:
    """Return a decorator that writes down what a route does; it stands below the route's own."""

    def decorate(view: View) -> View:
        setattr(view, _KEY, operation)
        return view

    return decorate


def operation_of(view: Callable[..., Any]) -> Operation | None:
    """Return what was written down of a route; None if nothing was."""
    found: Operation | None = getattr(view, _KEY, None)
    return found
