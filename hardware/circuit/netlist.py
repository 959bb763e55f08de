"""A circuit as data: kinds of parts, parts, and which pin is on which net."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["BadCircuit", "Circuit", "Kind", "Pin", "PinType", "Place"]


class BadCircuit(ValueError):
    """A circuit that cannot be drawn up as it was asked for."""


class PinType(StrEnum):
    """What a pin does, in KiCad's words."""

    INPUT = "input"
    OUTPUT = "output"
    TRI_STATE = "tri_state"
    OPEN_COLLECTOR = "open_collector"
    PASSIVE = "passive"
    POWER_IN = "power_in"
    POWER_OUT = "power_out"
    NOT_CONNECTED = "no_connect"


@dataclass(frozen=True, slots=True)
class Pin:
    """One pin of a kind of part; several pins may share a name (ground)."""

    number: str
    name: str
    type: PinType


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a part is, to the rules and to the buyer.

    Parameters
    ----------
    name : str
        Key in the parts list.
    value : str
        What is written beside it in the drawing.
    footprint : str
        In KiCad's libraries.
    pins : tuple of Pin
        In the order of their numbers.
    role : {"ic", "resistor", "capacitor", "diode", "protection", "connector", "transistor", "fuse"}
        What the rules take it for.
    supply_v : tuple of float
        Least and greatest supply, volts; only where it has supply pins.
    """

    name: str
    value: str
    footprint: str
    pins: tuple[Pin, ...]
    role: str
    supply_v: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A pin of a part: `U1.16`."""

    part: str
    number: str

    def __str__(self) -> str:
        return f"{self.part}.{self.number}"


@dataclass(frozen=True, slots=True)
class Part:
    """One part in a circuit.

    Parameters
    ----------
    reference : str
        Its name on the board.
    kind : Kind
        What it is.
    beside : Place, optional
        The pin that a decoupling capacitor stands next to.
    section : str, optional
        What it is for, in a few words: the drawing keeps together what serves one purpose.
    """

    reference: str
    kind: Kind
    beside: Place | None = None
    section: str = ""


@dataclass
class Circuit:
    """One board: parts and nets.

    Parameters
    ----------
    name : str
        Of the board.
    section : str
        What the parts serve that are placed next; see `Part`.
    """

    name: str
    section: str = ""
    parts: dict[str, Part] = field(default_factory=dict)
    net_of: dict[Place, str] = field(default_factory=dict)
    unconnected: set[Place] = field(default_factory=set)

    def add(
        self, reference: str, kind: Kind, *, beside: str | None = None, **nets: str | None
    ) -> Part:
        """Place a part and connect it: `pin_name=net`; None = left open on purpose.

        Pins that no name mentions stay unconnected, for the rules to find.

        Raises
        ------
        BadCircuit
            If the reference is taken, or the kind has no pin of that name.
        """
        if reference in self.parts:
            raise BadCircuit(f"{self.name}: {reference} is placed twice; give it a new reference")
        part = Part(reference, kind, Place(*beside.split(".")) if beside else None, self.section)
        self.parts[reference] = part
        for name, net in nets.items():
            self._connect(part, name, net)
        return part

    def _connect(self, part: Part, name: str, net: str | None) -> None:
        pins = [pin for pin in part.kind.pins if pin.name == name]
        if not pins:
            known = ", ".join(dict.fromkeys(pin.name for pin in part.kind.pins))
            raise BadCircuit(
                f"{self.name}: {part.reference} ({part.kind.name}) has no pin {name}; it has {known}"
            )
        for pin in pins:
            place = Place(part.reference, pin.number)
            if net is None:
                self.unconnected.add(place)
            else:
                self.net_of[place] = net

    def pins(self) -> Iterator[tuple[Place, Pin, Part]]:
        """Yield every pin of every part."""
        for part in self.parts.values():
            for pin in part.kind.pins:
                yield Place(part.reference, pin.number), pin, part

    def nets(self) -> dict[str, list[tuple[Place, Pin, Part]]]:
        """Return the pins on each net, nets in alphabetical order."""
        found: dict[str, list[tuple[Place, Pin, Part]]] = {}
        for place, pin, part in self.pins():
            if place in self.net_of:
                found.setdefault(self.net_of[place], []).append((place, pin, part))
        return dict(sorted(found.items()))

    def net(self, reference: str, pin_name: str) -> str:
        """Return the net on the first pin of that name; raise `BadCircuit` if it has none."""
        for pin in self.parts[reference].kind.pins:
            if pin.name == pin_name and (place := Place(reference, pin.number)) in self.net_of:
                return self.net_of[place]
        raise BadCircuit(f"{self.name}: {reference} has no connected pin {pin_name}")
