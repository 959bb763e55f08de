"""What a mat is made of, as data: tiles, buses, circuit, pins. Every value is checked by name and bound."""

from dataclasses import dataclass, field, fields
from typing import Any

from device.errors import BadDescription
from device.frames import MatGeometry

__all__ = [
    "TILE_COLS",
    "TILE_ROWS",
    "Circuit",
    "Grid",
    "Housekeeping",
    "MatDescription",
    "Panel",
    "Sensor",
    "Tachometer",
    "Tile",
    "bus_number",
]

#: One tile: the outputs of two 74HC595, the inputs of one MCP3008.
TILE_ROWS = 16
TILE_COLS = 8
#: Tiles that one mat may have: a bus has no more chip selects than a person can wire.
MOST_TILES = 12
#: BCM numbers of the pins on a Raspberry Pi's header.
PIN_RANGE = (0, 27)


def _number(low: float, high: float, default: Any = ...) -> Any:
    return _field(default, {"kind": float, "low": low, "high": high})


def _whole(low: int, high: int, default: Any = ...) -> Any:
    return _field(default, {"kind": int, "low": low, "high": high})


def _permutation(length: int) -> Any:
    return field(default=tuple(range(length)), metadata={"kind": tuple, "length": length})


def _device() -> Any:
    return field(metadata={"kind": str})


def _field(default: Any, metadata: dict[str, Any]) -> Any:
    return field(metadata=metadata) if default is ... else field(default=default, metadata=metadata)


class _Checked:
    """A table of the description: each field is held against its own bounds."""

    def __post_init__(self) -> None:
        for known in fields(self):  # type: ignore[arg-type]
            if known.metadata:
                where = f"{type(self).__name__.lower()}.{known.name}"
                _check(where, getattr(self, known.name), known.metadata, known.default)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid(_Checked):
    """Distances between cell centres along and across the belt, metres."""

    row_pitch_m: float = _number(0.001, 0.2, 0.025)
    col_pitch_m: float = _number(0.001, 0.2, 0.05)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circuit(_Checked):
    """The electrical side that all tiles share.

    Parameters
    ----------
    clock_hz : int
        SPI clock asked for. The MCP3008 is specified to 3.6 MHz at 5 V and 1.35 MHz at 2.7 V.
    supply_v : float
        Supply of rows and converters, which is also their reference; codes do not depend on it.
    reference_ohm : float
        Resistor from each column to ground.
    row_driver_ohm : float
        On-resistance of one row driver; 0 = ideal.
    adc_bits : int
        Resolution of the converters; the MCP3008 has 10.
    """

    clock_hz: int = _whole(10_000, 3_600_000, 2_000_000)
    supply_v: float = _number(2.7, 5.5, 3.3)
    reference_ohm: float = _number(100.0, 100_000.0, 1000.0)
    row_driver_ohm: float = _number(0.0, 500.0, 25.0)
    adc_bits: int = _whole(10, 10, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensor(_Checked):
    """A nominal cell: `force = force_scale * conductance ** force_exponent`, until it is calibrated.

    Parameters
    ----------
    force_scale : float
        Newtons at a conductance of one siemens.
    force_exponent : float
        1 = force is proportional to conductance.
    full_scale_n : float
        Force on one cell that the mat is built for, newtons.
    """

    force_scale: float = _number(1.0, 1e12, 5.0e5)
    force_exponent: float = _number(0.3, 3.0, 1.0)
    full_scale_n: float = _number(1.0, 20_000.0, 500.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile(_Checked):
    """16 x 8 cells on one chip select; tiles lie end to end from the front of the deck.

    Parameters
    ----------
    spi_device : str
        `/dev/spidevB.C`: bus B, chip select C.
    row_outputs : tuple of int, length 16
        Which output of the row drivers (0 = QA of the first 74HC595) drives each row, front first.
    col_channels : tuple of int, length 8
        Which input of the converter reads each column, the runner's left first.
    """

    spi_device: str = _device()
    row_outputs: tuple[int, ...] = _permutation(TILE_ROWS)
    col_channels: tuple[int, ...] = _permutation(TILE_COLS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tachometer(_Checked):
    """A hall sensor at a belt roller, on a GPIO pin (BCM number)."""

    pin: int = _whole(*PIN_RANGE)
    magnets: int = _whole(1, 64, 4)
    circumference_m: float = _number(0.02, 3.0, 0.20)

    @property
    def metres_per_pulse(self) -> float:
        """Belt travel from one magnet to the next."""
        return self.circumference_m / self.magnets


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel(_Checked):
    """Button, lamp and buzzer, by BCM pin number; None = not fitted."""

    button_pin: int | None = _whole(*PIN_RANGE, None)
    lamp_pin: int | None = _whole(*PIN_RANGE, None)
    buzzer_pin: int | None = _whole(*PIN_RANGE, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Housekeeping(_Checked):
    """A further MCP3008 that watches the mat itself; None = nothing on that input.

    Parameters
    ----------
    spi_device : str
        `/dev/spidevB.C` of this converter.
    clock_hz : int
        SPI clock for it.
    row_rail_channel : int or None
        Supply of the row drivers, divided by `row_rail_divider`.
    temperature_channel : int or None
        Thermistor to ground, `thermistor_series_ohm` to the supply; `thermistor_ohm` at 25 degrees C.
    load_cell_channel : int or None
        Amplified reference load cell: `load_cell_zero_v` unloaded, `load_cell_n_per_v` from there.
    """

    spi_device: str = _device()
    clock_hz: int = _whole(10_000, 3_600_000, 1_350_000)
    row_rail_channel: int | None = _whole(0, TILE_COLS - 1, None)
    row_rail_divider: float = _number(1.0, 10.0, 2.0)
    temperature_channel: int | None = _whole(0, TILE_COLS - 1, None)
    thermistor_ohm: float = _number(100.0, 1e6, 10_000.0)
    thermistor_beta_k: float = _number(1000.0, 10_000.0, 3950.0)
    thermistor_series_ohm: float = _number(100.0, 1e6, 10_000.0)
    load_cell_channel: int | None = _whole(0, TILE_COLS - 1, None)
    load_cell_zero_v: float = _number(0.0, 5.5, 0.1)
    load_cell_n_per_v: float = _number(0.1, 100_000.0, 500.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatDescription:
    """A mat: its tiles, front to rear, and all that belongs to them.

    Raises
    ------
    BadDescription
        If there is no tile or too many, two share a chip select or a pin, or a value is out of bounds.
    """

    name: str
    tiles: tuple[Tile, ...]
    grid: Grid = field(default_factory=Grid)
    circuit: Circuit = field(default_factory=Circuit)
    sensor: Sensor = field(default_factory=Sensor)
    tachometer: Tachometer | None = None
    panel: Panel = field(default_factory=Panel)
    housekeeping: Housekeeping | None = None

    def __post_init__(self) -> None:
        if not 1 <= len(self.tiles) <= MOST_TILES:
            raise BadDescription(f"a mat has 1 to {MOST_TILES} tiles, got {len(self.tiles)}")
        self._check_devices()
        self._check_pins()

    @property
    def geometry(self) -> MatGeometry:
        """The mat's cells."""
        grid = self.grid
        rows = TILE_ROWS * len(self.tiles)
        return MatGeometry(rows, TILE_COLS, grid.row_pitch_m, grid.col_pitch_m)

    @property
    def buses(self) -> tuple[tuple[int, ...], ...]:
        """Indices of the tiles on each SPI bus, buses in the order of their first tile."""
        found: dict[int, list[int]] = {}
        for index, tile in enumerate(self.tiles):
            found.setdefault(bus_number(tile.spi_device), []).append(index)
        return tuple(tuple(indices) for indices in found.values())

    def _check_devices(self) -> None:
        devices = [tile.spi_device for tile in self.tiles]
        if self.housekeeping is not None:
            devices.append(self.housekeeping.spi_device)
        for device in devices:
            bus_number(device)
            if devices.count(device) > 1:
                raise BadDescription(
                    f"{device} is named {devices.count(device)} times; "
                    "every tile and the housekeeping converter need a chip select of their own"
                )

    def _check_pins(self) -> None:
        panel = self.panel
        pins = [panel.button_pin, panel.lamp_pin, panel.buzzer_pin]
        if self.tachometer is not None:
            pins.append(self.tachometer.pin)
        used = [pin for pin in pins if pin is not None]
        for pin in used:
            if used.count(pin) > 1:
                raise BadDescription(f"pin {pin} is named {used.count(pin)} times; expected once")


def bus_number(spi_device: str) -> int:
    """Return the bus B of `/dev/spidevB.C`, or raise `BadDescription`."""
    bus, dot, select = spi_device.removeprefix("/dev/spidev").partition(".")
    if not (spi_device.startswith("/dev/spidev") and dot and bus.isdigit() and select.isdigit()):
        raise BadDescription(
            f"spi_device must be /dev/spidevB.C with bus B and chip select C, got {spi_device!r}"
        )
    return int(bus)


def _check(where: str, value: Any, rule: Any, default: Any) -> None:
    if value is None and default is None:
        return
    kind = rule["kind"]
    if kind is str:
        if not isinstance(value, str):
            raise BadDescription(f"{where} must be text, got {value!r}")
    elif kind is tuple:
        _check_permutation(where, value, rule["length"])
    else:
        _check_bounds(where, value, kind, (rule["low"], rule["high"]))


def _check_bounds(where: str, value: Any, kind: type, bounds: tuple[float, float]) -> None:
    low, high = bounds
    right_type = isinstance(value, int if kind is int else (int, float))
    # A NaN is in no range, and Python counts True as a number.
    if not right_type or isinstance(value, bool) or not low <= value <= high:
        word = "whole number" if kind is int else "number"
        raise BadDescription(
            f"{where} must be a {word} from {low:.12g} to {high:.12g}, got {value!r}"
        )


def _check_permutation(where: str, value: Any, length: int) -> None:
    whole = all(isinstance(one, int) and not isinstance(one, bool) for one in value)
    if not whole or sorted(value) != list(range(length)):
        raise BadDescription(
            f"{where} must name each of 0 to {length - 1} once, in the order of wiring, got {value!r}"
        )
