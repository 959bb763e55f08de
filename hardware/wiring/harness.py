"""The wiring diagram, as WireViz draws it: Raspberry Pi, carrier, tiles, and what hangs on the carrier."""

from typing import Any

from wireviz import wireviz

from device import MatDescription
from hardware.circuit import Circuit, carrier_circuit
from hardware.circuit.connectors import TILE_CONNECTOR
from hardware.wiring.pins import PinUse, pin_table

__all__ = ["draw_harness", "harness"]

#: Carrier connector to what is plugged into it: its name, its pins' names, its cable, the wires' colours.
_DEVICES: dict[str, tuple[str, list[str], list[str]]] = {
    "J7": ("Hall sensor", ["supply", "GND", "out"], ["RD", "BK", "WH"]),
    "J8": ("Button", ["contact", "contact (GND)"], ["WH", "BK"]),
    "J9": ("Lamp", ["+", "-"], ["RD", "BK"]),
    "J6": ("Load cell amplifier", ["supply", "GND", "out"], ["RD", "BK", "WH"]),
    "J5": ("Thermistor", ["a", "b"], ["WH", "BK"]),
}
#: Ribbon cables have one marked wire.
_RIBBON = ["RD", *["GY"] * 9]


def harness(description: MatDescription) -> dict[str, Any]:
    """Return the harness of a mat in WireViz's own terms: connectors, cables, connections."""
    board = carrier_circuit(description)
    table = pin_table(description)
    made: dict[str, Any] = {
        "options": {"bgcolor": "WH", "fontname": "sans"},
        "connectors": {
            "Raspberry Pi": _plug(
                _all(table),
                [use.net + ("" if use.gpio is None else f" (GPIO {use.gpio})") for use in table],
                "40-pin header",
            ),
            "Carrier J1": _plug(_all(table), [use.net for use in table], "socket"),
        },
        "cables": {
            "W1": {"wirecount": len(table), "notes": "plugged on, or a 40-wire ribbon up to 0.1 m"}
        },
        "connections": [],
    }
    many = f"1-{len(table)}"
    made["connections"].append(
        [{"Raspberry Pi": _all(table)}, {"W1": [many]}, {"Carrier J1": _all(table)}]
    )
    for index, tile in enumerate(description.tiles):
        _tile(made, board, index, tile.spi_device)
    for reference, (name, pins, colours) in _DEVICES.items():
        _device(made, board, reference, name, pins, colours)
    return made


def _all(table: list[PinUse]) -> list[int]:
    return [use.pin for use in table]


def draw_harness(description: MatDescription) -> str:
    """Return the diagram as SVG; needs Graphviz's `dot`."""
    drawn = wireviz.parse(harness(description), return_types="harness")
    return str(drawn.svg)


def _plug(pins: list[int], labels: list[str], kind: str) -> dict[str, Any]:
    return {"type": kind, "pins": pins, "pinlabels": labels, "hide_disconnected_pins": False}


def _tile(made: dict[str, Any], board: Circuit, index: int, spi_device: str) -> None:
    pins = list(range(1, len(TILE_CONNECTOR) + 1))
    port, tile, cable = f"Carrier J{2 + index}", f"Tile {index} J1", f"W{2 + index}"
    nets = [board.net(f"J{2 + index}", f"P{pin}") for pin in pins]
    made["connectors"][port] = _plug(pins, nets, "2 x 5 box header")
    made["connectors"][tile] = _plug(pins, list(TILE_CONNECTOR.values()), f"2 x 5, {spi_device}")
    made["cables"][cable] = {"colors": _RIBBON, "length": 1.0, "notes": "10-wire ribbon"}
    span = f"1-{len(pins)}"
    made["connections"].append([{port: [span]}, {cable: [span]}, {tile: [span]}])


def _device(
    made: dict[str, Any],
    board: Circuit,
    reference: str,
    name: str,
    pins: list[str],
    colours: list[str],
) -> None:
    numbers = [int(pin.number) for pin in board.parts[reference].kind.pins]
    nets = [board.net(reference, pin.name) for pin in board.parts[reference].kind.pins]
    port, cable = f"Carrier {reference}", f"W-{reference}"
    made["connectors"][port] = _plug(numbers, nets, board.parts[reference].kind.value)
    made["connectors"][name] = _plug(numbers, pins, "")
    made["cables"][cable] = {"colors": colours, "notes": "hook-up wire"}
    span = f"1-{len(numbers)}"
    made["connections"].append([{port: [span]}, {cable: [span]}, {name: [span]}])
