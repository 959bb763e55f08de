"""How a part is drawn: a chip with what stands at its pins, and a part with two pins."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import schemdraw
from schemdraw import elements as elm

from hardware.circuit.netlist import Circuit, Part, Pin, PinType, Place

__all__ = [
    "BLOCK_WIDTH",
    "SMALL_HEIGHT",
    "TWO_PIN_ROLES",
    "Block",
    "draw_block",
    "draw_two_pins",
    "words",
]

PIN_STEP = 0.6
BOX_WIDTH = 3.6
#: Of a chip with the nets on both sides, and resistors between.
BLOCK_WIDTH = 16.0
BOX_LEFT = 5.8
LEAD = 0.6
IN_LINE_WIDTH, IN_LINE_HEIGHT = 1.8, 0.44
SMALL_HEIGHT = 1.4
TITLE_ROOM, ROOM_BELOW = 0.7, 0.7
PART_SIZE, NET_SIZE, NUMBER_SIZE = 10, 8, 6
Align = Literal["left", "center", "right"]
_SYMBOLS = {
    "resistor": elm.ResistorIEC,
    "capacitor": elm.Capacitor,
    "diode": elm.Diode,
    "fuse": elm.FuseIEEE,
}
#: What is drawn as a symbol, and not as a box with pins, when it has two pins.
TWO_PIN_ROLES = frozenset(_SYMBOLS)


@dataclass(frozen=True, slots=True)
class Block:
    """A chip or a plug with the parts that belong to one of its pins alone.

    Parameters
    ----------
    part : Part
        The chip.
    in_line : mapping of str to Part
        Resistors that lead from a pin, by its number, to the rest of the board.
    beside : tuple of Part
        Capacitors next to its supply pins.
    """

    part: Part
    in_line: Mapping[str, Part] = field(default_factory=dict)
    beside: tuple[Part, ...] = ()

    @property
    def height(self) -> float:
        """Return how much room it takes from top to bottom, in the drawing's units."""
        below = SMALL_HEIGHT * len(self.beside)
        return TITLE_ROOM + _box_height(self.part) + below + ROOM_BELOW


def _box_height(part: Part) -> float:
    return PIN_STEP * ((len(part.kind.pins) + 1) // 2 + 0.5)


def draw_block(
    drawing: schemdraw.Drawing, board: Circuit, block: Block, at: tuple[float, float]
) -> None:
    """Draw a block with the upper left corner of its room there."""
    part, pins = block.part, block.part.kind.pins
    half = (len(pins) + 1) // 2
    left, top = at[0] + BOX_LEFT, at[1] - TITLE_ROOM
    bottom = top - _box_height(part)
    drawing.add(
        elm.Rect(corner1=(0, 0), corner2=(BOX_WIDTH, bottom - top)).at((left, top)).theta(0)
    )
    name = f"{part.reference}  {part.kind.value}"
    words(drawing, (left, top + 0.4), name, "left", size=PART_SIZE)
    for place, pin in enumerate(pins):
        on_left = place < half
        # Counter-clockwise, as on a chip: up again on the right.
        step = place if on_left else len(pins) - 1 - place
        x = left if on_left else left + BOX_WIDTH
        edge = (x, top - PIN_STEP * (step + 0.75))
        _draw_pin(drawing, board, block, pin, edge=edge, away=-1 if on_left else 1)
    for place, capacitor in enumerate(block.beside):
        draw_two_pins(
            drawing, board, capacitor, (left + 0.9, bottom - SMALL_HEIGHT * (place + 1) + 0.1)
        )


def _draw_pin(
    drawing: schemdraw.Drawing,
    board: Circuit,
    block: Block,
    pin: Pin,
    *,
    edge: tuple[float, float],
    away: int,
) -> None:
    x, y = edge
    inside: Align = "left" if away < 0 else "right"
    outside: Align = "right" if away < 0 else "left"
    place = Place(block.part.reference, pin.number)
    words(drawing, (x - away * 0.2, y), pin.name, inside)
    words(drawing, (x + away * LEAD / 2, y + 0.19), pin.number, "center", size=NUMBER_SIZE)
    end, net = x + away * LEAD, _net(board, place, pin)
    drawing.add(elm.Line().at(edge).to((end, y)))
    if pin.number in block.in_line:
        resistor = block.in_line[pin.number]
        end, net = _draw_in_line(drawing, resistor, (end, y), away), _far_net(board, resistor, net)
    words(drawing, (end + away * 0.25, y), net, outside)


def _draw_in_line(
    drawing: schemdraw.Drawing, part: Part, at: tuple[float, float], away: int
) -> float:
    """Draw a resistor as a box with its name in it; return where its other lead ends."""
    x, y = at
    middle, half = x + away * IN_LINE_WIDTH / 2, IN_LINE_HEIGHT / 2
    corner = (away * IN_LINE_WIDTH, IN_LINE_HEIGHT)
    drawing.add(elm.Rect(corner1=(0, 0), corner2=corner).at((x, y - half)).theta(0))
    name = f"{part.reference} {part.kind.value}"
    words(drawing, (middle, y - 0.1), name, "center", size=NUMBER_SIZE)
    end = x + away * (IN_LINE_WIDTH + 0.3)
    drawing.add(elm.Line().at((x + away * IN_LINE_WIDTH, y)).to((end, y)))
    return end


def draw_two_pins(
    drawing: schemdraw.Drawing, board: Circuit, part: Part, at: tuple[float, float]
) -> None:
    """Draw a part with two pins from left to right, with its nets beside it."""
    first, second = (_net(board, Place(part.reference, pin.number), pin) for pin in part.kind.pins)
    x, y = at
    drawing.add(_SYMBOLS[part.kind.role]().at((x, y)).to((x + 1.8, y)))
    words(drawing, (x - 0.25, y), first, "right")
    words(drawing, (x + 2.05, y), second, "left")
    pin = f" at pin {part.beside.number}" if part.beside else ""
    words(drawing, (x + 0.9, y + 0.5), f"{part.reference} {part.kind.value}{pin}", "center")


def words(
    drawing: schemdraw.Drawing,
    at: tuple[float, float],
    text: str,
    align: Align,
    *,
    size: float = NET_SIZE,
) -> None:
    """Write a line of text, centred on a height."""
    # Turned to zero: else it leans the way the last line was drawn.
    label = elm.Label().at(at).theta(0)
    drawing.add(label.label(text, halign=align, valign="center", fontsize=size, ofst=0))


def _net(board: Circuit, place: Place, pin: Pin) -> str:
    open_pin = place in board.unconnected or pin.type is PinType.NOT_CONNECTED
    return "x" if open_pin else board.net_of.get(place, "?")


def _far_net(board: Circuit, part: Part, near: str) -> str:
    """Return the net at the other end of a part with two pins."""
    nets = [board.net_of[Place(part.reference, pin.number)] for pin in part.kind.pins]
    return nets[1] if nets[0] == near else nets[0]
