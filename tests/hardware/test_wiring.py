"""Pin table and diagram: held against the mat description, the carrier's netlist and the stored files."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from device import load_description
from hardware.circuit import CHIP_SELECT_GPIO, carrier_circuit, gpio_nets
from hardware.circuit.netlist import Place
from hardware.wiring import PinUse, pin_table, pin_table_page
from hardware.wiring.harness import harness

WIRING = Path(__file__).parents[2] / "hardware" / "wiring"
TREADMILL = load_description("treadmill")
CARRIER = carrier_circuit(TREADMILL)
TABLE = pin_table(TREADMILL)


def on_gpio(gpio: int | None) -> PinUse:
    (use,) = [use for use in TABLE if use.gpio == gpio]
    return use


def test_every_pin_of_the_description_is_in_the_table_and_leads_to_its_part() -> None:
    assert TREADMILL.tachometer is not None
    panel = TREADMILL.panel
    expected = {
        TREADMILL.tachometer.pin: ("HALL", "J7"),
        panel.button_pin: ("BUTTON", "J8"),
        panel.lamp_pin: ("LAMP", "J9"),
        panel.buzzer_pin: ("BUZZER", "BZ1"),
    }
    for gpio, (net, part) in expected.items():
        assert (on_gpio(gpio).net, on_gpio(gpio).reaches) == (net, (part,))


def test_each_tiles_chip_select_leads_to_its_own_plug_only() -> None:
    for index, tile in enumerate(TREADMILL.tiles):
        use = on_gpio(CHIP_SELECT_GPIO[tile.spi_device])
        assert use.reaches == (f"J{2 + index}",)
        assert tile.spi_device in use.means
    for gpio in (9, 10, 11):
        assert on_gpio(gpio).reaches == ("J2", "J3", "J4")
    assert TREADMILL.housekeeping is not None
    assert on_gpio(CHIP_SELECT_GPIO[TREADMILL.housekeeping.spi_device]).reaches == ("U2",)


def test_the_table_is_the_carriers_netlist() -> None:
    connected = {
        int(place.number): net for place, net in CARRIER.net_of.items() if place.part == "J1"
    }
    assert {use.pin: use.net for use in TABLE} == connected
    assert {use.gpio: use.net for use in TABLE if use.gpio is not None} == gpio_nets(TREADMILL)


# As the Raspberry Pi's documentation numbers its header.
@pytest.mark.parametrize(
    ("pin", "gpio"),
    [(11, 17), (12, 18), (15, 22), (16, 23), (18, 24), (19, 10), (21, 9), (22, 25), (23, 11), (24, 8),
     (26, 7), (35, 19), (38, 20), (40, 21)],
)  # fmt: skip
def test_gpios_are_on_their_pins(pin: int, gpio: int) -> None:
    assert on_gpio(gpio).pin == pin


def test_every_wire_of_the_harness_joins_nets_of_one_name() -> None:
    made = harness(TREADMILL)
    labels = {
        name: dict(zip(plug["pins"], plug["pinlabels"], strict=True))
        for name, plug in made["connectors"].items()
    }
    plugs = {name.removeprefix("Carrier ") for name in labels if name.startswith("Carrier")}
    assert plugs == {"J1", "J2", "J3", "J4", "J5", "J6", "J7", "J8", "J9"}
    for name, pins in labels.items():
        if name.startswith("Carrier"):
            part = name.removeprefix("Carrier ")
            assert all(CARRIER.net_of[Place(part, str(pin))] == net for pin, net in pins.items())
    for index in range(len(TREADMILL.tiles)):
        for pin, net in labels[f"Tile {index} J1"].items():
            assert labels[f"Carrier J{2 + index}"][pin].rpartition("_")[2] == net


def test_the_stored_table_and_diagram_are_of_this_circuit() -> None:
    assert pin_table_page(TABLE) in (WIRING / "pins.md").read_text(), "run make circuit"
    drawn = " ".join(ET.fromstring((WIRING / "wiring.svg").read_text()).itertext())
    for name, plug in harness(TREADMILL)["connectors"].items():
        assert name in drawn, "run make circuit"
        assert all(label in drawn for label in plug["pinlabels"]), "run make circuit"
