"""The pin table: what is on each of the Raspberry Pi's 40 pins, traced through the carrier's netlist."""

from dataclasses import dataclass

from device import MatDescription
from hardware.circuit import Circuit, carrier_circuit, gpio_nets

__all__ = ["PinUse", "pin_table", "pin_table_page"]

#: What passes a signal on: series resistors, the fuse, a transistor from its gate.
_THROUGH = {"resistor", "fuse"}
#: Nets that reach everything.
_RAILS = {"GND", "3V3", "PI3V3", "5V", "5V_IN"}

_MEANS = {
    "SCLK": "clock", "MOSI": "commands and row patterns", "MISO": "answers",
    "HALL": "hall sensor at the roller", "BUTTON": "button", "LAMP": "lamp", "BUZZER": "buzzer",
    "GND": "ground", "PI3V3": "3.3 V out, to the housekeeping converter and the hall sensor",
    "5V_IN": "5 V out, to the tiles' regulator, lamp and buzzer",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PinUse:
    """One pin of the Raspberry Pi's header.

    Parameters
    ----------
    pin : int
        1 to 40.
    gpio : int or None
        BCM number; None on supply pins.
    net : str
        On the carrier.
    means : str
        In words.
    reaches : tuple of str
        Connectors and chips of the carrier that it leads to.
    """

    pin: int
    gpio: int | None
    net: str
    means: str
    reaches: tuple[str, ...]


def pin_table(description: MatDescription) -> list[PinUse]:
    """Return the pins that a mat uses, in the order of their numbers."""
    board = carrier_circuit(description)
    gpio_of = {net: gpio for gpio, net in gpio_nets(description).items()}
    table = []
    for pin in board.parts["J1"].kind.pins:
        net = next(
            (n for p, n in board.net_of.items() if p.part == "J1" and p.number == pin.number), None
        )
        if net is not None:
            reached = () if net in _RAILS else _reached(board, net)
            table.append(
                PinUse(int(pin.number), gpio_of.get(net), net, _words(net, description), reached)
            )
    return table


def pin_table_page(table: list[PinUse]) -> str:
    """Return the table as Markdown."""
    lines = ["| pin | GPIO | net | what | on the carrier |", "|---|---|---|---|---|"]
    for use in table:
        gpio = "" if use.gpio is None else str(use.gpio)
        lines.append(f"| {use.pin} | {gpio} | {use.net} | {use.means} | {', '.join(use.reaches)} |")
    return "\n".join(lines) + "\n"


def _words(net: str, description: MatDescription) -> str:
    if net.startswith("SPI0_CS"):
        index = int(net.removeprefix("SPI0_CS"))
        return f"selects tile {index} (`{description.tiles[index].spi_device}`)"
    if net == "SPI1_CS":
        assert description.housekeeping is not None
        return f"selects the housekeeping converter (`{description.housekeeping.spi_device}`)"
    bus, _, signal = net.rpartition("_")
    return f"bus {bus[-1]}: {_MEANS[signal]}" if bus.startswith("SPI") else _MEANS[net]


def _reached(board: Circuit, start: str) -> tuple[str, ...]:
    """Return the connectors and chips that a signal leads to, through resistors and transistors."""
    seen, waiting = set(_RAILS), [start]
    found: list[str] = []
    while waiting:
        net = waiting.pop(0)
        if net in seen:
            continue
        seen.add(net)
        for _, pin, part in board.nets()[net]:
            role = part.kind.role
            if role in _THROUGH:
                waiting += [board.net(part.reference, other.name) for other in part.kind.pins]
            elif role == "transistor" and pin.name == "G":
                waiting.append(board.net(part.reference, "D"))
            elif role in {"connector", "ic"} and part.reference not in {"J1", *found}:
                found.append(part.reference)
    return tuple(found)
