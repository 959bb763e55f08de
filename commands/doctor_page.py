"""The doctor's report for a terminal: figures, a map of the mat, findings with remedies."""

import math

from rich.console import Console
from rich.text import Text

from commands.doctor_mats import Patient
from device import BuildStep, BusTimes, Finding, Report, cell_states

__all__ = ["mat_map", "print_report"]

#: What a cell shows of a finding: a letter, so that the map is legible without colours.
LETTERS = {
    "no-answer": "C", "saturated": "S", "dead": "D", "open": "O", "stuck": "H", "noisy": "N", "loaded": "L",
    "elsewhere": "X", "not-pressed": "?", "other": "!", "good": ".",
}  # fmt: skip
WORDS = {
    "C": "converter does not answer", "S": "shorted", "D": "dead", "O": "open or silent",
    "H": "driven always", "N": "noisy", "L": "loaded", "X": "in another place", "?": "not pressed",
}  # fmt: skip
GOOD = "."
TILE_ROWS = 16


def print_report(
    console: Console, examined: Patient, report: Report, step: BuildStep | None
) -> None:
    """Print everything that was found."""
    title = f"{examined.description.name}, {len(examined.description.tiles)} tiles"
    console.print(
        f"[bold]{title}[/]" + (f"  [bold yellow]{examined.label}[/]" if examined.label else "")
    )
    if step is not None:
        console.print(f"Step {step.number}, {step.title}: {step.does}")
    if report.times is not None:
        _print_times(console, report.times)
    if not math.isnan(report.apart_codes):
        console.print(
            f"Fast path and Adafruit's driver: at most {report.apart_codes:.1f} codes apart"
        )
    if report.noise_codes is not None:
        noise = report.noise_codes
        console.print(f"Noise of a cell: mean {noise.mean():.2f}, at most {noise.max():.2f} codes")
        console.print(mat_map(report, *noise.shape))
    for note in report.notes:
        console.print(f"Note: {note}", markup=False)
    _print_findings(console, report.findings)
    console.print(f"Looked at: {', '.join(report.looked_at) or 'nothing'}.")


def mat_map(report: Report, rows: int, cols: int) -> Text:
    """Return the mat as letters: front on the left, the runner's left on top."""
    states = cell_states(report.findings, rows, cols)
    cells = [[LETTERS[states[row][col]] for row in range(rows)] for col in range(cols)]
    drawn = Text("        ")
    drawn.append(
        "".join(f"{row:<8d}" for row in range(0, rows, 8)).rstrip() + "  rows, front to rear\n"
    )
    for col, line in enumerate(cells):
        drawn.append(f"  col {col} ")
        for row, letter in enumerate(line):
            drawn.append(letter, style="dim" if letter == GOOD else "bold red reverse")
            if row % TILE_ROWS == TILE_ROWS - 1 and row < rows - 1:
                drawn.append("")
        drawn.append("\n")
    used = sorted({letter for line in cells for letter in line} - {GOOD})
    legend = ", ".join(f"{letter} {WORDS.get(letter, 'see below')}" for letter in used)
    drawn.append(f"        {GOOD} good" + (f", {legend}" if legend else ""))
    return drawn


def _print_times(console: Console, times: BusTimes) -> None:
    real = "cannot be told" if math.isnan(times.real_hz) else f"{times.real_hz / 1e6:.2f} MHz found"
    console.print(f"SPI clock: {times.asked_hz / 1e6:.2f} MHz asked for, {real}")
    console.print(
        f"Empty mat: {times.conversions_hz:.0f} conversions/s, {times.frames_hz:.0f} frames/s adaptive, "
        f"{times.raster_hz:.0f} frames/s as a raster"
    )
    console.print(
        f"Time from one conversion to the next: 50 % {1e6 * times.p50_s:.0f} us, "
        f"99 % {1e6 * times.p99_s:.0f} us, all {1e6 * times.most_s:.0f} us"
    )


def _print_findings(console: Console, findings: list[Finding]) -> None:
    if not findings:
        console.print("[bold green]Nothing is wrong with what was looked at.[/]")
        return
    count = "1 thing is" if len(findings) == 1 else f"{len(findings)} things are"
    console.print(f"[bold red]{count} wrong:[/]")
    for one in findings:
        console.print(f"  [{one.code}] {one.text}", markup=False)
        console.print(f"      remedy: {one.remedy}", markup=False)
