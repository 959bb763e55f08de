"""`strikemat analyze`: a recording in, every step out, as a table or as JSON."""

import json
from pathlib import Path
from typing import Any

import click
import numpy as np

from analyzer import VERSION, AnalyzerError, AnalyzerSettings, summarize
from commands.calibrate_show import calibration_folder
from commands.prints import mean_prints, step_print
from commands.recordings import Analyzed, Given, analyze_file
from commands.refusal import one_line_refusals
from commands.rest_table import print_rest
from commands.statistics import session_statistics
from commands.table import print_table
from device import DeviceError, Recording

__all__ = ["analyze"]


@click.command()
@click.argument("recording", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
@click.option(
    "--threshold-n",
    type=click.FloatRange(0, 1000, min_open=True),
    help="Force that counts as contact, newtons.  [default: from noise and body weight]",
)
@click.option(
    "--foot-length-m",
    type=click.FloatRange(0.1, 0.45),
    help="Length of foot or shoe, metres.  [default: the recording's, else learned from prints]",
)
@click.option(
    "--body-mass-kg",
    type=click.FloatRange(5, 300),
    help="Body mass, kilograms.  [default: the recording's]",
)
@click.option(
    "--belt-speed-m-s",
    type=click.FloatRange(0, 15),
    help="Belt speed, metres per second.  [default: the recording's, else estimated from the prints]",
)
@click.option(
    "--prints",
    is_flag=True,
    help="With --json: every step's print at 5 mm along the foot, and the mean print of each side.",
)
@click.option(
    "--calibration",
    help="Compute the forces of a recording of codes with this calibration: a name, latest, or none for "
    "the nominal cell.  [default: the one it was made with]",
)
@click.option(
    "--data",
    "data_dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder that keeps the calibrations.  [default: ~/.local/share/strikemat]",
)
@one_line_refusals(DeviceError, AnalyzerError)
def analyze(
    *,
    recording: Path,
    as_json: bool,
    threshold_n: float | None,
    foot_length_m: float | None,
    body_mass_kg: float | None,
    belt_speed_m_s: float | None,
    prints: bool,
    calibration: str | None,
    data_dir: Path | None,
) -> None:
    """Find every step of a RECORDING (.npz) and say how each landed."""
    if prints and not as_json:
        raise click.UsageError("--prints is part of the JSON: give --json too")
    settings = AnalyzerSettings(threshold_n=threshold_n)
    folder = calibration_folder(data_dir)
    given = Given(
        foot_length_m,
        body_mass_kg,
        belt_speed_m_s,
        None if calibration is None else lambda mat: folder.calibration_for(mat, calibration),
    )
    analyzed = analyze_file(recording, settings, given)
    if as_json:
        result = _result(recording, settings, analyzed)
        if prints:
            _add_prints(result, analyzed)
        click.echo(json.dumps(result, indent=2, allow_nan=False))
    else:
        print_table(
            recording.name,
            analyzed.recording,
            analyzed.steps,
            summarize(analyzed.steps),
            notes=analyzed.belt.notes,
        )
        print_rest(analyzed.standing, analyzed.drills)


def _result(path: Path, settings: AnalyzerSettings, analyzed: Analyzed) -> dict[str, Any]:
    recording, steps = analyzed.recording, analyzed.steps
    geometry, time_s = recording.geometry, recording.time_s
    return {
        "analyzer": VERSION,
        "settings": settings.to_dict(),
        "recording": {
            "file": path.name,
            "frames": len(time_s),
            "start_s": float(time_s[0]),
            "duration_s": float(time_s[-1] - time_s[0]),
            "frame_rate_hz": _frame_rate_hz(recording),
            "rows": geometry.rows,
            "cols": geometry.cols,
            "row_pitch_m": geometry.row_pitch_m,
            "col_pitch_m": geometry.col_pitch_m,
            "belt_speed_m_s": float(recording.belt_speed_m_s.mean()),
            "belt_speed_source": analyzed.belt.source,
            "foot_length_m": recording.foot_length_m,
            "body_mass_kg": recording.body_mass_kg,
            "calibration": recording.calibration_name,
        },
        "notes": analyzed.belt.notes,
        "steps": [step.to_dict() for step in steps],
        "standing": [standing.to_dict() for standing in analyzed.standing],
        "drills": [drill.to_dict() for drill in analyzed.drills],
        "summary": summarize(steps),
        "statistics": session_statistics(steps),
    }


def _add_prints(result: dict[str, Any], analyzed: Analyzed) -> None:
    """Put each step's print beside its measures, and the mean prints after the steps."""
    for plain, step in zip(result["steps"], analyzed.steps, strict=True):
        plain["print"] = step_print(step.footprint)
    result["mean_prints"] = mean_prints(analyzed.steps)


def _frame_rate_hz(recording: Recording) -> float | None:
    """Return the median frame rate; None for a lone frame."""
    if len(recording.time_s) < 2:
        return None
    return float(1.0 / np.median(np.diff(recording.time_s)))
