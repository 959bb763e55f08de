"""The mat that is being calibrated: a wired one, or a simulated one with a simulated hand."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from device.calibration import conductance_calibration
from device.catalogue import describe_mat, open_mat
from device.description import MatDescription
from device.errors import DeviceError
from device.frames import FrameBlock
from device.housekeeping import HousekeepingReader
from device.mat import Mat
from device.simulated import (
    PressedMat,
    Pressing,
    Simulation,
    empty_mat,
    roll_wheel,
    squeeze_cells,
    stamp_cells,
)

__all__ = [
    "GRAVITY_M_S2",
    "MatUnderTest",
    "NoLoadCell",
    "SimulatedMatUnderTest",
    "Step",
    "WiredMatUnderTest",
    "mat_under_test",
]

#: Standard gravity (ISO 80000-3). From pole to equator it differs by 0.5 %.
GRAVITY_M_S2 = 9.80665
#: A mat's load cell reads in steps of about this much, newtons.
LOAD_CELL_STEP_N = 1.6
#: The simulated mat stays empty for this long.
EMPTY_S = 20.0
#: Rows and columns of the simulated stamp, by the cells that it covers.
STAMPS = {1: (1, 1), 2: (2, 1), 4: (2, 2), 8: (4, 2)}

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done to the mat next.

    Parameters
    ----------
    kind : {"empty", "stamp", "roll", "squeeze"}
        Nothing; a stamp put down and lifted; a wheel rolled; a load cell pressed down with the hand.
    force_n : float
        Of stamp or wheel; of the hand, the most.
    cells : int
        That the stamp covers.
    """

    kind: Literal["empty", "stamp", "roll", "squeeze"]
    force_n: float = 0.0
    cells: int = 1


class MatUnderTest(Protocol):
    """A mat whose "forces" are conductances above a tare, and what else is known of it.

    Attributes
    ----------
    description : MatDescription
        The mat.
    waits : bool
        Whether a person does what is asked, and has to be told.
    """

    description: MatDescription
    waits: bool

    def open(self, step: Step, tare_siemens: Numbers | None) -> Mat:
        """Open the mat for a step; without a tare every cell of it is read in turn."""

    def load_n(self, block: FrameBlock) -> float:
        """Return what the reference load cell reads at the end of a block; NaN if it cannot be told."""

    def temperature_deg_c(self) -> float | None:
        """Return the deck's temperature; None where it is not known."""

    def close(self) -> None:
        """Let go of all."""


class WiredMatUnderTest:
    """A real mat, by the name that `open_mat` knows."""

    waits = True

    def __init__(self, name: str) -> None:
        self.description = describe_mat(name)
        self._name = name
        self._reader: HousekeepingReader | None = None

    def open(self, step: Step, tare_siemens: Numbers | None) -> Mat:
        """Open the mat for a step."""
        zero = np.zeros((self.description.geometry.rows, self.description.geometry.cols))
        tare = zero if tare_siemens is None else tare_siemens
        return open_mat(
            self._name,
            choose_calibration=lambda description: conductance_calibration(description, tare),
            scan="raster" if step.kind == "empty" else "adaptive",
        )

    def load_n(self, block: FrameBlock) -> float:
        """Return what the reference load cell reads now."""
        load_n = self._housekeeping().read().load_n
        return float("nan") if load_n is None else load_n

    def temperature_deg_c(self) -> float | None:
        """Return the deck's temperature; None without a converter for it, or if that cannot be read."""
        wired = self.description.housekeeping
        if wired is None or wired.temperature_channel is None:
            return None
        try:
            found = self._housekeeping().read().temperature_deg_c
        except DeviceError:
            return None
        return None if found is None or np.isnan(found) else found

    def close(self) -> None:
        """Let go of the housekeeping converter."""
        if self._reader is not None:
            self._reader.close()

    def _housekeeping(self) -> HousekeepingReader:
        wired = self.description.housekeeping
        if wired is None or wired.load_cell_channel is None:
            raise NoLoadCell(
                f"the mat {self.description.name} has no reference load cell; name its input in the "
                "description, housekeeping.load_cell_channel, or use calibrate weights"
            )
        if self._reader is None:
            self._reader = HousekeepingReader(wired, self.description.circuit.supply_v)
        return self._reader


class SimulatedMatUnderTest:
    """A simulated mat with a simulated hand that does what is asked, as fast as it is computed."""

    waits = False

    def __init__(self, simulation: Simulation) -> None:
        self.description = simulation.description
        self._simulation = simulation
        self._mat: PressedMat | None = None

    def open(self, step: Step, tare_siemens: Numbers | None) -> Mat:
        """Open the mat for a step."""
        scan: Literal["raster", "adaptive"] = "raster" if step.kind == "empty" else "adaptive"
        zero = np.zeros((self.description.geometry.rows, self.description.geometry.cols))
        tare = zero if tare_siemens is None else tare_siemens
        self._mat = PressedMat(
            self._pressing(step),
            replace(self._simulation, scan=scan),
            conductance_calibration(self.description, tare),
        )
        return self._mat

    def load_n(self, block: FrameBlock) -> float:
        """Return the true force in the middle of a block, in a load cell's steps."""
        assert self._mat is not None
        true_n = self._mat.true_force_n(float(block.time_s.mean()))
        return LOAD_CELL_STEP_N * round(true_n / LOAD_CELL_STEP_N)

    def temperature_deg_c(self) -> float | None:
        """Return None: nothing is warm here."""
        return None

    def close(self) -> None:
        """Do nothing."""

    def _pressing(self, step: Step) -> Pressing:
        geometry = self.description.geometry
        makers: dict[str, Callable[[], Pressing]] = {
            "empty": lambda: empty_mat(geometry, EMPTY_S),
            "stamp": lambda: stamp_cells(
                geometry,
                step.force_n,
                stamp=STAMPS[step.cells],
                uneven=0.05,
                seed=int(step.force_n),
            ),
            "roll": lambda: roll_wheel(geometry, step.force_n, seed=int(step.force_n)),
            "squeeze": lambda: squeeze_cells(geometry, step.force_n),
        }
        return makers[step.kind]()


class NoLoadCell(DeviceError, ValueError):
    """The mat has no reference load cell."""


def mat_under_test(name: str) -> MatUnderTest:
    """Return the mat that is called `name`, to be calibrated.

    Raises
    ------
    DeviceError
        If there is no such mat, or it has no cells of its own.
    """
    if name == "simulated":
        return SimulatedMatUnderTest(Simulation(description=describe_mat(name)))
    return WiredMatUnderTest(name)
