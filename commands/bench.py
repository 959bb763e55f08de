"""`strikemat bench`: figures that the documentation claims, measured on this computer."""

import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import click

from analyzer import AnalyzerError, AnalyzerSettings, StepAnalyzer
from commands.bench_accuracy import bench_accuracy
from commands.bench_faults import bench_faults
from commands.bench_length import long_run
from commands.bench_pages import bench_pages
from commands.bench_scan import bench_scan
from commands.bench_serve import bench_serve
from commands.bench_store import bench_store
from commands.checkout import module_of_checkout
from commands.plain_pass import compiled_plain_pass
from commands.refusal import one_line_refusals
from device import DeviceError, Recording, RunnerSettings, simulate_recording

__all__ = ["bench"]

THRESHOLD_N = 20.0
#: The faster ones run this often in each round, in turn, each run timed by itself; the median counts, for the
#: first run loads what it needs and finds the caches as the slow one has left them.
RUNS = 21


@click.group()
def bench() -> None:
    """Measure what the documentation claims."""


bench.add_command(bench_accuracy)
bench.add_command(bench_faults)
bench.add_command(bench_pages)
bench.add_command(bench_scan)
bench.add_command(bench_serve)
bench.add_command(bench_store)


@bench.command("analyze")
@click.option(
    "--seconds",
    default=20.0,
    show_default=True,
    type=click.FloatRange(5, 600),
    help="Length of the simulated run that both analyse.",
)
@click.option(
    "--rounds",
    default=5,
    show_default=True,
    type=click.IntRange(1, 100),
    help="Times that both are timed, in turn.",
)
@click.option(
    "--hours",
    default=2.0,
    show_default=True,
    type=click.FloatRange(0, 24),
    help="Length of the session whose first and last minute are compared; 0 leaves that out.",
)
@one_line_refusals(DeviceError, AnalyzerError)
def bench_analyze(*, seconds: float, rounds: int, hours: float) -> None:
    """Time the analyzer against the same measures in NumPy and SciPy, on the same frames."""
    reference_steps = module_of_checkout("tests.reference").reference_steps
    recording, truth = simulate_recording(
        RunnerSettings(strike="heel", speed_m_s=3.0, seed=1), seconds, frame_rate_hz=500.0, seed=1
    )
    frames = len(recording.time_s)
    ours_s: list[float] = []
    plain_s: list[float] = []
    numpy_s, ratios = [], []
    plain_pass = compiled_plain_pass()
    for _ in range(rounds):
        numpy_s.append(_seconds(lambda: _reference_run(reference_steps, recording)))
        works: list[Callable[[], object]] = [partial(_our_run, recording)]
        if plain_pass is not None:
            works.append(partial(plain_pass, recording.force_n))
        median_s, *of_plain_s = _medians_s(works)
        ours_s.append(median_s)
        plain_s.extend(of_plain_s)
        ratios.append(numpy_s[-1] / median_s)
    ours_hz = frames / statistics.median(ours_s)
    numpy_hz = frames / statistics.median(numpy_s)
    click.echo(f"{frames} frames of 48 x 8 cells, {len(truth)} contacts, {rounds} rounds, medians:")
    click.echo(f"  analyzer       {ours_hz:>12,.0f} frames/s  {1e6 / ours_hz:8.2f} us a frame")
    click.echo(f"  NumPy/SciPy    {numpy_hz:>12,.0f} frames/s  {1e6 / numpy_hz:8.2f} us a frame")
    click.echo(
        f"  ratio          {statistics.median(ratios):>12.0f} x"
        f"         ({min(ratios):.0f} to {max(ratios):.0f})"
    )
    if plain_s:
        plain = statistics.median(ours / one for ours, one in zip(ours_s, plain_s, strict=True))
        click.echo(
            f"  one plain pass {frames / statistics.median(plain_s):>12,.0f} frames/s  in C at -O3"
        )
        click.echo(
            f"  analyzer takes {plain:>12.1f} x a plain pass (the sum of all cells of each frame)"
        )
    if hours:
        _print_long_run(recording, hours)


def _print_long_run(recording: Recording, hours: float) -> None:
    run = long_run(recording, AnalyzerSettings(threshold_n=THRESHOLD_N), hours)
    first_hour_s = 3600.0 * min(1.0, hours)
    click.echo(f"{hours:g} hours, the same frames over and over:")
    click.echo(f"  first minute   {run.first_us:>12.2f} us a frame")
    click.echo(
        f"  last minute    {run.last_us:>12.2f} us a frame  {run.last_us / run.first_us:.2f} x"
    )
    click.echo(
        f"  first hour     {first_hour_s / (run.hour_s + run.table_s):>12.0f} x real time:"
        f" {run.hour_s:.1f} s for the steps, {run.table_s:.1f} s for all measures of {run.steps} steps"
    )


def _reference_run(reference_steps: Callable[..., Any], recording: Recording) -> None:
    reference_steps(
        recording.block,
        recording.geometry,
        threshold_n=THRESHOLD_N,
        foot_length_m=recording.foot_length_m,
    )


def _our_run(recording: Recording) -> None:
    analyzer = StepAnalyzer(
        recording.geometry,
        AnalyzerSettings(threshold_n=THRESHOLD_N),
        foot_length_m=recording.foot_length_m,
    )
    analyzer.feed(recording.block)
    analyzer.finish()


def _medians_s(works: list[Callable[[], object]]) -> list[float]:
    """Return how long each of some works takes when they are done in turn."""
    taken_s = [[_seconds(work) for work in works] for _ in range(RUNS)]
    return [statistics.median(one_s) for one_s in zip(*taken_s, strict=True)]


def _seconds(work: Callable[[], object]) -> float:
    # This thread's time on the processor: what other programs take meanwhile is not the work's, nor what the
    # threads of a linear algebra library spin for a while after their last task.
    begin_s = time.thread_time()
    work()
    return time.thread_time() - begin_s
