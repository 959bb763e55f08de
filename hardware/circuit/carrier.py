"""The carrier: from the Raspberry Pi's header to three tiles, housekeeping, hall sensor and panel.

The tiles have a regulator of their own: a short in the mat drags down their 3.3 V and not the Raspberry
Pi's, and the housekeeping converter, which is fed by the Raspberry Pi, can see it.
"""

from device import MatDescription
from hardware.circuit import kinds
from hardware.circuit.connectors import TILE_CONNECTOR, header_nets
from hardware.circuit.netlist import Circuit

__all__ = ["carrier_circuit"]

DECOUPLING = kinds.capacitor(100e-9)
#: Against ringing on the ribbon cables: a third of their impedance, the rest is the driver's own.
SERIES_OHM = 33.0
CHANNELS = 8


def carrier_circuit(description: MatDescription) -> Circuit:
    """Return the carrier of a mat, wired as the description says.

    Raises
    ------
    ValueError
        If the description has no housekeeping converter, tachometer, button, lamp or buzzer: the carrier
        is drawn for a whole treadmill.
    """
    panel = description.panel
    fitted = (panel.button_pin, panel.lamp_pin, panel.buzzer_pin, description.tachometer)
    if description.housekeeping is None or None in fitted:
        raise ValueError(
            f"{description.name}: the carrier needs housekeeping, tachometer, button, lamp and buzzer; "
            "add those tables to the mat description"
        )
    made = Circuit("carrier", section="Raspberry Pi")
    made.add("J1", kinds.PI_HEADER, **header_nets(description))
    _supply(made)
    for index in range(len(description.tiles)):
        _tile_port(made, index)
    _housekeeping(made, description)
    _inputs(made)
    _outputs(made)
    return made


def _supply(made: Circuit) -> None:
    made.section = "Supply of the tiles"
    made.add("F1", kinds.FUSE, A="5V_IN", B="5V")
    made.add("U1", kinds.REGULATOR, VIN="5V", EN="5V", GND="GND", NC=None, VOUT="3V3")
    made.add("C1", kinds.capacitor(1e-6), beside="U1.1", A="5V", B="GND")
    made.add("C2", kinds.capacitor(10e-6), A="3V3", B="GND")
    made.add("C3", kinds.capacitor(10e-6), A="5V", B="GND")
    made.add("C5", kinds.capacitor(10e-6), A="PI3V3", B="GND")


def _tile_port(made: Circuit, index: int) -> None:
    """Give each tile its own stub of the bus: a series resistor in every line that the Pi drives."""
    made.section = "Plugs to the tiles"
    local = {"SCLK": f"T{index}_SCLK", "MOSI": f"T{index}_MOSI", "CS": f"T{index}_CS"}
    nets = {pin: local.get(net, net) for pin, net in TILE_CONNECTOR.items()}
    nets["P7"] = "SPI0_MISO"
    made.add(f"J{2 + index}", kinds.BOX_HEADER_10, **nets)
    for place, signal in enumerate(("SCLK", "MOSI")):
        made.add(
            f"R{10 + 3 * index + place}",
            kinds.resistor(SERIES_OHM),
            A=f"SPI0_{signal}",
            B=f"T{index}_{signal}",
        )
    made.add(
        f"R{12 + 3 * index}", kinds.resistor(SERIES_OHM), A=f"SPI0_CS{index}", B=f"T{index}_CS"
    )


def _housekeeping(made: Circuit, description: MatDescription) -> None:
    made.section = "Housekeeping: rail, temperature, load cell"
    wired = description.housekeeping
    assert wired is not None
    used = {
        wired.row_rail_channel: "RAIL_HALF",
        wired.temperature_channel: "THERMISTOR",
        wired.load_cell_channel: "LOAD_CELL_IN",
    }
    made.add(
        "U2",
        kinds.ADC,
        **{f"CH{channel}": used.get(channel, "GND") for channel in range(CHANNELS)},
        VDD="PI3V3",
        VREF="PI3V3",
        AGND="GND",
        DGND="GND",
        CLK="SPI1_SCLK",
        DIN="SPI1_MOSI",
        DOUT="SPI1_MISO",
        CS="SPI1_CS",
    )
    # The pin that selects it is pulled down until the overlay is loaded.
    made.add("R9", kinds.resistor(10e3), A="SPI1_CS", B="PI3V3")
    made.add("C4", DECOUPLING, beside="U2.16", A="PI3V3", B="GND")
    made.add("C6", kinds.capacitor(1e-6), beside="U2.15", A="PI3V3", B="GND")
    made.add("R1", kinds.resistor(10e3), A="3V3", B="RAIL_HALF")
    made.add("R2", kinds.resistor(10e3 / (wired.row_rail_divider - 1)), A="RAIL_HALF", B="GND")
    made.add("C7", DECOUPLING, A="RAIL_HALF", B="GND")
    made.add("R3", kinds.resistor(wired.thermistor_series_ohm), A="PI3V3", B="THERMISTOR")
    made.add("C8", DECOUPLING, A="THERMISTOR", B="GND")
    made.add("J5", kinds.header(2), P1="THERMISTOR", P2="GND")
    made.add("J6", kinds.header(3), P1="PI3V3", P2="GND", P3="LOAD_CELL")
    made.add("R4", kinds.resistor(1e3), A="LOAD_CELL", B="LOAD_CELL_IN")
    made.add("C9", DECOUPLING, A="LOAD_CELL_IN", B="GND")


def _inputs(made: Circuit) -> None:
    """Take hall sensor and button in: pulled up, filtered for 1 us and 100 us, 1 kilohm to the pin."""
    made.section = "Hall sensor, button, clamp of all"
    made.add(
        "D1", kinds.PROTECTION, IO1="LOAD_CELL_IN", IO2="THERMISTOR", IO3="HALL_WIRE",
        IO4="BUTTON_WIRE", VBUS="PI3V3", GND="GND",
    )  # fmt: skip
    made.add("J7", kinds.HALL, SUPPLY="PI3V3", GND="GND", OUT="HALL_WIRE")
    made.add("J8", kinds.header(2), P1="BUTTON_WIRE", P2="GND")
    made.add("C10", DECOUPLING, A="PI3V3", B="GND")
    for first, name, farad in ((5, "HALL", 1e-9), (7, "BUTTON", 100e-9)):
        made.add(f"R{first}", kinds.resistor(10e3), A="PI3V3", B=f"{name}_WIRE")
        made.add(f"R{first + 15}", kinds.resistor(1e3), A=f"{name}_WIRE", B=name)
        made.add(f"C{first + 6}", kinds.capacitor(farad), A=name, B="GND")


def _outputs(made: Circuit) -> None:
    """Switch lamp and buzzer on the 5 V side; off while the Raspberry Pi boots."""
    made.section = "Lamp and buzzer"
    for number, name in ((1, "LAMP"), (2, "BUZZER")):
        made.add(f"Q{number}", kinds.MOSFET, G=f"{name}_GATE", S="GND", D=f"{name}_LOW")
        made.add(f"R{30 + number}", kinds.resistor(100.0), A=name, B=f"{name}_GATE")
        made.add(f"R{32 + number}", kinds.resistor(100e3), A=f"{name}_GATE", B="GND")
    made.add("R35", kinds.resistor(150.0), A="5V", B="LAMP_HIGH")
    made.add("J9", kinds.header(2), P1="LAMP_HIGH", P2="LAMP_LOW")
    made.add("BZ1", kinds.BUZZER, PLUS="5V", MINUS="BUZZER_LOW")
    made.add("D2", kinds.DIODE, K="5V", A="BUZZER_LOW")
