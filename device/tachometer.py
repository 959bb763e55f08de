"""The belt tachometer: a hall sensor's edges, timed by the kernel, as the belt's speed."""

import threading
from types import TracebackType
from typing import Self

import numpy as np
from gpiozero import Factory, InputDevice
from numpy.typing import NDArray

from device.belt_edges import BeltEdges
from device.description import Tachometer
from device.edge_settings import BeltSpeed, EdgeCounts, EdgeSettings
from device.pins import claimed

__all__ = ["BeltTachometer", "edge_settings"]


def edge_settings(wired: Tachometer) -> EdgeSettings:
    """Return what the marks of a described tachometer are like."""
    return EdgeSettings(edge_travel_m=wired.metres_per_pulse, edges_per_turn=wired.magnets)


class BeltTachometer:
    """A hall sensor that magnets on the roller, or on the belt, pass.

    Every edge carries the time at which the kernel saw it, on the monotonic clock, so that a busy
    program does not blur the speed. Edges are taken on the pins' own thread; the speed may be asked
    for from any other.

    Parameters
    ----------
    wired : Tachometer
        Pin, magnets and circumference, from the mat's description.
    pins : gpiozero.Factory
        Where the pin is taken from: `device.pins.open_pins()`, or gpiozero's mock factory.
    active_low : bool
        Whether the sensor pulls the pin to 0 V while a magnet is near (open collector, with the
        board's pull-up), or drives it high (with the board's pull-down).

    Raises
    ------
    PinsUnavailable
        If there is no such pin, or it is taken.
    """

    def __init__(self, wired: Tachometer, *, pins: Factory, active_low: bool = True) -> None:
        self._edges = BeltEdges(edge_settings(wired))
        self._lock = threading.Lock()
        self._active_level = not active_low
        with claimed(f"tachometer on GPIO{wired.pin}"):
            self._sensor = InputDevice(wired.pin, pull_up=active_low, pin_factory=pins)
            self._sensor.pin.edges = "falling" if active_low else "rising"
            # The pin keeps only a weak reference; this object's own method lives as long as it does.
            self._sensor.pin.when_changed = self._pass_mark

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def settings(self) -> EdgeSettings:
        """What the marks are like."""
        return self._edges.settings

    @property
    def counts(self) -> EdgeCounts:
        """How the edges so far were taken."""
        with self._lock:
            return self._edges.counts

    def at(self, time_s: float) -> BeltSpeed:
        """Return the belt's speed at a time of the monotonic clock, with its uncertainty."""
        with self._lock:
            return self._edges.at(time_s)

    def along(self, time_s: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the belt's speed and its uncertainty at each time of the monotonic clock.

        Parameters
        ----------
        time_s : ndarray of float64, shape (n,)

        Returns
        -------
        speed_m_s, uncertainty_m_s : ndarray of float64, shape (n,)
            0 standing, NaN unknown; one standard deviation.
        """
        with self._lock:
            return self._edges.along(time_s)

    def fault(self, now_s: float) -> str | None:
        """Return what is wrong with the sensor, in one line with its remedy; None if nothing is."""
        with self._lock:
            return self._edges.fault(now_s)

    def slips(self, now_s: float) -> bool:
        """Return whether the speed has just jumped as no belt's does."""
        with self._lock:
            return self._edges.slips(now_s)

    def close(self) -> None:
        """Let go of the pin. Calling it twice is harmless."""
        if not self._sensor.closed:
            self._sensor.pin.when_changed = None
        self._sensor.close()

    def _pass_mark(self, time_s: float, level: int) -> None:
        if bool(level) == self._active_level:
            with self._lock:
                self._edges.add(time_s)
