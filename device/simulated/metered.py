"""A simulated mat that notes what its own model costs, and when its frames were due on the clock."""

import threading
import time

import numpy as np
from numpy.typing import NDArray

from device.frames import DEFAULT_GEOMETRY, FrameBlock, MatGeometry
from device.mat import Clock
from device.simulated.footfall import Footfall
from device.simulated.mat import SimulatedMat
from device.simulated.runner import Runner
from device.simulated.settings import RunnerSettings
from device.simulated.truth import TrueStep, true_steps

__all__ = ["MeteredMat", "planned_steps"]


class MeteredMat(SimulatedMat):
    """A simulated mat at the natural pace, for measuring what it is read by.

    Parameters
    ----------
    settings : RunnerSettings
        Who runs.
    clock : Clock, optional
        Paces it; the computer's by default.

    Attributes
    ----------
    model_cpu_s : float
        CPU time that runner, cells and chips have taken so far, with the scan that reads the chips.
    conversions, frames : int
        That were handed over.
    """

    def __init__(self, settings: RunnerSettings, *, clock: Clock | None = None) -> None:
        super().__init__(settings, clock=clock)
        self.model_cpu_s = 0.0
        self.conversions = self.frames = 0
        self._frame_time_s: list[NDArray[np.float64]] = []
        self._noting = threading.Lock()

    @property
    def begun_s(self) -> float | None:
        """When mat time was 0, on the computer's monotonic clock; None before the first frame."""
        return self._pace.begun_s

    def read(self) -> FrameBlock | None:
        """Wait for the next frames, and note them."""
        block = super().read()
        if block is not None:
            with self._noting:
                self._frame_time_s.append(block.time_s)
                self.frames += len(block)
                self.conversions += 0 if block.scan is None else len(block.scan.codes)
        return block

    def frame_time_s(self) -> NDArray[np.float64]:
        """Return when each frame was read that was handed over, on the mat's clock."""
        with self._noting:
            return np.concatenate([np.empty(0), *self._frame_time_s])

    def _scan_chunk(self) -> None:
        begin_s = time.thread_time()
        super()._scan_chunk()
        self.model_cpu_s += time.thread_time() - begin_s


def planned_steps(
    settings: RunnerSettings, until_s: float, geometry: MatGeometry = DEFAULT_GEOMETRY
) -> list[TrueStep]:
    """Return what a runner who never changes does in the first `until_s` seconds on any mat."""
    footfalls: list[Footfall] = []
    runner = Runner(settings, geometry, on_footfall=footfalls.append)
    runner.advance(until_s)
    return true_steps(footfalls, runner.belt, geometry)
