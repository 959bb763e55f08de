"""Converters that are read through Adafruit's driver, by a mat's description."""

from device.adafruit_converter import SLOW_CLOCK_HZ, AdafruitConverter
from device.description import MatDescription
from device.errors import BadMat
from device.housekeeping import HousekeepingReader, HousekeepingReading

__all__ = ["HousekeepingReading", "open_adafruit", "read_housekeeping"]


def open_adafruit(spi_device: str, clock_hz: int) -> AdafruitConverter:
    """Return a converter through Adafruit's driver, at most at the clock that suits 2.7 V.

    Raises
    ------
    BusFailed
        If the libraries are not installed, or the device cannot be opened.
    """
    return AdafruitConverter(spi_device, min(clock_hz, SLOW_CLOCK_HZ))


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
