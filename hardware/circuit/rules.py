"""The electrical rule check: what must hold of every board, and between boards that plug together."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hardware.circuit.netlist import Circuit, PinType, Place

__all__ = ["Problem", "check_board", "check_boards", "check_mating"]

#: Nets that come from elsewhere, and their voltage.
RAILS_V = {"GND": 0.0, "3V3": 3.3, "PI3V3": 3.3, "5V": 5.0, "5V_IN": 5.0}
DRIVERS = (PinType.OUTPUT, PinType.POWER_OUT)


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule that a board breaks, and where."""

    board: str
    rule: str
    text: str

    def __str__(self) -> str:
        return f"{self.board}: {self.rule}: {self.text}"


Rule = Callable[[Circuit], Iterator[str]]


def every_pin_is_connected_or_declared_open(board: Circuit) -> Iterator[str]:
    """Find pins that are neither on a net nor declared open, or that must not be connected."""
    for place, pin, part in board.pins():
        connected, declared = place in board.net_of, place in board.unconnected
        if connected and (declared or pin.type is PinType.NOT_CONNECTED):
            yield f"{place} ({part.kind.value} {pin.name}) is connected and must be open"
        elif not connected and not declared and pin.type is not PinType.NOT_CONNECTED:
            yield f"{place} ({part.kind.value} {pin.name}) is on no net; connect it or declare it open"


def a_net_has_two_ends(board: Circuit) -> Iterator[str]:
    """Find nets with one pin: typing errors."""
    for net, pins in board.nets().items():
        if len(pins) < 2:
            yield f"net {net} ends at {pins[0][0]}; no other pin is on it"


def a_net_has_one_driver(board: Circuit) -> Iterator[str]:
    """Find outputs that fight; three-state outputs share a net only among themselves."""
    for net, pins in board.nets().items():
        hard = [place for place, pin, _ in pins if pin.type in DRIVERS]
        soft = [place for place, pin, _ in pins if pin.type is PinType.TRI_STATE]
        if len(hard) + bool(soft) > 1:
            yield f"net {net} is driven by {', '.join(map(str, hard + soft))}"


def an_input_is_driven(board: Circuit) -> Iterator[str]:
    """Find inputs that no output drives and no passive pin leads to."""
    silent = (PinType.INPUT, PinType.POWER_IN)
    for net, pins in board.nets().items():
        inputs = [place for place, pin, _ in pins if pin.type is PinType.INPUT]
        if inputs and net not in RAILS_V and all(pin.type in silent for _, pin, _ in pins):
            yield f"net {net} has inputs ({inputs[0]}) and nothing that drives them"


def an_input_never_floats(board: Circuit) -> Iterator[str]:
    """Find inputs without a resistor to a rail whose only drivers can be off."""
    weak = (PinType.TRI_STATE, PinType.OPEN_COLLECTOR)
    for net, pins in board.nets().items():
        drivers = {
            pin.type for _, pin, _ in pins if pin.type not in (PinType.INPUT, PinType.PASSIVE)
        }
        read = any(pin.type is PinType.INPUT for _, pin, _ in pins)
        if read and drivers and drivers <= set(weak) and not _pulled(board, net):
            yield f"net {net} floats while its driver is off; add a resistor to a rail"


def supply_pins_are_on_a_rail(board: Circuit) -> Iterator[str]:
    """Find supply pins that are on no rail, or on one that their part does not stand."""
    for place, pin, part in board.pins():
        if pin.type is not PinType.POWER_IN or place not in board.net_of:
            continue
        net = board.net_of[place]
        if net not in RAILS_V:
            yield f"{place} ({part.kind.value} {pin.name}) is on {net}, which is no rail"
        elif "GND" in pin.name and net != "GND":
            yield f"{place} ({part.kind.value} {pin.name}) is on {net} instead of ground"
        elif "GND" not in pin.name and part.kind.supply_v is not None:
            low, high = part.kind.supply_v
            if not low <= RAILS_V[net] <= high:
                yield (
                    f"{place} ({part.kind.value}) gets {RAILS_V[net]:g} V; it stands {low:g} to {high:g} V"
                )


def every_supply_pin_has_its_capacitor(board: Circuit) -> Iterator[str]:
    """Find supply pins of integrated circuits without a capacitor of their own to ground."""
    capacitors = [part for part in board.parts.values() if part.kind.role == "capacitor"]
    stands_by = {part.beside: part for part in capacitors if part.beside is not None}
    for place, pin, part in board.pins():
        if part.kind.role != "ic" or pin.type is not PinType.POWER_IN or "GND" in pin.name:
            continue
        if place not in stands_by:
            yield f"{place} ({part.kind.value} {pin.name}) has no capacitor beside it"
            continue
        beside = stands_by[place]
        ends = {board.net(beside.reference, "A"), board.net(beside.reference, "B")}
        if ends != {board.net_of.get(place), "GND"}:
            yield f"{beside.reference} stands beside {place} and connects {' and '.join(sorted(ends))}"


def the_belt_meets_no_chip_unprotected(board: Circuit) -> Iterator[str]:
    """Find nets that leave for the belt without a clamp, or meet a chip without a resistor."""
    for net, pins in board.nets().items():
        if not net.startswith(("ROW", "COL")):
            continue
        if not any(part.kind.role == "protection" for _, _, part in pins):
            yield f"net {net} comes from the belt and has no clamp"
        for place, _, part in pins:
            if part.kind.role in ("ic", "transistor"):
                yield f"{place} is on {net}, which comes from the belt, without a resistor between"


RULES: tuple[Rule, ...] = (
    every_pin_is_connected_or_declared_open,
    a_net_has_two_ends,
    a_net_has_one_driver,
    an_input_is_driven,
    an_input_never_floats,
    supply_pins_are_on_a_rail,
    every_supply_pin_has_its_capacitor,
    the_belt_meets_no_chip_unprotected,
)


def check_board(board: Circuit) -> list[Problem]:
    """Return every rule that a board breaks; none is good."""
    return [
        Problem(board.name, rule.__name__.replace("_", " "), text)
        for rule in RULES
        for text in rule(board)
    ]


def check_mating(
    one: Circuit, other: Circuit, *, plugs: tuple[str, str], same: dict[str, str]
) -> list[Problem]:
    """Return where two connectors that plug together do not mean the same on the same pin.

    Parameters
    ----------
    one, other : Circuit
        The boards.
    plugs : tuple of str
        Their connectors.
    same : dict of str
        What nets of `one` are called on `other`, where the names differ.
    """
    one_part, other_part = plugs
    problems = []
    for pin in one.parts[one_part].kind.pins:
        here = one.net_of.get(Place(one_part, pin.number), "nothing")
        there = other.net_of.get(Place(other_part, pin.number), "nothing")
        if same.get(here, here) != there:
            problems.append(
                Problem(
                    f"{one.name} {one_part} and {other.name} {other_part}",
                    "connectors agree",
                    f"pin {pin.number} is {here} here and {there} there",
                )
            )
    return problems


def check_boards(tile: Circuit, carrier: Circuit, *, tiles: int) -> list[Problem]:
    """Return every problem of the two boards and of the plugs between them."""
    problems = check_board(tile) + check_board(carrier)
    for index in range(tiles):
        same = {net: f"T{index}_{net}" for net in ("SCLK", "MOSI", "CS")} | {"MISO": "SPI0_MISO"}
        problems += check_mating(tile, carrier, plugs=("J1", f"J{2 + index}"), same=same)
    return problems


def _pulled(board: Circuit, net: str) -> bool:
    """Return whether a resistor leads from the net to a rail, or on to where one does."""
    return any(
        end in RAILS_V
        for place, _, part in board.nets()[net]
        if part.kind.role == "resistor"
        for end in _far_ends(board, place)
    )


def _far_ends(board: Circuit, place: Place) -> Iterator[str]:
    part = board.parts[place.part]
    common = part.kind.pins[0].name == "COMMON"
    for pin in part.kind.pins:
        other = Place(place.part, pin.number)
        if other != place and other in board.net_of and (not common or pin.name == "COMMON"):
            yield board.net_of[other]
