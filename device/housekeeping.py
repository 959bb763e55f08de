"""The housekeeping converter: row rail, deck temperature and reference load cell."""

import math
from dataclasses import dataclass

from device.adafruit_converter import AdafruitConverter
from device.description import Housekeeping

__all__ = ["HousekeepingReader", "HousekeepingReading"]

#: Readings that are averaged; the converter's noise is about one code.
READINGS = 16
FULL_SCALE = 1024
HIGHEST_CODE = 1023
ZERO_CELSIUS_K = 273.15
#: At which a thermistor has its nominal resistance.
NOMINAL_K = ZERO_CELSIUS_K + 25.0


@dataclass(frozen=True, slots=True)
class HousekeepingReading:
    """The mat's own state; None = not wired, NaN = cannot be told: the input is open or shorted.

    Parameters
    ----------
    row_rail_v : float or None
        Supply of the row drivers, volts.
    temperature_deg_c : float or None
        Of the deck, degrees Celsius.
    load_n : float or None
        On the reference load cell, newtons; small negative values are its zero's error.
    """

    row_rail_v: float | None
    temperature_deg_c: float | None
    load_n: float | None


class HousekeepingReader:
    """The converter that watches the mat, through Adafruit's driver.

    Parameters
    ----------
    wired : Housekeeping
        Inputs and their scales, from the mat's description.
    supply_v : float
        The converter's supply and reference, volts.

    Raises
    ------
    BusFailed
        If the device cannot be opened.
    """

    def __init__(self, wired: Housekeeping, supply_v: float) -> None:
        self._wired = wired
        self._supply_v = supply_v
        self._converter = AdafruitConverter(wired.spi_device, wired.clock_hz)

    def read(self) -> HousekeepingReading:
        """Return what the converter sees now.

        Raises
        ------
        BusFailed
            If the bus refuses.
        """
        wired = self._wired
        rail = self._fraction(wired.row_rail_channel)
        deck = self._fraction(wired.temperature_channel)
        load = self._fraction(wired.load_cell_channel)
        return HousekeepingReading(
            row_rail_v=None if rail is None else rail * self._supply_v * wired.row_rail_divider,
            temperature_deg_c=None if deck is None else self._temperature_deg_c(deck),
            load_n=None if load is None else self._load_n(load),
        )

    def close(self) -> None:
        """Let go of the converter. Calling it twice is harmless."""
        self._converter.close()

    def _fraction(self, channel: int | None) -> float | None:
        """Return an input as a part of the reference; NaN at either end of the scale."""
        if channel is None:
            return None
        codes = [self._converter.read_input(channel) for _ in range(READINGS)]
        if min(codes) == HIGHEST_CODE or max(codes) == 0:
            return math.nan
        # A code stands for the step that begins at it.
        return (sum(codes) / READINGS + 0.5) / FULL_SCALE

    def _temperature_deg_c(self, fraction: float) -> float:
        """Invert the divider, then the thermistor's beta equation 1/T = 1/T0 + ln(R/R0)/beta."""
        wired = self._wired
        thermistor_ohm = wired.thermistor_series_ohm * fraction / (1.0 - fraction)
        inverse_k = math.log(thermistor_ohm / wired.thermistor_ohm) / wired.thermistor_beta_k
        return 1.0 / (1.0 / NOMINAL_K + inverse_k) - ZERO_CELSIUS_K

    def _load_n(self, fraction: float) -> float:
        over_zero_v = fraction * self._supply_v - self._wired.load_cell_zero_v
        return over_zero_v * self._wired.load_cell_n_per_v
