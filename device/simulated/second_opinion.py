"""Adafruit's driver, unmodified, on a modelled bus."""

from device.adafruit_converter import AdafruitConverter
from device.simulated._bus import SimulatedBus

__all__ = ["adafruit_on"]


def adafruit_on(bus: SimulatedBus, spi_device: str) -> AdafruitConverter:
    """Return Adafruit's converter on a tile's modelled bus.

    Raises
    ------
    BusFailed
        If the libraries are not installed.
    """
    return AdafruitConverter(spi_device, bus=_ModelledBus(bus))


class _ModelledBus:
    """What Adafruit's drivers use of `busio.SPI`."""

    def __init__(self, bus: SimulatedBus) -> None:
        self._bus = bus

    def try_lock(self) -> bool:
        return True

    def unlock(self) -> None:
        """Do nothing: nobody else waits for it."""

    def configure(self, *, baudrate: int, polarity: int, phase: int) -> None:
        """Do nothing: the modelled bus has one clock, that of the description."""

    def write(self, sent: bytes) -> None:
        self._bus.exchange_bytes(bytes(sent))

    def write_readinto(self, sent: bytearray, received: bytearray) -> None:
        received[:] = self._bus.exchange_bytes(bytes(sent))

    def close(self) -> None:
        """Do nothing: nothing is held."""
