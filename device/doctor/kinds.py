"""Everything that can be wrong with a mat, by code: what it is called and what to do about it.

The doctor and the live watch share this table, so that one fault has one name and one remedy.
"""

from dataclasses import dataclass, field

__all__ = ["KINDS", "Finding", "finding"]

#: Code to remedy, one line each. `docs/doctor.md` explains every code.
KINDS: dict[str, str] = {
    "bus-unavailable": "see the line itself; strikemat doctor --step 1 checks the Raspberry Pi's side alone",
    "pins-unavailable": "see the line itself; gpioinfo tells which program holds a pin",
    "clock-slow": "fix core_freq in config.txt and check the supply: a throttled Pi slows its SPI",
    "rate-low": "stop other programs, allow real-time priority, and check clock_hz in the mat description",
    "jitter-high": "allow real-time priority (LimitRTPRIO in the service) and use a kernel with PREEMPT",
    "converter-silent": "check its supply, ground, chip select and the wire from DOUT to MISO",
    "converter-high": "check the converter in its socket, its supply and its chip select: MISO floats high",
    "answers-garbled": "shorten the SPI wires, add ground beside the clock, or lower clock_hz",
    "cell-shorted": "lift belt and spacer there and look for touching foils, a crease or moisture",
    "column-saturated": "look for touching foils in that column; strikemat doctor names the cell",
    "mat-loaded": "step off, take everything off the mat, slacken the belt; then run doctor again",
    "cell-noisy": "check the column's reference resistor, its solder joints and its ground",
    "noise-burst": "keep SPI and column wires away from the motor's cable; connect shield and deck to ground",
    "row-stuck-high": "measure the driver's output; replace the driver, or remove the bridge to the supply",
    "row-open": "check the row's trace, crimp and connector pin; its driver itself answers",
    "row-stuck-low": "measure the driver's output; replace the driver, or remove the bridge to ground",
    "row-silent": "measure the driver's output: following = open trace or crimp, always low = driver",
    "rows-shorted": "look for a bridge between the two rows: solder, connector, overlapping foil",
    "column-open": "check the column's trace, crimp and connector pin up to the converter's input",
    "columns-shorted": "look for a bridge between the two columns: solder, connector, overlapping foil",
    "cell-dead": "look for dirt, a torn film or an air bubble at that cell",
    "rows-swapped": "swap the two wires, or correct row_outputs in the mat description",
    "columns-swapped": "swap the two wires, or correct col_channels in the mat description",
    "tile-reversed": "turn the row connector round, or reverse row_outputs in the mat description",
    "tiles-swapped": "swap the chip select wires, or the tiles' spi_device in the mat description",
    "not-pressed": "run doctor --press again and go over these cells as well",
    "paths-disagree": "lower clock_hz: the fast path may read before the input has settled",
    "tachometer-silent": "check the sensor's cable, supply and distance from the magnets, and the pin",
    "tachometer-fault": "check for a slipping roller, a loose magnet, or a loose cable",
    "tachometer-disagrees": "measure circumference_m at the belt again, count the magnets, check for slip",
    "calibration-missing": "calibrate the mat: forces are those of a nominal cell until then",
    "calibration-old": "calibrate again, or check it with a known weight",
    "rail-off": "check the row supply, its regulator and the wires that carry it",
    "temperature-off": "check the thermistor's wires; let the deck cool if the figure is believable",
    "load-cell-off": "check the load cell's wires, its amplifier and its zero",
    "panel-silent": "check the button's wires to its pin and to ground, and the pin in the description",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    Parameters
    ----------
    code : str
        A key of `KINDS`.
    where : str
        The part, in words: `"row 20"`.
    text : str
        What was seen, in one line.
    remedy : str
        What to do, in one line.
    cells : tuple of (row, col)
        Cells that it concerns, for a map.
    """

    code: str
    where: str
    text: str
    remedy: str
    cells: tuple[tuple[int, int], ...] = field(default=(), repr=False)


def finding(
    code: str, where: str, text: str, *, cells: tuple[tuple[int, int], ...] = ()
) -> Finding:
    """Return a finding with its kind's remedy; an unknown code is a KeyError."""
    return Finding(code, where, text, KINDS[code], cells)
