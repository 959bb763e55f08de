"""Mat descriptions as TOML: an unknown key is an error, and every line names the file."""

import dataclasses
import os
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

from device.description import (
    Circuit,
    Grid,
    Housekeeping,
    MatDescription,
    Panel,
    Sensor,
    Tachometer,
    Tile,
)
from device.errors import BadDescription, DescriptionNotFound

__all__ = [
    "DEFAULT_DESCRIPTIONS",
    "description_from_tables",
    "description_tables",
    "load_description",
    "parse_description",
]

#: Descriptions that come with the program: one tile on the bench, three under a belt.
DEFAULT_DESCRIPTIONS = ("bench", "treadmill")

_TABLES: dict[str, type] = {
    "grid": Grid,
    "circuit": Circuit,
    "sensor": Sensor,
    "tachometer": Tachometer,
    "panel": Panel,
    "housekeeping": Housekeeping,
}


def load_description(name_or_path: str | os.PathLike[str]) -> MatDescription:
    """Return the mat description called `bench` or `treadmill`, or the one in a TOML file.

    Raises
    ------
    DescriptionNotFound
        If there is no such file.
    BadDescription
        If it is not a mat's description.
    """
    if name_or_path in DEFAULT_DESCRIPTIONS:
        packaged = resources.files("device") / "descriptions" / f"{name_or_path}.toml"
        return parse_description(packaged.read_text("utf-8"), name=str(name_or_path))
    path = Path(name_or_path)
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise DescriptionNotFound(
            f"{path}: there is no such mat description; name a file, or one of "
            f"{', '.join(DEFAULT_DESCRIPTIONS)}"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadDescription(f"{path}: cannot be read: {error}") from error
    return parse_description(text, name=str(path))


def parse_description(text: str, *, name: str) -> MatDescription:
    """Return the mat that TOML `text` describes; `name` stands in error lines and in the result."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadDescription(f"{name}: is not TOML: {error}") from error
    return description_from_tables(tables, name=name)


def description_from_tables(tables: dict[str, Any], *, name: str) -> MatDescription:
    """Return the mat that TOML's or JSON's tables describe; raise `BadDescription` if they do not."""
    tables = dict(tables)
    known = ["name", "tiles", *_TABLES]
    for key in tables:
        if key not in known:
            raise BadDescription(f"{name}: unknown table {key!r}; known are {', '.join(known)}")
    try:
        return MatDescription(
            name=_name(tables.pop("name", name)),
            tiles=_tiles(tables.pop("tiles", [])),
            **{key: _table(_TABLES[key], key, table) for key, table in tables.items()},
        )
    except BadDescription as error:
        raise BadDescription(f"{name}: {error}") from None


def description_tables(description: MatDescription) -> dict[str, Any]:
    """Return the tables that `description_from_tables` turns into `description` again."""
    tables = dataclasses.asdict(description)
    return {key: table for key, table in tables.items() if table is not None}


def _name(name: Any) -> str:
    if not isinstance(name, str) or not name:
        raise BadDescription(f"name must be text, got {name!r}")
    return name


def _tiles(tables: Any) -> tuple[Tile, ...]:
    if not isinstance(tables, list | tuple):
        raise BadDescription("tiles must be written as [[tiles]], one table a tile")
    return tuple(_table(Tile, f"tiles[{index}]", table) for index, table in enumerate(tables))


def _table(kind: type, where: str, table: Any) -> Any:
    if not isinstance(table, dict):
        raise BadDescription(f"{where} must be a table, got {table!r}")
    known = {field.name: field for field in dataclasses.fields(kind)}
    for key in table:
        if key not in known:
            raise BadDescription(f"unknown key {where}.{key}; known are {', '.join(known)}")
    for key, field in known.items():
        if field.default is dataclasses.MISSING and key not in table:
            raise BadDescription(f"{where}.{key} is missing")
    return kind(**{key: _frozen(value) for key, value in table.items()})


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
