"""A board drawn from its netlist, section by section: it cannot say anything else."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import schemdraw
from schemdraw import elements as elm

from hardware.circuit.netlist import Circuit, Part
from hardware.circuit.symbols import (
    BLOCK_WIDTH,
    SMALL_HEIGHT,
    TWO_PIN_ROLES,
    Block,
    draw_block,
    draw_two_pins,
    words,
)

__all__ = ["write_board_drawing"]

#: Columns of blocks in the width of the sheet, and how high a section may grow before it takes another.
SHEET_COLUMNS = 4
GOAL_HEIGHT = 9.5
#: Parts with two pins in one line of a column.
IN_LINE = 2
HEADING_ROOM, MARGIN, GAP = 1.6, 0.5, 0.8
TITLE_SIZE, HEADING_SIZE = 20, 13


@dataclass(frozen=True, slots=True)
class Section:
    """What belongs together on a board: blocks in columns, and below them what stands between them."""

    name: str
    stacks: tuple[tuple[Block, ...], ...]
    small: tuple[Part, ...]

    @property
    def blocks_height(self) -> float:
        """Return the height of the longest column."""
        return max(sum(block.height for block in stack) for stack in self.stacks)

    @property
    def height(self) -> float:
        """Return the height with heading and margins."""
        lines = math.ceil(len(self.small) / (IN_LINE * len(self.stacks)))
        return HEADING_ROOM + self.blocks_height + SMALL_HEIGHT * lines + MARGIN

    @property
    def width(self) -> float:
        """Return the width with margins."""
        return BLOCK_WIDTH * len(self.stacks)


def write_board_drawing(board: Circuit, path: Path) -> None:
    """Write a board's drawing as SVG; wires between sections are nets of one name."""
    schemdraw.use("svg")
    drawing = schemdraw.Drawing(show=False)
    drawing.config(fontsize=11, lw=1.2, inches_per_unit=0.3)
    title = f"Strikemat: {board.name}"
    words(drawing, (0.0, 2.6), title, "left", size=TITLE_SIZE)
    about = (
        "Nets of one name are one wire. x: left open. Resistors that belong to one pin stand at it."
    )
    words(drawing, (0.0, 1.2), about, "left")
    y = 0.0
    for line in _lines(_sections(board)):
        x = 0.0
        for section in line:
            _draw_section(drawing, board, section, (x, y))
            x += section.width + GAP
        y -= max(section.height for section in line) + GAP
    drawing.save(str(path))


def _sections(board: Circuit) -> list[Section]:
    names = dict.fromkeys(part.section for part in board.parts.values())
    in_line = _in_line(board)
    taken = {part.reference for of_chip in in_line.values() for part in of_chip.values()}
    sections = []
    for name in names:
        parts = [part for part in board.parts.values() if part.section == name]
        chips = [part for part in parts if not _is_small(part)]
        blocks = [
            Block(chip, in_line.get(chip.reference, {}), _beside(board, chip)) for chip in chips
        ]
        small = tuple(
            part
            for part in parts
            if _is_small(part) and part.reference not in taken and part.beside is None
        )
        sections.append(Section(name, _stacks(blocks), small))
    return sections


def _is_small(part: Part) -> bool:
    return part.kind.role in TWO_PIN_ROLES and len(part.kind.pins) == 2


def _beside(board: Circuit, chip: Part) -> tuple[Part, ...]:
    return tuple(
        part for part in board.parts.values() if part.beside and part.beside.part == chip.reference
    )


def _in_line(board: Circuit) -> dict[str, dict[str, Part]]:
    """Find resistors that alone lead from a chip's pin to the rest: by chip and pin number."""
    found: dict[str, dict[str, Part]] = {}
    placed: set[str] = set()
    for pins in board.nets().values():
        if len(pins) != 2:
            continue
        (place, _, chip), (_, _, resistor) = sorted(pins, key=lambda pin: _is_small(pin[2]))
        is_pair = not _is_small(chip) and _is_small(resistor) and resistor.kind.role == "resistor"
        if is_pair and chip.section == resistor.section and resistor.reference not in placed:
            found.setdefault(place.part, {})[place.number] = resistor
            placed.add(resistor.reference)
    return found


def _stacks(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], ...]:
    """Share blocks among columns of about one height, in their order."""
    whole = sum(block.height for block in blocks)
    columns = min(max(round(whole / GOAL_HEIGHT), 1), SHEET_COLUMNS, len(blocks))
    stacks: list[list[Block]] = [[]]
    for block in blocks:
        height = sum(one.height for one in stacks[-1])
        if stacks[-1] and height + block.height / 2 > whole / columns and len(stacks) < columns:
            stacks.append([])
        stacks[-1].append(block)
    return tuple(map(tuple, stacks))


def _lines(sections: Sequence[Section]) -> list[list[Section]]:
    """Put each section into the first line of the sheet that has room for it."""
    lines: list[list[Section]] = []
    for section in sections:
        for line in lines:
            if sum(len(one.stacks) for one in [*line, section]) <= SHEET_COLUMNS:
                line.append(section)
                break
        else:
            lines.append([section])
    return lines


def _draw_section(
    drawing: schemdraw.Drawing, board: Circuit, section: Section, at: tuple[float, float]
) -> None:
    left, top = at
    corner = (section.width, -section.height)
    drawing.add(elm.Rect(corner1=(0, 0), corner2=corner).at(at).theta(0).color("gray"))
    words(drawing, (left + 0.6, top - 0.8), section.name, "left", size=HEADING_SIZE)
    for place, stack in enumerate(section.stacks):
        y = top - HEADING_ROOM
        for block in stack:
            draw_block(drawing, board, block, (left + BLOCK_WIDTH * place, y))
            y -= block.height
    columns = IN_LINE * len(section.stacks)
    y = top - HEADING_ROOM - section.blocks_height
    for index, part in enumerate(section.small):
        line, place = divmod(index, columns)
        x = left + BLOCK_WIDTH / IN_LINE * place + 3.0
        draw_two_pins(drawing, board, part, (x, y - SMALL_HEIGHT * line - 0.7))
