"""Acquisition threads: one a bus, each without the GIL, with real-time priority where that is permitted."""

import os
import threading

from device._scan import Scanner
from device.bus_failure import bus_failure

__all__ = ["Acquisition"]

#: Above the kernel's own interrupt threads (50) the scan would hold up what it waits for.
PRIORITY = 40
FOREVER_NS = 2**62
#: Cores that a computer must have before the scan takes one for itself.
ENOUGH_CORES = 4


class Acquisition:
    """Runs scanners, each in a thread of its own, until it is stopped.

    Parameters
    ----------
    scanners : sequence of Scanner
        One a bus.
    paths : dict of int to str
        What each tile's bus is called in error lines.

    Attributes
    ----------
    notes : list of str
        What the system did not permit, in one line each with its remedy.
    """

    def __init__(self, scanners: list[Scanner], paths: dict[int, str]) -> None:
        self.notes: list[str] = []
        self._scanners, self._paths = scanners, paths
        self._ready = threading.Barrier(len(scanners) + 1)
        self._threads = [
            threading.Thread(target=self._run, args=(index,), name=f"scan-{index}", daemon=True)
            for index in range(len(scanners))
        ]

    def start(self) -> None:
        """Start every thread; return when each has its priority."""
        for thread in self._threads:
            thread.start()
        self._ready.wait()

    def check(self) -> None:
        """Raise `BusFailed` if a bus has failed."""
        for scanner in self._scanners:
            if scanner.failed_errno:
                raise bus_failure(self._paths[scanner.failed_tile], scanner.failed_errno)

    def stop(self) -> None:
        """Let every thread end after its present frame. Calling it twice is harmless."""
        for scanner in self._scanners:
            scanner.stop()
        for thread in self._threads:
            if thread.is_alive():
                thread.join()

    def _run(self, index: int) -> None:
        self._take_priority()
        self._take_core(index)
        self._ready.wait()
        self._scanners[index].run(FOREVER_NS)

    def _take_priority(self) -> None:
        try:
            os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(PRIORITY))
        except OSError as error:
            self.notes.append(
                f"the scan has no real-time priority ({error.strerror}): frames may come late under load; "
                f"allow it with LimitRTPRIO={PRIORITY} in the service, or rtprio in limits.conf"
            )

    def _take_core(self, index: int) -> None:
        cores = sorted(os.sched_getaffinity(0))
        if len(cores) < ENOUGH_CORES:
            self.notes.append(
                f"the scan shares its core: {len(cores)} cores are too few to set one aside, "
                f"{ENOUGH_CORES} are needed"
            )
            return
        try:
            os.sched_setaffinity(0, {cores[-1 - index % (len(cores) - 1)]})
        except OSError as error:
            self.notes.append(
                f"the scan is on no fixed core ({error.strerror}); start Strikemat outside a cpuset"
            )
