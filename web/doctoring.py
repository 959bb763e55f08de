"""The doctor on the page: it asks for an empty mat, then for a pressed one, and maps what it finds."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from device import (
    Area,
    Bench,
    Fault,
    MatDescription,
    Report,
    Scanner,
    cell_states,
    check_calibration,
    check_devices,
    examine,
    look_at_computer,
)
from web.protocol import plain
from web.work import Talk
from web.workshop import Workshop

__all__ = ["DoctorTask"]

REST_S = 2.0


class DoctorTask:
    """Examine the mat.

    Parameters
    ----------
    workshop : Workshop
        Opens the mat.
    faults : sequence of Fault
        What is broken, if the mat is simulated.
    with_press : bool
        Whether somebody rolls over every cell.
    """

    kind = "doctor"

    def __init__(self, workshop: Workshop, faults: Sequence[Fault], *, with_press: bool) -> None:
        self._workshop, self._faults, self._with_press = workshop, tuple(faults), with_press

    def run(self, talk: Talk) -> dict[str, Any]:
        """Examine, and return `health_facts`."""
        computer = look_at_computer()
        description = self._workshop.description()
        found = [] if self._workshop.is_simulated else check_devices(description)
        areas: list[Area] = ["bus", "rest", "rate"]
        if self._with_press:
            areas.append("press")
        bench = _AskingBench(self._workshop.bench(self._faults), talk)
        try:
            report = examine(bench, areas, seconds=REST_S)
        finally:
            bench.close()
        report.findings[:0] = found
        report.notes += [*computer.notes, *bench.notes]
        if not self._workshop.is_simulated:
            findings, notes = check_calibration(
                description, self._workshop.folder, self._workshop.now()
            )
            report.findings += findings
            report.notes += notes
        return {
            **health_facts(report, description),
            "label": bench.label,
            "made_at": self._workshop.now().isoformat(),
        }


class _AskingBench:
    """A bench whose person is asked on the page, and who can end the examination there."""

    def __init__(self, bench: Bench, talk: Talk) -> None:
        self._bench, self._talk = bench, talk
        self.description, self.label = bench.description, bench.label
        self.buses = bench.buses
        self.notes: list[str] = []
        self._pressing_s: float | None = None
        # By scanner, which it keeps alive: when its scan began.
        self._begin_ns: dict[Scanner, int] = {}

    def rest(self) -> None:
        """Ask for an empty mat; after the pressing nobody needs to be asked."""
        self._bench.rest()
        if self._pressing_s is None:
            self._talk.ask("empty")
        self._begin_ns.clear()

    def press(self) -> float:
        """Ask somebody to roll over every cell."""
        self._talk.ask("press", simulated=bool(self.label))
        self._pressing_s = self._bench.press()
        self._begin_ns.clear()
        return self._pressing_s

    def advance(self, scanner: Scanner, until_ns: int) -> None:
        """Scan on, and show how far it is."""
        begin_ns = self._begin_ns.setdefault(scanner, scanner.time_ns)
        self._bench.advance(scanner, until_ns)
        if self._pressing_s is None:
            self._talk.show(doing="rest")  # soon done
        else:
            share = 1e-9 * (until_ns - begin_ns) / self._pressing_s
            self._talk.show(min(share, 1.0), doing="press")

    def close(self) -> None:
        """Let go of the mat."""
        self._bench.close()


def health_facts(report: Report, description: MatDescription) -> dict[str, Any]:
    """Return an examination as plain values; `cells` are states, `[row][col]`, of `device.cell_states`."""
    geometry = description.geometry
    return dict(
        plain(
            {
                "mat": description.name,
                "rows": geometry.rows,
                "cols": geometry.cols,
                "looked_at": list(report.looked_at),
                "cells": cell_states(report.findings, geometry.rows, geometry.cols),
                "noise_codes": None
                if report.noise_codes is None
                else report.noise_codes.round(2).tolist(),
                "bus": None if report.times is None else asdict(report.times),
                "findings": [
                    {
                        "code": one.code,
                        "where": one.where,
                        "text": one.text,
                        "remedy": one.remedy,
                        "cells": [list(cell) for cell in one.cells],
                    }
                    for one in report.findings
                ],
                "notes": list(report.notes),
            }
        )
    )
