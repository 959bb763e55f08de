"""The simulated mat: a runner presses on modelled cells, and the real scan reads modelled chips."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from device.assembler import Assembler
from device.belt_speed import rounded_speed_m_s
from device.bus_timing import nominal_frame_rate_hz, raspberry_pi_4
from device.calibration import Calibration, check_calibration
from device.description import MatDescription
from device.description_file import load_description
from device.edge_settings import EdgeSettings
from device.errors import BadMat
from device.frames import FrameBlock
from device.mat import Clock
from device.pace import Pace
from device.scanning import Scan, make_scanners
from device.simulated.board import Board
from device.simulated.faults import Fault, TachometerSlips
from device.simulated.footfall import Footfall
from device.simulated.runner import Runner
from device.simulated.sensors import SensorModel, Sensors
from device.simulated.settings import RunnerSettings
from device.simulated.tachometer import SimulatedTachometer
from device.simulated.truth import TrueStep, true_steps

__all__ = ["SimulatedMat", "Simulation"]

NS = 1_000_000_000
#: Loads are computed this far apart: the sharpest of a footfall bends by 0.2 N in that time.
STEP_NS = 500_000
#: Scanned and handed over at a time. The numbers do not depend on how much is read.
CHUNK_NS = 20_000_000
CHUNK_STEPS = CHUNK_NS // STEP_NS
#: The most that one `read` hands over when the reader has fallen behind, in chunks.
MOST_CHUNKS = 25
BEFORE_STEPS = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """How the simulated mat is built, and what is wrong with it.

    Parameters
    ----------
    description : MatDescription
        The mat; the treadmill's three tiles by default.
    scan : {"adaptive", "raster"}
        How it is scanned.
    sensors : SensorModel
        How far the cells are from perfect.
    calibration : Calibration, optional
        What is known of the cells; by default all: each cell's own curve.
    noise_codes : float
        Standard deviation of the noise at the converters' inputs, codes.
    faults : sequence of Fault
        What is broken.
    seed : int
        Of cells, converters, noise and jitter; the runner's variation has its own.
    """

    description: MatDescription = field(default_factory=lambda: load_description("treadmill"))
    scan: Scan = "adaptive"
    sensors: SensorModel = field(default_factory=SensorModel)
    calibration: Calibration | None = None
    noise_codes: float = 0.35
    faults: Sequence[Fault] = ()
    seed: int = 0


class SimulatedMat:
    """A mat with a simulated runner on it, down to the chips; keeps the contract of `device.mat.Mat`.

    Mat time is the modelled bus's: as long as the conversions would take on a Raspberry Pi 4.

    Parameters
    ----------
    settings : RunnerSettings, optional
        The runner at first; `set_runner` changes it.
    simulation : Simulation, optional
        How the mat is built.
    clock : Clock, optional
        Paces `read`; the computer's by default.
    speed : float or None
        Seconds of mat time in a second of the clock, above 0; None = as fast as it is read.
    keep_truth : bool
        Whether every footfall is remembered, for `true_steps`.

    Raises
    ------
    BadMat
        If a value is out of bounds.
    """

    name = "simulated"
    label = "SIMULATED"

    def __init__(
        self,
        settings: RunnerSettings | None = None,
        *,
        simulation: Simulation | None = None,
        clock: Clock | None = None,
        speed: float | None = 1.0,
        keep_truth: bool = False,
    ) -> None:
        simulation = simulation or Simulation()
        self._footfalls: list[Footfall] | None = [] if keep_truth else None
        self.description = simulation.description
        self.geometry = self.description.geometry
        timing = raspberry_pi_4(self.description.circuit.clock_hz)
        self._load = _Load(settings or RunnerSettings(), simulation, self._footfalls)
        self._board = Board(
            self.description, timing,
            faults=simulation.faults, noise_codes=simulation.noise_codes, seed=simulation.seed,
        )  # fmt: skip
        self._scanners = make_scanners(self.description, self._board.buses, simulation.scan)
        self.calibration = self._load.calibration
        self._assembler = Assembler(self.description, self.calibration)
        self.frame_rate_hz = nominal_frame_rate_hz(self.description, simulation.scan)
        self._know_runner()
        self._pace = Pace(speed, clock)
        self._chunks = 0
        self._closed = threading.Event()

    @property
    def runner(self) -> RunnerSettings:
        """The runner that was last set."""
        return self._load.runner.settings

    def set_runner(self, settings: RunnerSettings) -> None:
        """Let another runner take over with the next footfall; any thread may call this."""
        self._load.runner.settings = settings
        self._know_runner()

    def inject(self, fault: Fault) -> None:
        """Break something of the mat from the next `read` on; a slipping tachometer at its own time.

        Raises
        ------
        BadMat
            If the mat has no such tile, row or column.
        """
        self._board.inject(fault)
        self._load.inject(fault)

    def repair(self) -> None:
        """Take away every fault, from the next `read` on; any thread may call this."""
        self._board.repair()
        self._load.repair()

    def belt_fault(self) -> str | None:
        """Return what is wrong with the tachometer, in one line with its remedy; None if nothing is."""
        return self._load.belt_fault(self._chunks * CHUNK_NS / NS)

    def belt_slips(self) -> bool:
        """Return whether the tachometer's speed has just jumped as no belt's does."""
        return self._load.belt_slips(self._chunks * CHUNK_NS / NS)

    def true_steps(self) -> list[TrueStep]:
        """Return what really happened so far, and a little further, in the order of contact.

        Raises
        ------
        BadMat
            If the mat was not asked to keep the truth.
        """
        if self._footfalls is None:
            raise BadMat("this mat has forgotten its footfalls; make it with keep_truth=True")
        return true_steps(self._footfalls, self._load.runner.belt, self.geometry)

    def read(self) -> FrameBlock | None:
        """Wait for the next frames, about 20 ms of them; None once the mat is closed."""
        while not self._closed.is_set():
            due = self._wait()
            if self._closed.is_set():
                break
            for _ in range(due):
                self._scan_chunk()
            block = self._assembler.take([scanner.ring.drain() for scanner in self._scanners])
            if block is not None:
                return block.at_speed(self._load.belt_speed_m_s(block.time_s))
        return None

    def close(self) -> None:
        """Let go of the mat; `read` returns None from then on."""
        self._closed.set()

    def _know_runner(self) -> None:
        self.foot_length_m: float | None = self.runner.foot_length_m
        self.body_mass_kg: float | None = self.runner.body_mass_kg

    def _wait(self) -> int:
        """Sleep until a chunk is complete, and count the chunks that are."""
        end_s = (self._chunks + 1) * CHUNK_NS / NS
        now_s = self._pace.wait_until(end_s, self._closed)
        return min(1 + int((now_s - end_s) * NS / CHUNK_NS), MOST_CHUNKS)

    def _scan_chunk(self) -> None:
        """Scan the next chunk of mat time; a bus may go past its end by a frame."""
        siemens = self._load.window_siemens(self._chunks)
        self._board.set_load(siemens, first_ns=self._chunks * CHUNK_NS, step_ns=STEP_NS)
        self._chunks += 1
        for scanner in self._scanners:
            scanner.run(self._chunks * CHUNK_NS)


class _Load:
    """What the runner does to the mat, chunk by chunk: conductances and belt travel."""

    def __init__(
        self, settings: RunnerSettings, simulation: Simulation, footfalls: list[Footfall] | None
    ) -> None:
        description = simulation.description
        note = None if footfalls is None else footfalls.append
        self.runner = Runner(settings, description.geometry, on_footfall=note)
        self._sensors = Sensors(description, simulation.sensors, seed=simulation.seed)
        self.calibration = simulation.calibration or self._sensors.calibration()
        check_calibration(self.calibration, description)
        self._tachometer: SimulatedTachometer | None = None
        if description.tachometer is not None:
            wired = description.tachometer
            slips = [fault for fault in simulation.faults if isinstance(fault, TachometerSlips)]
            marks = EdgeSettings(edge_travel_m=wired.metres_per_pulse, edges_per_turn=wired.magnets)
            self._tachometer = SimulatedTachometer(marks, slips[0] if slips else None)
            # The belt was running, or standing, before anybody looked.
            before_s = _steps_s(-BEFORE_STEPS, 0)
            self._tachometer.move(before_s, self.runner.belt.travel_m(before_s))
        self._next: NDArray[np.float64] | None = None

    def inject(self, fault: Fault) -> None:
        """Let the tachometer slip, if that is the fault."""
        if isinstance(fault, TachometerSlips) and self._tachometer is not None:
            self._tachometer.slip = fault

    def repair(self) -> None:
        """Let the tachometer see the whole travel again."""
        if self._tachometer is not None:
            self._tachometer.slip = None

    def belt_fault(self, now_s: float) -> str | None:
        """Return what is wrong with the tachometer now."""
        return None if self._tachometer is None else self._tachometer.fault(now_s)

    def belt_slips(self, now_s: float) -> bool:
        """Return whether the tachometer's speed has just jumped."""
        return self._tachometer is not None and self._tachometer.slips(now_s)

    def window_siemens(self, chunk: int) -> NDArray[np.float64]:
        """Return the conductances of a chunk and of the one after it."""
        this = self._chunk_siemens(chunk) if self._next is None else self._next
        self._next = self._chunk_siemens(chunk + 1)
        return np.concatenate((this, self._next))

    def belt_speed_m_s(self, time_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what the tachometer says; NaN without one."""
        if self._tachometer is None:
            return np.full(len(time_s), np.nan)
        return rounded_speed_m_s(self._tachometer.along(time_s)[0])

    def _chunk_siemens(self, chunk: int) -> NDArray[np.float64]:
        time_s = _steps_s(chunk * CHUNK_STEPS, (chunk + 1) * CHUNK_STEPS)
        force_n = self.runner.cell_force_n(time_s)
        if self._tachometer is not None:
            self._tachometer.move(time_s, self.runner.belt.travel_m(time_s))
        return self._sensors.conductance_siemens(force_n, float(time_s[0]), STEP_NS / NS)


def _steps_s(first: int, end: int) -> NDArray[np.float64]:
    """Return the times of some load steps, seconds."""
    return np.arange(first, end, dtype=np.float64) * (STEP_NS / NS)
