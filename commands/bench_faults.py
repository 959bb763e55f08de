"""`strikemat bench faults`: how soon each fault is told while somebody is on the mat, and its false steps."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import click

from analyzer import AnalyzerError
from commands.fault_cases import CASE_KINDS, SOUND, FaultCase, FaultKind, fault_cases
from commands.fault_runs import FaultRun, fault_run
from commands.markdown_table import markdown_table
from commands.refusal import one_line_refusals
from device import DeviceError

__all__ = ["bench_faults"]

GAITS = ("running", "walking")
#: A fault is to be told within this time.
SOON_S = 1.0
TEXT = """# Faults while somebody runs

Made by `strikemat bench faults --cases {cases} --write docs/faults.md`: the figures are its.

A simulated runner or walker (2.2 to 5 or 0.8 to 1.8 m/s, 50 to 100 kg, all strikes) is on the simulated
chips; at a drawn moment something breaks at a drawn place. Time counts from when the fault can first
show: a tenth of the runner's weight on the broken row, column, pair of them or tile (a twentieth on a
cell), or at once where no load is needed. *Told* is the first warning on the page that names it rightly.
A false step lies in no true contact that another step has not taken. {cases} cases a row; those that
nobody stepped on within 3 s are not counted.

{table}

In {sound_s:.0f} s of running and walking without a fault: {alarms} warnings, {sound_false} false steps.

What these faults mean, what is done with the cells, and what cannot be told: [doctor.md](doctor.md).
"""


@dataclass(frozen=True, slots=True)
class _Row:
    """One kind of fault under one gait: what came of each case that showed."""

    kind: FaultKind
    gait: str
    cases: Sequence[tuple[FaultCase, FaultRun]]


@click.command("faults")
@click.option(
    "--cases",
    default=12,
    show_default=True,
    type=click.IntRange(1, 1000),
    help="Cases of each fault in each gait.",
)
@click.option(
    "--write",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the page there instead of printing it.",
)
@one_line_refusals(DeviceError, AnalyzerError)
def bench_faults(*, cases: int, write: Path | None) -> None:
    """Measure how soon each fault is told while somebody is on the mat, and its false steps."""
    rows = list(_rows((*CASE_KINDS, SOUND), cases))
    page = _page([row for row in rows if row.kind is not SOUND], rows[-len(GAITS) :], cases)
    if write is None:
        click.echo(page)
    else:
        write.write_text(page)


def _rows(kinds: Sequence[FaultKind], count: int) -> Iterator[_Row]:
    with ProcessPoolExecutor(min(len(os.sched_getaffinity(0)), 2)) as pool:
        for kind in kinds:
            for gait in GAITS:
                cases = list(fault_cases(kind, gait, count))
                runs = zip(cases, pool.map(fault_run, cases), strict=True)
                yield _Row(kind, gait, [(case, run) for case, run in runs if run is not None])


def _page(rows: Sequence[_Row], sound: Sequence[_Row], cases: int) -> str:
    runs = [run for row in sound for _, run in row.cases]
    header = "fault | under | showed | told within 1 s | latest, s | also told | false steps"
    return TEXT.format(
        cases=cases,
        table=markdown_table(header, [_line(row) for row in rows]),
        sound_s=sum(run.end_s for run in runs),
        alarms=sum(len(run.told_s) for run in runs),
        sound_false=sum(run.false_steps for run in runs),
    )


def _line(row: _Row) -> list[str]:
    delays_s = [run.delay_s(row.kind.codes) for _, run in row.cases]
    told_s = [delay_s for delay_s in delays_s if delay_s is not None]
    soon = sum(delay_s < SOON_S for delay_s in told_s)
    others = sum(bool(set(run.told_s) - set(row.kind.codes)) for _, run in row.cases)
    never = len(delays_s) - len(told_s)
    latest = "-" if not told_s else f"{max(told_s):.2f}"
    return [
        row.kind.name, row.gait, str(len(delays_s)), str(soon),
        f"{latest}, {never} never" if never else latest,
        str(others), str(sum(run.false_steps for _, run in row.cases)),
    ]  # fmt: skip
