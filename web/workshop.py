"""What can be done to the mat that is served: examined, tared, calibrated; and its calibrations."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from device import (
    BadMat,
    Bench,
    CalibrationFolder,
    Fault,
    MatDescription,
    MatUnderTest,
    SimulatedBench,
    SimulatedMatUnderTest,
    Simulation,
    WiredBench,
    describe_mat,
    mat_under_test,
)
from web.errors import NotReady

__all__ = ["Workshop"]

SIMULATED = "simulated"


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Workshop:
    """The tools for one mat.

    Parameters
    ----------
    mat_name : str
        As `device.open_mat` knows it.
    folder : CalibrationFolder
        Where its calibrations are kept.
    wanted : str or None
        The calibration that was named when the server was started; it goes before what is chosen.
    now : callable
        The present moment, with its time zone.
    """

    mat_name: str
    folder: CalibrationFolder
    wanted: str | None = None
    now: Callable[[], datetime] = _now

    @property
    def is_simulated(self) -> bool:
        """Whether the mat is a model."""
        return self.mat_name == SIMULATED

    def description(self) -> MatDescription:
        """Return the mat's description, or raise NotReady for a mat that has none: ideal, or a replay."""
        try:
            return describe_mat(self.mat_name)
        except BadMat as error:
            raise NotReady(
                f"the mat is {self.mat_name}: it has no wires to examine and no cells to calibrate"
            ) from error

    def choose(self, name: str) -> None:
        """Put a calibration in use; see `CalibrationFolder.choose`."""
        self.folder.choose(self.description().name, name)

    def bench(self, faults: Sequence[Fault]) -> Bench:
        """Return the mat opened for an examination, with these faults if it is simulated."""
        description = self.description()
        if self.is_simulated:
            return SimulatedBench(Simulation(description=description, faults=faults))
        # The page asks, not the bench.
        return WiredBench(description, ask=lambda _line: None)

    def under_test(self, faults: Sequence[Fault]) -> MatUnderTest:
        """Return the mat to be calibrated, with these faults if it is simulated."""
        description = self.description()
        if self.is_simulated:
            return SimulatedMatUnderTest(Simulation(description=description, faults=faults))
        return mat_under_test(self.mat_name)
