"""What an address may ask for behind its question mark."""

import math
from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from flask import request

from web.errors import BadInput

__all__ = ["choice_or_none", "decimal", "moment_or_none", "number", "words"]


def number(name: str, default: int, *, least: int = 1, most: int = 10**9) -> int:
    """Return a whole number within its bounds, or raise BadInput; `default` where it is absent or empty."""
    given = request.args.get(name, "").strip()
    if not given:
        return default
    if not given.isascii() or not given.isdigit() or not least <= int(given[:12]) <= most:
        raise BadInput(f"{name} must be a whole number from {least} to {most}, got {given!r}")
    return int(given)


def decimal(name: str) -> float:
    """Return a finite number, or raise BadInput; it must be there."""
    given = request.args.get(name, "").strip()
    try:
        value = float(given)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise BadInput(f"{name} must be a number, got {given!r}")
    return value


def words(name: str) -> str:
    """Return a text without blanks around it; empty where it is absent."""
    return request.args.get(name, "").strip()


def choice_or_none(name: str, choices: Collection[str]) -> str | None:
    """Return one of the choices, None where absent or empty, or raise BadInput."""
    given = words(name)
    if given and given not in choices:
        raise BadInput(f"{name} must be one of {', '.join(choices) or 'none yet'}, got {given!r}")
    return given or None


def moment_or_none(name: str, *, day_after: bool = False) -> datetime | None:
    """Return the beginning of a day (2026-01-31) where this computer is, or of the day after it.

    None where absent or empty; BadInput where it is no day.
    """
    given = words(name)
    if not given:
        return None
    try:
        day = date.fromisoformat(given) + timedelta(days=1 if day_after else 0)
        return datetime.combine(day, time()).astimezone()
    except (ValueError, OverflowError) as error:
        raise BadInput(f"{name} must be a day such as 2026-01-31, got {given!r}") from error
