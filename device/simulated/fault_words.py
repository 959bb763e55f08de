"""Faults as words, for a command line: `row-open:20`."""

import re
from dataclasses import fields
from typing import get_args

from device.errors import BadMat
from device.simulated.faults import Fault

__all__ = ["parse_fault"]


def parse_fault(words: str) -> Fault:
    """Return the fault that `words` name: its kind and its values, with colons between.

    The kinds are those of `device.simulated.faults`, `RowOpen` written `row-open`; the values are theirs in
    order.

    Raises
    ------
    BadMat
        If there is no such fault, or a value is missing, too many, or not of its kind.
    """
    name, *values = words.split(":")
    kinds = {_word(kind.__name__): kind for kind in get_args(Fault)}
    if name not in kinds:
        raise BadMat(f"there is no fault {name!r}; choose {', '.join(kinds)}")
    known = fields(kinds[name])
    names = ":".join(field.name.upper() for field in known)
    if len(values) != len(known):
        raise BadMat(f"{words!r}: expected {name}:{names}")
    try:
        made = [_value(field.name, value) for field, value in zip(known, values, strict=True)]
    except ValueError as error:
        raise BadMat(f"{words!r}: expected {name}:{names}; {error}") from error
    fault: Fault = kinds[name](*made)
    return fault


def _value(name: str, value: str) -> float | int | str:
    if name == "level":
        if value not in ("low", "high"):
            raise ValueError(f"level must be low or high, got {value!r}")
        return value
    if name in ("share", "noise_codes", "begin_s", "end_s"):
        return float(value)
    if name == "code" and value not in ("0", "1023"):
        raise ValueError(f"code must be 0 or 1023, got {value!r}")
    return int(value)


def _word(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()
