"""What the doctor examines: the mat's buses, and a way to have its cells pressed."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import numpy as np

from device._bus import Bus
from device._scan import Scanner
from device._spidev import SpidevBus
from device.codes import Codes
from device.description import MatDescription
from device.scanning import Scan, make_scanners

__all__ = ["Bench", "Say", "WiredBench", "scan_for"]

#: Rings are emptied so often: they hold some four seconds.
SLICE_NS = 200_000_000

Say = Callable[[str], None]


class Bench(Protocol):
    """A mat on which a scan can be run, empty or pressed.

    Attributes
    ----------
    description : MatDescription
        The mat, or those of its tiles that are built.
    label : str
        `"SIMULATED"`, or empty for a real mat.
    """

    description: MatDescription
    label: str

    @property
    def buses(self) -> Sequence[Bus]:
        """One a tile."""

    def rest(self) -> None:
        """Take everything off the mat."""

    def press(self) -> float:
        """Begin to roll over every cell, front to rear, column by column from the left.

        Returns
        -------
        float
            How long that takes, seconds.
        """

    def advance(self, scanner: Scanner, until_ns: int) -> None:
        """Run a scanner until that bus time."""

    def close(self) -> None:
        """Let go of the mat."""


class WiredBench:
    """A real mat; a person presses it.

    Parameters
    ----------
    description : MatDescription
        The mat.
    ask : callable
        Shows a person one line and returns when they are ready.
    press_s : float
        How long they are given to press every cell.

    Raises
    ------
    BusFailed
        If a chip select cannot be opened.
    """

    label = ""

    def __init__(self, description: MatDescription, *, ask: Say, press_s: float = 60.0) -> None:
        self.description = description
        self._ask, self._press_s = ask, press_s
        with contextlib.ExitStack() as opened:
            self.buses: list[SpidevBus] = []
            for tile in description.tiles:
                bus = SpidevBus(tile.spi_device, description.circuit.clock_hz)
                opened.callback(bus.close)
                self.buses.append(bus)
            self._opened = opened.pop_all()

    def rest(self) -> None:
        """Ask the person to leave the mat empty."""
        self._ask("Take everything off the mat and stop the belt, then press Enter")

    def press(self) -> float:
        """Ask the person to roll over every cell."""
        self._ask(
            f"You have {self._press_s:.0f} s: with a wheel or the heel of your hand, go from the front to "
            "the rear along each column, the runner's left first, lifting off between columns. "
            "Press Enter and begin"
        )
        return self._press_s

    def advance(self, scanner: Scanner, until_ns: int) -> None:
        """Run a scanner until that bus time."""
        scanner.run(until_ns)

    def close(self) -> None:
        """Let go of the buses."""
        self._opened.close()


def scan_for(bench: Bench, scan: Scan, duration_s: float) -> list[Codes]:
    """Scan the bench's mat on all buses for so long; return each bus's conversions, whole frames only."""
    scanners = make_scanners(bench.description, bench.buses, scan)
    taken: list[list[Codes]] = [[] for _ in scanners]
    begin_ns = [scanner.time_ns for scanner in scanners]
    with ThreadPoolExecutor(len(scanners)) as pool:
        for after_ns in _slices_ns(duration_s):
            ends_ns = [begin + after_ns for begin in begin_ns]
            list(pool.map(bench.advance, scanners, ends_ns))
            for kept, scanner in zip(taken, scanners, strict=True):
                kept.append(scanner.ring.drain())
    return [np.concatenate(kept) for kept in taken]


def _slices_ns(duration_s: float) -> Iterator[int]:
    """Give the ends of slices of a duration."""
    whole_ns = round(duration_s * 1e9)
    yield from range(SLICE_NS, whole_ns, SLICE_NS)
    yield whole_ns
