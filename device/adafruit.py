"""The mat through Adafruit's driver: a few frames a second, for bring-up and as a second opinion."""

import contextlib
import threading
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from device.adafruit_converter import SLOW_CLOCK_HZ, AdafruitConverter
from device.assembler import Assembler
from device.belt_speed import rounded_speed_m_s
from device.calibration import Calibration, check_calibration, nominal_calibration
from device.codes import ALL_ROWS, CONVERSION, MODES, Codes
from device.description import MatDescription
from device.errors import BusFailed
from device.frames import FrameBlock
from device.mat import Clock, SystemClock

__all__ = ["AdafruitMat"]

US, NS_PER_US = 1e6, 1000


class SpeedSource(Protocol):
    """What tells the belt's speed: `device.tachometer.BeltTachometer`."""

    def along(self, time_s: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the belt's speed at each time, and its uncertainty."""


class AdafruitMat:
    """A mat that Adafruit's driver reads, cell by cell; keeps the contract of `device.mat.Mat`.

    A frame is a raster: for each tile the eight column sums, then its 128 cells. Two transactions a
    conversion, each with four system calls, make it some hundred times slower than the fast path; the
    codes are decoded by the same algebra.

    Parameters
    ----------
    description : MatDescription
        The mat. Its clock does not count here: the driver runs at 1.35 MHz, or slower if that is.
    calibration : Calibration, optional
        Of each cell, with its tare; the description's nominal cell by default.
    belt : SpeedSource, optional
        Where the belt's speed comes from; unknown by default.
    clock : Clock, optional
        The computer's by default.

    Raises
    ------
    BadCalibration
        If the calibration is of a mat with other cells.
    BusFailed
        If the libraries are not installed, or a converter cannot be opened or read.
    """

    name = "adafruit"
    label = ""
    foot_length_m: float | None = None
    body_mass_kg: float | None = None

    def __init__(
        self,
        description: MatDescription,
        *,
        calibration: Calibration | None = None,
        belt: SpeedSource | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.geometry = description.geometry
        self.description = description
        self.calibration = calibration or nominal_calibration(description)
        check_calibration(self.calibration, description)
        self._belt = belt
        self._clock = clock or SystemClock()
        self._assembler = Assembler(description, self.calibration)
        self._closed = threading.Event()
        # Held while the converters are in use: closing waits for the conversion under way.
        self._in_use = threading.Lock()
        with contextlib.ExitStack() as opened:
            clock_hz = min(description.circuit.clock_hz, SLOW_CLOCK_HZ)
            self._converters = []
            for tile in description.tiles:
                converter = AdafruitConverter(tile.spi_device, clock_hz)
                opened.callback(converter.close)
                self._converters.append(converter)
            self._frame, self._wiring = _raster(description)
            # A frame waits for its successor before it is decoded, so the first raster is no loss.
            begin_s = self._clock.now_s()
            self._assembler.take(self._assembler.split(self._convert()))
            self.frame_rate_hz = 1.0 / (self._clock.now_s() - begin_s)
            opened.callback(self._rest)
            self._opened = opened.pop_all()

    def read(self) -> FrameBlock | None:
        """Wait for the next frame; None once the mat is closed.

        Raises
        ------
        BusFailed
            If a converter refuses.
        """
        while not self._closed.is_set():
            with self._in_use:
                codes = self._convert()
            if self._closed.is_set():
                break
            block = self._assembler.take(self._assembler.split(codes))
            # With several buses, a frame waits for one more.
            if block is not None:
                return self._with_belt_speed(block)
        return None

    def close(self) -> None:
        """Switch the rows off and let go of the converters. Calling it twice is harmless."""
        self._closed.set()
        with self._in_use:
            self._opened.close()

    def _with_belt_speed(self, block: FrameBlock) -> FrameBlock:
        if self._belt is None:
            return block
        return block.at_speed(rounded_speed_m_s(self._belt.along(block.time_s)[0]))

    def _convert(self) -> Codes:
        """Return one frame of conversions; an unfinished one if the mat is closed meanwhile."""
        frame = self._frame.copy()
        for index, (tile, outputs, channel) in enumerate(self._wiring):
            if self._closed.is_set():
                break
            frame["code"][index] = self._converters[tile].read_code(outputs, channel)
            # Whole microseconds, as the fast path's are: what is analysed is what a recording packs.
            frame["time_ns"][index] = round(self._clock.now_s() * US) * NS_PER_US
        return frame

    def _rest(self) -> None:
        for converter in self._converters:
            # A mat that went away needs no switching off.
            with contextlib.suppress(BusFailed):
                converter.rest()


def _raster(description: MatDescription) -> tuple[Codes, list[tuple[int, int, int]]]:
    """Return a frame without codes, and for each conversion its tile, row outputs and channel."""
    conversions, wiring = [], []
    for number, tile in enumerate(description.tiles):
        patterns = [(ALL_ROWS, ALL_ROWS)]
        patterns += [(1 << row, 1 << output) for row, output in enumerate(tile.row_outputs)]
        for rows, outputs in patterns:
            for col, channel in enumerate(tile.col_channels):
                conversions.append((0, rows, 0, number, col, MODES.index("raster"), 0))
                wiring.append((number, outputs, channel))
    frame = np.array(conversions, CONVERSION)
    frame["end"][-1] = 1
    return frame, wiring
