"""Whom a route is for: reading is for viewers, changing for coaches, unless the route says otherwise."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask

from clinic import Role

__all__ = ["SAFE_METHODS", "needs", "needs_nobody", "role_for"]

View = TypeVar("View", bound=Callable[..., object])

#: Methods that change nothing (RFC 9110, 9.2.1).
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_MARK = "strikemat_role"
_NOBODY = "nobody"


def needs(role: Role) -> Callable[[View], View]:
    """Return a decorator: the route, whatever the method, is for that role and those above it."""

    def mark(view: View) -> View:
        setattr(view, _MARK, role)
        return view

    return mark


def needs_nobody(view: View) -> View:
    """Decorate a route that is open to who is not logged in: the log-in itself, no data."""
    setattr(view, _MARK, _NOBODY)
    return view


def role_for(app: Flask, endpoint: str | None, method: str) -> Role | None:
    """Return the least role for a request; None where nobody need be logged in."""
    if endpoint == "static":
        return None  # scripts, styles and pictures; the log-in page needs them
    view = app.view_functions.get(endpoint or "")
    said = getattr(view, _MARK, None)
    if said == _NOBODY:
        return None
    if said is not None:
        role: Role = said
        return role
    return "viewer" if method in SAFE_METHODS else "coach"
