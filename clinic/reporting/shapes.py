"""What the figures of a report are made of, for paper and browser alike: millimetres, y downward."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Anchor", "Dot", "Drawing", "Label", "Line", "Picture", "Rect", "Shape"]

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    stroke: str
    width: float = 0.2
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc with a thin light rim."""

    x: float
    y: float
    radius: float
    fill: str


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text on its baseline; `size` is that of the font."""

    x: float
    y: float
    text: str
    size: float
    fill: str
    anchor: Anchor = "start"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG file stretched over a rectangle."""

    x: float
    y: float
    width: float
    height: float
    png: bytes


Shape = Rect | Line | Dot | Label | Picture


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes from back to front, in a frame of this size; `title` says what is drawn to who cannot see it."""

    width: float
    height: float
    title: str
    shapes: tuple[Shape, ...]
