"""`strikemat bench accuracy`: how well steps are found and measured, as a table of the documentation."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
import numpy as np
from rich.console import Console
from rich.progress import track

from analyzer import AnalyzerError
from commands.accuracy_cases import Spoiled, drawn_runner, spoil
from commands.checkout import module_of_checkout
from commands.refusal import one_line_refusals
from device import DeviceError, simulate_recording

__all__ = ["bench_accuracy"]

SECONDS = 8.0
USUAL_HZ = 500.0
GAITS = (
    ("running", "heel"),
    ("running", "midfoot"),
    ("running", "ball"),
    ("running", "ball-only"),
    ("walking", "heel"),
)
SURE = 0.9
TEXT = """# Accuracy

Made by `strikemat bench accuracy --runners {runners} --write docs/accuracy.md`: the figures are its.

Simulated runners, {seconds:.0f} s each, drawn from the whole range: running 2 to 6 m/s, walking 0.6 to
2 m/s, 45 to 110 kg, feet 0.22 to 0.31 m, step width -0.03 to 0.15 m, toe-out -5 to 20 degrees, up to 10 %
asymmetry; contact threshold 20 N; foot length known. Onset, contact time and index are against the simulated
truth at the same threshold. *Right* counts an abstained strike as wrong. *Worn* is a mat with 5 % spread of
gains, 3 dead cells, and cells that drift by up to 2 N in the {seconds:.0f} s.

{table}

{sure}

Published for comparison: event timing 1.0 ms at contact and 5.2 ms at toe-off for the best of seven detectors
against a force plate; strike classes right in 94.7 / 37.1 / 81.8 % (rearfoot, midfoot, forefoot) with
instrumented insoles, 90 to 94 % with machine learning on them. Those are people; these are simulated runners.
On recordings of people, see [data.md](data.md).
"""
HEADER = (
    "| runner | mat | frames/s | steps | missed | invented | wrong side | onset, ms: median, 95 % "
    "| contact time, bias ms | strike right, % | index, mean error | toe-out, deg | step length, mm |"
)


@dataclass
class Tally:
    """Steps of one row of the table, paired with their truth."""

    pairs: list[tuple[Any, Any]] = field(default_factory=list)
    missed: int = 0
    invented: int = 0
    wrong_side: int = 0
    toe_out_deg: list[float] = field(default_factory=list)
    step_length_m: list[float] = field(default_factory=list)

    def add(self, found: Any) -> None:
        """Take a score of one recording."""
        self.pairs += found.pairs
        self.missed += len(found.missed)
        self.invented += len(found.invented)
        self.wrong_side += len(found.wrong_side)
        before = None
        for step, true in found.pairs:
            measures = step.measures
            if measures.toe_out_deg is not None:
                self.toe_out_deg.append(measures.toe_out_deg - true.toe_out_deg)
            if measures.step_length_m is not None and before is not None:
                true_m = before.heel_u_m - true.heel_u_m
                self.step_length_m.append(measures.step_length_m - true_m)
            before = true

    def row(self) -> str:
        """Return the cells of the table's row, from the count of steps on."""
        onset_ms = np.array([1e3 * (s.contact_s - t.contact_s) for s, t in self.pairs])
        off_ms = np.array([1e3 * (s.off_s - t.off_s) for s, t in self.pairs])
        index = np.array(
            [
                s.strike_index_percent - t.strike_index_percent
                for s, t in self.pairs
                if s.strike_index_percent is not None
            ]
        )
        right = np.mean([s.strike == t.strike for s, t in self.pairs])
        return (
            f"{len(self.pairs)} | {self.missed} | {self.invented} | {self.wrong_side} | "
            f"{np.median(np.abs(onset_ms)):.1f}, {np.quantile(np.abs(onset_ms), 0.95):.1f} | "
            f"{np.mean(off_ms - onset_ms):+.1f} | {100 * right:.1f} | {np.mean(np.abs(index)):.1f} | "
            f"{_mean_size(self.toe_out_deg, 1.0)} | {_mean_size(self.step_length_m, 1e3)}"
        )


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
    usual = Spoiled()
    worn = Spoiled(gain_sd=0.05, dead_cells=3, drift_n=2.0)
    plan = [(gait, strike, "good", usual, USUAL_HZ) for gait, strike in GAITS]
    plan += [(gait, strike, "worn", worn, USUAL_HZ) for gait, strike in GAITS]
    plan += [("running", "heel", "good", usual, rate_hz) for rate_hz in (100.0, 200.0, 1000.0)]
    rows, tallies = [HEADER, "|" + "---|" * HEADER.count(" | ") + "---|"], []
    for gait, strike, mat, how, rate_hz in _watched(plan):
        tally = _tally(scoring, gait, strike, (how, rate_hz), runners)
        tallies.append(tally)
        rows.append(f"| {gait}, {strike} | {mat} | {rate_hz:.0f} | {tally.row()} |")
    page = TEXT.format(runners=runners, seconds=SECONDS, table="\n".join(rows), sure=_sure(tallies))
    if write is None:
        click.echo(page)
    else:
        write.write_text(page)


def _tally(scoring: Any, gait: Any, strike: Any, mat: tuple[Spoiled, float], runners: int) -> Tally:
    tally = Tally()
    how, rate_hz = mat
    for number in range(runners):
        runner = drawn_runner(number, gait, strike)
        recording, truth = simulate_recording(runner, SECONDS, frame_rate_hz=rate_hz, seed=number)
        spoiled = spoil(recording, how, seed=number)
        tally.add(scoring.score(scoring.steps_of(spoiled), truth, spoiled.block))
    return tally


def _sure(tallies: list[Tally]) -> str:
    """Return what the confidence is worth, in a sentence."""
    pairs = [pair for tally in tallies for pair in tally.pairs]
    sure = [step.strike == true.strike for step, true in pairs if step.confidence >= SURE]
    abstained = sum(step.strike is None for step, _ in pairs)
    return (
        f"Of {len(sure)} steps called with a confidence of {SURE} or more, {100 * np.mean(sure):.1f} % are "
        f"right; {abstained} of {len(pairs)} steps are not called."
    )


def _mean_size(errors: list[float], scale: float) -> str:
    return f"{scale * float(np.mean(np.abs(errors))):.1f}" if errors else "-"


def _watched(plan: Iterable[Any]) -> Iterable[Any]:
    """Show a bar on a terminal."""
    console = Console(stderr=True)
    show: Callable[..., Iterable[Any]] = track
    return show(list(plan), "Simulating", console=console, disable=not console.is_terminal)
