"""`strikemat bench accuracy`: how well steps are found and measured, as a table of the documentation."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import track

from analyzer import AnalyzerError
from commands.accuracy_bounds import Row
from commands.accuracy_cases import CASES, Case, frames_of
from commands.accuracy_page import accuracy_page
from commands.accuracy_tally import Tally
from commands.checkout import module_of_checkout
from commands.refusal import one_line_refusals
from device import DeviceError

__all__ = ["bench_accuracy"]

SECONDS = 8.0


@click.command("accuracy")
@click.option(
    "--runners",
    default=12,
    show_default=True,
    type=click.IntRange(1, 1000),
    help="Simulated runners in each row of the table.",
)
@click.option(
    "--write",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the page there instead of printing it.",
)
@one_line_refusals(DeviceError, AnalyzerError)
def bench_accuracy(*, runners: int, write: Path | None) -> None:
    """Measure how well steps are found, on simulated runners over the whole range."""
    scoring = module_of_checkout("tests.analyzer.scoring")
    rows = [
        Row(case.gait, case.strike, case.mat, case.rate_hz, _tally(scoring, case, runners))
        for case in _watched(CASES)
    ]
    page = accuracy_page(rows, runners=runners, seconds=SECONDS)
    if write is None:
        click.echo(page)
    else:
        write.write_text(page)


def _tally(scoring: Any, case: Case, runners: int) -> Tally:
    tally = Tally()
    for number in range(runners):
        recording, truth = frames_of(case, number, SECONDS)
        steps, landings = scoring.told_of(recording)
        tally.add(scoring.score(steps, truth, recording.block), landings)
    return tally


def _watched(cases: Sequence[Case]) -> Iterable[Case]:
    """Show a bar on a terminal."""
    console = Console(stderr=True)
    show: Callable[..., Iterable[Case]] = track
    return show(cases, "Simulating", console=console, disable=not console.is_terminal)
