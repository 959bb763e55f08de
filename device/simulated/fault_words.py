"""Faults as words, for a command line: `row-open:20`."""

import re
from dataclasses import fields
from typing import Any, get_args

from device.errors import BadMat
from device.simulated.faults import Fault

__all__ = ["FAULT_KINDS", "fault_words", "parse_fault"]

#: Fields that are no whole numbers, with their bounds.
FLOATS = {
    "share": (0.0, 1.0),
    "noise_codes": (0.0, 500.0),
    "begin_s": (0.0, 1e9),
    "end_s": (0.0, 1e9),
}


def _word(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


#: The faults by name.
FAULT_KINDS: dict[str, type[Fault]] = {_word(kind.__name__): kind for kind in get_args(Fault)}


def fault_words(fault: Fault) -> str:
    """Return the words that `parse_fault` takes for this fault."""
    values = [f"{getattr(fault, field.name)}" for field in fields(fault)]
    return ":".join([_word(type(fault).__name__), *values])


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
    if name not in FAULT_KINDS:
        raise BadMat(f"there is no fault {name!r}; choose {', '.join(FAULT_KINDS)}")
    known = fields(FAULT_KINDS[name])
    names = ":".join(field.name.upper() for field in known)
    if len(values) != len(known):
        raise BadMat(f"{words!r}: expected {name}:{names}")
    try:
        made = [_value(field.name, value) for field, value in zip(known, values, strict=True)]
    except ValueError as error:
        raise BadMat(f"{words!r}: expected {name}:{names}; {error}") from error
    kind: Any = FAULT_KINDS[name]
    fault: Fault = kind(*made)
    return fault


def _value(name: str, value: str) -> float | int | str:
    if name == "level":
        if value not in ("low", "high"):
            raise ValueError(f"level must be low or high, got {value!r}")
        return value
    if name in FLOATS:
        return _number(name, value)
    if name == "code" and value not in ("0", "1023"):
        raise ValueError(f"code must be 0 or 1023, got {value!r}")
    return int(value)


def _number(name: str, words: str) -> float:
    low, high = FLOATS[name]
    value = float(words)
    # A NaN is in no range.
    if not low <= value <= high:
        raise ValueError(f"{name} must be {low:g} to {high:g}, got {value:g}")
    return value
