"""What a request's JSON body may hold."""

import math
from collections.abc import Collection
from typing import Any

from flask import request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from web.errors import BadInput

__all__ = ["json_body", "number_or_none", "text"]


def json_body(known: Collection[str] | None = None) -> dict[str, Any]:
    """Return the request's JSON object.

    Parameters
    ----------
    known : collection of str, optional
        The keys that it may have; without them, whoever uses the values checks them.

    Raises
    ------
    BadInput
        When it is not JSON, not an object, or has an unknown key.
    """
    try:
        body = request.get_json()
    except RecursionError as error:
        raise BadInput("the body is nested too deeply; it has one level") from error
    except (BadRequest, UnsupportedMediaType) as error:
        raise BadInput("the body must be JSON, sent as application/json") from error
    if not isinstance(body, dict):
        raise BadInput(f"the body must be a JSON object, got {type(body).__name__}")
    for key in body:
        if known is not None and key not in known:
            raise BadInput(f"unknown key {key!r}; the keys are {', '.join(known)}")
    return body


def text(body: dict[str, Any], key: str, default: str | None = None) -> str:
    """Return a text, or raise BadInput; without a default it must be there."""
    value = body.get(key, default)
    if not isinstance(value, str):
        raise BadInput(f"{key} must be a text, got {value!r}")
    return value


def number_or_none(body: dict[str, Any], key: str) -> float | None:
    """Return a finite number, None where absent or null, or raise BadInput."""
    value = body.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise BadInput(f"{key} must be a number, got {value!r}")
    return float(value)
