"""What is wired around a mat, opened by its description. The Pi's libraries are loaded only when needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from device.adafruit_converter import SLOW_CLOCK_HZ, AdafruitConverter
from device.description import MatDescription, Panel
from device.errors import BadMat
from device.housekeeping import HousekeepingReader, HousekeepingReading
from device.mat import BeltSpeedSource

if TYPE_CHECKING:
    from device.panel import ControlPanel

__all__ = ["HousekeepingReading", "open_adafruit", "open_belt", "open_panel", "read_housekeeping"]


def open_adafruit(spi_device: str, clock_hz: int) -> AdafruitConverter:
    """Return a converter through Adafruit's driver, at most at the clock that suits 2.7 V.

    Raises
    ------
    BusFailed
        If the libraries are not installed, or the device cannot be opened.
    """
    return AdafruitConverter(spi_device, min(clock_hz, SLOW_CLOCK_HZ))


def open_belt(description: MatDescription) -> BeltSpeedSource | None:
    """Return the belt's tachometer; None if the mat has none.

    Raises
    ------
    PinsUnavailable
        If its pin cannot be had.
    """
    if description.tachometer is None:
        return None
    # gpiozero takes a tenth of a second to import, and is installed on a Raspberry Pi only.
    from device.pins import open_pins
    from device.tachometer import BeltTachometer

    return BeltTachometer(description.tachometer, pins=open_pins())


def open_panel(panel: Panel, on_press: Callable[[], None]) -> ControlPanel:
    """Return the panel's button, lamp and buzzer.

    Raises
    ------
    PinsUnavailable
        If a pin cannot be had.
    """
    from device.panel import ControlPanel
    from device.pins import open_pins

    return ControlPanel(panel, on_press, pins=open_pins())


def read_housekeeping(description: MatDescription) -> HousekeepingReading:
    """Return what the housekeeping converter sees now.

    Raises
    ------
    BadMat
        If the mat has no such converter.
    BusFailed
        If it cannot be opened or read.
    """
    if description.housekeeping is None:
        raise BadMat(
            f"{description.name} has no housekeeping converter; describe it in its TOML file"
        )
    reader = HousekeepingReader(description.housekeeping, description.circuit.supply_v)
    try:
        return reader.read()
    finally:
        reader.close()
