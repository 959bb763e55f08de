"""The doctor's look at what is around the mat: rail, temperature, load cell, button, lamp and buzzer."""

import math
import time
from collections.abc import Callable

from device import (
    Finding,
    HousekeepingReading,
    MatDescription,
    finding,
    open_panel,
    read_housekeeping,
)

__all__ = ["check_housekeeping", "judge_housekeeping", "try_panel"]

#: Of the supply that the mat description names.
RAIL_SHARE = 0.05
TEMPERATURE_DEG_C = (-10.0, 60.0)
#: An unloaded reference cell reads its zero within this.
LOAD_N = 50.0
PRESS_S = 15.0
NAP_S = 0.05


def check_housekeeping(description: MatDescription) -> tuple[list[Finding], list[str]]:
    """Return what is wrong with rail, temperature and load cell, and what could not be told.

    Raises
    ------
    BusFailed
        If the housekeeping converter cannot be opened or read.
    """
    if description.housekeeping is None:
        return [], ["housekeeping: the mat description has no such converter"]
    return judge_housekeeping(read_housekeeping(description), description.circuit.supply_v)


def judge_housekeeping(
    reading: HousekeepingReading, supply_v: float
) -> tuple[list[Finding], list[str]]:
    """Return what is wrong with a reading, and the values as notes."""
    found, notes = [], []
    coldest, hottest = TEMPERATURE_DEG_C
    for code, name, value, low, high, unit in (
        ("rail-off", "row rail", reading.row_rail_v, (1 - RAIL_SHARE) * supply_v,
         (1 + RAIL_SHARE) * supply_v, "V"),
        ("temperature-off", "deck temperature", reading.temperature_deg_c, coldest, hottest, "deg C"),
        ("load-cell-off", "load cell", reading.load_n, -LOAD_N, LOAD_N, "N"),
    ):  # fmt: skip
        if value is None:
            notes.append(f"{name}: not wired")
        elif math.isnan(value):
            found.append(finding(code, name, f"{name}: its input lies at an end of the scale"))
        elif not low <= value <= high:
            text = f"{name}: {value:.2f} {unit}, expected {low:.2f} to {high:.2f} {unit}"
            found.append(finding(code, name, text))
        else:
            notes.append(f"{name}: {value:.2f} {unit}")
    return found, notes


def try_panel(
    description: MatDescription, say: Callable[[str], None]
) -> tuple[list[Finding], list[str]]:
    """Light the lamp, sound the buzzer and wait for the button.

    Raises
    ------
    PinsUnavailable
        If the board's pins cannot be had.
    """
    pressed: list[float] = []
    fitted = open_panel(description, lambda: pressed.append(time.monotonic()))
    if fitted is None:
        return [], ["button, lamp and buzzer: not fitted"]
    with fitted as panel:
        panel.recording = True
        panel.beep()
        say(f"The lamp is on and the buzzer has sounded. Press the button within {PRESS_S:.0f} s")
        deadline_s = time.monotonic() + PRESS_S
        while not pressed and time.monotonic() < deadline_s:
            time.sleep(NAP_S)
    if description.panel.button_pin is None:
        return [], ["button: not fitted"]
    if pressed:
        return [], ["button: seen"]
    text = f"button on GPIO{description.panel.button_pin}: no press in {PRESS_S:.0f} s"
    return [finding("panel-silent", "button", text)], []
