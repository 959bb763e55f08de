"""The computer's side of the bus: device files, the right to use them, priority."""

import errno
import os
from dataclasses import dataclass
from pathlib import Path

from device.acquisition import ENOUGH_CORES, PRIORITY
from device.bus_failure import bus_failure
from device.description import MatDescription
from device.doctor.kinds import KINDS, Finding

__all__ = ["Computer", "check_devices", "look_at_computer"]


@dataclass(frozen=True, slots=True)
class Computer:
    """What was found of the computer.

    Parameters
    ----------
    model : str
        Of the board, as its device tree has it; empty if there is none.
    devices : tuple of str
        SPI device files that exist.
    notes : tuple of str
        What a person should know, one line each.
    """

    model: str
    devices: tuple[str, ...]
    notes: tuple[str, ...]


def look_at_computer(root: Path = Path("/")) -> Computer:
    """Return what can be seen of the computer without opening anything."""
    model = root / "proc/device-tree/model"
    try:
        name = model.read_text(encoding="utf-8", errors="replace").strip("\0\n ")
    except OSError:
        name = ""
    devices = sorted(f"/dev/{path.name}" for path in (root / "dev").glob("spidev*"))
    return Computer(name, tuple(devices), tuple(_notes()))


def check_devices(description: MatDescription) -> list[Finding]:
    """Return the chip selects that this user cannot open, each with the reason."""
    found = []
    for tile in description.tiles:
        try:
            os.close(os.open(tile.spi_device, os.O_RDWR | os.O_CLOEXEC))
        except OSError as error:
            line = str(bus_failure(tile.spi_device, error.errno or errno.EIO))
            text, _, remedy = line.rpartition("; ")
            found.append(
                Finding(
                    "bus-unavailable", tile.spi_device, text, remedy or KINDS["bus-unavailable"]
                )
            )
    return found


def _notes() -> list[str]:
    notes = []
    cores = len(os.sched_getaffinity(0))
    if cores < ENOUGH_CORES:
        notes.append(
            f"{cores} cores: the scan shares one; {ENOUGH_CORES} are needed to set one aside"
        )
    try:
        before, param = os.sched_getscheduler(0), os.sched_getparam(0)
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(PRIORITY))
        os.sched_setscheduler(0, before, param)
    except OSError as error:
        notes.append(
            f"no real-time priority ({error.strerror}): frames may come late under load; allow it with "
            f"LimitRTPRIO={PRIORITY} in the service, or rtprio in limits.conf"
        )
    return notes
