"""Modelled force-sensing resistors: force in, conductance out, with their faults of character.

Figures after Interlink's FSR 400 data sheet and integration guide: conductance grows nearly in proportion
to force from a break force of about 0.2 N; part-to-part spread 6 %; hysteresis 10 % on average; drift below
5 % per decade of time; above 10 megohm unloaded.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from device.calibration import Calibration
from device.description import TILE_COLS, MatDescription
from device.errors import BadMat

__all__ = ["IDEAL_SENSORS", "SensorModel", "Sensors"]

#: How long a cell remembers its greatest load.
MEMORY_S = 0.3
DRIFT_START_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorModel:
    """How far the cells are from perfect; shares of the reading, at least 0 and below 1.

    Parameters
    ----------
    spread : float
        Part-to-part standard deviation of the sensitivity.
    exponent_sd : float
        Part-to-part standard deviation of the curve's exponent.
    hysteresis : float
        How much more a cell reads, at most, when it is unloaded from a greater force.
    drift : float
        Growth of the sensitivity per decade of time after the first minute.
    break_force_n : float
        Force below which a cell hardly conducts, newtons.
    idle_siemens : float
        Conductance of an unloaded cell.

    Raises
    ------
    BadMat
        If a value is out of bounds.
    """

    spread: float = 0.06
    exponent_sd: float = 0.01
    hysteresis: float = 0.10
    drift: float = 0.01
    break_force_n: float = 0.2
    idle_siemens: float = 1e-7

    def __post_init__(self) -> None:
        for name in ("spread", "exponent_sd", "hysteresis", "drift"):
            if not 0.0 <= getattr(self, name) < 1.0:
                raise BadMat(f"{name} must be at least 0 and below 1, got {getattr(self, name)!r}")
        for name, high in (("break_force_n", 50.0), ("idle_siemens", 1e-3)):
            if not 0.0 <= getattr(self, name) <= high:
                raise BadMat(f"{name} must be from 0 to {high:g}, got {getattr(self, name)!r}")


#: Cells that are all alike, forget nothing and do not age.
IDEAL_SENSORS = SensorModel(
    spread=0.0, exponent_sd=0.0, hysteresis=0.0, drift=0.0, break_force_n=0.0, idle_siemens=0.0
)


class Sensors:
    """The cells of one mat.

    Parameters
    ----------
    description : MatDescription
        Their number and their nominal curve.
    model : SensorModel
        How far they are from it.
    seed : int
        Of the spread.
    """

    def __init__(self, description: MatDescription, model: SensorModel, *, seed: int) -> None:
        random = np.random.default_rng(seed)
        shape = (description.geometry.rows, TILE_COLS)
        sensor = description.sensor
        self._model = model
        self._scale = sensor.force_scale * np.exp(model.spread * random.standard_normal(shape))
        self._exponent = sensor.force_exponent + model.exponent_sd * random.standard_normal(shape)
        # A cell off the nominal exponent still agrees with its scale in the middle of its range.
        middle_siemens = (0.3 * sensor.full_scale_n / sensor.force_scale) ** (
            1 / sensor.force_exponent
        )
        self._scale *= middle_siemens ** (sensor.force_exponent - self._exponent)
        share = random.uniform(0.3, 1.0, shape)
        self._idle_siemens = model.idle_siemens * share
        self._peak_n = np.zeros(shape)

    def calibration(self) -> Calibration:
        """Return what a careful calibration would find: each cell's own curve, pressed and released.

        Weights put on and taken off again read too much by a sixth of the hysteresis on the average.
        """
        mean_gain = 1.0 + self._model.hysteresis / 6.0
        return Calibration(
            self._scale / mean_gain,
            self._exponent.copy(),
            self._idle_siemens.copy(),
            "simulated cells",
        )

    def conductance_siemens(
        self, force_n: NDArray[np.float64], first_s: float, step_s: float
    ) -> NDArray[np.float64]:
        """Return the conductance of each cell, shape (n, rows, cols); remembers where it stopped.

        Parameters
        ----------
        force_n : ndarray of float64, shape (n, rows, cols)
            Force on each cell, newtons, at least 0, `step_s` apart.
        first_s, step_s : float
            Time of the first force, and from one to the next, seconds.
        """
        model = self._model
        peak_n = self._peaks_n(force_n, step_s)
        gain = 1.0 + model.drift * np.log10(1.0 + first_s / DRIFT_START_S)
        unloaded = 1.0 - np.divide(force_n, peak_n, out=np.ones_like(force_n), where=peak_n > 0.0)
        pressed_n = force_n
        if model.break_force_n > 0.0:
            pressed_n = -force_n * np.expm1(-((force_n / model.break_force_n) ** 2))
        curve = np.zeros_like(force_n)
        # Most cells carry nothing, and a power costs more than finding that out.
        _, rows, cols = loaded = np.nonzero(pressed_n > 0.0)
        curve[loaded] = (pressed_n[loaded] / self._scale[rows, cols]) ** (
            1.0 / self._exponent[rows, cols]
        )
        siemens: NDArray[np.float64] = gain * (1.0 + model.hysteresis * unloaded) * curve
        return siemens + self._idle_siemens

    def _peaks_n(self, force_n: NDArray[np.float64], step_s: float) -> NDArray[np.float64]:
        """Return the greatest recent force of each cell at each time; it fades with `MEMORY_S`."""
        fade = np.exp(-step_s / MEMORY_S) ** np.arange(1, len(force_n) + 1)[:, None, None]
        peaks: NDArray[np.float64] = np.maximum.accumulate(
            np.maximum(force_n / fade, self._peak_n), axis=0
        )
        peaks *= fade
        self._peak_n = peaks[-1]
        return peaks
