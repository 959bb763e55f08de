"""Column potentials to forces: as a lone divider would take them, and as the product's decoder does."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from device import CONVERSION, Assembler, load_description, nominal_calibration
from hardware.circuit.spice.network import RASTER
from hardware.circuit.tile import COLS, ROWS
from hardware.circuit.values import Values

__all__ = ["codes_of", "decoded_n", "naive_n"]

Numbers = NDArray[np.float64]

CODES = 1024
CONVERSION_NS = 20_000


def codes_of(column_v: Numbers, supply_v: float) -> NDArray[np.int64]:
    """Return what an ideal converter says of potentials: `1024 v`, cut off (DS21295, equation 4-2)."""
    codes = np.clip(np.floor(CODES * column_v / supply_v), 0, CODES - 1)
    return codes.astype(np.int64)


def naive_n(column_v: Numbers, values: Values) -> Numbers:
    """Return each cell's force as if it were alone on its column: `G = Gref v / (1 - v)`, (16, 8)."""
    codes = codes_of(column_v[1:], values.supply_v)
    # A code stands for the middle of its step; code 0 for nothing.
    share = np.where(codes > 0, codes + 0.5, 0.0) / CODES
    siemens = share / (1.0 - share) / values.reference_ohm
    return values.sensor_n_per_siemens * siemens


def decoded_n(column_v: Numbers, values: Values, *, driver_ohm: float) -> Numbers:
    """Return each cell's force from the decoder that reads real mats, (16, 8), newtons.

    Parameters
    ----------
    column_v : ndarray of float64, shape (17, 8)
        Potentials under `RASTER`.
    values : Values
        Of the tile.
    driver_ohm : float
        What the decoder takes the row drivers to have; 0 = it does not correct.
    """
    whole = load_description("treadmill")
    circuit = replace(whole.circuit, row_driver_ohm=driver_ohm, reference_ohm=values.reference_ohm)
    description = replace(
        load_description("bench"), circuit=circuit, sensor=whole.sensor, grid=whole.grid
    )
    conversions = np.zeros(len(RASTER) * COLS, CONVERSION)
    conversions["rows"] = np.repeat(np.array(RASTER), COLS)
    conversions["col"] = np.tile(np.arange(COLS), len(RASTER))
    conversions["code"] = codes_of(column_v, values.supply_v).ravel()
    conversions["time_ns"] = CONVERSION_NS * np.arange(len(conversions))
    conversions["end"][-1] = 1
    block = Assembler(description, nominal_calibration(description)).take([conversions], last=True)
    assert block is not None
    force_n: Numbers = block.force_n[0].astype(np.float64).reshape(ROWS, COLS)
    return force_n
