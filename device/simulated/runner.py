"""The load source: what a simulated runner presses on the deck, continuous in time."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from device.errors import BadMat
from device.frames import DEFAULT_GEOMETRY, MatGeometry
from device.geometry import geometry_fault
from device.simulated.belt import Belt
from device.simulated.footfall import Footfall
from device.simulated.plan import FootfallPlan
from device.simulated.settings import RunnerSettings

__all__ = ["Runner"]


class Runner:
    """A runner on a belt; whoever samples the load chooses the times.

    Times may be spaced as the sampler likes, but do not go back: a footfall that is over is
    forgotten.

    Parameters
    ----------
    settings : RunnerSettings
        Who runs, and how.
    geometry : MatGeometry
        The cells under the belt.
    on_footfall : callable, optional
        Called with each footfall when it is first needed, in the order of their start.

    Raises
    ------
    BadMat
        If the geometry is not one of a mat.
    """

    def __init__(
        self,
        settings: RunnerSettings,
        geometry: MatGeometry = DEFAULT_GEOMETRY,
        *,
        on_footfall: Callable[[Footfall], None] | None = None,
    ) -> None:
        if fault := geometry_fault(geometry):
            raise BadMat(fault)
        self.geometry = geometry
        self.belt = Belt(settings.belt_speed_m_s)
        self._plan = FootfallPlan(settings, geometry, self.belt)
        self._on_footfall = on_footfall
        self._down: list[Footfall] = []

    @property
    def settings(self) -> RunnerSettings:
        """Who runs; a change takes effect with the next footfall, from any thread."""
        return self._plan.settings

    @settings.setter
    def settings(self, settings: RunnerSettings) -> None:
        self._plan.settings = settings

    def advance(self, until_s: float) -> None:
        """Plan every footfall that starts before `until_s`."""
        for footfall in self._plan.advance(until_s):
            self._down.append(footfall)
            if self._on_footfall is not None:
                self._on_footfall(footfall)

    def cell_force_n(self, time_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the force on each cell at each time.

        Parameters
        ----------
        time_s : ndarray of float64, shape (n,)
            Seconds since the start; not decreasing, and not before the last time asked for.

        Returns
        -------
        ndarray of float64, shape (n, rows, cols)
            Newtons, at least 0. What falls beside the mat is missing.
        """
        force_n = np.zeros((len(time_s), self.geometry.rows, self.geometry.cols))
        if len(time_s) == 0:
            return force_n
        self.advance(float(np.nextafter(time_s[-1], np.inf)))
        for footfall in self._down:
            force_n += footfall.cell_force_n(time_s, self.belt, self.geometry)
        self._down = [footfall for footfall in self._down if footfall.end_s > time_s[-1]]
        return force_n

    def belt_speed_m_s(self, time_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the belt speed at each time, metres per second, shape (n,)."""
        return self.belt.speed_m_s(time_s)
