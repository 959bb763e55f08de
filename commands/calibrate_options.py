"""The options that the commands under `strikemat calibrate` share."""

from collections.abc import Callable
from pathlib import Path

import click

__all__ = ["data_option", "force_options", "mat_option", "note_option", "walk_options"]


def mat_option(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--mat`, the mat that is calibrated."""
    return click.option(
        "--mat",
        default="spi",
        show_default=True,
        help="spi, spi:DESCRIPTION, adafruit, adafruit:DESCRIPTION or simulated.",
    )(command)


def data_option(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--data`, where calibrations are kept."""
    return click.option(
        "--data",
        "data_dir",
        type=click.Path(file_okay=False, path_type=Path),
        help="Folder that keeps sessions and calibrations.  [default: ~/.local/share/strikemat]",
    )(command)


def note_option(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--note`."""
    return click.option("--note", default="", help="A word to keep with the calibration.")(command)


def walk_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add what every walk takes: mat, folder, pause, note, and whether to begin afresh."""
    pause = click.option(
        "--pause-s",
        default=30.0,
        show_default=True,
        type=click.FloatRange(2, 600),
        help="A step is done when nothing was pressed for this long (or with Ctrl+C).",
    )
    fresh = click.option(
        "--fresh", is_flag=True, help="Take nothing over from an earlier calibration."
    )
    return mat_option(data_option(pause(fresh(note_option(command)))))


def force_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--mass-kg` and `--force-n`, the known forces."""
    mass = click.option(
        "--mass-kg",
        "masses_kg",
        multiple=True,
        type=click.FloatRange(0.1, 500),
        help="Mass of weight and stamp together, kilograms; once for each weight.",
    )
    force = click.option(
        "--force-n",
        "forces_n",
        multiple=True,
        type=click.FloatRange(1, 5000),
        help="The same as a force, newtons.",
    )
    return mass(force(command))
