"""The mat on the Raspberry Pi's SPI buses."""

import threading
from collections.abc import Callable, Sequence

from device._bus import Bus
from device._spidev import SpidevBus
from device.acquisition import Acquisition
from device.assembler import Assembler
from device.belt_speed import rounded_speed_m_s
from device.bus_timing import nominal_frame_rate_hz
from device.calibration import Calibration, check_calibration, nominal_calibration
from device.description import MatDescription
from device.errors import BadMat
from device.frames import FrameBlock
from device.mat import BeltSpeedSource, Clock, SystemClock
from device.scanning import Scan, make_scanners

__all__ = ["SpiMat"]

#: A read hands over about so much at a time, and looks for it so often.
BLOCK_S = 0.020
NAP_S = 0.005
#: A bus that has been silent for this long has stopped.
SILENT_S = 2.0

OpenBus = Callable[[str, int], Bus]


class SpiMat:
    """The real mat; keeps the contract of `device.mat.Mat`. Times are of the monotonic clock.

    Parameters
    ----------
    description : MatDescription
        The mat.
    calibration : Calibration, optional
        Of each cell; the description's nominal cell by default.
    scan : {"adaptive", "raster"}
        How to scan.
    belt : BeltSpeedSource, optional
        Where the belt's speed comes from, NaN without; closed with the mat.
    clock : Clock, optional
        Paces `read`; the computer's by default.
    open_bus : callable, optional
        Opens a chip select by path and clock; the kernel's by default.

    Attributes
    ----------
    notes : list of str
        What the system did not permit the acquisition, in words.

    Raises
    ------
    BadCalibration
        If the calibration is of a mat with other cells.
    BadMat
        If there is no such scan.
    BusFailed
        If a bus cannot be opened. `read` raises it when one fails.
    """

    name = "spi"
    label = ""
    foot_length_m: float | None = None
    body_mass_kg: float | None = None

    def __init__(
        self,
        description: MatDescription,
        *,
        calibration: Calibration | None = None,
        scan: Scan = "adaptive",
        belt: BeltSpeedSource | None = None,
        clock: Clock | None = None,
        open_bus: OpenBus = SpidevBus,
    ) -> None:
        self.description = description
        self.geometry = description.geometry
        self.calibration = calibration or nominal_calibration(description)
        check_calibration(self.calibration, description)
        self._clock = clock or SystemClock()
        self._belt = belt
        self._closed = threading.Event()
        self._buses = self._open(open_bus)
        self._scanners = make_scanners(description, self._buses, scan)
        self._assembler = Assembler(description, self.calibration)
        self.frame_rate_hz = nominal_frame_rate_hz(description, scan)
        paths = {index: tile.spi_device for index, tile in enumerate(description.tiles)}
        self._acquisition = Acquisition(self._scanners, paths)
        self._acquisition.start()
        self.notes = self._acquisition.notes

    @property
    def lost_frames(self) -> int:
        """Frames that were scanned but not read in time."""
        return sum(scanner.ring.lost_frames for scanner in self._scanners)

    def belt_fault(self) -> str | None:
        """Return what is wrong with the tachometer, in one line with its remedy; None if nothing is."""
        return None if self._belt is None else self._belt.fault(self._clock.now_s())

    def belt_slips(self) -> bool:
        """Return whether the tachometer's speed has just jumped as no belt's does."""
        return self._belt is not None and self._belt.slips(self._clock.now_s())

    def read(self) -> FrameBlock | None:
        """Wait for the next frames; None once the mat is closed."""
        silent_s = 0.0
        while not self._closed.is_set():
            self._clock.sleep_s(BLOCK_S if silent_s == 0.0 else NAP_S)
            block = self._assembler.take([scanner.ring.drain() for scanner in self._scanners])
            if block is not None:
                return self._with_belt_speed(block)
            self._acquisition.check()
            silent_s += NAP_S
            if silent_s > SILENT_S:
                raise BadMat(
                    f"the mat has sent nothing for {SILENT_S:g} s; check the SPI driver, then restart"
                )
        return None

    def close(self) -> None:
        """Stop the scan and let go of the buses. Calling it twice is harmless."""
        self._closed.set()
        self._acquisition.stop()
        for bus in self._buses:
            bus.close()
        if self._belt is not None:
            self._belt.close()

    def _open(self, open_bus: OpenBus) -> Sequence[Bus]:
        buses: list[Bus] = []
        try:
            for tile in self.description.tiles:
                buses.append(open_bus(tile.spi_device, self.description.circuit.clock_hz))
        except Exception:
            for bus in buses:
                bus.close()
            raise
        return buses

    def _with_belt_speed(self, block: FrameBlock) -> FrameBlock:
        if self._belt is None:
            return block
        return block.at_speed(rounded_speed_m_s(self._belt.along(block.time_s)[0]))
