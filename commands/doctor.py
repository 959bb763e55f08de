"""`strikemat doctor`: what is wrong with the mat, where, and what to do about it."""

import json
import math
import sys

import click
from rich.console import Console

from analyzer import AnalyzerError
from commands.doctor_mats import BadPatient, Patient, patient
from commands.doctor_page import print_report
from commands.refusal import one_line_refusals
from device import BUILD_STEPS, Area, DeviceError, Report, build_step

__all__ = ["doctor"]

#: Without a step: all that needs nobody at the mat.
USUAL: tuple[Area, ...] = (
    "computer", "bus", "rest", "second opinion", "rate", "belt", "housekeeping", "calibration",
)  # fmt: skip


@click.command(
    epilog="Exit status: 0 = nothing wrong, 1 = something is, 2 = the mat cannot be examined. "
    "The build's steps: "
    + "; ".join(f"{step.number} {step.title[0].lower()}{step.title[1:]}" for step in BUILD_STEPS)
    + "."
)
@click.option(
    "--mat",
    "mat_name",
    default="simulated",
    show_default=True,
    help="simulated (modelled chips), spi or adafruit; :DESCRIPTION after it names another mat.",
)
@click.option(
    "--step",
    "step_number",
    type=click.IntRange(1, BUILD_STEPS[-1].number),
    help="Only what belongs to this step of the build guide.",
)
@click.option(
    "--press/--no-press",
    default=None,
    help="Also find what shows only under load: somebody rolls over every cell.  "
    "[default: on the simulated mat, or where the step needs it]",
)
@click.option(
    "--seconds",
    default=2.0,
    show_default=True,
    type=click.FloatRange(0.2, 600),
    help="How long the empty mat is scanned.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--inject",
    "faults",
    multiple=True,
    metavar="FAULT",
    help="Break the simulated mat first, to see what is said of it: row-open:20, converter-missing:1:0.",
)
@one_line_refusals(DeviceError, AnalyzerError, BadPatient)
def doctor(
    *,
    mat_name: str,
    step_number: int | None,
    press: bool | None,
    seconds: float,
    as_json: bool,
    faults: tuple[str, ...],
) -> None:
    """Examine the mat: bus, clock, rates, noise, shorts, dead and swapped lines, tachometer."""
    step = None if step_number is None else build_step(step_number)
    with patient(mat_name, faults, tiles=None if step is None else step.tiles) as examined:
        areas = set(USUAL if step is None else step.areas)
        if press or (press is None and step is None and examined.label):
            areas.add("press")
        elif press is False:
            areas.discard("press")
        report = examined.examine(areas, seconds)
    if as_json:
        click.echo(json.dumps(_result(mat_name, step_number, examined, report), indent=2))
    else:
        print_report(Console(highlight=False), examined, report, step)
    sys.stdout.flush()
    if report.findings:
        sys.exit(2 if report.cut_short else 1)


def _result(
    mat_name: str, step_number: int | None, examined: Patient, report: Report
) -> dict[str, object]:
    times = report.times
    noise = report.noise_codes
    return {
        "mat": mat_name,
        "label": examined.label,
        "description": examined.description.name,
        "step": step_number,
        "looked_at": report.looked_at,
        "notes": report.notes,
        "bus": None
        if times is None
        else {
            name: None if value != value else value
            for name in times.__slots__
            for value in [getattr(times, name)]
        },
        "noise_codes": None if noise is None else noise.round(2).tolist(),
        "paths_apart_codes": None if math.isnan(report.apart_codes) else report.apart_codes,
        "findings": [
            {
                "code": one.code,
                "where": one.where,
                "text": one.text,
                "remedy": one.remedy,
                "cells": one.cells,
            }
            for one in report.findings
        ],
    }
