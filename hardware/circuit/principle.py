"""One row, one cell and one column drawn with their wires: how a tile measures."""

from pathlib import Path

import schemdraw
from schemdraw import elements as elm

from hardware.circuit.values import Values

__all__ = ["write_principle_drawing"]


def write_principle_drawing(values: Values, path: Path) -> None:
    """Write the drawing of a measurement as SVG, with the circuit's own values."""
    schemdraw.use("svg")
    drawing = schemdraw.Drawing(show=False)
    drawing.config(fontsize=11, lw=1.4, inches_per_unit=0.42)
    with drawing:
        _row(values)
        _column(values)
    drawing.save(str(path))


def _row(values: Values) -> None:
    """Draw from a bit of the shift register to a row's ribbon."""
    elm.Label().at((0, 4.2)).label(
        "One row, one cell, one column of a tile", halign="left", fontsize=14
    )
    elm.Dot().at((2.0, 0.0))
    elm.Switch().up(1.6)
    elm.Vdd().label(f"{values.supply_v:g} V")
    elm.Switch().at((2.0, 0.0)).down(1.6)
    elm.Ground()
    _words(
        (0.0, -3.4), f"row switch, {values.switch_ohm:g} ohm: to the supply while its bit of the"
    )
    _words((0.0, -3.9), "74HC595s is set, to ground while it is not")
    elm.Line().at((2.0, 0.0)).right(0.6)
    resistor = elm.ResistorIEC().right(2.4).label(f"{values.row_resistor_ohm:g} ohm 1 %")
    elm.Line().right(0.8)
    _clamp()
    _words((resistor.end[0] + 0.9, 0.5), "row ribbon")
    elm.Line().right(2.2)
    elm.ResistorVarIEC().right(2.6)
    full_ohm = values.sensor_n_per_siemens / values.full_scale_n
    _words(
        (resistor.end[0] + 1.9, -1.2),
        f"one cell: {full_ohm:g} ohm at {values.full_scale_n:g} N",
    )
    elm.Line().right(1.2)


def _column(values: Values) -> None:
    """Draw on from a column's ribbon to the converter."""
    node = elm.Dot()
    x, y = node.start
    _words((x + 0.1, y + 0.5), "column ribbon")
    elm.Line().down(0.8)
    elm.ResistorIEC().down(1.8)
    elm.Ground()
    _words((x + 0.5, y - 2.2), f"{values.reference_ohm:g} ohm 1 %")
    elm.Line().at((x, y)).right(4.2)
    _clamp()
    elm.ResistorIEC().right(2.4).label(f"{values.column_resistor_ohm:g} ohm")
    elm.Line().right(0.6)
    converter = elm.Ic(
        pins=[elm.IcPin(name="CH", side="left"), elm.IcPin(name="VREF", side="top")],
        size=(3.4, 2.6),
    ).anchor("CH")
    elm.Vdd().at(converter.VREF).label(f"{values.supply_v:g} V")
    _words((converter.CH[0] + 1.4, converter.CH[1] - 0.9), "MCP3008")


def _clamp() -> None:
    """Hang a clamp diode on the end of the last line; go on from there."""
    elm.Dot()
    drawing = elm.Line().down(0.8)
    elm.Zener().down(1.6).reverse()
    elm.Ground()
    _words((drawing.start[0] + 0.5, drawing.start[1] - 1.8), "clamp")
    elm.Line().at(drawing.start).right(0.01)


def _words(at: tuple[float, float], words: str) -> None:
    elm.Label().at(at).label(words, halign="left", valign="bottom", fontsize=9)
