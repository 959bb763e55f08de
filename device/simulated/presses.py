"""A simulated mat under known forces: what somebody who calibrates a mat does to it, without the person."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from device.assembler import Assembler
from device.bus_timing import nominal_frame_rate_hz, raspberry_pi_4
from device.calibration import Calibration, check_calibration
from device.frames import FrameBlock, MatGeometry
from device.scanning import make_scanners
from device.simulated.board import Board
from device.simulated.mat import Simulation
from device.simulated.sensors import Sensors

__all__ = ["PressedMat", "Pressing", "empty_mat", "roll_wheel", "squeeze_cells", "stamp_cells"]

NS = 1_000_000_000
#: Calibration is slow: loads are computed this far apart.
STEP_NS = 5_000_000
CHUNK_STEPS = 4
CHUNK_NS = CHUNK_STEPS * STEP_NS
#: A stamp comes down, rests, is lifted, and the hand moves on.
DOWN_S, REST_S, AWAY_S = 0.10, 0.62, 0.13

Numbers = NDArray[np.float64]
Load = Callable[[Numbers], Numbers]


@dataclass(frozen=True, slots=True)
class Pressing:
    """What is done to a mat.

    Parameters
    ----------
    cell_force_n : callable
        Times in seconds, shape (n,), to the force on each cell, newtons, shape (n, rows, cols).
    duration_s : float
        When it is over.
    """

    cell_force_n: Load
    duration_s: float


class PressedMat:
    """A simulated mat without a runner; keeps the contract of `device.mat.Mat` and ends with the pressing.

    With the same `simulation` its cells and converters are those of `SimulatedMat`.

    Parameters
    ----------
    pressing : Pressing
        What is done to it.
    simulation : Simulation
        How the mat is built.
    calibration : Calibration
        To apply; with that of conductance, "forces" are siemens.
    """

    name = "simulated"
    label = "SIMULATED"
    foot_length_m: float | None = None
    body_mass_kg: float | None = None

    def __init__(
        self, pressing: Pressing, simulation: Simulation, calibration: Calibration
    ) -> None:
        self.description = simulation.description
        self.geometry = self.description.geometry
        check_calibration(calibration, self.description)
        self.calibration = calibration
        self._pressing = pressing
        self._sensors = Sensors(self.description, simulation.sensors, seed=simulation.seed)
        self._board = Board(
            self.description, raspberry_pi_4(self.description.circuit.clock_hz),
            faults=simulation.faults, noise_codes=simulation.noise_codes, seed=simulation.seed,
        )  # fmt: skip
        self._scanners = make_scanners(self.description, self._board.buses, simulation.scan)
        self._assembler = Assembler(self.description, calibration)
        self.frame_rate_hz = nominal_frame_rate_hz(self.description, simulation.scan)
        self._chunks = 0
        self._next: Numbers | None = None
        self._closed = threading.Event()

    def read(self) -> FrameBlock | None:
        """Return the next frames, as fast as they are computed; None when the pressing is over."""
        while (
            not self._closed.is_set() and self._chunks * CHUNK_NS < self._pressing.duration_s * NS
        ):
            this = self._chunk_siemens(self._chunks) if self._next is None else self._next
            self._next = self._chunk_siemens(self._chunks + 1)
            self._board.set_load(
                np.concatenate((this, self._next)),
                first_ns=self._chunks * CHUNK_NS,
                step_ns=STEP_NS,
            )
            self._chunks += 1
            for scanner in self._scanners:
                scanner.run(self._chunks * CHUNK_NS)
            block = self._assembler.take([scanner.ring.drain() for scanner in self._scanners])
            if block is not None:
                return block
        return None

    def true_force_n(self, time_s: float) -> float:
        """Return the whole force on the mat at a time: what a reference load cell would read."""
        return float(self._pressing.cell_force_n(np.array([time_s])).sum())

    def close(self) -> None:
        """Let go of the mat; `read` returns None from then on."""
        self._closed.set()

    def _chunk_siemens(self, chunk: int) -> Numbers:
        steps = np.arange(chunk * CHUNK_STEPS, (chunk + 1) * CHUNK_STEPS, dtype=np.float64)
        time_s: Numbers = steps * (STEP_NS / NS)
        force_n = self._pressing.cell_force_n(time_s)
        return self._sensors.conductance_siemens(force_n, float(time_s[0]), STEP_NS / NS)


def empty_mat(geometry: MatGeometry, duration_s: float) -> Pressing:
    """Return nothing at all, for a while."""
    shape = (geometry.rows, geometry.cols)
    return Pressing(lambda time_s: np.zeros((len(time_s), *shape)), duration_s)


def stamp_cells(
    geometry: MatGeometry,
    force_n: float,
    *,
    stamp: tuple[int, int] = (1, 1),
    places: list[tuple[int, int]] | None = None,
    uneven: float = 0.0,
    seed: int = 0,
) -> Pressing:
    """Return a stamp of known force put on one place after another.

    Parameters
    ----------
    geometry : MatGeometry
        The mat.
    force_n : float
        Of the stamp.
    stamp : (rows, cols)
        Cells that it covers.
    places : list of (row, col), optional
        Its first row and column; by default, side by side all over the mat.
    uneven : float
        How unevenly it rests: standard deviation of a cell's share, as a part of it.
    seed : int
        Of the unevenness.
    """
    rows, cols = stamp
    if places is None:
        places = [
            (row, col)
            for row in range(0, geometry.rows - rows + 1, rows)
            for col in range(0, geometry.cols - cols + 1, cols)
        ]
    random = np.random.default_rng(seed)
    shares = np.clip(1.0 + uneven * random.standard_normal((len(places), rows, cols)), 0.05, None)
    shares /= shares.sum(axis=(1, 2), keepdims=True)
    each_s = DOWN_S + REST_S + DOWN_S + AWAY_S

    def load(time_s: Numbers) -> Numbers:
        force = np.zeros((len(time_s), geometry.rows, geometry.cols))
        numbers = (time_s // each_s).astype(np.int64)
        within_s = time_s - each_s * numbers
        whole_n = force_n * np.interp(
            within_s, [0.0, DOWN_S, DOWN_S + REST_S, 2 * DOWN_S + REST_S], [0.0, 1.0, 1.0, 0.0]
        )
        for k in np.flatnonzero((numbers >= 0) & (numbers < len(places))):
            row, col = places[numbers[k]]
            force[k, row : row + rows, col : col + cols] = whole_n[k] * shares[numbers[k]]
        return force

    return Pressing(load, each_s * len(places) + AWAY_S)


def squeeze_cells(
    geometry: MatGeometry, peak_n: float, *, places: list[tuple[int, int]] | None = None
) -> Pressing:
    """Return a hand that presses one cell after another through a load cell: up to a peak and down again."""
    if places is None:
        places = [(row, col) for row in range(geometry.rows) for col in range(geometry.cols)]
    chosen = places
    each_s = 0.6

    def load(time_s: Numbers) -> Numbers:
        force = np.zeros((len(time_s), geometry.rows, geometry.cols))
        numbers = (time_s // each_s).astype(np.int64)
        phase = time_s / each_s - numbers
        whole_n = peak_n * np.sin(np.pi * phase) ** 2
        for k in np.flatnonzero((numbers >= 0) & (numbers < len(chosen))):
            force[k, chosen[numbers[k]][0], chosen[numbers[k]][1]] = whole_n[k]
        return force

    return Pressing(load, each_s * len(chosen) + AWAY_S)


def roll_wheel(
    geometry: MatGeometry, force_n: float, *, speed_m_s: float = 0.15, seed: int = 0
) -> Pressing:
    """Return a wheel of known load that is rolled from the front to the rear, lane after lane.

    Its contact is two rows long at its ends. Lanes lie on the columns and between them, so that neighbours
    share the load in all proportions.
    """
    random = np.random.default_rng(seed)
    lanes = np.arange(0.0, geometry.cols - 0.75, 0.5)
    lane_s = (geometry.rows - 1) * geometry.row_pitch_m / speed_m_s
    each_s = lane_s + 4 * DOWN_S
    sway = random.uniform(-0.15, 0.15, len(lanes))

    def load(time_s: Numbers) -> Numbers:
        force = np.zeros((len(time_s), geometry.rows, geometry.cols))
        numbers = (time_s // each_s).astype(np.int64)
        within_s = time_s - each_s * numbers
        whole_n = force_n * np.interp(
            within_s, [0.0, DOWN_S, DOWN_S + lane_s, 2 * DOWN_S + lane_s], [0.0, 1.0, 1.0, 0.0]
        )
        row = np.clip(within_s - DOWN_S, 0.0, lane_s) * speed_m_s / geometry.row_pitch_m
        for k in np.flatnonzero((numbers >= 0) & (numbers < len(lanes))):
            lane = float(np.clip(lanes[numbers[k]] + sway[numbers[k]], 0.0, geometry.cols - 1))
            along = _shares(geometry.rows, float(row[k]), 1.0)
            across = _shares(geometry.cols, lane, 0.9)
            force[k] = whole_n[k] * np.outer(along, across)
        return force

    return Pressing(load, each_s * len(lanes) + AWAY_S)


def _shares(count: int, place: float, width: float) -> Numbers:
    """Return what part of a contact about `place`, `width` cells to either side, each cell bears."""
    weight: Numbers = np.clip(1.0 - np.abs(np.arange(count) - place) / width, 0.0, None)
    shares: Numbers = weight / weight.sum()
    return shares
