"""The values that circuit, decks and parts list share: from the mat description and the data sheets."""

import math
from dataclasses import dataclass

from device import MatDescription, load_description

__all__ = ["VALUES", "Values", "values_for"]

E24 = (
    10,
    11,
    12,
    13,
    15,
    16,
    18,
    20,
    22,
    24,
    27,
    30,
    33,
    36,
    39,
    43,
    47,
    51,
    56,
    62,
    68,
    75,
    82,
    91,
)
#: Typical on-resistance of a row's switch at 3.3 V.
SWITCH_OHM = 1.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """Electrical values of a tile; ohms, farads, volts, amperes, hertz.

    Parameters
    ----------
    supply_v, clock_hz, reference_ohm, row_driver_ohm
        From the mat description.
    switch_ohm, switch_most_ohm, switch_limit_a
        One row's switch at 3.3 V, typical and greatest; its greatest continuous current
        (TI SCDS217, TS5A3159: 1.15 and 1.7 ohm, 200 mA).
    row_resistor_ohm
        In series with each switch: what the description's driver resistance leaves over, from the E24 row.
    resistor_tolerance
        Of row and reference resistors, as a share.
    column_resistor_ohm
        Between a column and the converter's input, against static.
    cell_area_m2
        Of one cell, from border to border.
    cell_farad
        Of one unloaded cell; see `mat.md`.
    line_farad
        Of one column to ground: 0.3 m of cable at 50 pF/m, one protection diode, the converter's pin.
    sample_farad, sample_ohm
        The converter's sampling capacitor and its switch (Microchip DS21295, figure 4-1).
    sensor_n_per_siemens, full_scale_n
        The nominal cell.
    """

    supply_v: float
    clock_hz: float
    reference_ohm: float
    row_driver_ohm: float
    row_resistor_ohm: float
    sensor_n_per_siemens: float
    full_scale_n: float
    cell_area_m2: float
    switch_ohm: float = SWITCH_OHM
    switch_most_ohm: float = 1.7
    switch_limit_a: float = 0.2
    resistor_tolerance: float = 0.01
    column_resistor_ohm: float = 100.0
    cell_farad: float = 5e-12
    line_farad: float = 26e-12
    sample_farad: float = 20e-12
    sample_ohm: float = 1000.0

    @property
    def built_driver_ohm(self) -> float:
        """What a row's driver has as built: switch and resistor."""
        return self.switch_ohm + self.row_resistor_ohm

    def siemens(self, force_n: float) -> float:
        """Return the nominal cell's conductance under a force."""
        return force_n / self.sensor_n_per_siemens


def values_for(description: MatDescription) -> Values:
    """Return the values of the tiles of a mat.

    Raises
    ------
    ValueError
        If the description asks for a row driver that the switch alone exceeds.
    """
    circuit, sensor, grid = description.circuit, description.sensor, description.grid
    series_ohm = circuit.row_driver_ohm - SWITCH_OHM
    if series_ohm < 1.0:
        raise ValueError(
            f"row_driver_ohm is {circuit.row_driver_ohm:g}: below the switch and a 1 ohm resistor; "
            "set it to 2.15 or more in the mat description"
        )
    return Values(
        supply_v=circuit.supply_v,
        clock_hz=circuit.clock_hz,
        reference_ohm=circuit.reference_ohm,
        row_driver_ohm=circuit.row_driver_ohm,
        row_resistor_ohm=nearest_e24_ohm(series_ohm),
        sensor_n_per_siemens=sensor.force_scale,
        full_scale_n=sensor.full_scale_n,
        cell_area_m2=grid.row_pitch_m * grid.col_pitch_m,
    )


def nearest_e24_ohm(ohm: float) -> float:
    """Return the resistor of the E24 row that is nearest to `ohm`, by ratio."""
    decade = 10.0 ** (math.floor(math.log10(ohm)) - 1)
    choices = [step * decade for step in (*E24, 100)]
    return min(choices, key=lambda one: abs(math.log(one / ohm)))


#: Of the treadmill mat.
VALUES = values_for(load_description("treadmill"))
