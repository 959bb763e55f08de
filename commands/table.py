"""Steps and summary as a table that a person reads in a terminal."""

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from analyzer import Step
from device import Recording

__all__ = ["print_table"]

STRIKE_STYLE = {"heel": "bold bright_red", "midfoot": "bold yellow", "ball": "bold bright_blue"}
DASH = "-"


def print_table(
    name: str,
    recording: Recording,
    steps: list[Step],
    summary: dict[str, Any],
    *,
    notes: Sequence[str] = (),
    console: Console | None = None,
) -> None:
    """Print the steps and, below, their means by side; standard output unless told otherwise."""
    console = console or Console(highlight=False)
    duration_s = recording.time_s[-1] - recording.time_s[0]
    console.print(
        f"[bold]{name}[/]  {duration_s:.1f} s, belt {recording.belt_speed_m_s.mean():.2f} m/s, "
        f"{recording.geometry.rows} x {recording.geometry.cols} cells"
    )
    for note in notes:
        console.print(f"[bold yellow]Note:[/] {note}")
    if not steps:
        console.print("No step: nobody walked or ran here.")
        return
    console.print(_steps_table(steps))
    console.print(_summary_table(summary))
    incomplete = [step for step in steps if not step.complete]
    if incomplete:
        console.print(f"{len(incomplete)} incomplete, left out of the means:")
        for step in incomplete:
            console.print(f"  step {step.number}: {step.incomplete_reason}")
    thresholds = sorted({round(step.threshold_n, 1) for step in steps})
    console.print(
        f"Contact is force above {_range(thresholds)} N. Strike index: where the first 20 ms press, "
        "0 = back of the heel, 100 = tip of the toes."
    )


def _steps_table(steps: list[Step]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for header in ("step", "foot", "contact s", "time ms", "flight ms", "index", "peak N", "sure"):
        table.add_column(header, justify="left" if header == "foot" else "right")
    table.add_column("lands on")
    for step in steps:
        table.add_row(
            str(step.number),
            step.side,
            f"{step.contact_s:.3f}",
            _milli(step.contact_time_s),
            _milli(step.flight_time_s),
            _number(step.strike_index_percent, 0),
            f"{step.peak_force_n:.0f}",
            f"{step.confidence:.2f}",
            _strike(step),
            style=None if step.complete else "dim",
        )
    return table


def _strike(step: Step) -> str:
    if step.strike is None:
        return "not sure" if step.complete else "incomplete"
    return f"[{STRIKE_STYLE[step.strike]}]{step.strike}[/]"


def _summary_table(summary: dict[str, Any]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", title=" ", title_justify="left")
    table.add_column("")
    for header in ("both", "left", "right"):
        table.add_column(header, justify="right")
    sides = [summary, summary["left"], summary["right"]]
    table.add_row("steps", *(f"{side['step_count']}" for side in sides))
    table.add_row("used", *(f"{side['steps_used']}" for side in sides))
    table.add_row("cadence, steps/min", _number(summary["cadence_spm"], 1))
    for key, label, scale, digits in (
        ("contact_time_s", "contact time, ms", 1e3, 0),
        ("flight_time_s", "flight time, ms", 1e3, 0),
        ("strike_index_percent", "strike index, %", 1.0, 0),
    ):
        table.add_row(label, *(_mean_sd(side[key], scale, digits) for side in sides))
    table.add_row("strike not sure", *(f"{side['strikes_abstained']}" for side in sides))
    table.add_row("ball first, %", *(_number(side["ball_first_percent"], 0) for side in sides))
    return table


def _milli(value_s: float | None) -> str:
    return DASH if value_s is None else f"{1e3 * value_s:.0f}"


def _number(value: float | None, digits: int) -> str:
    return DASH if value is None else f"{value:.{digits}f}"


def _mean_sd(measure: dict[str, float | None], scale: float, digits: int) -> str:
    mean, sd = measure["mean"], measure["sd"]
    if mean is None:
        return DASH
    spread = "" if sd is None else f" ± {scale * sd:.{digits}f}"
    return f"{scale * mean:.{digits}f}{spread}"


def _range(values: list[float]) -> str:
    if len(values) == 1:
        return f"{values[0]:g}"
    return f"{values[0]:g} to {values[-1]:g}"
