"""`strikemat bench serve`: how soon landings and steps are in every viewer, and what the server costs."""

import os
from pathlib import Path

import click
import numpy as np
from rich.console import Console

from analyzer import AnalyzerError
from clinic import ClinicError
from commands.refusal import one_line_refusals
from commands.serve_metered import RUNNER
from commands.serve_page import serve_page
from commands.serve_processes import TrialFailed
from commands.serve_trial import Trial, run_trial
from device import DeviceError, Simulation, scan_cpu_ns, scan_run

__all__ = ["bench_serve"]

#: Viewers, and whether one more never reads.
CASES = ((1, False), (10, False), (50, False), (50, True))
#: Frames for measuring the scan's own cost.
SCANNED_S = 8.0


@click.command("serve")
@click.option(
    "--seconds",
    default=20.0,
    show_default=True,
    type=click.FloatRange(5, 600),
    help="Length of each recorded session.",
)
@click.option(
    "--viewers",
    multiple=True,
    type=click.IntRange(1, 60),
    help="Only with so many viewers; may be given several times.",
)
@click.option(
    "--real-time",
    is_flag=True,
    help="Server and viewers go before all other programs of this computer, as if it were idle; as root.",
)
@click.option(
    "--write",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the page there instead of printing it.",
)
@one_line_refusals(DeviceError, AnalyzerError, ClinicError, TrialFailed)
def bench_serve(
    *, seconds: float, viewers: tuple[int, ...], real_time: bool, write: Path | None
) -> None:
    """Measure the real server: from contact to event, pictures, losses and CPU."""
    if real_time:
        _go_first()
    cases = [(count, False) for count in viewers] or CASES
    trials = [_told(count, stuck, seconds) for count, stuck in cases]
    # Noise of the computer only adds: the least of three is the scan's own.
    run = scan_run(RUNNER, Simulation(), SCANNED_S)
    scan_ns = min(scan_cpu_ns(run)[0] for _ in range(3))
    page = serve_page(trials, seconds=seconds, scan_ns=scan_ns, real_time=real_time)
    if write is None:
        click.echo(page)
    else:
        write.write_text(page)


def _go_first() -> None:
    """Take real-time priority, which every process started from here has too."""
    try:
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
    except OSError as error:
        raise TrialFailed(
            f"--real-time is not permitted ({error.strerror}); run it as root, or leave it out on an idle "
            "computer"
        ) from error


def _told(count: int, stuck: bool, seconds: float) -> Trial:
    console = Console(stderr=True)
    what = f"{count} viewers" + (" and one that never reads" if stuck else "")
    with console.status(what):
        trial = run_trial(count, stuck=stuck, seconds=seconds)
    landings_ms, steps_ms = (
        1e3 * np.percentile(told.judged_s, 95) for told in (trial.told_landings, trial.told_steps)
    )
    console.print(
        f"{what}: 95 % of the landings within {landings_ms:.0f} ms, of the steps within {steps_ms:.0f} ms"
    )
    return trial
