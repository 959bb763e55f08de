"""What the decks say of the circuit as it is built: settling, drivers, crosstalk, currents."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hardware.circuit.spice.decoding import decoded_n, naive_n
from hardware.circuit.spice.loads import full_row, heaviest_tile
from hardware.circuit.spice.network import Solution, solve
from hardware.circuit.spice.settling import CLOCKS_HZ, GAPS, Case, Settled, settle
from hardware.circuit.values import Values

__all__ = [
    "LINE_FARADS",
    "Currents",
    "ForceError",
    "crosstalk",
    "currents",
    "driver_errors",
    "settling",
    "tolerance_errors",
]

Numbers = NDArray[np.float64]

#: A cell counts as loaded above this, and as empty below that.
LOADED_N, EMPTY_N = 20.0, 1.0
#: A switch that nothing is known of: least and greatest at 3.3 V.
LEAST_SWITCH_OHM = 0.8
HEAVY_SIEMENS, LIGHT_SIEMENS, IDLE_SIEMENS = 1e-3, 1e-4, 1e-9
#: Shorter and longer cables than the values' own.
LINE_FARADS = (26e-12, 100e-12, 300e-12, 1e-9)
SHORT_SIEMENS = 1e3


@dataclass(frozen=True, slots=True)
class ForceError:
    """How far forces are from the truth on one tile.

    Parameters
    ----------
    name : str
        The case.
    cell_share : float
        Greatest error of a loaded cell, share of full scale.
    sum_share : float
        Error of the sum of all forces, share of it; signed.
    ghost_n : float
        Most that an empty cell reads, newtons.
    """

    name: str
    cell_share: float
    sum_share: float
    ghost_n: float


@dataclass(frozen=True, slots=True)
class Currents:
    """Greatest currents, amperes, and a cell's greatest power, watts."""

    row_heavy_a: float
    row_full_a: float
    rows_touching_a: float
    tile_all_rows_a: float
    cell_full_a: float
    cell_short_a: float
    cell_power_w: float


def settling(values: Values) -> list[Settled]:
    """Return the worst sample of each clock, gap and line: falling, rising far, rising a little."""
    loads = (
        (HEAVY_SIEMENS, IDLE_SIEMENS),
        (IDLE_SIEMENS, HEAVY_SIEMENS),
        (IDLE_SIEMENS, LIGHT_SIEMENS),
    )
    places = [(clock, gap, line) for gap in GAPS for line in LINE_FARADS for clock in CLOCKS_HZ]
    cases = [Case(*place, *load) for place in places for load in loads]
    all_settled = settle(cases, values)
    count = len(loads)
    return [
        max(all_settled[k * count : (k + 1) * count], key=lambda one: abs(one.error_codes))
        for k in range(len(places))
    ]


def driver_errors(values: Values, driver_ohm: float) -> list[ForceError]:
    """Return errors at the heaviest moment of a tile with these drivers, neglected and corrected."""
    force_n = heaviest_tile()
    solution = _solve(force_n, values, driver_ohm)
    return [
        _error("neglected", decoded_n(solution.column_v, values, driver_ohm=0.0), force_n, values),
        _error(
            "corrected",
            decoded_n(solution.column_v, values, driver_ohm=driver_ohm),
            force_n,
            values,
        ),
    ]


def tolerance_errors(values: Values) -> list[ForceError]:
    """Return errors of the tile as built, at both ends of its drivers' tolerance.

    The decoder takes them for what the mat description says.
    """
    force_n = heaviest_tile()
    low = values.row_resistor_ohm * (1.0 - values.resistor_tolerance) + LEAST_SWITCH_OHM
    high = values.row_resistor_ohm * (1.0 + values.resistor_tolerance) + values.switch_most_ohm
    return [
        _error(
            f"{ohm:.2f} ohm",
            decoded_n(
                _solve(force_n, values, ohm).column_v, values, driver_ohm=values.row_driver_ohm
            ),
            force_n,
            values,
        )
        for ohm in (low, values.built_driver_ohm, high)
    ]


def crosstalk(values: Values) -> list[ForceError]:
    """Return errors at the heaviest moment: each cell for itself, inverted, inverted and corrected."""
    force_n = heaviest_tile()
    column_v = _solve(force_n, values, values.built_driver_ohm).column_v
    found = (
        ("each cell taken for a lone divider", naive_n(column_v, values)),
        ("inverted, drivers taken for ideal", decoded_n(column_v, values, driver_ohm=0.0)),
        (
            "inverted, drivers corrected",
            decoded_n(column_v, values, driver_ohm=values.row_driver_ohm),
        ),
    )
    return [_error(name, got_n, force_n, values) for name, got_n in found]


def currents(values: Values) -> Currents:
    """Return the greatest currents that ngspice finds."""
    heavy = _solve(heaviest_tile(), values, values.built_driver_ohm)
    row_a = _solve(full_row(values), values, values.built_driver_ohm).row_a
    lone_n = np.zeros_like(heaviest_tile())
    lone_n[8, 3] = values.full_scale_n
    matched_n, short_n = lone_n.copy(), lone_n.copy()
    matched_n[8, 3] = values.sensor_n_per_siemens / (values.reference_ohm + values.built_driver_ohm)
    short_n[8, 3] = values.sensor_n_per_siemens * SHORT_SIEMENS
    matched_a = _row_a(matched_n, values)
    return Currents(
        row_heavy_a=float(heavy.row_a[1:].max()),
        row_full_a=float(row_a[1:].max()),
        rows_touching_a=values.supply_v / (2.0 * values.built_driver_ohm),
        tile_all_rows_a=float(heavy.row_a[0].sum()),
        cell_full_a=_row_a(lone_n, values),
        cell_short_a=_row_a(short_n, values),
        cell_power_w=matched_a**2 * values.sensor_n_per_siemens / matched_n[8, 3],
    )


def _row_a(force_n: Numbers, values: Values) -> float:
    return float(_solve(force_n, values, values.built_driver_ohm).row_a[1:].max())


def _solve(force_n: Numbers, values: Values, driver_ohm: float) -> Solution:
    return solve(
        force_n / values.sensor_n_per_siemens,
        supply_v=values.supply_v,
        reference_ohm=values.reference_ohm,
        driver_ohm=driver_ohm,
    )


def _error(name: str, got_n: Numbers, true_n: Numbers, values: Values) -> ForceError:
    loaded, empty = true_n > LOADED_N, true_n < EMPTY_N
    return ForceError(
        name,
        cell_share=float(np.abs(got_n - true_n)[loaded].max() / values.full_scale_n),
        sum_share=float(got_n.sum() / true_n.sum() - 1.0),
        ghost_n=float((got_n - true_n)[empty].max()),
    )
