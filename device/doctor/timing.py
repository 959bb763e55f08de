"""The bus in time: the clock that it really has, conversions and frames a second, jitter."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from device._bus import Bus
from device.bus_timing import IDLE_BITS, POLLED_HZ, nominal_frame_rate_hz, raspberry_pi_4
from device.description import MatDescription
from device.doctor.kinds import Finding, finding

__all__ = ["BusTimes", "check_timing", "real_clock_hz"]

#: Transfers whose middle length counts.
REPEATS = 400
#: The driver polls transfers that are shorter than 30 us and waits for an interrupt for longer ones
#: (spi-bcm2835.c); all that are compared must go the same way.
POLLED_S = 30e-6
CLOCKS_A_BYTE = 8 + IDLE_BITS
#: Below these parts of what is asked for, or of what a Raspberry Pi 4 does, something is wrong.
LEAST_CLOCK, LEAST_RATE = 0.85, 0.6
#: The latest one in a thousand conversions should come within this time.
MOST_LATE_S = 2e-3


@dataclass(frozen=True, slots=True)
class BusTimes:
    """What was measured of the buses.

    Parameters
    ----------
    asked_hz : float
        Clock that the mat description asks for.
    real_hz : float
        Clock that was found; NaN where it cannot be told.
    conversions_hz : float
        Conversions a second on one bus.
    frames_hz, raster_hz : float
        Frames a second of the empty mat, by the adaptive scan and as a raster.
    p50_s, p99_s, p999_s, most_s : float
        From one conversion to the next: half, 99 %, 99.9 % and all of them come sooner.
    """

    asked_hz: float
    real_hz: float
    conversions_hz: float
    frames_hz: float
    raster_hz: float
    p50_s: float
    p99_s: float
    p999_s: float
    most_s: float

    @classmethod
    def of(
        cls, clocks_hz: tuple[float, float], conversion_s: NDArray[np.float64], *, frames_hz: float,
        raster_hz: float,
    ) -> "BusTimes":  # fmt: skip
        """Return the figures of some conversions; `clocks_hz` are asked for and found."""
        p50_s, p99_s, p999_s = (float(np.percentile(conversion_s, p)) for p in (50, 99, 99.9))
        return cls(
            *clocks_hz, 1.0 / float(conversion_s.mean()), frames_hz, raster_hz,
            p50_s, p99_s, p999_s, float(conversion_s.max()),
        )  # fmt: skip


def real_clock_hz(buses: Sequence[Bus], asked_hz: float) -> float:
    """Return the clock that the first bus really has; NaN where that cannot be told.

    Zeros before a frame change nothing for the converter but cost their clocks: the clock is what the
    zeros' bytes, of nine clocks each on a Raspberry Pi 0 to 4, take longer.

    Raises
    ------
    BusFailed
        If the bus refuses.
    """
    polled = int(asked_hz * POLLED_S / CLOCKS_A_BYTE)
    zeros = max(polled - 3, 1) if asked_hz >= POLLED_HZ else 8
    # In turn, so that a change of the system's load meets both alike.
    times_ns = [
        [bus_times.transfer_times_ns(count, REPEATS // 4) for count in (0, zeros)]
        for bus_times in [buses[0]] * 4
    ]
    short_ns, long_ns = (float(np.median([part[which] for part in times_ns])) for which in (0, 1))
    longer_s = 1e-9 * (long_ns - short_ns)
    real_hz = CLOCKS_A_BYTE * zeros / longer_s if longer_s > 0.0 else np.nan
    # Twice the clock is not what an oscillator drifts to: something else took the time, or none.
    return float(real_hz) if real_hz < 2.0 * asked_hz else float("nan")


def check_timing(description: MatDescription, times: BusTimes) -> list[Finding]:
    """Return what is wrong with the buses' time."""
    found: list[Finding] = []
    if times.real_hz < LEAST_CLOCK * times.asked_hz:
        text = f"SPI runs at {times.real_hz / 1e6:.2f} MHz, {times.asked_hz / 1e6:.2f} MHz were asked for"
        found.append(finding("clock-slow", "SPI clock", text))
    usual_hz = 1e9 / raspberry_pi_4(times.asked_hz).transfer_ns
    frames_hz = nominal_frame_rate_hz(description, "adaptive")
    if times.conversions_hz < LEAST_RATE * usual_hz and not found:
        text = (
            f"{times.conversions_hz:.0f} conversions/s, a Raspberry Pi 4 makes {usual_hz:.0f}: an empty mat "
            f"has {times.frames_hz:.0f} frames/s instead of {frames_hz:.0f}"
        )
        found.append(finding("rate-low", "scan", text))
    if times.p999_s > MOST_LATE_S:
        text = f"one conversion in a thousand comes more than {1e3 * times.p999_s:.1f} ms after the last"
        found.append(finding("jitter-high", "scan", text))
    return found
