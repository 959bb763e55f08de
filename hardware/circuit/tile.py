"""One tile's board: 16 row drivers, 8 columns, the converter, and what keeps static out.

A row is high while its bit in the shift registers is set. Each row has a switch of about one ohm to the
supply or to ground, not the register's own output, whose 30 to 130 ohm nobody knows; the resistor behind it
makes the driver's resistance *known*, so that the decoder can take it out, and limits the current when two
rows touch.

Until the first frame has been shifted in, the rows are held at ground: the supervisor clears the registers
and sets the flip-flop, whose output keeps the registers' outputs off; 100 kilohm hold the switches low. The
first rise of the chip select latches the first frame and turns the outputs on, both by the same edge.
"""

from device import MatDescription
from hardware.circuit import kinds
from hardware.circuit.connectors import TILE_CONNECTOR
from hardware.circuit.netlist import Circuit
from hardware.circuit.values import Values

__all__ = ["COLS", "OUTPUTS", "ROWS", "tile_circuit"]

ROWS, COLS = 16, 8
OUTPUTS = tuple(f"Q{letter}" for letter in "ABCDEFGH")
DECOUPLING = kinds.capacitor(100e-9)
LINES_PER_PROTECTOR = 4


def tile_circuit(description: MatDescription, values: Values, *, tile: int = 0) -> Circuit:
    """Return the board of one tile of a mat, wired as the description says."""
    made = Circuit("tile")
    _connectors(made)
    _converter(made, values, description.tiles[tile].col_channels)
    _registers(made)
    _hold_off(made)
    _rows(made, values, description.tiles[tile].row_outputs)
    _protection(made)
    return made


def _connectors(made: Circuit) -> None:
    made.section = "Plugs"
    made.add("J1", kinds.BOX_HEADER_10, **TILE_CONNECTOR)
    made.add("J2", kinds.header(ROWS), **{f"P{n + 1}": f"ROW{n}" for n in range(ROWS)})
    made.add("J3", kinds.header(COLS), **{f"P{n + 1}": f"COL{n}" for n in range(COLS)})
    made.add("J4", kinds.header(2), P1="GND", P2="GND")
    made.add("C1", kinds.capacitor(10e-6), A="3V3", B="GND")


def _converter(made: Circuit, values: Values, col_channels: tuple[int, ...]) -> None:
    made.section = "Converter and columns"
    made.add(
        "U1",
        kinds.ADC,
        **{f"CH{channel}": f"ADC{channel}" for channel in range(COLS)},
        VDD="3V3",
        VREF="3V3",
        AGND="GND",
        DGND="GND",
        CLK="SCLK",
        DIN="MOSI",
        DOUT="DOUT",
        CS="CS",
    )
    made.add("C2", DECOUPLING, beside="U1.16", A="3V3", B="GND")
    made.add("C3", kinds.capacitor(1e-6), beside="U1.15", A="3V3", B="GND")
    made.add("R1", kinds.resistor(100.0), A="DOUT", B="MISO")
    # Stronger than the 50 kilohm that pull some of the Raspberry Pi's pins down while it boots.
    made.add("R2", kinds.resistor(10e3), A="CS", B="3V3")
    for col, channel in enumerate(col_channels):
        made.add(f"R{10 + col}", kinds.resistor(values.reference_ohm), A=f"COL{col}", B="GND")
        made.add(
            f"R{20 + col}",
            kinds.resistor(values.column_resistor_ohm),
            A=f"COL{col}",
            B=f"ADC{channel}",
        )


def _registers(made: Circuit) -> None:
    made.section = "Shift registers"
    for chip, (data, carry) in enumerate((("MOSI", "CARRY"), ("CARRY", None))):
        made.add(
            f"U{2 + chip}",
            kinds.SHIFT_REGISTER,
            **{name: f"BIT{8 * chip + bit}" for bit, name in enumerate(OUTPUTS)},
            SER=data,
            QH_SERIAL=carry,
            SRCLK="SCLK",
            RCLK="CS",
            nSRCLR="nRESET",
            nOE="HOLD",
            VCC="3V3",
            GND="GND",
        )
        made.add(f"C{4 + chip}", DECOUPLING, beside=f"U{2 + chip}.16", A="3V3", B="GND")


def _hold_off(made: Circuit) -> None:
    made.section = "Off until the first frame"
    made.add("U4", kinds.RESET, VCC="3V3", GND="GND", nRESET="nRESET")
    made.add("C6", DECOUPLING, beside="U4.3", A="3V3", B="GND")
    made.add(
        "U5",
        kinds.FLIP_FLOP,
        nPRE1="nRESET",
        nCLR1="3V3",
        D1="GND",
        CLK1="CS",
        Q1="HOLD",
        nQ1=None,
        nPRE2="3V3",
        nCLR2="GND",
        D2="GND",
        CLK2="GND",
        Q2=None,
        nQ2=None,
        VCC="3V3",
        GND="GND",
    )
    made.add("C7", DECOUPLING, beside="U5.14", A="3V3", B="GND")


def _rows(made: Circuit, values: Values, row_outputs: tuple[int, ...]) -> None:
    made.section = "Row switches"
    for row, output in enumerate(row_outputs):
        switch = f"U{10 + row}"
        made.add(
            switch,
            kinds.SWITCH,
            IN=f"BIT{output}",
            COM=f"DRIVE{row}",
            NO="3V3",
            NC="GND",
            VCC="3V3",
            GND="GND",
        )
        made.add(f"C{10 + row}", DECOUPLING, beside=f"{switch}.5", A="3V3", B="GND")
        made.add(
            f"R{40 + row}", kinds.resistor(values.row_resistor_ohm), A=f"DRIVE{row}", B=f"ROW{row}"
        )
    made.section = "Shift registers"
    for chip in range(2):
        pulled = {f"R{bit}": f"BIT{8 * chip + bit}" for bit in range(8)}
        made.add(f"RN{1 + chip}", kinds.RESISTOR_NETWORK, COMMON="GND", **pulled)


def _protection(made: Circuit) -> None:
    made.section = "Clamps against static"
    lines = [f"ROW{row}" for row in range(ROWS)] + [f"COL{col}" for col in range(COLS)]
    for index in range(0, len(lines), LINES_PER_PROTECTOR):
        four = lines[index : index + LINES_PER_PROTECTOR]
        made.add(
            f"D{1 + index // LINES_PER_PROTECTOR}",
            kinds.PROTECTION,
            **{f"IO{1 + place}": line for place, line in enumerate(four)},
            VBUS="3V3",
            GND="GND",
        )
