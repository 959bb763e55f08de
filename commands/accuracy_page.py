"""The page of the documentation that says how well steps are found and measured."""

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analyzer import FOOT_ZONES
from commands.accuracy_bounds import Row, bounds, bounds_table
from commands.accuracy_landings import landings_table
from commands.accuracy_tally import SIDES, Tally, pooled
from commands.markdown_table import markdown_table

__all__ = ["accuracy_page"]

Numbers = NDArray[np.float64]

LOADS = ("impulse", "peak")
#: Edges of the bins of confidence.
CONFIDENCE_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.98, 1.0)
TEXT = """# Accuracy

Made by `strikemat bench accuracy --runners {runners} --write docs/accuracy.md`: the figures are its.

Simulated runners, {seconds:.0f} s each, drawn from the whole range: running 2 to 6 m/s, walking 0.6 to
2 m/s, 45 to 110 kg, feet 0.22 to 0.31 m, step width -0.03 to 0.15 m, toe-out -5 to 20 degrees, up to 10 %
asymmetry; contact threshold 20 N; foot length known. All errors are against the simulated truth, times at
the same threshold. *Worn* is a mat with 5 % spread of gains, 3 dead cells, and cells that drift by up to 2 N
in the {seconds:.0f} s. *Chip* is scanned through modelled converters and cells that spread, creep and drift;
the scan sets its own pace. These are simulated runners; the published figures are people. On recordings of
people, see [data.md](data.md).

## Bounds

The worst row of all; {kept} of {count} bounds hold.

{bounds}

## Steps

*Right* counts an abstained strike as wrong.

{steps}

## Landings

Strikes as they are called while the foot is still down ([data.md](data.md)): how many of all contacts, how
long after the true contact, how many of the calls are right, and how many say what the step says in the end.
*Side right* is of those that were told a side: before the runner's feet are told apart, none is.
Midfoot landings near the border of a class wait longer than 60 ms, and so do forefeet at 100 frames/s, where
the 55 ms after which a print that stays short is called end with the sixth frame.

{landings}

## Loads

Error of a zone's force-time integral and of its peak force, in per cent of the true one: bias, mean size,
95 % of sizes; zones that bear at least 5 % of the contact. *Inner* and *outer* are the sides of the line from
the heel's to the ball's middle. The truth is the pressure on the simulated sole between the same borders.

{loads}

## Prints

*Misplaced*: sum of the differences' sizes between the 5 mm map and the true one, over the true sum.
*Contrast*: rises and falls along the foot over the true ones, 1 = as sharp, less = blurred. *Grid* is the
same mat without the belt scan: readings one row pitch apart, interpolated.

{prints}

## Confidence

Steps of all rows by the confidence of their strike.

{reliability}

{abstained} of {steps_count} steps are not called: no class had a confidence of 0.6. They are counted, and
left out of percentages.

## Uncertainty of the strike index

Errors within one and two of the stated standard deviations; 68 and 95 % would be exact, more is cautious.

{coverage}
"""


def accuracy_page(rows: Sequence[Row], *, runners: int, seconds: float) -> str:
    """Return the page, in Markdown."""
    found = bounds(rows)
    everything = pooled(row.tally for row in rows)
    return TEXT.format(
        runners=runners,
        seconds=seconds,
        kept=sum(bound.holds for bound in found),
        count=len(found),
        bounds=bounds_table(found),
        steps=_steps_table(rows),
        landings=landings_table([(row.name, row.tally.early) for row in rows]),
        loads=_loads_table(everything),
        prints=_prints_table(rows),
        reliability=_reliability_table(everything),
        abstained=sum(step.strike is None for step, _ in everything.pairs),
        steps_count=len(everything.pairs),
        coverage=_coverage_table(rows),
    )


def _steps_table(rows: Sequence[Row]) -> str:
    header = (
        "runner | mat | frames/s | steps | missed | invented | wrong side | onset, ms: median, 95 % | "
        "contact time, bias ms | strike right, % | index, mean error | toe-out, deg | step length, mm"
    )
    return markdown_table(header, [_step_cells(row) for row in rows])


def _step_cells(row: Row) -> list[str]:
    tally = row.tally
    onset_ms = 1e3 * np.abs(tally.of("onset"))
    rate = "scan" if row.rate_hz is None else f"{row.rate_hz:.0f}"
    strike = "ball" if row.strike == "ball-only" else row.strike
    return [
        f"{row.gait}, {row.strike}", row.mat, rate, str(len(tally.pairs)), str(tally.missed),
        str(tally.invented), str(tally.wrong_side),
        f"{np.median(onset_ms):.1f}, {np.quantile(onset_ms, 0.95):.1f}",
        f"{1e3 * tally.of('contact_time').mean():+.1f}", f"{tally.right_percent(strike):.1f}",
        _size(tally.of("index")), _size(tally.of("toe_out")), _size(1e3 * tally.of("step_length")),
    ]  # fmt: skip


def _loads_table(tally: Tally) -> str:
    names = dict(zip(SIDES, ("inner", "outer"), strict=True))
    lines = [
        [names.get(part, part), *(_spread(tally.of(f"{part}_{load}")) for load in LOADS)]
        for part in (*FOOT_ZONES, *SIDES)
    ]
    return markdown_table("part | impulse, %: bias, mean size, 95 % | peak force, %", lines)


def _prints_table(rows: Sequence[Row]) -> str:
    lines = []
    for row in rows:
        for name in ("peak", "impulse"):
            scan = [getattr(errors, name) for errors in row.tally.prints]
            grid = [getattr(errors, f"{name}_grid") for errors in row.tally.prints]
            if scan:
                lines.append([
                    row.name, name, str(len(scan)),
                    *(f"{100 * np.mean([e.misplaced for e in maps]):.0f}" for maps in (scan, grid)),
                    *(f"{np.mean([e.contrast for e in maps]):.2f}" for maps in (scan, grid)),
                ])  # fmt: skip
    return markdown_table(
        "runner, mat | map | prints | misplaced, % | grid | contrast | grid", lines
    )


def _reliability_table(tally: Tally) -> str:
    lines = []
    for low, high in itertools.pairwise(CONFIDENCE_EDGES):
        called = [
            (step.confidence, step.strike == true.strike)
            for step, true in tally.pairs
            if step.strike is not None and _within(step.confidence, low, high)
        ]
        if called:
            stated, right = np.mean(np.array(called, float), axis=0)
            lines.append([f"{low:g} to {high:g}", str(len(called)),
                          f"{100 * stated:.1f}", f"{100 * right:.1f}"])  # fmt: skip
    return markdown_table("confidence | steps called | stated, % | right, %", lines)


def _within(value: float, low: float, high: float) -> bool:
    return low <= value < high or value == high == CONFIDENCE_EDGES[-1]


def _coverage_table(rows: Sequence[Row]) -> str:
    lines = []
    for row in rows:
        in_sd = np.abs(row.tally.of("index_in_sd"))
        if len(in_sd):
            sd = np.mean([
                step.measures.strike_index_sd_percent
                for step, _ in row.tally.pairs
                if step.measures.strike_index_sd_percent is not None
            ])  # fmt: skip
            lines.append([row.name, str(len(in_sd)), f"{sd:.1f}",
                          f"{100 * np.mean(in_sd < 1.0):.0f}",
                          f"{100 * np.mean(in_sd < 2.0):.0f}"])  # fmt: skip
    return markdown_table(
        "runner, mat | steps | stated SD, points | within 1 SD, % | within 2 SD, %", lines
    )


def _size(errors: Numbers) -> str:
    return f"{np.abs(errors).mean():.1f}" if len(errors) else "-"


def _spread(parts: Numbers) -> str:
    if not len(parts):
        return "-"
    percent = 100.0 * parts
    sizes = np.abs(percent)
    return f"{percent.mean():+.1f}, {sizes.mean():.1f}, {np.quantile(sizes, 0.95):.1f}"
