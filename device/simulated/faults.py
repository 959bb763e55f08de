"""Faults that can be put into a simulated mat, each as an object that says what it is."""

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "ColumnOpen",
    "ColumnsShorted",
    "ConverterMissing",
    "DeadCell",
    "DriverStuck",
    "Fault",
    "NoiseBurst",
    "RowOpen",
    "RowsShorted",
    "ShortedCell",
    "TachometerSlips",
]


@dataclass(frozen=True, slots=True)
class ConverterMissing:
    """A tile's converter does not answer; its line lies at `code`."""

    tile: int
    code: Literal[0, 1023]


@dataclass(frozen=True, slots=True)
class RowOpen:
    """The trace from a row's driver is broken."""

    row: int


@dataclass(frozen=True, slots=True)
class RowsShorted:
    """A row is connected to the next one of the same tile."""

    row: int


@dataclass(frozen=True, slots=True)
class DriverStuck:
    """A row's driver stays at one level."""

    row: int
    level: Literal["low", "high"]


@dataclass(frozen=True, slots=True)
class ColumnOpen:
    """The trace from a column of a tile to its converter is broken."""

    tile: int
    col: int


@dataclass(frozen=True, slots=True)
class ColumnsShorted:
    """A column of a tile is connected to the next one."""

    tile: int
    col: int


@dataclass(frozen=True, slots=True)
class DeadCell:
    """A cell conducts nothing."""

    row: int
    col: int


@dataclass(frozen=True, slots=True)
class ShortedCell:
    """A cell's row and column touch."""

    row: int
    col: int


@dataclass(frozen=True, slots=True)
class NoiseBurst:
    """A tile's converter hears `noise_codes` (standard deviation) from `begin_s` until `end_s`."""

    tile: int
    noise_codes: float
    begin_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class TachometerSlips:
    """From `begin_s` on the tachometer misses this share of the belt's travel."""

    share: float
    begin_s: float = 0.0


Fault = (
    ConverterMissing
    | RowOpen
    | RowsShorted
    | DriverStuck
    | ColumnOpen
    | ColumnsShorted
    | DeadCell
    | ShortedCell
    | NoiseBurst
    | TachometerSlips
)
