"""Who can be examined: the simulated chips, or the mat on the wires."""

import contextlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import click

from clinic import default_store_path
from commands.doctor_belt import check_belt
from commands.doctor_house import check_housekeeping, try_panel
from device import (
    KINDS,
    Area,
    BadMat,
    Bench,
    BusFailed,
    CalibrationFolder,
    Finding,
    MatDescription,
    OpenConverter,
    PinsUnavailable,
    Report,
    RunnerSettings,
    SimulatedBench,
    SimulatedMat,
    Simulation,
    SlowConverter,
    SpiMat,
    WiredBench,
    adafruit_on,
    check_calibration,
    check_devices,
    examine,
    load_description,
    look_at_computer,
    open_adafruit,
    open_belt,
    parse_fault,
)

__all__ = ["BadPatient", "Patient", "patient"]

WIRED = ("spi", "adafruit")
SIMULATED = ("simulated",)
#: What is measured on the wires.
ELECTRICAL = ("bus", "rest", "second opinion", "rate", "press")
#: How long somebody walks for the tachometer, real and simulated.
WALK_S, SIMULATED_WALK_S = 20.0, 4.0


class BadPatient(BadMat):
    """There is nothing to examine under that name."""


@dataclass(slots=True)
class Patient:
    """A mat under examination.

    Parameters
    ----------
    description : MatDescription
        The mat, or as much of it as is built.
    label : str
        `"SIMULATED"`, or empty.
    simulation : Simulation or None
        How the simulated mat is built.
    """

    description: MatDescription
    label: str
    simulation: Simulation | None

    def examine(self, areas: Collection[Area], seconds: float) -> Report:
        """Examine some areas; what cannot be examined is a note.

        Raises
        ------
        BusFailed
            If the mat cannot be examined at all.
        """
        report = Report()
        if "computer" in areas:
            self._look_at_computer(report)
        electrical = [area for area in areas if area in ELECTRICAL]
        report.cut_short = bool(electrical and report.findings)
        if electrical and not report.cut_short:
            report = self._examine_mat(electrical, seconds, report)
        if not report.cut_short:
            self._look_around(areas, report)
        return report

    def _look_at_computer(self, report: Report) -> None:
        seen = look_at_computer()
        report.looked_at.append("computer")
        report.notes += [seen.model] if seen.model else []
        report.notes += seen.notes
        if self.simulation is None:
            devices = ", ".join(seen.devices) or "none"
            report.notes.append(f"SPI device files: {devices}")
            report.findings += check_devices(self.description)

    def _examine_mat(self, areas: Collection[Area], seconds: float, before: Report) -> Report:
        bench = self._bench()
        try:
            report = examine(
                bench, areas, seconds=seconds, open_converter=self._slow(bench, before)
            )
        finally:
            bench.close()
        report.notes[:0] = before.notes
        report.looked_at[:0] = before.looked_at
        return report

    def _bench(self) -> Bench:
        if self.simulation is not None:
            return SimulatedBench(self.simulation)
        return WiredBench(self.description, ask=_ask)

    def _slow(self, bench: Bench, report: Report) -> OpenConverter | None:
        """Return what opens a tile's converter through Adafruit's driver; None without its libraries."""

        def open_converter(tile: int) -> SlowConverter:
            path = self.description.tiles[tile].spi_device
            if isinstance(bench, SimulatedBench):
                return adafruit_on(bench.buses[tile], path)
            return open_adafruit(path, self.description.circuit.clock_hz)

        try:
            open_converter(0).close()
        except BusFailed as error:
            report.notes.append(f"no second opinion: {error}")
            return None
        return open_converter

    def _look_around(self, areas: Collection[Area], report: Report) -> None:
        simulated = self.simulation is not None
        alone: dict[Area, str] = {
            "housekeeping": "housekeeping is not simulated",
            "panel": "button, lamp and buzzer are not simulated",
            "calibration": "the simulated cells know their own curves",
        }
        for area in ("belt", "housekeeping", "panel", "calibration"):
            if area not in areas:
                continue
            if simulated and area in alone:
                report.notes.append(alone[area])
                continue
            try:
                findings, notes = self._look(area)
            except (BusFailed, PinsUnavailable) as error:
                # What cannot be opened is itself something wrong, and no reason to keep the rest back.
                findings, notes = [_refused(area, error)], []
            report.findings += findings
            report.notes += notes
            report.looked_at.append(area)

    def _look(self, area: Area) -> tuple[list[Finding], list[str]]:
        if area == "belt":
            return self._look_at_belt()
        if area == "housekeeping":
            return check_housekeeping(self.description)
        if area == "panel":
            return try_panel(self.description, _say)
        folder = CalibrationFolder(default_store_path(None).parent / "calibrations")
        return check_calibration(self.description, folder, datetime.now(UTC))

    def _look_at_belt(self) -> tuple[list[Finding], list[str]]:
        if self.description.tachometer is None:
            return [], ["tachometer: the mat description has none"]
        if self.simulation is not None:
            mat = SimulatedMat(RunnerSettings(), simulation=self.simulation, speed=None)
            return check_belt(mat, SIMULATED_WALK_S, moving=True)
        _ask(f"Start the belt and walk on it for {WALK_S:.0f} s. Press Enter when you walk")
        wired = SpiMat(self.description, belt=open_belt(self.description))
        try:
            return check_belt(wired, WALK_S, moving=True)
        finally:
            wired.close()


@contextlib.contextmanager
def patient(
    name: str, faults: Sequence[str] = (), *, tiles: int | None = None
) -> Iterator[Patient]:
    """Give the mat of that name.

    Parameters
    ----------
    name : str
        As `--mat` has it.
    faults : sequence of str
        To be put into the simulated mat, as `--inject` has them.
    tiles : int, optional
        How many tiles, from the front, are built; all by default.

    Raises
    ------
    BadPatient
        If the mat has nothing that can be examined, or is not the simulated one that can be broken.
    """
    kind, _, detail = name.partition(":")
    if kind == "replay" or name == "ideal":
        what = "a recording" if kind == "replay" else "ideal cells"
        raise BadPatient(f"{name} is {what}: there is no wire to examine; choose simulated or spi")
    if kind not in WIRED and kind not in SIMULATED:
        raise BadPatient(f"there is no mat {name!r} to examine; choose simulated, spi or adafruit")
    description = load_description(detail or "treadmill")
    if tiles:
        description = replace(description, tiles=description.tiles[:tiles])
    if kind in WIRED:
        if faults:
            raise BadPatient(f"--inject breaks the simulated mat only, not {name}")
        yield Patient(description, "", None)
        return
    simulation = Simulation(
        description=description, faults=[parse_fault(fault) for fault in faults]
    )
    yield Patient(description, "SIMULATED", simulation)


def _refused(area: Area, error: BusFailed | PinsUnavailable) -> Finding:
    code = "pins-unavailable" if isinstance(error, PinsUnavailable) else "bus-unavailable"
    text, _, remedy = str(error).partition("; ")
    return Finding(code, area, text, remedy or KINDS[code])


def _ask(line: str) -> None:
    click.echo(line, err=True, nl=False)
    click.prompt("", default="", show_default=False, prompt_suffix=" ", err=True)


def _say(line: str) -> None:
    click.echo(line, err=True)
