"""JSON Schemas of our records: types from their annotations, words from their docstrings."""

import inspect
import re
import types
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

__all__ = ["Schema", "array", "choice", "nullable", "object_of", "record"]

Schema = dict[str, Any]

_PLAIN: dict[Any, Schema] = {
    int: {"type": "integer"},
    float: {"type": "number"},
    str: {"type": "string"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
}
#: `name, other : type` of a numpydoc section, and the indented lines below it.
_ENTRY = re.compile(r"(?m)^(\w+(?:, \w+)*) : .*\n((?:    .*\n?|\n)+)")


def record(
    properties: dict[str, Schema], *, optional: tuple[str, ...] = (), words: str = ""
) -> Schema:
    """Return an object with these properties, all of them but the optional ones required, and no other."""
    return {
        "type": "object",
        **({"description": words} if words else {}),
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def array(items: Schema, **bounds: int) -> Schema:
    """Return a list of `items`."""
    return {"type": "array", "items": items, **bounds}


def choice(*values: str) -> Schema:
    """Return one of some words."""
    return {"type": "string", "enum": list(values)}


def nullable(schema: Schema) -> Schema:
    """Return `schema`, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def object_of(
    kind: type,
    *,
    without: tuple[str, ...] = (),
    may_be_null: tuple[str, ...] = (),
    all_optional: bool = False,
) -> Schema:
    """Return the schema of a dataclass, or of a named tuple, as JSON.

    Parameters
    ----------
    kind : type
        Of the record.
    without : tuple of str
        Fields that are not part of the JSON.
    may_be_null : tuple of str
        Numbers that are null where they are not known: NaN in Python.
    all_optional : bool
        Whether a request may leave out each of them.
    """
    hints, words = get_type_hints(kind), words_of(kind)
    properties = {}
    for name, hint in hints.items():
        if name in without:
            continue
        schema = _schema_of(hint)
        if name in may_be_null:
            schema = nullable(schema)
        if name in words:
            schema = {**schema, "description": words[name]}
        properties[name] = schema
    return record(properties, optional=tuple(properties) if all_optional else ())


def words_of(kind: type) -> dict[str, str]:
    """Return what a numpydoc docstring says of each of its parameters and attributes."""
    found: dict[str, str] = {}
    for names, lines in _ENTRY.findall(inspect.getdoc(kind) or ""):
        text = " ".join(lines.split())
        found |= {name.strip(): text for name in names.split(",")}
    return found


def _schema_of(hint: Any) -> Schema:
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return choice(*arguments)
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema_of(one) for one in arguments]}
    if origin in (list, tuple):
        return array(_schema_of(arguments[0]))
    raise TypeError(f"no schema for {hint!r}")
