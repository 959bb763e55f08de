"""Numbers, moments and quantities as a reader's language and units have them."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Literal

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

__all__ = ["DASH", "Figures", "SpeedUnit", "Units"]

Units = Literal["metric", "imperial"]
SpeedUnit = Literal["speed", "pace"]

#: What stands where there is no value.
DASH = "–"

MILE_M = 1609.344
INCH_M = 0.0254
POUND_KG = 0.45359237

#: Slower than this nobody walks, and a pace would have no end.
STANDSTILL_M_S = 0.05


@dataclass(frozen=True, slots=True)
class Figures:
    """How one reader wants figures.

    Parameters
    ----------
    language : str
        `"en"`, `"de"`.
    units : {"metric", "imperial"}
        For lengths, masses and distances.
    speed_unit : {"speed", "pace"}
        Way per time (km/h, mph) or time per way (min/km, min/mi).
    """

    language: str = "en"
    units: Units = "metric"
    speed_unit: SpeedUnit = "speed"

    def number(self, value: float | None, digits: int = 0, *, scale: float = 1.0) -> str:
        """Return `value` times `scale` with so many digits after the point; a dash for None."""
        if value is None:
            return DASH
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        shown = value * scale
        # Nobody means minus nothing.
        shown = 0.0 if round(shown, digits) == 0.0 else shown
        return str(format_decimal(shown, format=pattern, locale=self.language))

    def speed(self, speed_m_s: float | None) -> str:
        """Return a belt speed with its unit, `12.6 km/h` or `4:46 min/km`; a dash for None."""
        if speed_m_s is None:
            return DASH
        way_m, way = (1000.0, "km") if self.units == "metric" else (MILE_M, "mi")
        if self.speed_unit == "pace":
            return f"{_minutes(way_m, speed_m_s)} min/{way}"
        unit = "km/h" if self.units == "metric" else "mph"
        return f"{self.number(speed_m_s, 1, scale=3600.0 / way_m)} {unit}"

    def length(self, length_m: float | None) -> str:
        """Return a length of a body's or a mat's size with its unit, `27.0 cm`; a dash for None."""
        if self.units == "imperial":
            return _with_unit(self.number(length_m, 1, scale=1 / INCH_M), "in")
        return _with_unit(self.number(length_m, 1, scale=100.0), "cm")

    def mass(self, mass_kg: float | None) -> str:
        """Return a mass with its unit, `70.0 kg`; a dash for None."""
        if self.units == "imperial":
            return _with_unit(self.number(mass_kg, 1, scale=1 / POUND_KG), "lb")
        return _with_unit(self.number(mass_kg, 1), "kg")

    def duration(self, seconds: float | None) -> str:
        """Return minutes and seconds, `2:05`, or hours, `1:02:05`; a dash for None."""
        if seconds is None:
            return DASH
        minutes, whole_s = divmod(int(seconds), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{whole_s:02}" if hours else f"{minutes}:{whole_s:02}"

    def moment(self, when: datetime | str, zone: tzinfo | None = None) -> str:
        """Return day and time in a time zone, this computer's where none is given."""
        return format_datetime(_local(when, zone), "medium", locale=self.language)

    def day(self, when: datetime | str, zone: tzinfo | None = None) -> str:
        """Return the day in a time zone, this computer's where none is given."""
        return format_date(_local(when, zone).date(), "medium", locale=self.language)


def _with_unit(number: str, unit: str) -> str:
    return number if number == DASH else f"{number} {unit}"


def _minutes(way_m: float, speed_m_s: float) -> str:
    if speed_m_s < STANDSTILL_M_S:
        return DASH
    minutes, seconds = divmod(round(way_m / speed_m_s), 60)
    return f"{minutes}:{seconds:02}"


def _local(when: datetime | str, zone: tzinfo | None) -> datetime:
    moment = datetime.fromisoformat(when) if isinstance(when, str) else when
    return moment.astimezone(zone)
