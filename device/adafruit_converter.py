"""An MCP3008 read by Adafruit's own driver: slow, and the second opinion on the fast path."""

import contextlib
import errno
import os
import threading
from collections.abc import Iterator
from typing import Any, Protocol

from device.bus_failure import bus_failure
from device.description import TILE_COLS, bus_number
from device.errors import BusFailed

__all__ = ["SLOW_CLOCK_HZ", "AdafruitConverter", "SpiBus"]

#: The MCP3008's limit at 2.7 V; the driver's default of 100 kHz needs 240 us for three bytes.
SLOW_CLOCK_HZ = 1_350_000
ALL_ROWS = 0xFFFF


class SpiBus(Protocol):
    """What Adafruit's drivers use of `busio.SPI`."""

    def try_lock(self) -> bool:
        """Take the bus if it is free; return whether it was."""

    def unlock(self) -> None:
        """Give the bus back."""

    def configure(self, *, baudrate: int, polarity: int, phase: int) -> None:
        """Set clock and mode."""

    def write(self, sent: bytes) -> None:
        """Send bytes."""

    def write_readinto(self, sent: bytearray, received: bytearray) -> None:
        """Send bytes and fill `received` at the same time."""

    def close(self) -> None:
        """Let go of the bus."""


class AdafruitConverter:
    """One chip select, read by `adafruit_mcp3xxx` over Blinka's Linux SPI, both unmodified.

    The driver sends its request late in the frame and zeros behind it, and a tile shifts both into its
    row drivers. So the rows are set by a transaction of their own before each reading:

        MOSI  0 1 1 c c c 0 0 | r15 . . . . . . r8 | r7 . . . . . . r0   ours: rows for the next reading
        MOSI  0 0 0 0 0 0 0 1 | 1 c c c 0 0 0 0    | 0 0 0 0 0 0 0 0     the driver's: reads the code

    Parameters
    ----------
    spi_device : str
        `/dev/spidevB.C`; the kernel drives its chip select.
    clock_hz : int
        SPI clock.
    bus : SpiBus, optional
        What the drivers talk to; Blinka's bus by default.

    Raises
    ------
    BusFailed
        If the libraries are not installed, or the device cannot be opened.
    """

    def __init__(
        self, spi_device: str, clock_hz: int = SLOW_CLOCK_HZ, *, bus: SpiBus | None = None
    ) -> None:
        self.path = spi_device
        select = int(spi_device.rpartition(".")[2])
        with self._failures():
            self._bus = bus or _BlinkaBus(bus_number(spi_device), select)
        self._rows = _bus_device(self._bus, clock_hz)
        self._driver = _driver(self._bus, clock_hz)

    def read_code(self, rows: int, channel: int) -> int:
        """Return the code of an input, 0 to 1023, while the row drivers hold `rows`.

        Parameters
        ----------
        rows : int
            Pattern of the row drivers, bit i = output i, 0 to 65535.
        channel : int
            Input of the converter, 0 to 7.

        Raises
        ------
        BusFailed
            If the bus refuses.
        """
        if not 0 <= rows <= ALL_ROWS:
            raise ValueError(f"rows must be 0 to {ALL_ROWS}, got {rows}")
        _check_channel(channel)
        self._set_rows(rows, channel)
        return self.read_input(channel)

    def read_input(self, channel: int) -> int:
        """Return the code of an input, 0 to 1023, on a converter without rows.

        Raises
        ------
        BusFailed
            If the bus refuses.
        """
        _check_channel(channel)
        with self._failures():
            return int(self._driver.read(channel))

    def rest(self) -> None:
        """Switch all rows off: the driver's last request is still in force.

        Raises
        ------
        BusFailed
            If the bus refuses.
        """
        self._set_rows(0, 0)

    def close(self) -> None:
        """Let go of the device. Calling it twice is harmless."""
        self._bus.close()

    def _set_rows(self, rows: int, channel: int) -> None:
        with self._failures(), self._rows as bus:
            bus.write(bytes((0x60 | channel << 2, rows >> 8, rows & 0xFF)))

    @contextlib.contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except BusFailed:
            raise
        except OSError as error:
            # Where there is no device, the library raises an error without a number.
            raise bus_failure(self.path, error.errno or errno.ENOENT) from error


class _BlinkaBus:
    """What Adafruit's drivers use of `busio.SPI`, for any chip select: Blinka's own opens only the first."""

    def __init__(self, bus: int, select: int) -> None:
        self._spi = _blinka_spi((bus, select))
        self._lock = threading.Lock()
        self._is_open = True

    def try_lock(self) -> bool:
        return self._lock.acquire(blocking=False)

    def unlock(self) -> None:
        self._lock.release()

    def configure(self, *, baudrate: int, polarity: int, phase: int) -> None:
        self._spi.init(baudrate=baudrate, polarity=polarity, phase=phase)

    def write(self, sent: bytes) -> None:
        self._spi.write(sent)

    def write_readinto(self, sent: bytearray, received: bytearray) -> None:
        self._spi.write_readinto(sent, received)

    def close(self) -> None:
        if self._is_open:
            self._is_open = False
            # Blinka has no way to close it.
            os.close(self._spi._spi.handle)


# The imports stay in functions: Blinka looks for a board when it is imported, and the rest of the program
# must not need it.


def _blinka_spi(port: tuple[int, int]) -> Any:
    with _installed():
        from adafruit_blinka.microcontroller.generic_linux.spi import SPI
    return SPI(port)


def _bus_device(bus: SpiBus, clock_hz: int) -> Any:
    with _installed():
        from adafruit_bus_device.spi_device import SPIDevice
    return SPIDevice(bus, baudrate=clock_hz)


def _driver(bus: SpiBus, clock_hz: int) -> Any:
    with _installed():
        from adafruit_mcp3xxx.mcp3008 import MCP3008
    return MCP3008(bus, None, baudrate=clock_hz)


@contextlib.contextmanager
def _installed() -> Iterator[None]:
    try:
        yield
    # Blinka raises RuntimeError where a library for this very board is missing.
    except (ImportError, RuntimeError) as error:
        raise BusFailed(
            f"--mat adafruit needs Adafruit's libraries ({error}); "
            "install them with: pip install 'strikemat[pi]'"
        ) from error


def _check_channel(channel: int) -> None:
    """Refuse what the driver would take for another channel."""
    if not 0 <= channel < TILE_COLS:
        raise ValueError(f"channel must be 0 to {TILE_COLS - 1}, got {channel}")
