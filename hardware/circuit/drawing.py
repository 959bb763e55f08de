"""A board drawn from its netlist, every part with the net on every pin: it cannot say anything else."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import schemdraw
from schemdraw import elements as elm

from hardware.circuit.netlist import Circuit, Part, Pin, PinType, Place

__all__ = ["write_board_drawing"]

PIN_STEP = 0.6
BOX_WIDTH = 3.4
CELL_WIDTH = 11.0
TITLE_SIZE, NAME_SIZE, NET_SIZE = 20, 11, 8
LEAD = 0.5
#: Two-pin parts in one line.
IN_LINE = 5
SMALL_WIDTH, SMALL_HEIGHT = 8.8, 1.5
#: Columns of boxes.
STACKS = 4
Align = Literal["left", "center", "right"]
_SYMBOLS = {
    "resistor": elm.ResistorIEC,
    "capacitor": elm.Capacitor,
    "diode": elm.Diode,
    "fuse": elm.FuseIEEE,
}


def write_board_drawing(board: Circuit, path: Path) -> None:
    """Write a board's drawing as SVG: boxes above, two-pin parts in lines below."""
    schemdraw.use("svg")
    boxes = [part for part in board.parts.values() if part.kind.role not in _SYMBOLS or _wide(part)]
    small = [part for part in board.parts.values() if part not in boxes]
    drawing = schemdraw.Drawing(show=False)
    drawing.config(fontsize=NAME_SIZE, lw=1.2, inches_per_unit=0.3)
    drawing.add(
        elm.Label()
        .at((0.0, 2.0))
        .label(f"Strikemat: {board.name}", halign="left", fontsize=TITLE_SIZE)
    )
    bottom = min(
        _stack(drawing, board, parts, CELL_WIDTH * place)
        for place, parts in enumerate(_stacks(boxes))
    )
    for index, part in enumerate(small):
        line, place = divmod(index, IN_LINE)
        _two_pins(drawing, board, part, (SMALL_WIDTH * place, bottom - SMALL_HEIGHT * (line + 1)))
    lowest = bottom - SMALL_HEIGHT * (math.ceil(len(small) / IN_LINE) + 1)
    drawing.add(
        elm.Rect(corner1=(-1, 3.5), corner2=(STACKS * CELL_WIDTH + 1, lowest)).at((0, 0)).theta(0)
    )
    drawing.save(str(path))


def _wide(part: Part) -> bool:
    return len(part.kind.pins) > 2


def _height(part: Part) -> float:
    return PIN_STEP * (len(part.kind.pins) + 1) // 2 + 3 * PIN_STEP


def _stacks(parts: Sequence[Part]) -> list[list[Part]]:
    """Share boxes among columns of about one height, in their order."""
    goal = sum(map(_height, parts)) / STACKS
    stacks: list[list[Part]] = [[]]
    for part in parts:
        if sum(map(_height, stacks[-1])) >= goal and len(stacks) < STACKS:
            stacks.append([])
        stacks[-1].append(part)
    return stacks


def _stack(drawing: schemdraw.Drawing, board: Circuit, parts: Sequence[Part], x: float) -> float:
    """Draw boxes below one another; return how far down they came."""
    y = 0.0
    for part in parts:
        _box(drawing, board, part, (x, y))
        y -= _height(part)
    return y


def _box(drawing: schemdraw.Drawing, board: Circuit, part: Part, at: tuple[float, float]) -> None:
    pins = part.kind.pins
    half = (len(pins) + 1) // 2
    height = PIN_STEP * (half + 0.5)
    left, top = at[0] + 3.4, at[1]
    drawing.add(elm.Rect(corner1=(0, 0), corner2=(BOX_WIDTH, -height)).at((left, top)).theta(0))
    drawing.add(
        elm.Label()
        .at((left, top + 0.15))
        .label(f"{part.reference}  {part.kind.value}", halign="left", fontsize=NAME_SIZE)
    )
    for place, pin in enumerate(pins):
        on_left = place < half
        # Counter-clockwise, as on a chip: up again on the right.
        step = place if on_left else len(pins) - 1 - place
        x = left if on_left else left + BOX_WIDTH
        at_y = top - PIN_STEP * (step + 0.75)
        place_of = Place(part.reference, pin.number)
        _pin(drawing, board, place_of, pin, at=(x, at_y), on_left=on_left)


def _pin(
    drawing: schemdraw.Drawing,
    board: Circuit,
    place: Place,
    pin: Pin,
    *,
    at: tuple[float, float],
    on_left: bool,
) -> None:
    x, y = at
    away = -1 if on_left else 1
    drawing.add(elm.Line().at(at).to((x + away * LEAD, y)))
    inside: Align = "left" if on_left else "right"
    outside: Align = "right" if on_left else "left"
    _words(drawing, (x - away * 0.25, y), pin.name, inside)
    _words(drawing, (x + away * (LEAD + 0.15), y), _net(board, place, pin), outside)
    _words(drawing, (x + away * LEAD / 2, y + 0.2), pin.number, "center")


def _two_pins(
    drawing: schemdraw.Drawing, board: Circuit, part: Part, at: tuple[float, float]
) -> None:
    first, second = (_net(board, Place(part.reference, pin.number), pin) for pin in part.kind.pins)
    x, y = at[0] + 3.0, at[1]
    drawing.add(_SYMBOLS[part.kind.role]().at((x, y)).to((x + 1.8, y)))
    beside = f" at {part.beside}" if part.beside else ""
    _words(drawing, (x - 0.15, y), first, "right")
    _words(drawing, (x + 1.95, y), second, "left")
    name = f"{part.reference} {part.kind.value}{beside}"
    _words(drawing, (x + 0.9, y + 0.5), name, "center")


def _words(drawing: schemdraw.Drawing, at: tuple[float, float], words: str, align: Align) -> None:
    label = elm.Label().at(at)
    drawing.add(label.label(words, halign=align, valign="center", fontsize=NET_SIZE))


def _net(board: Circuit, place: Place, pin: Pin) -> str:
    open_pin = place in board.unconnected or pin.type is PinType.NOT_CONNECTED
    return "x" if open_pin else board.net_of.get(place, "?")
