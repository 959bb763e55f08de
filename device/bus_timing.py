"""How long a transfer takes: the Raspberry Pi's SPI controller and its kernel, as numbers."""

import math
from dataclasses import dataclass

from device.description import TILE_COLS, TILE_ROWS, MatDescription
from device.errors import BadMat

__all__ = ["BusTiming", "nominal_frame_rate_hz", "raspberry_pi_4"]

#: The SPI clock is this divided by an even number (spi-bcm2835.c).
CORE_CLOCK_HZ = 500e6
#: System call, chip select and driver of one 3-byte transfer without its clock pulses: fitted to
#: 63.5 thousand conversions a second at 3.6 MHz, one a call (nagimov, mcp3008hwspi).
BEFORE_NS = 5500
AFTER_NS = 2700
#: The controller idles one clock after each byte when it is polled.
IDLE_BITS = 1
#: Below this clock a 3-byte transfer is no longer polled but waits for an interrupt ...
POLLED_HZ = 1.2e6
#: ... and for the worker that it wakes.
INTERRUPT_NS = 30_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BusTiming:
    """What one transfer costs.

    Parameters
    ----------
    clock_hz : float
        Clock that the controller really makes.
    before_ns, after_ns : int
        Outside the clock pulses: until the first, and after the last.
    idle_bits : int
        Clocks that the controller idles after each byte.
    jitter_ns : float
        Standard deviation of a transfer's length.
    delay_share : float
        Share of transfers that something else on the computer interrupts.
    delay_ns : float
        Mean length of such an interruption.
    """

    clock_hz: float
    before_ns: int
    after_ns: int
    idle_bits: int
    jitter_ns: float
    delay_share: float
    delay_ns: float

    @property
    def bit_ns(self) -> int:
        """Length of a clock, nanoseconds."""
        return round(1e9 / self.clock_hz)

    @property
    def transfer_ns(self) -> int:
        """Length of an undisturbed transfer of three bytes, nanoseconds."""
        return self.before_ns + self.after_ns + (24 + 3 * self.idle_bits) * self.bit_ns


def raspberry_pi_4(clock_hz: float) -> BusTiming:
    """Return what a transfer costs on a Raspberry Pi 4 with a stock kernel.

    The controller makes the nearest clock at or below `clock_hz` that its divider allows. Jitter and
    interruptions (one transfer in 400, 25 us) are assumed, not measured.

    Raises
    ------
    BadMat
        If `clock_hz` is not from 10 kHz to 10 MHz.
    """
    if not 1e4 <= clock_hz <= 1e7:
        raise BadMat(f"clock_hz must be from 10000 to 10000000, got {clock_hz!r}")
    divider = 2 * math.ceil(CORE_CLOCK_HZ / clock_hz / 2)
    real_hz = CORE_CLOCK_HZ / divider
    return BusTiming(
        clock_hz=real_hz,
        before_ns=BEFORE_NS,
        after_ns=AFTER_NS + (INTERRUPT_NS if real_hz < POLLED_HZ else 0),
        idle_bits=IDLE_BITS,
        jitter_ns=200.0,
        delay_share=1 / 400,
        delay_ns=25_000.0,
    )


def nominal_frame_rate_hz(description: MatDescription, scan: str) -> float:
    """Return the frames per second of an idle mat on a Raspberry Pi 4.

    The adaptive scan converts the column sums and, to watch the cells in turn, two more; a raster
    every cell.
    """
    columns = TILE_COLS * max(len(tiles) for tiles in description.buses)
    conversions = columns + 2 if scan == "adaptive" else columns * TILE_ROWS
    return 1e9 / (raspberry_pi_4(description.circuit.clock_hz).transfer_ns * conversions)
