"""The simulated chips on the doctor's bench: an empty mat, or a wheel that rolls over every cell."""

import threading
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from device._scan import Scanner
from device.bus_timing import raspberry_pi_4
from device.description import MatDescription
from device.frames import MatGeometry
from device.simulated._bus import SimulatedBus
from device.simulated.board import Board
from device.simulated.mat import Simulation
from device.simulated.sensors import Sensors

__all__ = ["SimulatedBench", "Wheel"]

NS = 1_000_000_000
#: Loads are computed this far apart, and so many at a time.
STEP_NS = 2_000_000
CHUNK_STEPS = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Wheel:
    """A soft wheel that a person rolls over the mat, once along each column.

    Its pressure is greatest in the middle and falls off as a paraboloid.

    Parameters
    ----------
    force_n : float
        On the mat.
    half_length_m, half_width_m : float
        Of its patch, along and across the belt.
    speed_m_s : float
        How fast it rolls.
    """

    force_n: float = 250.0
    half_length_m: float = 0.045
    half_width_m: float = 0.050
    speed_m_s: float = 1.0

    def lane_s(self, geometry: MatGeometry) -> float:
        """Return how long one column takes, with the way on and off the mat."""
        return (geometry.length_m + 4.0 * self.half_length_m) / self.speed_m_s

    def force_on_cells_n(
        self, geometry: MatGeometry, since_s: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return the force on each cell at times since the first lane began, (n, rows, cols)."""
        lane_s = self.lane_s(geometry)
        lane = np.floor(since_s / lane_s)
        y_m = (since_s - lane * lane_s) * self.speed_m_s - 2.0 * self.half_length_m
        x_m = (np.minimum(lane, geometry.cols - 1) + 0.5) * geometry.col_pitch_m
        along = _shares(y_m, self.half_length_m, geometry.rows, geometry.row_pitch_m)
        across = _shares(x_m, self.half_width_m, geometry.cols, geometry.col_pitch_m)
        on = (lane >= 0) & (lane < geometry.cols)
        force_n: NDArray[np.float64] = (
            self.force_n * on[:, None, None] * along[:, :, None] * across[:, None, :]
        )
        return force_n


class SimulatedBench:
    """Modelled chips and cells; keeps the contract of `device.doctor.bench.Bench`.

    Parameters
    ----------
    simulation : Simulation, optional
        How the mat is built, and what is wrong with it.
    described : MatDescription, optional
        How the doctor believes that it is built; as it is by default.
    wheel : Wheel, optional
        What presses.
    """

    label = "SIMULATED"

    def __init__(
        self,
        simulation: Simulation | None = None,
        *,
        described: MatDescription | None = None,
        wheel: Wheel | None = None,
    ) -> None:
        simulation = simulation or Simulation()
        self.description = described or simulation.description
        self._built = simulation.description
        self._wheel = wheel or Wheel()
        self._begun_s: float | None = None
        self._lock = threading.Lock()
        self._board = Board(
            self._built,
            raspberry_pi_4(self._built.circuit.clock_hz),
            faults=simulation.faults,
            noise_codes=simulation.noise_codes,
            seed=simulation.seed,
        )
        self._sensors = Sensors(self._built, simulation.sensors, seed=simulation.seed)
        paths = [tile.spi_device for tile in self._built.tiles]
        self.buses: list[SimulatedBus] = [
            self._board.buses[paths.index(tile.spi_device)] for tile in self.description.tiles
        ]
        self.rest()

    def rest(self) -> None:
        """Take the wheel off."""
        self._begun_s = None
        self._load(self._now_ns())

    def press(self) -> float:
        """Put the wheel on; it rolls while the mat is scanned."""
        self._begun_s = self._now_ns() / NS
        geometry = self._built.geometry
        return geometry.cols * self._wheel.lane_s(geometry)

    def advance(self, scanner: Scanner, until_ns: int) -> None:
        """Scan chunk by chunk, with the load of each."""
        # All buses share the modelled cells.
        with self._lock:
            while scanner.time_ns < until_ns:
                begin_ns = scanner.time_ns
                self._load(begin_ns)
                scanner.run(min(until_ns, begin_ns + CHUNK_STEPS * STEP_NS))

    def close(self) -> None:
        """Nothing is held."""

    def _now_ns(self) -> int:
        return max(spi.time_ns for spi in self._board.spis)

    def _load(self, begin_ns: int) -> None:
        geometry = self._built.geometry
        # One more than the chunk is long: a frame goes past its end.
        time_s = (begin_ns + STEP_NS * np.arange(CHUNK_STEPS + 8)) / NS
        force_n = np.zeros((len(time_s), geometry.rows, geometry.cols))
        if self._begun_s is not None:
            force_n = self._wheel.force_on_cells_n(geometry, time_s - self._begun_s)
        siemens = self._sensors.conductance_siemens(force_n, float(time_s[0]), STEP_NS / NS)
        self._board.set_load(siemens, first_ns=begin_ns, step_ns=STEP_NS)


def _shares(
    middle_m: NDArray[np.float64], half_m: float, cells: int, pitch_m: float
) -> NDArray[np.float64]:
    """Return the share of a parabola's area over each cell, shape (n, cells)."""
    edge = np.arange(cells + 1) * pitch_m
    z = np.clip((edge[None, :] - middle_m[:, None]) / half_m, -1.0, 1.0)
    # Integral of 3/4 (1 - z^2) from -1 to z.
    area = 0.75 * (z - z**3 / 3.0) + 0.5
    shares: NDArray[np.float64] = np.diff(area, axis=1)
    return shares
