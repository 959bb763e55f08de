"""ngspice against what can be said with pencil and paper: if they differ, a deck is wrong."""

import math
from dataclasses import replace

import numpy as np

from hardware.circuit.spice.loads import heaviest_tile
from hardware.circuit.spice.network import RASTER, solve
from hardware.circuit.spice.settling import CLOCKS_HZ, FULL_SCALE, GAPS, IDLE_SIEMENS, Case, settle
from hardware.circuit.values import Values

__all__ = ["divider_difference_codes", "sampling_difference_codes"]

#: As good as nothing, where a deck needs some capacitor and some driver.
NO_FARAD, NO_OHM = 1e-17, 1e-6
SAMPLING_CLOCKS = 1.5
SWITCH_OHM = 1.0


def divider_difference_codes(values: Values) -> float:
    """Return how far ngspice is from `v = G / (Gref + S)` with ideal drivers, at most, codes."""
    siemens = heaviest_tile() / values.sensor_n_per_siemens
    driven = np.array([[pattern >> row & 1 for row in range(16)] for pattern in RASTER])
    share = driven @ siemens / (1.0 / values.reference_ohm + siemens.sum(axis=0))
    found = solve(
        siemens,
        supply_v=values.supply_v,
        reference_ohm=values.reference_ohm,
        driver_ohm=NO_OHM,
    )
    return float(FULL_SCALE * np.abs(found.column_v / values.supply_v - share).max())


def sampling_difference_codes(values: Values) -> float:
    """Return how far ngspice is from one capacitor charged through one resistor, at most, codes.

    Without any other capacitance, a sample is `final * (1 - exp(-t / RC))`, t being 1.5 clocks.
    """
    bare = replace(values, cell_farad=NO_FARAD)
    siemens = 1e-3
    cases = [Case(clock, GAPS[0], NO_FARAD, IDLE_SIEMENS, siemens) for clock in CLOCKS_HZ]
    source_ohm = 1.0 / (
        1.0 / (values.built_driver_ohm + 1.0 / siemens) + 1.0 / values.reference_ohm
    )
    path_ohm = source_ohm + values.column_resistor_ohm + values.sample_ohm + SWITCH_OHM
    worst = 0.0
    for one in settle(cases, bare):
        time_s = SAMPLING_CLOCKS / one.case.clock_hz
        missing = math.exp(-time_s / (path_ohm * values.sample_farad))
        worst = max(worst, abs(one.error_codes + one.final_codes * missing))
    return worst
