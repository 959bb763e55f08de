"""`strikemat bench scan`: the scan, the algebra and their cost, on the simulated mat with a Pi 4's timing."""

from pathlib import Path

import click

from analyzer import AnalyzerError
from commands.accuracy_bounds import Bound
from commands.markdown_table import markdown_table
from commands.refusal import one_line_refusals
from commands.scan_tables import COMPARED, ScanFigures, measure_scan
from device import DeviceError

__all__ = ["bench_scan"]

TEXT = """# The scan

Made by `strikemat bench scan --minutes {minutes:g} --seconds {seconds:g} --write docs/scan.md`: the
figures are its.

The treadmill's mat, 48 x 8 cells on one bus at 2.0 MHz, scanned by the code that scans a real one:
modelled converters, row drivers and cells, and the timing of a Raspberry Pi 4 with a stock kernel. No
Raspberry Pi has been measured. Truth is the simulated runner's force; contact is 20 N. {seconds:g} s a
run.

## Bounds

{kept} of {count} hold.

{bounds}

## Frames a second

{rates}

By clock, on the foot:

{clocks}

## Steps

*Strike index* is that of the scanned frames minus that of frames without any error, 1000 a second.

{steps}

{mixed}

## Forces

Of {force_runner}. Cells above 20 N in % of the full scale of 500 N; the sum of all forces in % of
itself, above 200 N. *Real cells* spread by 6 %, read up to 10 % more while they are unloaded, and drift;
*calibrated* is by the walk with the load cell ([calibration.md](calibration.md)). *Naive divider* takes
each reading for that of a lone cell.

{forces}

The worst single reading of real cells is above 3 %. Compare the row without hysteresis; what is left in
that, and in ideal cells, is a belt that carries a foot onto a cell between two frames. Hysteresis is not
corrected for: how a sensor remembers its load differs from part to part, and there is no recording of
real ones that a correction could be held against.

## Cost

{cpu} The scan allocates nothing and never holds the interpreter's lock
(`tests/device/test_ring_and_tape.py`).
"""


@click.command("scan")
@click.option(
    "--minutes",
    default=1.0,
    show_default=True,
    type=click.FloatRange(0.5, 60),
    help="Length of the mixed run in which no step may be lost.",
)
@click.option(
    "--seconds",
    default=8.0,
    show_default=True,
    type=click.FloatRange(4, 120),
    help="Length of every other run.",
)
@click.option(
    "--write",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the page there instead of printing it.",
)
@one_line_refusals(DeviceError, AnalyzerError)
def bench_scan(*, minutes: float, seconds: float, write: Path | None) -> None:
    """Measure scan rates, forces and steps on modelled chips, and our own CPU time."""
    page = _page(measure_scan(minutes, seconds), minutes, seconds)
    if write is None:
        click.echo(page)
    else:
        write.write_text(page)


def _page(figures: ScanFigures, minutes: float, seconds: float) -> str:
    return TEXT.format(
        minutes=minutes,
        seconds=seconds,
        kept=sum(bound.holds for bound in figures.bounds),
        count=len(figures.bounds),
        bounds=markdown_table(
            "what | bound | measured | in | holds", [_bound_line(one) for one in figures.bounds]
        ),
        force_runner=COMPARED[0],
        **figures.tables,
    )


def _bound_line(bound: Bound) -> list[str]:
    sign = "at least" if bound.at_least else "at most"
    digits = 0 if bound.limit == 0 or bound.limit >= 100 else 2
    return [
        bound.what, f"{sign} {bound.limit:g} {bound.unit}".strip(),
        f"{bound.measured:.{digits}f}", bound.where or "all", "yes" if bound.holds else "**no**",
    ]  # fmt: skip
