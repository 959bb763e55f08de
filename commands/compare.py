"""`strikemat compare`: two recordings of one runner, and which differences are worth believing."""

import json
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from analyzer import (
    VERSION,
    AnalyzerError,
    AnalyzerSettings,
    Comparison,
    Step,
    minimal_change,
)
from analyzer import compare as compare_steps
from commands.recordings import Given, analyze_file
from commands.refusal import one_line_refusals
from device import DeviceError

__all__ = ["compare"]

MEASURES = (
    "ball_first_percent",
    "strike_index_percent",
    "contact_time_s",
    "flight_time_s",
    "step_time_s",
    "step_length_m",
    "peak_force_n",
)


@click.command()
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
@click.option(
    "--threshold-n",
    default=20.0,
    show_default=True,
    type=click.FloatRange(0, 1000, min_open=True),
    help="Force that counts as contact, newtons: the same for both.",
)
@one_line_refusals(DeviceError, AnalyzerError)
def compare(*, before: Path, after: Path, as_json: bool, threshold_n: float) -> None:
    """Compare AFTER with BEFORE: differences, their 95 % interval, and a verdict in words."""
    settings = AnalyzerSettings(threshold_n=threshold_n)
    steps = [analyze_file(path, settings, Given()).steps for path in (before, after)]
    comparisons = [_compared(steps[0], steps[1], measure) for measure in MEASURES]
    if as_json:
        result = {
            "analyzer": VERSION,
            "settings": settings.to_dict(),
            "measures": {found.measure: asdict(found) for found in comparisons},
        }
        click.echo(json.dumps(result, indent=2, allow_nan=False))
        return
    console = Console(highlight=False)
    console.print(_table(before, after, comparisons))
    for note in sorted({note for found in comparisons for note in found.notes}):
        console.print(f"[bold yellow]Note:[/] {note}")
    console.print(
        "Worth believing: the 95 % interval leaves out zero, and the difference reaches the smallest change "
        "that two sessions of an unchanged runner would not show."
    )


def _compared(before: list[Step], after: list[Step], measure: str) -> Comparison:
    least = minimal_change(before, measure)
    return compare_steps(before, after, measure=measure, minimal_change=least)


def _table(before: Path, after: Path, comparisons: list[Comparison]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("measure")
    for header in (before.stem, after.stem, "difference", "95 % interval"):
        table.add_column(header, justify="right")
    table.add_column("verdict")
    for found in comparisons:
        table.add_row(
            found.measure,
            _number(found.a_mean),
            _number(found.b_mean),
            _number(found.difference),
            f"{_number(found.low)} to {_number(found.high)}",
            found.verdict,
        )
    return table


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.4g}"
