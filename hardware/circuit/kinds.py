"""The kinds of parts, pin for pin as in their makers' data sheets."""

from hardware.circuit.netlist import Kind, Pin, PinType

__all__ = [
    "ADC",
    "BOX_HEADER_10",
    "BUZZER",
    "DIODE",
    "FLIP_FLOP",
    "FUSE",
    "HALL",
    "MOSFET",
    "PI_HEADER",
    "PROTECTION",
    "REGULATOR",
    "RESET",
    "RESISTOR_NETWORK",
    "SHIFT_REGISTER",
    "SWITCH",
    "capacitor",
    "header",
    "resistor",
]

I, O, T = PinType.INPUT, PinType.OUTPUT, PinType.TRI_STATE  # noqa: E741
P, PI, PO = PinType.PASSIVE, PinType.POWER_IN, PinType.POWER_OUT

LOGIC_V = (2.0, 6.0)


def _pins(*entries: tuple[str, PinType]) -> tuple[Pin, ...]:
    return tuple(Pin(str(number), *entry) for number, entry in enumerate(entries, 1))


def _numbered(count: int, type_: PinType = P) -> tuple[Pin, ...]:
    return tuple(Pin(str(n), f"P{n}", type_) for n in range(1, count + 1))


#: Microchip MCP3008-I/SL, SOIC-16.
ADC = Kind(
    name="adc",
    value="MCP3008",
    footprint="Package_SO:SOIC-16_3.9x9.9mm_P1.27mm",
    role="ic",
    supply_v=(2.7, 5.5),
    pins=_pins(
        *((f"CH{n}", I) for n in range(8)),
        ("DGND", PI),
        ("CS", I),
        ("DIN", I),
        ("DOUT", T),
        ("CLK", I),
        ("AGND", PI),
        ("VREF", PI),
        ("VDD", PI),
    ),
)

#: 74HC595, SO-16.
SHIFT_REGISTER = Kind(
    name="shift_register",
    value="74HC595",
    footprint="Package_SO:SOIC-16_3.9x9.9mm_P1.27mm",
    role="ic",
    supply_v=LOGIC_V,
    pins=_pins(
        *((f"Q{letter}", T) for letter in "BCDEFGH"),
        ("GND", PI),
        ("QH_SERIAL", O),
        ("nSRCLR", I),
        ("SRCLK", I),
        ("RCLK", I),
        ("nOE", I),
        ("SER", I),
        ("QA", T),
        ("VCC", PI),
    ),
)

#: TI TS5A3159DBV, SOT-23-6: COM to NO while IN is high, to NC while it is low.
SWITCH = Kind(
    name="row_switch",
    value="TS5A3159",
    footprint="Package_TO_SOT_SMD:SOT-23-6",
    role="ic",
    supply_v=(1.65, 5.5),
    pins=_pins(("NO", P), ("GND", PI), ("NC", P), ("COM", P), ("VCC", PI), ("IN", I)),
)

#: 74HC74, SO-14: two D flip-flops.
FLIP_FLOP = Kind(
    name="flip_flop",
    value="74HC74",
    footprint="Package_SO:SOIC-14_3.9x8.7mm_P1.27mm",
    role="ic",
    supply_v=LOGIC_V,
    pins=_pins(
        ("nCLR1", I),
        ("D1", I),
        ("CLK1", I),
        ("nPRE1", I),
        ("Q1", O),
        ("nQ1", O),
        ("GND", PI),
        ("nQ2", O),
        ("Q2", O),
        ("nPRE2", I),
        ("CLK2", I),
        ("D2", I),
        ("nCLR2", I),
        ("VCC", PI),
    ),
)

#: MAX809R, SOT-23: reset below 2.63 V and for at least 140 ms after.
RESET = Kind(
    name="reset",
    value="MAX809R",
    footprint="Package_TO_SOT_SMD:SOT-23",
    role="ic",
    supply_v=(1.0, 5.5),
    pins=_pins(("GND", PI), ("nRESET", O), ("VCC", PI)),
)

#: USBLC6-4SC6, SOT-23-6: four lines clamped to 5 V and ground.
PROTECTION = Kind(
    name="protection",
    value="USBLC6-4",
    footprint="Package_TO_SOT_SMD:SOT-23-6",
    role="protection",
    pins=_pins(("IO1", P), ("GND", PI), ("IO2", P), ("IO3", P), ("VBUS", PI), ("IO4", P)),
)

#: Diodes AP2112K-3.3, SOT-23-5.
REGULATOR = Kind(
    name="regulator",
    value="AP2112K-3.3",
    footprint="Package_TO_SOT_SMD:SOT-23-5",
    role="ic",
    supply_v=(3.8, 6.0),
    pins=(
        Pin("1", "VIN", PI),
        Pin("2", "GND", PI),
        Pin("3", "EN", I),
        Pin("4", "NC", PinType.NOT_CONNECTED),
        Pin("5", "VOUT", PO),
    ),
)

#: AO3400A, SOT-23.
MOSFET = Kind(
    name="mosfet",
    value="AO3400A",
    footprint="Package_TO_SOT_SMD:SOT-23",
    role="transistor",
    pins=_pins(("G", I), ("S", P), ("D", P)),
)

DIODE = Kind(
    name="diode",
    value="1N4148W",
    footprint="Diode_SMD:D_SOD-123",
    role="diode",
    pins=_pins(("K", P), ("A", P)),
)

FUSE = Kind(
    name="fuse",
    value="0.5 A",
    footprint="Fuse:Fuse_1206_3216Metric",
    role="fuse",
    pins=_pins(("A", P), ("B", P)),
)

#: Eight resistors with one common pin, SIP-9.
RESISTOR_NETWORK = Kind(
    name="resistor_network_100k",
    value="8 x 100k",
    footprint="Resistor_THT:R_Array_SIP9",
    role="resistor",
    pins=(Pin("1", "COMMON", P), *(Pin(str(n + 2), f"R{n}", P) for n in range(8))),
)

BUZZER = Kind(
    name="buzzer",
    value="5 V active",
    footprint="Buzzer_Beeper:Buzzer_12x9.5RM7.6",
    role="connector",
    pins=_pins(("PLUS", P), ("MINUS", P)),
)

#: A hall sensor on a cable, as its three wires.
HALL = Kind(
    name="hall_header",
    value="hall",
    footprint="Connector_JST:JST_XH_B3B-XH-A_1x03_P2.50mm_Vertical",
    role="connector",
    pins=_pins(("SUPPLY", P), ("GND", P), ("OUT", PinType.OPEN_COLLECTOR)),
)

BOX_HEADER_10 = Kind(
    name="box_header_10",
    value="2 x 5",
    footprint="Connector_IDC:IDC-Header_2x05_P2.54mm_Vertical",
    role="connector",
    pins=_numbered(10),
)

#: The Raspberry Pi's 40 pins: it supplies 3.3 V and 5 V, and drives what software sets as outputs.
PI_HEADER = Kind(
    name="pi_socket",
    value="2 x 20",
    footprint="Connector_PinSocket_2.54mm:PinSocket_2x20_P2.54mm_Vertical",
    role="connector",
    pins=tuple(Pin(str(n), f"P{n}", PO if n in (1, 2) else P) for n in range(1, 41)),
)


def header(count: int) -> Kind:
    """Return a single row of `count` pins at 2.54 mm."""
    return Kind(
        name=f"header_{count}",
        value=f"1 x {count}",
        footprint=f"Connector_PinHeader_2.54mm:PinHeader_1x{count:02}_P2.54mm_Vertical",
        role="connector",
        pins=_numbered(count),
    )


def resistor(ohm: float) -> Kind:
    """Return a 1 % resistor, size 0805."""
    text = f"{ohm / 1000:g}k" if ohm >= 1000 else f"{ohm:g}"
    return Kind(
        name=f"resistor_{text}",
        value=text,
        footprint="Resistor_SMD:R_0805_2012Metric",
        role="resistor",
        pins=_pins(("A", P), ("B", P)),
    )


def capacitor(farad: float) -> Kind:
    """Return a ceramic capacitor, size 0805."""
    text = f"{farad * 1e6:g}u" if farad >= 1e-6 else f"{farad * 1e9:g}n"
    return Kind(
        name=f"capacitor_{text}",
        value=text,
        footprint="Capacitor_SMD:C_0805_2012Metric",
        role="capacitor",
        pins=_pins(("A", P), ("B", P)),
    )
